-- Once for each classification: the codes that only reports know, and of every code which reports print it.
DELETE FROM dim_$classification WHERE code_source = 'reports';
INSERT INTO dim_$classification (
    $classification_code, code_name, code_level, parent_code, first_year, code_now, name_now, confidence, code_source
)
SELECT code, name, length(code) // 2, CASE WHEN length(code) > 3 THEN left(code, length(code) - 2) END, first_year, code, name, 'printed', 'reports'
FROM learned
WHERE classification = '$classification'
ORDER BY code;

UPDATE dim_$classification SET reports_printing = NULL, first_printed = NULL, last_printed = NULL WHERE reports_printing IS NOT NULL;
UPDATE dim_$classification AS d
SET reports_printing = s.reports, first_printed = s.first_year, last_printed = s.last_year
FROM (
    SELECT
        l.$classification_code, l.code_name, count(DISTINCT s.report_id) AS reports,
        min(s.fiscal_year) AS first_year, max(s.fiscal_year) AS last_year
    FROM seen AS s
    JOIN dim_$classification AS l
        ON l.$classification_code = s.code AND s.fiscal_year BETWEEN coalesce(l.first_year, 0) AND coalesce(l.last_year, 9999)
    WHERE s.classification = '$classification'
    GROUP BY ALL
) AS s
WHERE s.$classification_code = d.$classification_code AND s.code_name = d.code_name;
