-- grain: one value
-- zh: 百分比（由金额重算）
-- en: Part of a whole in percent with two decimals; null where the whole is zero or missing.
CREATE MACRO pct(part, whole) AS round(100 * part / nullif(whole, 0), 2)::DECIMAL(12, 2);
