-- grain: one phrase, digits replaced by #
-- zh: 未读数字（按措辞归并）
-- en: Numbers that were left over, grouped by the words around them: the work list. Most frequent first when sorted.
-- column phrase: 措辞: The words around the number, digits replaced by #.
-- column numbers: 数字数: How many numbers were left over in this phrase.
-- column reports: 报告数: In how many documents.
-- column example_printed: 例（数字）: One of the numbers.
-- column example: 例（原文）: The words around it as printed.
-- column example_report_id: 例（报告编号）: Its document.
-- column example_page: 例（页）: Its page.
-- column example_line: 例（行）: Its line.
CREATE VIEW v_unread AS
SELECT
    regexp_replace(n.snippet, '[0-9０-９]+([.,，．][0-9０-９]+)*', '#', 'g') AS phrase,
    count(*) AS numbers,
    count(DISTINCT n.report_id) AS reports,
    arg_min(n.printed, (n.report_id, n.seq)) AS example_printed,
    arg_min(n.snippet, (n.report_id, n.seq)) AS example,
    arg_min(n.report_id, (n.report_id, n.seq)) AS example_report_id,
    arg_min(n.page, (n.report_id, n.seq)) AS example_page,
    arg_min(n.line, (n.report_id, n.seq)) AS example_line
FROM number_ledger AS n
JOIN dim_report_version AS v USING (report_id)
WHERE n.disposition = 'unread' AND v.is_current
GROUP BY phrase;
