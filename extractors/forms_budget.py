"""The budget block of a performance form: what was planned and spent, by source of funds."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from extractors.forms_cells import own_cells, read_points, read_reason, report_unread, use_or_report
from extractors.forms_draft import ASSUMED_UNIT, Draft, build_row_source
from extractors.forms_rows import Row, RowCell, numbers_in
from extractors.forms_values import (
    bare,
    find_by_part,
    find_money_unit,
    is_blank,
    labels_of,
    parse_amount,
    parse_points,
    words_of,
)
from extractors.numbers import plain

_AMOUNTS = ("initial_budget", "adjusted_budget", "executed")
_POINTS = ("execution_pct", "weight", "score")
_IN_HEAD = frozenset({*_AMOUNTS, "execution_pct"})
"""What the head of a form may state beside a label, where no table of funds follows."""


def read_head_amount(draft: Draft, row: Row, label: RowCell, value: RowCell) -> None:
    """Reads an amount beside its label among others of the head: 预算执行率（%） | 91.00 | 自评时间 | 2024-03-15."""
    name = labels_of("budget_columns")[label.key]
    if not add_to_total(draft, row, [(name, label, value)]):
        report_unread(draft, row, label.text)


def is_head_amount(cell: RowCell, value: RowCell | None) -> bool:
    """Whether a cell of the head is the label of an amount or rate that the cell beside it states."""
    return (
        labels_of("budget_columns").get(cell.key) in _IN_HEAD
        and value is not None
        and parse_points(value.text) is not None
    )


def read_budget_row(draft: Draft, row: Row) -> bool:
    """Reads a row of the budget block into `draft`; False where the row is none."""
    header = draft.headers["budget"]
    funds = labels_of("fund_sources")
    own = [i for i, c in enumerate(row.cells) if c.own and c.text]
    label = next((i for i in reversed(own) if row.cells[i].key in funds), None)
    if label is None:
        funds, label = _find_fund(row, own)
    by_column = header.read(row)
    values = [c for name in (*_AMOUNTS, *_POINTS) for c in by_column.get(name, []) if c.own]
    if label is None:
        named = [i for i in own if row.cells[i].key not in words_of("blocks") and row.cells[i] not in values]
        if not numbers_in(values):
            return False
        if named or draft.budget:
            report_unread(draft, row, row.cells[named[-1]].text if named else "")
            return True
    elif row.grid.n_cols != header.n_cols or row.end < header.row_end:
        by_column = header.read_after(row, label)
    fund = "total" if label is None else funds[row.cells[label].key]
    printed_label = None if label is None else row.cells[label].text
    if any(r["fund_source"] == fund for r in draft.budget):
        report_unread(draft, row, printed_label or "")
        return True
    if label is not None:
        draft.use(row, row.cells[label])
    draft.budget.append(_build_budget(draft, row, by_column, fund, printed_label))
    return True


def _find_fund(row: Row, own: list[int]) -> tuple[dict[str, str], int | None]:
    """The label of a fund that is listed nowhere (本级财政安排资金), by a part of it: its fund and its place."""
    for i in own:
        key = row.cells[i].key
        fund = None if key in words_of("blocks") else find_by_part("fund_sources", key)
        if fund and parse_points(row.cells[i].text) is None:
            return {key: fund}, i
    return {}, None


def _build_budget(
    draft: Draft, row: Row, cells: dict[str, list[RowCell]], fund: str, label: str | None
) -> dict[str, Any]:
    unit = _find_unit(draft) if any(cells.get(name) for name in _AMOUNTS) else (draft.unit or ASSUMED_UNIT)
    record: dict[str, Any] = {"record": "project_budget", "fund_source": fund}
    printed: dict[str, str] = {}
    for name in _AMOUNTS:
        record[name] = None
        for cell in own_cells(cells, name):
            amount = None if is_blank(cell.text) else parse_amount(cell.text, unit)
            if amount:
                record[name] = plain(amount.yuan)
                printed[name] = amount.printed
            use_or_report(draft, row, cell, amount is not None, label)
    for name in _POINTS:
        record[name] = read_points(draft, row, own_cells(cells, name), label)
    if _is_share(record) and not any("%" in bare(c.text) for c in own_cells(cells, "execution_pct")):
        printed["execution_pct"] = record["execution_pct"]
        record["execution_pct"] = plain(Decimal(record["execution_pct"]) * 100)
    record["reason"] = read_reason(draft, row, cells)
    record |= {"label": label, "printed": printed, "printed_unit": unit, "source": build_row_source(row, label)}
    return record


def _is_share(record: dict[str, Any]) -> bool:
    """Whether the rate of execution is printed as a part of one (0.98): only where the amounts say so."""
    budget, executed, rate = (record[k] for k in ("adjusted_budget", "executed", "execution_pct"))
    if not (budget and executed and rate) or not Decimal(budget) or not 0 < Decimal(rate) <= 1:
        return False
    return abs(Decimal(executed) / Decimal(budget) - Decimal(rate)) <= Decimal("0.006")


def _find_unit(draft: Draft) -> str:
    """The money unit of the budget block; the official form is in 万元, which is said where none is printed."""
    if draft.unit is None:
        header = draft.headers.get("budget")
        draft.unit = find_money_unit(header.texts if header else []) or draft.unit_above
    if draft.unit is None:
        draft.unit = ASSUMED_UNIT
        draft.add_issue(
            "form_unit_assumed", "the budget block states no money unit, read as 万元 like the official form."
        )
    return draft.unit


def read_budget_pairs(draft: Draft, row: Row) -> bool:
    """Reads a budget row that prints label and value in turn (预算数 | 34 | 执行数 | 34); False where it is none.

    The first such rows name the columns and state the totals; the rows below them name a fund before each value.
    """
    own = [c for c in row.cells if c.own and c.text and c.key not in words_of("blocks")]
    pairs = list(zip(own[::2], own[1::2], strict=False))
    if len(own) % 2 or not pairs or any(not is_blank(v.text) and parse_points(v.text) is None for _, v in pairs):
        return False
    columns, funds = labels_of("budget_columns"), labels_of("fund_sources")
    names = [columns.get(label.key) for label, _ in pairs]
    if set(names) <= _IN_HEAD:
        return add_to_total(draft, row, [(name, *pair) for name, pair in zip(names, pairs, strict=True) if name])
    found = {funds.get(label.key) for label, _ in pairs}
    fund = next(iter(found)) or ""
    if not draft.pairs or len(found) > 1 or not fund or len(pairs) != len(draft.pairs):
        return False
    if any(r["fund_source"] == fund for r in draft.budget):
        return False
    draft.use(row, *(label for label, _ in pairs))
    cells = {name: [value] for name, (_, value) in zip(draft.pairs, pairs, strict=True)}
    draft.budget.append(_build_budget(draft, row, cells, fund, pairs[0][0].text))
    return True


def add_to_total(draft: Draft, row: Row, pairs: list[tuple[str, RowCell, RowCell]]) -> bool:
    """Adds amounts of the project (field, label, value) that stand outside a table of funds to the row of totals.

    False, and nothing is added, where the total of the field is known already.
    """
    total = next((r for r in draft.budget if r["fund_source"] == "total"), None)
    if total and any(total[name] is not None for name, _, _ in pairs):
        return False
    labels = [label for _, label, _ in pairs]
    draft.unit = find_money_unit([c.text for c in labels]) or draft.unit
    draft.use(row, *labels)
    cells = {name: [value] for name, _, value in pairs}
    found = _build_budget(draft, row, cells, "total", labels[0].text)
    draft.pairs += [name for name, _, _ in pairs if name in _AMOUNTS]
    if total is None:
        draft.budget.append(found)
        return True
    total.update({name: found[name] for name in cells})
    total["printed"] |= found["printed"]
    return True
