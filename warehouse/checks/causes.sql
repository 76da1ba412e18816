-- From outcomes to causes: what fails, with every place that shows it.
CREATE OR REPLACE TEMP TABLE a_shown AS
-- the figures of what is shown, with the sentence or cell that prints them
SELECT
    o.rowid AS outcome, u.nth,
    place_of(f.report_id, f.page, f.line, f.section, f.table_key, coalesce(
        nullif(trim(CASE WHEN p.passage_text IS NOT NULL THEN substr(
            p.passage_text,
            -- from the end of the sentence before, at most 160 characters away, to the end of this one
            greatest(f.block_offset - 160, f.block_offset + 1 - coalesce(nullif(strpos(reverse(substr(p.passage_text, 1, f.block_offset)), '。'), 0) - 1, f.block_offset)),
            least(f.block_offset, 160, coalesce(nullif(strpos(reverse(substr(p.passage_text, 1, f.block_offset)), '。'), 0) - 1, f.block_offset))
                + least(160, coalesce(nullif(strpos(substr(p.passage_text, f.block_offset + 1), '。'), 0), 160))
        ) END), ''),
        concat_ws(' ', f.row_label, f.column_label, f.printed)
    ), f.figure_id, f.bbox) AS place
FROM a_outcome AS o, unnest(o.figures) WITH ORDINALITY AS u(figure_id, nth)
JOIN (SELECT * FROM fact_figure WHERE $SCOPE) AS f ON f.figure_id = u.figure_id
LEFT JOIN text_passage AS p ON p.report_id = f.report_id AND p.block = f.block AND p.passage_kind <> 'cell'
WHERE o.check_status IN ('fail', 'ambiguous');

CREATE OR REPLACE TEMP TABLE a_cause AS
SELECT
    o.rowid AS outcome,
    bool_or(f.unfooted) AS unfooted,
    any_value(r.status) = 'partial' AS partial
FROM a_outcome AS o
JOIN a_report AS r USING (report_id)
LEFT JOIN (SELECT o.rowid AS outcome, f.unfooted FROM a_outcome AS o, unnest(o.figures) AS u(figure_id)
    JOIN a_figure AS f ON f.figure_id = u.figure_id WHERE o.check_status = 'fail' AND NOT starts_with(o.check_id, 'TI')) AS f ON f.outcome = o.rowid
WHERE o.check_status = 'fail'
GROUP BY o.rowid;

-- One cause printed several times is one finding: same check, report and cluster key.
CREATE OR REPLACE TEMP TABLE a_cluster AS
SELECT
    o.rowid AS outcome, o.check_id, o.report_id, coalesce(o.cluster, concat_ws('|', o.zh, o.formula)) AS cluster, o.severity,
    row_number() OVER (ORDER BY o.check_id, o.report_id, o.cluster, o.zh, o.formula, o.figures, o.places, o.difference, o.tolerance, o.severity, o.certainty) AS nth_cause,
    CASE
        WHEN c.unfooted OR c.partial THEN CASE o.certainty WHEN 'certain' THEN 'probable' ELSE 'possible' END
        ELSE o.certainty
    END AS certainty,
    CASE WHEN c.unfooted AND c.partial THEN 'extraction' ELSE coalesce(o.cause, 'source') END AS cause,
    o.zh, o.en, o.formula, o.difference, o.tolerance, o.places
FROM a_outcome AS o
LEFT JOIN a_cause AS c ON c.outcome = o.rowid
WHERE o.check_status = 'fail';

-- Every place once, the figures of a cause before its other places.
CREATE OR REPLACE TEMP TABLE a_place AS
SELECT check_id, report_id, cluster, list(place ORDER BY nth_cause, nth) AS places
FROM (SELECT * FROM (
    SELECT c.check_id, c.report_id, c.cluster, c.nth_cause, s.nth, s.place FROM a_cluster AS c JOIN a_shown AS s USING (outcome)
    UNION ALL
    SELECT c.check_id, c.report_id, c.cluster, c.nth_cause, 1000 + generate_subscripts(c.places, 1), unnest(c.places) FROM a_cluster AS c
)
WHERE place IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY check_id, report_id, cluster, place.report_id, place.page, place.line, place.table, place.quote ORDER BY nth_cause, nth, place) = 1)
GROUP BY ALL;
