-- grain: one value
-- zh: 万元
-- en: An amount of yuan in 万元 with two decimals, halves away from zero. For amounts under 10^16 yuan: numbers of 18 digits are divided a hundred times faster than longer ones.
CREATE MACRO wan(yuan) AS (yuan::DECIMAL(18, 2) * 0.0001)::DECIMAL(20, 2);
