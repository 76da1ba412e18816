-- grain: one place where a term leads
-- zh: 按官方名称或表号查找
-- en: Columns, concepts and public tables whose Chinese or English name, synonym or form number holds the term. FROM find_term('公务接待费').
CREATE MACRO find_term(term) AS TABLE
SELECT 'concept' AS kind, concept AS name, concept_zh AS zh, coalesce(concept_en, '') AS meaning,
    'concept = ''' || concept || '''' AS how
FROM dim_concept
WHERE contains(concept_zh, term) OR contains(concept, term) OR contains(synonyms::VARCHAR, term)
    OR contains(lower(coalesce(concept_en, '')), lower(term))
UNION ALL
SELECT 'table', table_key, table_title, coalesce(form_numbers::VARCHAR, ''), 'table_key = ''' || table_key || ''''
FROM dim_table
WHERE contains(table_title, term) OR contains(table_titles::VARCHAR, term) OR contains(form_numbers::VARCHAR, term)
    OR table_key = term
UNION ALL
SELECT 'column', table_name || '.' || column_name, split_part(comment, ': ', 1), split_part(comment, ': ', 2),
    'SELECT ' || column_name || ' FROM ' || table_name
FROM duckdb_columns()
WHERE NOT internal AND comment IS NOT NULL
    AND (contains(comment, term) OR contains(lower(column_name), lower(term)));
