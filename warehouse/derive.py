"""What follows from the loaded reports together: bodies, hierarchy, versions, projects, codes as printed.

It is rebuilt whole, once after any number of batches. A batch marks it stale in its own transaction, so that a run
killed before the rebuilding is completed by whoever opens the file next to write or to publish.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb
import polars as pl

from warehouse.units import build_unit_id, find_unit_type, fold_name, is_own_name, resolve_names
from warehouse.versions import number_versions

DERIVED = Path(__file__).parent / "derived"
CLASSIFICATIONS = ("functional", "economic")
"""A file of derived/ with $classification in it is run for each."""
STATE = "derived"
STALE, FRESH = "stale", "fresh"
_A_NAME = re.compile(r"[^\d/\\]{4,40}")
_OWN_PART = re.compile(r"(?:部门)?\(?(?:本级|本部|机关)\)?$")
_REGION_END = "省市县区州盟旗"


def derive(connection: duckdb.DuckDBPyConnection) -> None:
    """Rebuild everything derived. The caller holds the transaction."""
    text, flag = pl.String(), pl.Boolean()
    bodies = _resolve_reports(connection)
    names: list[Row] = [
        {"name": name, "region": region, "unit_id": unit_id, "direct": is_own_name(str(name), unit_id),
         "type": find_unit_type(str(name))}
        for (name, region), unit_id in bodies.items()
    ]  # fmt: skip
    _keep(connection, "unit_of", names, {"name": text, "region": text, "unit_id": text, "direct": flag, "type": text})
    connection.execute(
        "UPDATE dim_report AS r SET unit_id = u.unit_id FROM unit_of AS u WHERE u.name = r.unit_name "
        "AND u.region IS NOT DISTINCT FROM r.region_code AND r.unit_id IS DISTINCT FROM u.unit_id"
    )
    mentions = _resolve_mentions(connection, bodies)
    _keep(connection, "mention_of", mentions, {"by_unit": text, "name": text, "unit_id": text, "type": text})
    number_versions(connection)
    for path in sorted(DERIVED.glob("*.sql")):
        sql = path.read_text(encoding="utf-8")
        for classification in CLASSIFICATIONS if "$classification" in sql else ("",):
            connection.execute(sql.replace("$classification", classification))
    connection.execute("DROP TABLE unit_of; DROP TABLE mention_of")


Bodies = Mapping[tuple[str | None, str | None], str]
Row = dict[str, object]


def _keep(connection: duckdb.DuckDBPyConnection, name: str, rows: list[Row], schema: Mapping[str, pl.DataType]) -> None:
    connection.register("incoming", pl.DataFrame(rows, schema=dict(schema)).to_arrow())
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM incoming")
    connection.unregister("incoming")


def _resolve_reports(connection: duckdb.DuckDBPyConnection) -> Bodies:
    return resolve_names(
        connection.execute(
            "SELECT DISTINCT unit_name, region_code FROM dim_report WHERE unit_name IS NOT NULL ORDER BY ALL"
        ).fetchall()
    )


def _resolve_mentions(connection: duckdb.DuckDBPyConnection, bodies: Bodies) -> list[Row]:
    """Bodies that a report names as its supervisor or unit, by the reporting body and the name as printed."""
    said = connection.execute(
        """
        SELECT DISTINCT r.unit_id, r.region_code, m.name
        FROM (
            SELECT report_id, supervising_department AS name FROM fact_project_form
            UNION ALL
            SELECT report_id, unit_name FROM listed_unit
        ) AS m
        JOIN dim_report AS r USING (report_id)
        WHERE m.name IS NOT NULL AND r.unit_id IS NOT NULL
        ORDER BY ALL
        """
    ).fetchall()
    by_region: dict[str | None, _Bodies] = defaultdict(_Bodies)
    for (name, region), unit_id in bodies.items():
        by_region[region].add(fold_name(str(name)), unit_id)
    found: list[Row] = []
    for by_unit, region, name in said:
        folded = fold_name(name)
        own = _OWN_PART.sub("", folded)
        if own != folded:
            # the department's own part (本级) is the department, or the body that is named in front
            unit_id = by_region[region].find(own) or by_unit
        elif _A_NAME.fullmatch(folded):
            unit_id = by_region[region].find(folded) or str(build_unit_id(name, region))
        else:
            continue
        found.append({"by_unit": by_unit, "name": name, "unit_id": unit_id, "type": find_unit_type(name)})
    return found


class _Bodies:
    """The reporting bodies of a region by folded name, and by what of it stands behind the name of a region."""

    def __init__(self) -> None:
        self._whole: dict[str, str] = {}
        self._behind: dict[str, set[str]] = defaultdict(set)

    def add(self, folded: str, unit_id: str) -> None:
        self._whole[folded] = unit_id
        for part in _behind_regions(folded):
            self._behind[part].add(folded)

    def find(self, folded: str) -> str | None:
        """The one body with this name, or with this name behind that of its region, or the other way round."""
        if folded in self._whole:
            return self._whole[folded]
        shorter = {part for part in _behind_regions(folded) if part in self._whole}
        either = {self._whole[name] for name in self._behind.get(folded, set()) | shorter}
        return next(iter(either)) if len(either) == 1 else None


def _behind_regions(folded: str) -> Iterator[str]:
    """What stands behind each character of a name that may close the name of a region."""
    return (folded[place:] for place, before in enumerate(folded, 1) if before in _REGION_END)
