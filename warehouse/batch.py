"""From the records of documents, as `gongzhang extract` prints them, to typed frames of valid rows.

A row that breaks a rule becomes a load_issue that keeps it whole; the rest of its document goes on and the document is
`partial`. A refused document gives its report and its issues, and no facts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from schemas.codes import load_economic, load_functional
from schemas.frames import Failure, build_frame, check_frame
from schemas.tables import load_tables, tables_by_record
from warehouse.errors import WarehouseError
from warehouse.rows import Record, Rows


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one document. `issues`: problems of any kind; `rejected`: those that kept a value out."""

    report_id: str
    sha256: str
    file: str
    unit: str | None
    fiscal_year: int | None
    status: str
    figures: int
    unread: int
    issues: int
    rejected: int


@dataclass(slots=True)
class Batch:
    """Valid rows of several documents: one frame for each table that records fill, and what became of each document."""

    frames: dict[str, pl.DataFrame]
    loaded: list[Loaded]


def build_batch(documents: Sequence[Sequence[Record]]) -> Batch:
    """Validated frames of a batch of documents; of a document that stands twice in it the last counts.

    Raises WarehouseError where a document has no single report record with an id, a file and a digest: then nothing
    can be said about it.
    """
    rows = {record: Rows(table) for record, table in tables_by_record().items()}
    issues = rows["issue"]
    by_report = {str(_find_report(document)["report_id"]): document for document in documents}
    for report_id, document in by_report.items():
        _collect(rows, report_id, document)
    frames: dict[str, pl.DataFrame] = {}
    for record, collected in rows.items():
        if collected is issues:
            continue
        frame, failures = _validate(collected)
        _add_failures(issues, record, collected, failures)
        if record == "report":
            frame = _blank_broken(frame, failures)
        elif failures:
            broken = [failure.row for failure in failures]
            frame = frame.with_row_index().remove(pl.col("index").is_in(broken)).drop("index")
        frames[collected.table.name] = frame
    frames["fact_figure"] = _compute_figures(frames["fact_figure"])
    _add_unknown(issues, rows)
    _add_unknown_codes(issues, frames["fact_figure"])
    _add_refusals(issues, frames["dim_report"])
    frames["load_issue"], failures = _validate(issues)
    if failures:
        raise WarehouseError(f"an issue record of report {issues.report_ids[failures[0].row]}: {failures[0]}")
    frames["dim_report"] = _mark_partial(frames["dim_report"], frames["load_issue"])
    return Batch(frames, _count_loaded(frames))


def _find_report(document: Sequence[Record]) -> Record:
    reports = [record for record in document if record.get("record") == "report"]
    if len(reports) != 1:
        raise WarehouseError(f"a document has {len(reports)} report records instead of one: it was not extracted whole")
    missing = [name for name in ("report_id", "file", "sha256", "status") if not reports[0].get(name)]
    if missing:
        raise WarehouseError(f"the report record of {reports[0].get('file')} has no {', '.join(missing)}")
    return reports[0]


def _collect(rows: Mapping[str, Rows], report_id: str, document: Sequence[Record]) -> None:
    refused = _find_report(document)["status"] == "refused"
    for record in document:
        kind = str(record.get("record"))
        if kind not in rows:
            raise WarehouseError(f"report {report_id}: there is no record of the kind {kind}")
        if not refused or kind in ("report", "issue"):
            rows[kind].add(record, report_id)


def _validate(rows: Rows) -> tuple[pl.DataFrame, list[Failure]]:
    frame, failures = build_frame(rows.table, rows.build_columns())
    if frame.is_empty():
        return frame, failures
    broken = {(failure.row, failure.column) for failure in failures}
    # A value that had the wrong type is null now: that it is also missing is no second failure.
    failures += [f for f in check_frame(rows.table, frame) if (f.row, f.column) not in broken]
    return frame, failures


def _blank_broken(reports: pl.DataFrame, failures: Sequence[Failure]) -> pl.DataFrame:
    # A report row stays, because the facts hang on it: only what broke a rule is left out of it.
    table = load_tables()["dim_report"]
    for failure in failures:
        if failure.column not in table.columns or table.is_required(failure.column):
            raise WarehouseError(
                f"the report record of {reports['file'][failure.row]} cannot be used: "
                f"{failure.column} breaks the rule {failure.rule} ({failure.value})"
            )
        cells = reports[failure.column].to_list()
        cells[failure.row] = None
        reports = reports.with_columns(pl.Series(failure.column, cells, reports.schema[failure.column]))
    return reports


def _add_failures(issues: Rows, record: str, rows: Rows, failures: Sequence[Failure]) -> None:
    paths = dict(rows.table.paths)
    for failure in sorted(failures, key=lambda f: f.row):
        raw = rows.records[failure.row]
        source = raw.get("source") or raw
        name = paths.get(failure.column, failure.column)
        what = f"{record} {rows.seqs[failure.row]}" if "seq" in rows.table.columns else record
        issue = {
            "kind": "invalid_value",
            "severity": "error",
            "message": f"{what}: {name} breaks the rule {failure.rule}: {failure.value}",
            "place": {key: _whole(source.get(key)) for key in ("page", "line", "char_start")},
            "apart": {
                "record": record,
                "field": name,
                "rule": failure.rule,
                "value": failure.value,
                "kept": ascii(raw) if failure.rule == "encoding" else dict(raw),
            },
        }
        issues.add(issue, rows.report_ids[failure.row])


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def _add_unknown(issues: Rows, rows: Mapping[str, Rows]) -> None:
    for record, collected in list(rows.items()):
        for report_id, names in list(collected.unknown.items()):
            for name, count in sorted(names.items()):
                message = f"{count} {record} records say {name}, for which the warehouse has no place: it was left out"
                issues.add({"kind": "unknown_name", "severity": "warn", "message": message}, report_id)


_CODES = (("functional_code", load_functional), ("economic_code", load_economic))


def _add_unknown_codes(issues: Rows, figures: pl.DataFrame) -> None:
    for column, load in _CODES:
        used = figures.filter(pl.col(column).is_not_null()).group_by("report_id", column).agg(pl.len())
        for report_id, code, count in used.sort("report_id", column).rows():
            if code not in load():
                message = (
                    f"{count} figures are of the {column} {code}, which is not in the code list: no name was guessed"
                )
                issues.add({"kind": "unknown_code", "severity": "info", "message": message}, report_id)


_FACT = ["report_id", "concept", "measure", "period", "fund_type", "functional_code", "economic_code", "nature", "side",
         "project_code", "dims_key"]  # fmt: skip
_PREFERRED = ["table", "form", "prose", "chart_ocr"]


def _compute_figures(figures: pl.DataFrame) -> pl.DataFrame:
    # value_yuan: money, rounded half up to the fen. occurrence: the place of a figure among those of its document that
    # state the same fact, the one to show first.
    if figures.is_empty():
        return figures
    money = pl.col("value").round(2, mode="half_away_from_zero").cast(figures.schema["value_yuan"])
    figures = figures.with_columns(value_yuan=pl.when(pl.col("unit") == "yuan").then(money))
    rank = pl.col("source_kind").replace_strict(_PREFERRED, range(len(_PREFERRED)), return_dtype=pl.Int32)
    numbered = figures.select(*_FACT, rank=rank, seq=pl.col("seq")).with_row_index("row").sort("rank", "seq")
    numbered = numbered.with_columns(occurrence=pl.int_range(1, pl.len() + 1, dtype=pl.Int32).over(_FACT)).sort("row")
    # Figures of one concept side by side: who asks for the places of some need not unpack those of all.
    return figures.with_columns(numbered["occurrence"]).sort("concept", maintain_order=True)


def _add_refusals(issues: Rows, reports: pl.DataFrame) -> None:
    said = set(issues.report_ids)
    for row in reports.filter(pl.col("status") == "refused").to_dicts():
        if row["report_id"] not in said:
            message = row["reason"] or "refused without a reason"
            issues.add({"kind": "refused", "severity": "error", "message": message}, row["report_id"])


def _mark_partial(reports: pl.DataFrame, issues: pl.DataFrame) -> pl.DataFrame:
    broken = issues.filter(pl.col("record").is_not_null())["report_id"].to_list()
    partial = pl.col("report_id").is_in(broken) & (pl.col("status") == "ok")
    reason = pl.lit("values broke a rule and were kept apart, see load_issue")
    return reports.with_columns(
        status=pl.when(partial).then(pl.lit("partial")).otherwise("status"),
        reason=pl.when(partial).then(pl.coalesce("reason", reason)).otherwise("reason"),
    )


def _count_loaded(frames: Mapping[str, pl.DataFrame]) -> list[Loaded]:
    issues, ledger = frames["load_issue"], frames["number_ledger"]
    figures = Counter(frames["fact_figure"]["report_id"])
    unread = Counter(ledger.filter(pl.col("disposition") == "unread")["report_id"])
    said = Counter(issues["report_id"])
    rejected = Counter(issues.filter(pl.col("record").is_not_null())["report_id"])
    return [
        Loaded(
            report_id=row["report_id"],
            sha256=row["sha256"],
            file=row["file"],
            unit=row["unit_name"],
            fiscal_year=row["fiscal_year"],
            status=row["status"],
            figures=figures[row["report_id"]],
            unread=unread[row["report_id"]],
            issues=said[row["report_id"]],
            rejected=rejected[row["report_id"]],
        )
        for row in frames["dim_report"].to_dicts()
    ]
