"""What follows from the loaded reports together: bodies, hierarchy, versions, projects, codes as printed.

It is rebuilt whole, once after any number of batches. A batch marks it stale in its own transaction, so that a run
killed before the rebuilding is completed by whoever opens the file next to write or to publish.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import duckdb
import polars as pl

from warehouse.units import build_unit_id, find_unit_type, fold_name, is_own_name, resolve_names
from warehouse.versions import number_versions

DERIVED = Path(__file__).parent / "derived"
STATE = "derived"
STALE, FRESH = "stale", "fresh"
_A_NAME = re.compile(r"[^\d/\\]{4,40}")
_REGION_END = "省市县区州盟旗"


def derive(connection: duckdb.DuckDBPyConnection) -> None:
    """Rebuild everything derived. The caller holds the transaction."""
    bodies = _resolve_reports(connection)
    mentions = _resolve_mentions(connection, bodies)
    names = [
        {"name": name, "region": region, "unit_id": unit_id, "direct": is_own_name(str(name), unit_id),
         "type": find_unit_type(str(name))}
        for (name, region), unit_id in {**bodies, **mentions}.items()
    ]  # fmt: skip
    schema = {"name": pl.String(), "region": pl.String(), "unit_id": pl.String(), "direct": pl.Boolean(),
              "type": pl.String()}  # fmt: skip
    connection.register("incoming", pl.DataFrame(names, schema=schema).to_arrow())
    connection.execute("CREATE OR REPLACE TEMP TABLE unit_of AS FROM incoming")
    connection.unregister("incoming")
    connection.execute(
        "UPDATE dim_report AS r SET unit_id = u.unit_id FROM unit_of AS u WHERE u.name = r.unit_name "
        "AND u.region IS NOT DISTINCT FROM r.region_code AND r.unit_id IS DISTINCT FROM u.unit_id"
    )
    number_versions(connection)
    for path in sorted(DERIVED.glob("*.sql")):
        connection.execute(path.read_text(encoding="utf-8"))
    connection.execute("DROP TABLE unit_of")


Bodies = Mapping[tuple[str | None, str | None], str]


def _resolve_reports(connection: duckdb.DuckDBPyConnection) -> Bodies:
    return resolve_names(
        connection.execute(
            "SELECT DISTINCT unit_name, region_code FROM dim_report WHERE unit_name IS NOT NULL ORDER BY ALL"
        ).fetchall()
    )


def _resolve_mentions(
    connection: duckdb.DuckDBPyConnection, bodies: Bodies
) -> dict[tuple[str | None, str | None], str]:
    """Bodies that a report names as its supervisor or unit, by the name it prints and the report's region."""
    said = connection.execute(
        """
        SELECT DISTINCT m.name, r.region_code
        FROM (
            SELECT report_id, supervising_department AS name FROM fact_project_form
            UNION ALL
            SELECT report_id, unit_name FROM listed_unit
        ) AS m
        JOIN dim_report AS r USING (report_id)
        WHERE m.name IS NOT NULL
        ORDER BY ALL
        """
    ).fetchall()
    by_region: dict[str | None, dict[str, str]] = {}
    for (name, region), unit_id in bodies.items():
        by_region.setdefault(region, {})[fold_name(str(name))] = unit_id
    found = {}
    for name, region in said:
        folded = fold_name(name)
        if (name, region) not in bodies and _A_NAME.fullmatch(folded):
            found[name, region] = _find_body(folded, by_region.get(region, {})) or str(build_unit_id(name, region))
    return found


def _find_body(folded: str, bodies: Mapping[str, str]) -> str | None:
    """The one reporting body of a region with this name, or with this name behind that of its region."""
    if folded in bodies:
        return bodies[folded]
    longer = {
        unit_id
        for name, unit_id in bodies.items()
        if name.endswith(folded) and name.removesuffix(folded)[-1] in _REGION_END
    }
    shorter = {
        unit_id
        for name, unit_id in bodies.items()
        if folded.endswith(name) and folded.removesuffix(name)[-1] in _REGION_END
    }
    either = longer | shorter
    return next(iter(either)) if len(either) == 1 else None
