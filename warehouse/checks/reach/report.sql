-- The report by itself: the version that was loaded, and what the warehouse knows about it.
SELECT report_id, NULL::VARCHAR AS other_id, own AS said
FROM a_current
