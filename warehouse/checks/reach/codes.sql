-- The names of 款 and of economic items that only loaded reports know: one of them more or less concerns every report.
-- What the lists say is part of the definitions.
SELECT c.report_id, NULL::VARCHAR AS other_id, k.said
FROM a_current AS c
CROSS JOIN (
    SELECT coalesce(bit_xor(hash(code, code_name)), 0) AS said
    FROM (
        SELECT functional_code AS code, code_name FROM dim_functional WHERE code_source = 'reports' AND length(functional_code) = 5
        UNION ALL
        SELECT economic_code, code_name FROM dim_economic WHERE code_source = 'reports' AND length(economic_code) = 5
    )
) AS k
