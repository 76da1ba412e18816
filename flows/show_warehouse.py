"""What users see of the published warehouse: a figure with its origin, the state of things, rows of a query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from warehouse.compare import Comparison

MOST_DOCUMENTS = 20


def show_explanation(console: Console, found: Mapping[str, Any]) -> None:
    """A figure: what it says, where it is printed, what else states the same, which checks used it."""
    figure, concept, report = found["figure"], found["concept"] or {}, found["report"] or {}
    console.print(
        f"{concept.get('concept_zh') or figure['concept']} {concept.get('concept_en') or ''}".strip(),
        style="bold",
        markup=False,
    )
    _print_pairs(
        console,
        [
            ("数值 value", f"{_text(figure['value'])} {figure['unit']}"),
            ("原文 printed", " ".join(_text(figure[k]) for k in ("printed", "printed_unit") if figure[k])),
            ("计量 measure", figure["measure"]),
            ("年度 period", figure["period"]),
            ("维度 dimensions", _dimensions(figure)),
            ("单位 unit", report.get("unit_name")),
            ("文件 file", report.get("file")),
            ("内容哈希 sha256", (found["version"] or {}).get("sha256")),
            ("位置 place", describe_place(figure)),
            ("行列 cell", " × ".join(_text(figure[k]) for k in ("row_label", "column_label") if figure[k])),
            ("原文片段 snippet", figure["snippet"]),
            ("读取方式 reader", " / ".join(_text(figure[k]) for k in ("source_kind", "reader") if figure[k])),
            ("编号 id", figure["figure_id"]),
        ],
    )
    if found["occurrences"]:
        console.print("\n同一事实的其他出处 The same fact elsewhere", style="bold")
        for other in found["occurrences"]:
            line = f"  {_text(other['printed'])}  {describe_place(other)}  {other['figure_id']}"
            console.print(line, markup=False, soft_wrap=True)
    console.print("\n用到它的检查 Checks that used it", style="bold")
    for check in found["checks"]:
        line = f"  {check['check_id']} {check['check_status']}  {check['formula'] or ''}"
        console.print(line, markup=False, soft_wrap=True)
    if not found["checks"]:
        console.print("  尚无 none yet")


def describe_place(source: Mapping[str, Any]) -> str:
    """Where in its document a figure stands: 第3页 page 3, 第12行 line 12, section, table."""
    parts = []
    if source.get("page"):
        parts.append(f"第{source['page']}页 page {source['page']}")
    if source.get("line"):
        parts.append(f"第{source['line']}行 line {source['line']}")
    if source.get("table_key"):
        parts.append(f"表 table {source['table_key']}")
    if source.get("section"):
        parts.append(f"章节 section {source['section']}")
    if source.get("bbox"):
        parts.append("框 box " + ",".join(_text(x) for x in source["bbox"]))
    return "，".join(parts) or "—"


def show_state(console: Console, state: Mapping[str, Any]) -> None:
    """The state of the warehouse as `doctor_summary` gives it."""
    totals = "，".join(f"{row['status']} {row['documents']}" for row in state["documents"])
    console.print(f"文档 documents: {totals or '0'}")
    for title, key in (("隔离 Quarantined", "refused"), ("部分读取 Partial", "partial")):
        if state[key]:
            console.print(f"\n{title}", style="bold")
            for row in state[key]:
                console.print(f"  {row['file']}：{_text(row['reason'])}", markup=False, soft_wrap=True)
    if state["issues"]:
        show_rows(console, "问题 Issues, by kind", state["issues"])
    if state["unread"]:
        show_rows(console, "遗留未读的数字 Numbers left over, by phrase", state["unread"])
    if state["runs"]:
        show_rows(console, "最近的运行 Last runs", [_short_run(row) for row in state["runs"]])


def show_comparison(console: Console, found: Comparison) -> None:
    """Bodies in rows and years in columns, and how many of the known bodies of each group state the figure."""
    title = f"{found.concept_zh} {found.concept}"
    columns = ["unit", "level", "document", "money", "", *(str(year) for year in found.years)]
    rows = [
        [line.unit_name, line.report_level, line.doc_kind, " ".join(filter(None, (line.fund_type, line.side))),
         line.unit, *(line.values.get(year) for year in found.years)]
        for line in found.lines
    ]  # fmt: skip
    show_table(console, title, columns, rows)
    show_rows(
        console,
        "覆盖情况 Coverage: bodies that state it, of those known (未列报的单位不等于零 missing is not zero)",
        [
            {"region": c.region_code, "type": c.unit_type, "year": c.fiscal_year, "document": c.doc_kind,
             "level": c.report_level, "stating": c.stating, "known": c.known}
            for c in found.coverage
        ],
    )  # fmt: skip


def show_coverage(console: Console, documents: Sequence[Mapping[str, Any]]) -> None:
    """What became of the numbers of each document; of many documents those that are worst accounted for."""
    worst_first = sorted(documents, key=lambda row: (row["accounted_pct"] is None, row["accounted_pct"] or 0))
    shown = [
        {name: row[name] for name in ("file", "status", "numbers", "figure", "form", "ignored", "unread")}
        | {"accounted %": row["accounted_pct"]}
        for row in worst_first[:MOST_DOCUMENTS]
    ]
    title = f"数字交代率最低的文档 Numbers accounted for, lowest first ({len(shown)}/{len(documents)})"
    show_rows(console, title, shown)


def show_rows(console: Console, title: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows of one kind as a table."""
    columns = list(rows[0]) if rows else []
    show_table(console, title, columns, ([row[c] for c in columns] for row in rows))


def show_table(console: Console, title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A result under its title; amounts with thousands separators and to the right."""
    rows = list(rows)
    listed = [[_text(value) for value in row] for row in rows]
    console.print(f"\n{title}", style="bold", markup=False, soft_wrap=True)
    table = Table()
    for i, column in enumerate(columns):
        numeric = any(isinstance(row[i], int | Decimal) and not isinstance(row[i], bool) for row in rows)
        table.add_column(column, justify="right" if numeric else "left", no_wrap=numeric, overflow="fold")
    for row in listed:
        table.add_row(*row)
    console.print(table, markup=False)
    if not listed:
        console.print("  （无 no rows）", markup=False)


def _print_pairs(console: Console, pairs: Iterable[tuple[str, Any]]) -> None:
    for name, value in pairs:
        if value not in (None, ""):
            console.print(f"  {name}: {_text(value)}", markup=False, soft_wrap=True)


def _dimensions(figure: Mapping[str, Any]) -> str:
    names = ("fund_type", "functional_code", "economic_code", "nature", "side", "project_code")
    found = {name: figure[name] for name in names if figure[name]} | (figure["dims"] or {})
    return "，".join(f"{name}={value}" for name, value in found.items())


def _short_run(row: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a run that a person looks at; a run without an end was killed or is still at work."""
    names = {
        "started": "started",
        "finished": "finished",
        "run_status": "status",
        "documents_seen": "seen",
        "documents_extracted": "extracted",
        "documents_loaded": "loaded",
        "documents_quarantined": "quarantined",
        "figures": "figures",
        "unread": "unread",
    }
    return {short: row[name] for name, short in names.items()}


def _text(value: Any) -> str:
    """A value as people read it: thousands separated, no exponent."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        text = f"{value:,f}"
        exponent = value.as_tuple().exponent
        as_stored = isinstance(exponent, int) and exponent >= -2  # two decimals are fen, more are a column's width
        return text if as_stored else text.rstrip("0").rstrip(".")
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
