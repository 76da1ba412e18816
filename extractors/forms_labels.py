"""The labelled cells of a performance form: project, departments, goals, conclusion, and the people who signed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors.forms_budget import is_head_amount, read_head_amount
from extractors.forms_draft import Draft, Pending
from extractors.forms_rows import Row, RowCell
from extractors.forms_values import (
    LONGEST_LABEL,
    bare,
    find_money_unit,
    label_key,
    labels_of,
    parse_points,
    split_project,
    words_of,
)
from schemas.forms import load_form_words

_CAPTION = re.compile(
    r"（?(?:19|20)[0-9]{2}年(?:度)?）?|年度：?(?:19|20)[0-9]{2}(?:年)?"
    r"|（?(?:公开|附|财|绩效|表)[0-9-]{1,5}表?）?|附(?:件|表)[0-9]{0,2}[：]?"
)
_INLINE = re.compile(r"([^：:。；，]{2,20})[：:](.+)", re.DOTALL)


@dataclass(slots=True)
class Label:
    """A label cell: what it names, and the value that is printed in the same cell after a colon."""

    kind: str
    field: str
    value: str = ""


def find_label(cell: RowCell) -> Label | None:
    """What the cell names: `head`, `texts`, `personal`, `ignored`, `totals`, `blocks`; None where it is no label."""
    found = _look_up(cell.key) if cell.key else None
    if found:
        return found
    inline = _INLINE.fullmatch(cell.text)
    if not inline:
        return None
    found = _look_up(label_key(inline[1]))
    if found is None or found.kind == "blocks":
        return None
    found.value = inline[2].strip()
    return found


@cache
def _all_labels() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for kind in ("head", "texts", "ignored"):
        for key, name in labels_of(kind).items():
            found.setdefault(key, (kind, name))
    for kind in ("personal", "blocks", "totals"):
        for key in words_of(kind):
            found.setdefault(key, (kind, ""))
    return found


def _look_up(key: str) -> Label | None:
    found = _all_labels().get(key)
    return Label(*found) if found else None


def find_project_cell(row: Row) -> tuple[RowCell, str] | None:
    """The project's name (with its code) that a row states after 项目名称: its cell and its text.

    None where 项目名称 is the heading of a column, that is where another label or a number follows it.
    """
    own = [c for c in row.cells if c.own]
    for i, cell in enumerate(own):
        label = find_label(cell)
        if not label or label.field != "project_name":
            continue
        if label.value:
            return cell, label.value
        value = own[i + 1] if i + 1 < len(own) else None
        behind_label = i <= 1 or find_label(own[i - 2]) is not None
        if not behind_label or value is None or find_label(value) or value.key in labels_of("budget_columns"):
            return None
        return value, value.text
    return None


def find_title(text: str) -> str | None:
    """Which form a title announces: `project`, `whole_unit`, `target`, `summary`; None where the text is no title."""
    if len(text) > LONGEST_LABEL + 20 or "表" not in text:
        return None
    key = label_key(text)
    titles = labels_of("titles")
    fitting = [word for word in titles if key.endswith(word)]
    return titles[max(fitting, key=len)] if fitting else None


def is_note(row: Row) -> bool:
    """Whether the row is a note below the form (注：…, 填表说明：…)."""
    filled = row.filled()
    words = load_form_words().lists["note_starts"]
    return (
        len(filled) <= 2
        and bool(filled)
        and re.match(rf"(?:{'|'.join(words)})\s*[：:0-9.]", filled[0].text) is not None
    )


def is_caption(row: Row) -> bool:
    """Whether the row prints only year, number and money unit of the form: 公开15表 | （2022年度） | 单位：元."""
    filled = [bare(c.text) for c in row.filled()]
    return 0 < len(filled) <= 3 and all(
        _CAPTION.fullmatch(text) or (len(text) <= LONGEST_LABEL and find_money_unit([text]) and "单位：" in text)
        for text in filled
    )


def read_labels(draft: Draft, row: Row) -> bool:
    """Reads the labelled values of a row into `draft`; False where the row begins with no label."""
    own = [c for c in row.cells if c.own]
    labels = _find_labels(draft, own)
    blocks = [c for c, label in zip(own, labels, strict=True) if label and label.kind == "blocks"]
    for cell in blocks:
        draft.use_label(row, cell)
        draft.unit = find_money_unit([cell.text]) or draft.unit
    named = [i for i, c in enumerate(own) if c.text and c not in blocks]
    if not any(label and label.kind not in ("blocks", "totals", "amount") for label in labels):
        return bool(blocks) and not named
    if draft.mode and (not named or not labels[named[0]]):
        return False
    draft.mode, draft.pending = "", None
    below: list[tuple[str, int, int]] = []
    i = 0
    while i < len(own):
        label = labels[i]
        if label is None:
            i += 1
            continue
        i += 1
        values = []
        while i < len(own) and labels[i] is None:
            values.append(own[i])
            i += 1
        cell = own[i - 1 - len(values)]
        if (
            label.kind in ("texts", "personal")
            and not label.value
            and not values
            and not cell.text.endswith(("：", ":"))
        ):
            below.append((label.field or label.kind, cell.cell.col, cell.end))
        _read_label(draft, row, cell, label, values)
    if below:
        # A block label may be worded like the heading beside it (年度总体目标 beside 预期目标): the last one counts.
        draft.pending = Pending(list({name: (name, start, end) for name, start, end in below}.values()))
    return True


def _find_labels(draft: Draft, own: list[RowCell]) -> list[Label | None]:
    """The labels among the cells. A text that happens to begin like one (完成情况：…) is none where text is awaited."""
    labels: list[Label | None] = []
    for i, cell in enumerate(own):
        label = find_label(cell) if cell.text else None
        if draft.mode == "indicators" and cell.key in words_of("blocks"):
            label = Label("blocks", "")
        if label is None and not draft.mode and is_head_amount(cell, own[i + 1] if i + 1 < len(own) else None):
            label = Label("amount", "")
        if label and label.kind == "texts" and label.value:
            awaited = draft.pending.columns if draft.pending and not draft.pending.loose else []
            inside = any(start <= cell.cell.col and cell.end <= end for _, start, end in awaited)
            if inside or any(found and found.kind == "texts" for found in labels):
                label = None
        labels.append(label)
    return labels


def read_pending(draft: Draft, row: Row) -> bool:
    """Reads texts that stand below their labels, or go on after a page break; False where none is awaited."""
    pending = draft.pending
    filled = row.filled()
    if pending is None or (pending.loose and not row.first):
        return False
    read = False
    columns = sorted(pending.columns, key=lambda c: c[1])
    short = row.end < columns[-1][2] and len(filled) == len(columns)
    for n, cell in enumerate(filled):
        fits = [name for name, start, end in columns if cell.cell.col < end and start < cell.end]
        if short or (not fits and len(filled) == len(columns)):
            fits = [columns[n][0]]
        if fits and fits[-1] == "personal":
            draft.explain(row, cell, "personal")
        elif fits:
            draft.add_text(row, fits[-1], cell)
        read = read or bool(fits)
    return read


def _read_label(draft: Draft, row: Row, cell: RowCell, label: Label, values: list[RowCell]) -> None:
    draft.use_label(row, cell)
    if label.kind == "personal":
        for c in (cell, *values):
            draft.explain(row, c, "personal")
    elif label.kind == "ignored":
        draft.unit = draft.unit or find_money_unit([cell.text])
        for c in (*values, *([cell] if label.value else [])):
            draft.explain(row, c, label.field)
    elif label.kind == "totals":
        _read_total(draft, row, values)
    elif label.kind == "head":
        _read_head(draft, row, cell, label, values)
    elif label.kind == "texts":
        _read_text(draft, row, cell, label, values)
    elif label.kind == "amount":
        read_head_amount(draft, row, cell, values[0])


def _read_head(draft: Draft, row: Row, cell: RowCell, label: Label, values: list[RowCell]) -> None:
    value_cell = cell if label.value else next((v for v in values if v.text), None)
    text = label.value or (value_cell.text if value_cell else "")
    for other in values:
        if other is not value_cell and other.text:
            draft.add_issue("form_row_unread", f"the cell beside {cell.text[:20]} was not read.", other.cell.place())
    if value_cell is None:
        return
    if label.field in ("project_name", "project_code"):
        draft.use(row, value_cell)
    else:
        draft.explain(row, value_cell, "code")
    if label.field in draft.head:
        return
    if label.field == "project_name":
        code, name = split_project(text)
        draft.head["project_name"] = name
        draft.name_text = text
        draft.place = value_cell.cell.place()
        if code:
            draft.head["project_code"] = code
    elif label.field == "project_code":
        draft.head.setdefault("project_code", text)
    else:
        draft.head[label.field] = text


def _read_total(draft: Draft, row: Row, values: list[RowCell]) -> None:
    """自评总分 in the head of the form (a score), or 合计 before the grade (weight and score)."""
    numbers = [c for c in values if parse_points(c.text) is not None]
    names = ("weight", "score") if len(numbers) == 2 else ("score",)
    for name, cell in zip(names, numbers, strict=False):
        draft.totals[name] = parse_points(cell.text)
        draft.use(row, cell)


def _read_text(draft: Draft, row: Row, cell: RowCell, label: Label, values: list[RowCell]) -> None:
    if label.value:
        draft.add_text(row, label.field, cell, label.value)
        return
    filled = [v for v in values if v.text]
    for value in filled:
        draft.add_text(row, label.field, value)
    if values:
        draft.pending = Pending([(label.field, values[0].cell.col, values[-1].end)], loose=True)
