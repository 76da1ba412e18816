"""A project that a self-evaluation speaks of: its money by plan and outcome, and its score."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.prose.context import Context
from extractors.prose.subject import Subject
from extractors.prose.tokens import Token

_NAME = re.compile(
    r"(?P<name>(?:部门|单位)?整体(?:支出)?|.{2,40}?(?:项目|经费|工程|补助|补贴|专项资金))"
    r"(?:支出)?(?:绩效)?(?:自评价?|评价)?(?:综述|结果|情况|报告|得分|总分)?"
)
_NO_NAME = re.compile(
    r"^(?:重点|一级|二级|三级|其他|其余|该|本|各|所有|全部|上述|部分|以上|个别|有的|多数|预算|相关|纳入|开展|编制|实施|年度|全年|[省市县区]级|财政|涉及)?(?:个|类|性|支出|预算)*(?:项目|经费|工程|补助|补贴|专项资金)$"
)
_TAIL = re.compile(r"(?:[为是共计达]|合计|总额|金额|资金)+$")
_LINKING = re.compile(r"[，。；：“”的将对已未]|绩效")
"""What no name of a project holds."""
_WHOLE = "部门整体支出"
_SCORED = {"yuan": "pf_budget", "score": "pf_total_score"}


def project_subject(words: Sequence[Token], context: Context, unit: str) -> Subject | None:
    """The project that the phrase names, or None; its money counts only with a word for plan or outcome."""
    if context.key != "performance" or unit not in ("yuan", "score", "percent", ""):
        return None
    if any(
        family.slots.get("yuan") for t in words if t.word for family in t.word.families if family.noun != "pm_self_eval"
    ):
        return None
    text = "".join(t.text for t in words if t.kind != "ignored" and not _is_measure(t))
    match = _NAME.fullmatch(_TAIL.sub("", text))
    if match is None or _NO_NAME.match(match["name"]) or _LINKING.search(match["name"]):
        return None
    name = _WHOLE if "整体" in match["name"][:4] else match["name"]
    return replace(named_project(name), text=text)


def named_project(name: str) -> Subject:
    """The project, or the whole of the body's expenditure, that a self-evaluation as a whole is about."""
    return Subject(dict(_SCORED), "project", name, dims={"item_name": name}, planned_or_spent=True)


def is_of_one_project(context: Context) -> bool:
    """Whether the report evaluates a project, whose expenditure is none of the body's totals."""
    return context.evaluated is not None and context.evaluated != _WHOLE


def _is_measure(token: Token) -> bool:
    word = token.word
    return word is not None and bool(word.measure) and not (word.families or word.atom)
