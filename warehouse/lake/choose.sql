-- Of each document the load that counts, and the tables of documents from it. What two loaders did at the same time, in
-- whatever order, gives the same: a document read by the same extractors has the same rows, whoever loaded it.
CREATE OR REPLACE TEMP TABLE choice AS
SELECT
    report_id, arg_max(load_id, (loaded_at, load_id)) AS load_id,
    min(known_from) AS known_from, min(load_no) AS load_no
FROM loaded.document
GROUP BY report_id;

-- What checks said of a document that was read again is no longer so.
CREATE OR REPLACE TEMP TABLE again AS
SELECT report_id FROM loaded.chosen ANTI JOIN choice USING (report_id, load_id);
DELETE FROM check_result WHERE report_id IN (FROM again);
DELETE FROM finding WHERE report_id IN (FROM again);
DELETE FROM audit_input WHERE report_id IN (FROM again);

DELETE FROM loaded.chosen;
INSERT INTO loaded.chosen SELECT report_id, load_id FROM choice ORDER BY report_id;

DELETE FROM dim_report;
INSERT INTO dim_report SELECT * EXCLUDE (load_id) FROM loaded.dim_report SEMI JOIN choice USING (report_id, load_id) ORDER BY report_id;

DELETE FROM dim_report_version;
INSERT INTO dim_report_version BY NAME
SELECT d.report_id, d.sha256, c.known_from, d.extractor_version, d.run_id, c.load_no, d.loaded_at
FROM loaded.document AS d
JOIN choice AS c USING (report_id, load_id)
ORDER BY d.report_id;
DROP TABLE again;
DROP TABLE choice;
