-- What every report is judged by now, as the files of reach/ say, and which reports have to be judged.
CREATE OR REPLACE TEMP TABLE a_reached AS
$REACHES;

CREATE OR REPLACE TEMP TABLE a_input AS
SELECT report_id, reach, md5(string_agg(concat_ws('|', other_id, said), ' ' ORDER BY other_id, said)) AS input_hash
FROM a_reached
GROUP BY report_id, reach;

-- The reports to be judged and, for each, the reaches within which something is new.
CREATE OR REPLACE TEMP TABLE a_due AS
$DUE;

-- Those and the reports that they are compared with.
CREATE OR REPLACE TEMP TABLE a_scope AS
SELECT report_id FROM a_due
UNION
SELECT r.other_id FROM a_reached AS r JOIN a_due AS d USING (report_id)
WHERE r.other_id IS NOT NULL AND list_has_any(d.reaches, ['report', r.reach]);
