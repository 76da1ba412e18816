"""The two blocks of figures of a performance form: budget and execution by source of funds, and the indicators."""

from __future__ import annotations

import re
from typing import Any

from extractors.forms_draft import ASSUMED_UNIT, Draft, build_row_source
from extractors.forms_rows import Header, Row, RowCell, numbers_in
from extractors.forms_values import (
    find_money_unit,
    is_blank,
    is_prompt,
    labels_of,
    parse_amount,
    parse_leading_number,
    parse_points,
    parse_relation,
    scrub_persons,
    split_target,
    words_of,
)
from extractors.numbers import plain

_AMOUNTS = ("initial_budget", "adjusted_budget", "executed")
_POINTS = ("execution_pct", "weight", "score")
_VALUES = ("property", "target", "target_adjusted", "unit", "actual", "weight", "score")
LONGEST_LEVEL = 16


def read_budget_row(draft: Draft, row: Row) -> bool:
    """Reads a row of the budget block into `draft`; False where the row is none."""
    header = draft.headers["budget"]
    funds = labels_of("fund_sources")
    own = [i for i, c in enumerate(row.cells) if c.own and c.text]
    label = next((i for i in reversed(own) if row.cells[i].key in funds), None)
    by_column = header.read(row)
    values = [c for name in (*_AMOUNTS, *_POINTS) for c in by_column.get(name, []) if c.own]
    if label is None:
        named = [i for i in own if row.cells[i].key not in words_of("blocks") and row.cells[i] not in values]
        if not numbers_in(values):
            return False
        if named or draft.budget:
            _report_unread(draft, row, row.cells[named[-1]].text if named else "")
            return True
    elif row.grid.n_cols != header.n_cols or row.end < header.row_end:
        by_column = header.read_after(row, label)
    fund = "total" if label is None else funds[row.cells[label].key]
    printed_label = None if label is None else row.cells[label].text
    if any(r["fund_source"] == fund for r in draft.budget):
        _report_unread(draft, row, printed_label or "")
        return True
    if label is not None:
        draft.use(row, row.cells[label])
    draft.budget.append(_build_budget(draft, row, by_column, fund, printed_label))
    return True


def _build_budget(
    draft: Draft, row: Row, cells: dict[str, list[RowCell]], fund: str, label: str | None
) -> dict[str, Any]:
    unit = _find_unit(draft)
    record: dict[str, Any] = {"record": "project_budget", "fund_source": fund}
    printed: dict[str, str] = {}
    for name in _AMOUNTS:
        record[name] = None
        for cell in _own(cells, name):
            amount = None if is_blank(cell.text) else parse_amount(cell.text, unit)
            if amount:
                record[name] = plain(amount.yuan)
                printed[name] = amount.printed
            _use_or_report(draft, row, cell, amount is not None, label)
    for name in _POINTS:
        record[name] = _read_points(draft, row, _own(cells, name), label)
    record["reason"] = _read_reason(draft, row, cells)
    record |= {"label": label, "printed": printed, "printed_unit": unit, "source": build_row_source(row, label)}
    return record


def _find_unit(draft: Draft) -> str:
    """The money unit of the budget block; the official form is in 万元, which is said where none is printed."""
    if draft.unit is None:
        header = draft.headers.get("budget")
        draft.unit = find_money_unit(header.texts if header else [])
    if draft.unit is None:
        draft.unit = ASSUMED_UNIT
        draft.add_issue(
            "form_unit_assumed", "the budget block states no money unit, read as 万元 like the official form."
        )
    return draft.unit


def read_budget_pairs(draft: Draft, row: Row) -> bool:
    """Reads a budget row that prints label and value in turn (预算数 | 34 | 执行数 | 34); False where it is none.

    The first such row names the columns and states the totals; the rows below it name a fund before each value.
    """
    own = [c for c in row.cells if c.own and c.text and c.key not in words_of("blocks")]
    pairs = list(zip(own[::2], own[1::2], strict=False))
    if len(own) % 2 or not pairs or any(not is_blank(v.text) and parse_points(v.text) is None for _, v in pairs):
        return False
    columns, funds = labels_of("budget_columns"), labels_of("fund_sources")
    names = [columns.get(label.key) for label, _ in pairs]
    fund = "total"
    if "executed" in names and set(names) <= set(_AMOUNTS):
        draft.pairs = [name for name in names if name]
    else:
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


def read_total_row(draft: Draft, row: Row) -> bool:
    """Reads the sum of weights and scores (合计, 总分); False where the row is none."""
    own = [i for i, c in enumerate(row.cells) if c.own and c.text]
    if not own or row.cells[own[0]].key not in words_of("totals"):
        return False
    header = draft.headers.get("indicators")
    label = row.cells[own[0]]
    found: dict[str, list[RowCell]] = {}
    if header and row.grid.n_cols == header.n_cols and row.end >= header.row_end:
        found = {k: v for k, v in header.read(row).items() if k in ("weight", "score") and label not in v}
    if not any(parse_points(c.text) for cells in found.values() for c in cells):
        names = ["weight", "score"] if header is None or header.has("weight") else ["score"]
        found = {name: [cell] for name, cell in zip(names, row.cells[own[0] + 1 :], strict=False)}
    draft.use(row, label)
    for name in ("weight", "score"):
        value = _read_points(draft, row, _own(found, name), label.text)
        if value is not None or name not in draft.totals:
            draft.totals[name] = value
    return True


def read_indicator_row(draft: Draft, row: Row) -> bool:
    """Reads an indicator, or the level names of a row that holds no indicator; False where the row is neither."""
    header = draft.headers["indicators"]
    if len(row.cells) < max(4, len(header.columns) - 4):
        return False
    cells = header.read(row)
    texts = {name: "".join(c.text for c in _own(cells, name)) for name in (*_VALUES, "reason")}
    level3 = "".join(c.text for c in cells.get("level3", []))
    stated = [name for name in _VALUES if not is_blank(texts[name])]
    levels = [_squeeze("".join(c.text for c in cells.get(name, []))) for name in ("level1", "level2")]
    if not stated and (is_blank(level3) or not any(c.own for c in cells.get("level3", []))):
        if any(len(level) > LONGEST_LEVEL for level in levels) or texts["reason"]:
            return False
        _enter_levels(draft, levels)
        draft.use(row, *(c for name in ("level1", "level2") for c in cells.get(name, [])))
        return True
    if row.first and draft.indicators and not any(levels) and not {"weight", "score"} & set(stated):
        _continue_indicator(draft, row, cells, level3, texts)
        return True
    _enter_levels(draft, levels)
    _mark_indicator(draft, row, cells)
    draft.indicators.append(_build_indicator(draft, row, cells, level3, texts))
    return True


def _enter_levels(draft: Draft, levels: list[str]) -> None:
    """Blank means as above; level 2 starts anew when level 1 changes."""
    if levels[0] and levels[0] != draft.level1:
        draft.level1, draft.level2 = levels[0], None
    draft.level2 = levels[1] or draft.level2


def _build_indicator(
    draft: Draft, row: Row, cells: dict[str, list[RowCell]], level3: str, texts: dict[str, str]
) -> dict[str, Any]:
    header = draft.headers["indicators"]
    record: dict[str, Any] = {
        "record": "indicator",
        "row": len(draft.indicators) + 1,
        "level1": draft.level1,
        "level2": draft.level2,
        "level3": scrub_persons(level3) or None,
        **_read_target(header, texts),
        "actual": texts["actual"] or None,
        "actual_value": parse_leading_number(texts["actual"]),
    }
    for name in ("weight", "score"):
        record[name] = _read_points(draft, row, _own(cells, name), level3)
    record["reason"] = _read_reason(draft, row, cells)
    record["source"] = build_row_source(row, level3 or None)
    return record


def _read_target(header: Header, texts: dict[str, str]) -> dict[str, Any]:
    """Relation, target and unit: from their own columns, or split from one cell where the form has no such column."""
    target = texts["target"] if is_blank(texts["target_adjusted"]) else texts["target_adjusted"]
    relation = parse_relation(texts["property"]) or None
    unit = _squeeze(texts["unit"]) or None
    found = {"property": relation, "target": target or None, "unit": unit, "target_value": parse_leading_number(target)}
    split = split_target(target)
    if found["target_value"] is None or (header.has("property") and header.has("unit")):
        return found
    found["target"] = split.value
    found["property"] = relation or split.relation
    if header.has("unit"):
        found["target"] = split.value + (split.unit or "")
    else:
        found["unit"] = split.unit
    return found | {"target_printed": target}


def _continue_indicator(
    draft: Draft, row: Row, cells: dict[str, list[RowCell]], level3: str, texts: dict[str, str]
) -> None:
    """The rest of a row that a page break cut in two."""
    last = draft.indicators[-1]
    for name, text in (("level3", level3), ("actual", texts["actual"]), ("reason", texts["reason"])):
        if text:
            last[name] = (last[name] or "") + text
    if texts["target"]:
        last["target"] = (last["target"] or "") + texts["target"]
        last["target_value"] = parse_leading_number(last["target"])
    last["actual_value"] = parse_leading_number(last["actual"] or "")
    _mark_indicator(draft, row, cells)


def _mark_indicator(draft: Draft, row: Row, cells: dict[str, list[RowCell]]) -> None:
    for name, found in cells.items():
        for cell in found:
            if name in ("level1", "level2", "property", "target", "target_adjusted", "unit", "actual"):
                draft.use(row, cell)
            elif name in ("level3", "reason", "unused"):
                draft.explain(row, cell, "form_text")


def _read_points(draft: Draft, row: Row, cells: list[RowCell], label: str | None) -> str | None:
    """A weight, score or rate; null for a blank, `/` or dash, and a warning for words."""
    found = None
    for cell in cells:
        value = None if is_blank(cell.text) else parse_points(cell.text)
        found = value if value is not None else found
        _use_or_report(draft, row, cell, value is not None, label)
    return found


def _use_or_report(draft: Draft, row: Row, cell: RowCell, read: bool, label: str | None) -> None:
    if read or is_blank(cell.text):
        draft.use(row, cell)
    else:
        message = (
            f"the value {scrub_persons(cell.text)[:30]} in the row {(label or '')[:30]} is no number and was not read."
        )
        draft.add_issue("form_value_unread", message, cell.cell.place())


def _read_reason(draft: Draft, row: Row, cells: dict[str, list[RowCell]]) -> str | None:
    found = []
    for cell in _own(cells, "reason"):
        prompt = is_prompt(cell.text)
        draft.explain(row, cell, "template_note" if prompt else "form_text")
        if cell.text and not prompt:
            found.append(scrub_persons(cell.text))
    for cell in _own(cells, "unused"):
        draft.explain(row, cell, "form_text")
    return " ".join(found) or None


def _report_unread(draft: Draft, row: Row, label: str) -> None:
    name = scrub_persons(label)[:30]
    draft.add_issue("form_row_unread", f"the row {name or '(without label)'} was not read.", row.place())


def _own(cells: dict[str, list[RowCell]], name: str) -> list[RowCell]:
    return [c for c in cells.get(name, []) if c.own]


def _squeeze(text: str) -> str:
    """Level names and units without the line breaks and blanks that narrow cells put into them."""
    return re.sub(r"\s+", "", text)
