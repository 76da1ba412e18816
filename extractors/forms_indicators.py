"""The indicators of a performance form, and the row of their sums."""

from __future__ import annotations

from typing import Any

from extractors.forms_cells import own_cells, read_points, read_reason, squeeze
from extractors.forms_draft import Draft, build_row_source
from extractors.forms_rows import SIGNS, Header, Row, RowCell, find_level
from extractors.forms_values import (
    is_blank,
    is_unfilled,
    parse_leading_number,
    parse_points,
    parse_relation,
    scrub_persons,
    split_target,
    words_of,
)

_VALUES = ("property", "target", "target_adjusted", "unit", "actual", "weight", "score")
LONGEST_LEVEL = 16


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
        after = row.cells[own[0] + 1 :]
        names = ["weight", "score"] if header is None or header.has("weight") else ["score"]
        if "得分" in label.key and sum(parse_points(c.text) is not None for c in after) == 1:
            names, after = ["score"], [c for c in after if parse_points(c.text) is not None]
        found = {name: [cell] for name, cell in zip(names, after, strict=False)}
    draft.use(row, label)
    for name in ("weight", "score"):
        value = read_points(draft, row, own_cells(found, name), label.text)
        if value is not None or name not in draft.totals:
            draft.totals[name] = value
    return True


def is_indicator(draft: Draft, row: Row) -> bool:
    """Whether a row of the block of indicators names one and weighs or scores it: 完成时间 is then no label."""
    if draft.mode != "indicators":
        return False
    cells = draft.headers["indicators"].read(row)
    points = [*own_cells(cells, "weight"), *own_cells(cells, "score")]
    return any(c.text for c in own_cells(cells, "level3")) and any(parse_points(c.text) is not None for c in points)


def read_indicator_row(draft: Draft, row: Row) -> bool:
    """Reads an indicator, or the level names of a row that holds no indicator; False where the row is neither."""
    header = draft.headers["indicators"]
    if len(row.cells) < max(4, len(header.columns) - 4):
        return _read_level_names(draft, row)
    cells = header.read(row)
    if not cells:
        return False
    texts = {name: "".join(c.text for c in own_cells(cells, name)) for name in (*_VALUES, "reason")}
    level3 = "".join(c.text for c in cells.get("level3", []))
    if is_unfilled(level3):
        level3 = ""
    stated = [name for name in _VALUES if not is_blank(texts[name])]
    levels = [squeeze("".join(c.text for c in cells.get(name, []))) for name in ("level1", "level2")]
    if not stated and (is_blank(level3) or not any(c.own for c in cells.get("level3", []))):
        if any(len(level) > LONGEST_LEVEL for level in levels) or texts["reason"]:
            return False
        _enter_levels(draft, levels)
        draft.use(row, *(c for name in ("level1", "level2") for c in cells.get(name, [])))
        for cell in own_cells(cells, "level3"):
            draft.explain(row, cell, "ordinal")
        return True
    if row.first and draft.indicators and not any(levels) and not {"weight", "score"} & set(stated):
        _continue_indicator(draft, row, cells, level3, texts)
        return True
    _enter_levels(draft, levels)
    _mark_indicator(draft, row, cells)
    draft.indicators.append(_build_indicator(draft, row, cells, level3, texts))
    return True


def _read_level_names(draft: Draft, row: Row) -> bool:
    """Of a short row: the levels that it names without an indicator (效益指标 | 经济效益指标), which hold below it."""
    keys = [c.key for c in row.cells if c.text]
    level = find_level([c for c in row.cells if c.text])
    if not keys or level not in ("level1", "level2") or not all(k in words_of(f"{level}_names") for k in keys[:1]):
        return False
    if len(keys) > 2 or any(k not in words_of("level2_names") for k in keys[1:]):
        return False
    texts = [squeeze(c.text) for c in row.cells if c.text]
    _enter_levels(draft, [texts[0], *texts[1:], ""][:2] if level == "level1" else ["", texts[0]])
    draft.use(row, *row.cells)
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
        record[name] = read_points(draft, row, own_cells(cells, name), level3)
    record["reason"] = read_reason(draft, row, cells)
    record["source"] = build_row_source(row, level3 or None)
    return record


def _read_target(header: Header, texts: dict[str, str]) -> dict[str, Any]:
    """Relation, target and unit: from their own columns, or split from one cell where the form has no such column."""
    target = texts["target"] if is_blank(texts["target_adjusted"]) else texts["target_adjusted"]
    relation = parse_relation(texts["property"]) or None
    unit = squeeze(texts["unit"]) or None
    found = {"property": relation, "target": target or None, "unit": unit, "target_value": parse_leading_number(target)}
    split = split_target(target)
    if found["target_value"] is None or (header.has("property") and header.has("unit")):
        return found
    found["target"] = split.value
    # 正向 beside ≥12场 says which way is better; the relation is the sign's.
    found["property"] = split.relation if relation not in SIGNS and split.relation else relation
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
