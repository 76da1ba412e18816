-- Tolerances, once. h is half of the last printed place of an amount, w of a percentage. Decimals throughout.

-- Whether p percent can be 100 * num / den when each may be off by its half place. Division would leave the decimals,
-- so both sides are multiplied by the denominator, whose interval lies above zero.
CREATE OR REPLACE TEMP MACRO ratio_fits(p, w, num, hn, den, hd) AS
    den > 0 AND (
        den - hd <= 0
        OR (
            greatest((p + w)::DECIMAL(20, 4) * (den - hd)::DECIMAL(18, 4), (p + w)::DECIMAL(20, 4) * (den + hd)::DECIMAL(18, 4))
                >= 100 * (num - hn)::DECIMAL(20, 4)
            AND least((p - w)::DECIMAL(20, 4) * (den - hd)::DECIMAL(18, 4), (p - w)::DECIMAL(20, 4) * (den + hd)::DECIMAL(18, 4))
                <= 100 * (num + hn)::DECIMAL(20, 4)
        )
    );

-- own: half of the last place of this percentage itself, where the document prints others with more places.
CREATE OR REPLACE TEMP MACRO ratio_status(p, w, own, num, hn, den, hd) AS
    CASE
        WHEN ratio_fits(p, w, num, hn, den, hd) THEN 'pass'
        WHEN ratio_fits(p, w + 0.01, num, hn, den, hd) OR ratio_fits(p, own + 0.01, num, hn, den, hd) THEN 'rounding'
        ELSE 'fail'
    END;

-- n addends that are not zero, each off by at most h, against a total off by at most ht.
CREATE OR REPLACE TEMP MACRO sum_status(difference, tolerance) AS
    CASE WHEN difference = 0 THEN 'pass' WHEN abs(difference) <= tolerance THEN 'rounding' ELSE 'fail' END;

-- Two copies of one number: equal, or rounded apart by one last place (of the coarser one).
CREATE OR REPLACE TEMP MACRO copy_status(difference, ha, hb) AS
    CASE
        WHEN abs(difference) <= (CASE WHEN ha = hb THEN 0 ELSE greatest(ha, hb) + least(ha, hb) END) THEN 'pass'
        WHEN abs(difference) <= 2 * greatest(ha, hb) THEN 'rounding'
        ELSE 'fail'
    END;

-- Numbers as a reader of the finding expects them: amounts in 万元, others as they are. For showing, never for deciding.
CREATE OR REPLACE TEMP MACRO amount(v) AS
    CASE WHEN v % 100 = 0 THEN format('{:.2f}', v / 10000.0) ELSE format('{:.6f}', v / 10000.0) END;
CREATE OR REPLACE TEMP MACRO plain(v) AS
    CASE WHEN v = floor(v) THEN format('{:d}', v::BIGINT) ELSE rtrim(format('{:.6f}', v::DOUBLE), '0') END;
CREATE OR REPLACE TEMP MACRO shown(v, unit) AS CASE WHEN unit = 'yuan' THEN amount(v) ELSE plain(v) END;
CREATE OR REPLACE TEMP MACRO percent_of(num, den) AS
    CASE WHEN den = 0 THEN '—' ELSE format('{:.2f}', 100.0 * num::DECIMAL(30, 4) / den) END;
-- The same as a number. Wide: a page that says 万元 for 元 prints amounts a hundredfold of which is beyond 18 digits.
CREATE OR REPLACE TEMP MACRO rate(num, den) AS
    TRY_CAST(round(100 * num::DECIMAL(30, 4) / nullif(den, 0), 4) AS DECIMAL(18, 4));

-- Letters and digits of a text in one form: full width to half, white space and quotes out.
CREATE OR REPLACE TEMP MACRO squeeze(words) AS
    translate(regexp_replace(coalesce(words, ''), '[\s　“”"''‘’]', '', 'g'), '（）：；，％【】０１２３４５６７８９．', '():;,%[]0123456789.');

CREATE OR REPLACE TEMP MACRO place_of(report, page_no, line_no, section_key, table_name, words, figure, box) AS
    {'report_id': report, 'page': page_no::INTEGER, 'line': line_no::INTEGER, 'section': section_key::VARCHAR,
     'table': table_name::VARCHAR, 'quote': words::VARCHAR, 'figure_id': figure::VARCHAR, 'bbox': box::VARCHAR};

-- What one printed unit is in the unit of the value: 万元 in 元, 倍 in percent.
CREATE OR REPLACE TEMP MACRO scale_of(unit, printed_unit) AS
    CASE
        WHEN unit = 'percent' AND printed_unit LIKE '%倍%' THEN 100
        WHEN unit <> 'yuan' THEN 1
        WHEN printed_unit LIKE '%亿%' THEN 100000000
        WHEN printed_unit LIKE '%百万%' THEN 1000000
        WHEN printed_unit LIKE '%万%' THEN 10000
        WHEN printed_unit LIKE '%千%' THEN 1000
        WHEN printed_unit LIKE '%元%' THEN 1
        ELSE 10000
    END;

-- Figures whose places are those of their neighbours: amounts of one scale, percentages, the rest.
CREATE OR REPLACE TEMP MACRO scale_class(unit, printed_unit) AS
    CASE unit WHEN 'yuan' THEN scale_of(unit, printed_unit) WHEN 'percent' THEN 0 ELSE -1 END;

-- One number that states both sides is read once, as it was printed; what has no digits says nothing about places.
CREATE OR REPLACE TEMP MACRO is_read(source_kind, dims_key, seq) AS
    source_kind <> 'chart_ocr' AND NOT contains(dims_key, 'stated_as=both') AND NOT contains(dims_key, 'role=explanation') AND seq IS NOT NULL;
