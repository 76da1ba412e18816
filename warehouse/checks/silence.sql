-- One row for each check and report about which the check said nothing: why.
CREATE OR REPLACE TEMP TABLE a_silence AS
WITH said AS (SELECT DISTINCT check_id, report_id FROM a_outcome),
-- by names alone first: the lists that follow are heavy to carry through a join
quiet AS (
    SELECT c.check_id, r.report_id
    FROM a_check AS c
    JOIN a_judged AS r ON list_has_any(r.reaches, ['report', c.reach])
    ANTI JOIN said AS o ON o.check_id = c.check_id AND o.report_id = r.report_id
)
SELECT
    check_id, report_id,
    CASE
        WHEN NOT list_contains(c.doc_kinds, r.doc_kind) OR NOT (
            (len(c.sections) = 0 OR list_has_any(r.section_keys, c.sections))
            AND (len(c.tables) = 0 OR list_has_any(r.table_keys, c.tables))
            AND (len(c.concepts) = 0 OR list_has_any(r.concepts, c.concepts))
            AND (NOT c.forms OR r.has_forms) AND (NOT c.passages OR r.has_passages) AND (NOT c.prose OR r.has_prose)
        ) THEN 'not_applicable'
        ELSE c.quiet
    END AS check_status
FROM quiet
JOIN a_check AS c USING (check_id)
JOIN a_judged AS r USING (report_id);
