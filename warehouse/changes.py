"""The changelog of the data: which figures differ between the copy to be published and the one that readers have."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.change_counts import Changes
from warehouse.ddl import quote, schema_hash

FACT = ("concept", "measure", "period", "fund_type", "functional_code", "economic_code", "nature", "side",
        "project_code", "share_of", "base_period", "base_measure", "budget_basis", "detail")  # fmt: skip
BODY = ("unit_id", "fiscal_year", "doc_kind", "report_level")


_TOUCHED = """
CREATE OR REPLACE TEMP TABLE touched AS
WITH now AS (SELECT report_id, loaded_at, is_current FROM dim_report_version),
before AS (SELECT report_id, loaded_at, is_current FROM last.dim_report_version),
reports AS (
    SELECT coalesce(n.report_id, b.report_id) AS report_id
    FROM now AS n
    FULL JOIN before AS b ON b.report_id = n.report_id
    WHERE n.loaded_at IS DISTINCT FROM b.loaded_at OR n.is_current IS DISTINCT FROM b.is_current
        OR (SELECT setting FROM meta WHERE name = 'definitions')
            IS DISTINCT FROM (SELECT setting FROM last.meta WHERE name = 'definitions')
),
bodies AS (
    SELECT unit_id, fiscal_year, doc_kind, report_level FROM dim_report JOIN reports USING (report_id)
    UNION
    SELECT unit_id, fiscal_year, doc_kind, report_level FROM last.dim_report JOIN reports USING (report_id)
)
SELECT DISTINCT f.report_id
FROM (FROM dim_report UNION ALL FROM last.dim_report) AS f
JOIN bodies AS b
    ON b.unit_id = f.unit_id AND b.fiscal_year IS NOT DISTINCT FROM f.fiscal_year AND b.doc_kind = f.doc_kind
    AND b.report_level IS NOT DISTINCT FROM f.report_level
"""
"""Documents of the bodies and years of which one came, went or was read again since the last copy."""


def attach_last(connection: duckdb.DuckDBPyConnection, published: Path) -> bool:
    """Attach the published copy as `last`, read-only; False where there is none that can be compared."""
    if not published.exists():
        return False
    try:
        connection.execute(f"ATTACH {quote(str(published))} AS last (READ_ONLY)")
        made_with = connection.execute("SELECT setting FROM last.meta WHERE name = 'schema'").fetchone()
    except duckdb.Error:
        made_with = None
    if not made_with or made_with[0] != schema_hash(published=True):
        connection.execute("DETACH DATABASE IF EXISTS last")
        return False
    return True


def record_changes(connection: duckdb.DuckDBPyConnection) -> Changes:
    """Fill figure_change of the current database from `last` and count.

    Only bodies and years are compared of which a document was loaded, read again or replaced since, unless the
    definitions changed too: then everything is. A body and year that is new is no change of a figure.
    """
    connection.execute(_TOUCHED)
    keys = (*BODY, *FACT)
    same = " AND ".join(f"b.{name} IS NOT DISTINCT FROM n.{name}" for name in keys)
    connection.execute(
        f"""
        INSERT INTO figure_change BY NAME
        WITH now AS (SELECT * FROM v_fact WHERE report_id IN (FROM touched)),
        before AS (SELECT * FROM last.v_fact WHERE report_id IN (FROM touched)),
        known AS (SELECT DISTINCT {", ".join(BODY)} FROM before)
        SELECT
            CASE WHEN b.figure_id IS NULL THEN 'added' WHEN n.figure_id IS NULL THEN 'removed' ELSE 'changed' END
                AS change_kind,
            coalesce(n.unit_name, b.unit_name) AS unit_name, coalesce(n.unit, b.unit) AS unit,
            {", ".join(f"coalesce(n.{name}, b.{name}) AS {name}" for name in keys)},
            b.value AS before, n.value AS after, b.figure_id AS figure_id_before, n.figure_id AS figure_id,
            b.report_id AS report_id_before, n.report_id AS report_id
        FROM now AS n
        FULL JOIN before AS b ON {same}
        WHERE n.value IS DISTINCT FROM b.value
            AND (coalesce(n.unit_id, b.unit_id), coalesce(n.fiscal_year, b.fiscal_year),
                coalesce(n.doc_kind, b.doc_kind), coalesce(n.report_level, b.report_level))
            IN (SELECT ({", ".join(BODY)}) FROM known)
        ORDER BY unit_id, fiscal_year, doc_kind, report_level, concept, measure, functional_code, economic_code
        """
    )
    counts = dict(connection.execute("SELECT change_kind, count(*) FROM figure_change GROUP BY ALL").fetchall())
    new = connection.execute(
        "SELECT count(*) FROM dim_report WHERE status <> 'refused' AND report_id NOT IN (SELECT report_id FROM "
        "last.dim_report)"
    ).fetchall()[0][0]
    connection.execute("DROP TABLE touched")
    return Changes(counts.get("added", 0), counts.get("removed", 0), counts.get("changed", 0), new)
