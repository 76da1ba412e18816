"""What a phrase before a number speaks of: a class by name, a noun, a narrowing word, a composed total, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.prose.classes import bought_below, class_below, find_class
from extractors.prose.context import Context
from extractors.prose.phrase_words import (
    is_body,
    is_long_text,
    phrase_text,
    strip_phrase,
    unknown_noun,
    unknown_texts,
)
from extractors.prose.projects import is_of_one_project, project_subject
from extractors.prose.subject import FUNDS, Subject
from extractors.prose.subjects import bag_subject, bought_of, choose_family, family_subject
from extractors.prose.tokens import Token
from extractors.prose.totals import compose_total
from schemas.lexicon import Family

_STAFF = {"staff_establishment": "staff_actual"}
_KINDS_OF_PURCHASE = ("procurement_goods", "procurement_works", "procurement_services")


def resolve_phrase(
    tokens: Sequence[Token], context: Context, parent: Subject | None, unit: str, listed: bool = False
) -> Subject | None:
    """What the phrase speaks of; None where it says nothing (fillers, years, measures only).

    `parent`: the subject of the list that the phrase stands in, `listed`: which this sentence opened. `unit`: of the
    number behind it, "" for any.
    """
    whole = [t for t in tokens if t.kind != "ignored"]
    words = strip_phrase(whole, context)
    bought = bought_below(words, context, parent) if listed else None
    if bought is not None:
        return bought
    named = find_class(whole, context) or (find_class(words, context) if words != whole else None)
    of = parent if listed else None
    if of is not None and of.kind == "total" and of.atoms.get("nature") == "project" and not _names_money(words):
        return _part_of_projects(words, named, of)
    if named is not None and named.economic_code and of is not None:
        named = bought_of(named, of)
    named = named or class_below(words, of, context)
    if named or not words:
        return named
    project = project_subject(words, context, unit)
    if project is not None:
        return project
    if _is_inside_total(words):
        return unknown_noun(words)
    total = compose_total(words, context, bool(unknown_texts(words, context)), phrase_text(words), of)
    if total is not None and is_of_one_project(context):
        return Subject(text=phrase_text(words))
    if total is not None and of is not None and of.kind == "family" and not of.slots:
        return Subject(kind="family", text=total.text)  # 事业运行经费50万元，其中：基本支出5万元: no total of the unit
    family = _resolve_family(words, context, unit)
    if family is not None and of is not None and of.concept == "staff_actual" == _STAFF.get(family.concept or ""):
        family = replace(family, slots=dict(of.slots))  # 在职实有10人，其中参公编制7人
    return (
        family
        or _resolve_qualifier(words, parent)
        or (_part_of(total, of) if total is not None else None)
        or total
        or unknown_noun(words)
    )


def _names_money(words: Sequence[Token]) -> bool:
    """Whether a fund, a nature or an income stands in the phrase, which no name of a project has."""
    atoms = {t.word.atom for t in words if t.word and t.word.atom}
    return any(part in ("fund", "nature") or value == "income" for part, value in atoms)


def _part_of_projects(words: list[Token], named: Subject | None, whole: Subject) -> Subject | None:
    """项目支出500万元，其中：会议费20万元，案件审判300万元: names of projects, unless a 类 of what was bought."""
    bought = named is not None and len(named.economic_code or "") == 3
    if named is not None and bought and not named.slots and whole.concept == "gpb_project_expenditure":
        return replace(named, slots=dict(whole.slots), fund_type=whole.fund_type, nature="project")
    return named if bought or not words else unknown_noun(words)


def _is_inside_total(words: Sequence[Token]) -> bool:
    """基本支出中医疗业务支出: something of its own inside of the total that the phrase begins with."""
    return any(
        one.word is not None and one.word.atom is not None and is_long_text(other) and other.text.startswith("中")
        for one, other in pairwise(words)
    )


def _part_of(total: Subject, whole: Subject | None) -> Subject | None:
    """What a composed total means below a class of expenditure, or below a noun that is paid from several funds."""
    return _by_nature(total, whole) or _by_fund(total, whole)


def _by_nature(total: Subject, parent: Subject | None) -> Subject | None:
    """行政运行（项）20万元，其中：基本支出15万元: the same class, by the nature of the expenditure."""
    nature = total.atoms.get("nature")
    if parent is None or nature is None or not set(total.atoms) <= {"nature", "side"}:
        return None
    if not (parent.functional_code or parent.economic_code):
        return None
    return replace(parent, kind="qualified", text=total.text, nature=nature)


def _by_fund(total: Subject, parent: Subject | None) -> Subject | None:
    """三公经费8万元（其中：政府性基金预算支出0万元）: the same noun by the fund that it is paid from."""
    fund = FUNDS.get(total.atoms.get("fund", ""))
    if parent is None or parent.kind != "family" or fund is None or not set(total.atoms) <= {"fund", "side"}:
        return None
    if not parent.slots.get("yuan", "").startswith("three_public"):
        return None
    return replace(parent, kind="qualified", text=total.text, fund_type=fund)


def name_context(tokens: Sequence[Token], context: Context) -> None:
    """A title names the subject of the text below it (1.因公出国（境）费), until that text names its own."""
    meaning = resolve_phrase(tokens, context, None, "")
    if meaning is not None and meaning.slots:
        context.subject, context.titled = meaning, True


def note_fund(tokens: Sequence[Token], context: Context) -> None:
    """一般公共预算财政拨款安排的“三公”经费: the phrase says whose money, nearer than the title of the section."""
    families = (choose_family(token, context) for token in tokens)
    if any(family is not None and family.total and family.parts for family in families):
        atoms = {t.word.atom for t in tokens if t.word and t.word.atom}
        named = (fund for fund in ("gpb", "fiscal") if ("fund", fund) in atoms)
        context.fund_scope = next(named, context.fund_scope)


# --- nouns ------------------------------------------------------------------------------------------------------------
def _resolve_family(words: list[Token], context: Context, unit: str) -> Subject | None:
    bag = _procurement_bag(words, context)
    chosen = _choose_noun(words, context, unit)
    if chosen is None or bag:
        return bag
    index, family = chosen
    if family.alone:
        return family_subject(family, context)
    before = words[index - 1] if index else None
    # 服务 and 服务采购 are a kind of purchase, 运维服务 and 物业服务采购 are one of that kind
    short = len(words[index].text) <= 2 or family.noun in _KINDS_OF_PURCHASE
    narrowed = short and before is not None and before.kind == "text" and not is_body(before.text, context)
    if narrowed or any(is_long_text(t) for t in words[index + 1 :]):
        return Subject(text=phrase_text(words))
    return family_subject(family, context, fund_named(words))


def fund_named(words: Sequence[Token]) -> str | None:
    """政府性基金预算财政拨款年末结转: the fund that the phrase names."""
    atoms = (t.word.atom for t in words if t.word and t.word.atom)
    return next((value for part, value in atoms if part == "fund" and value in FUNDS), None)


def _choose_noun(words: list[Token], context: Context, unit: str) -> tuple[int, Family] | None:
    """The last noun of the phrase that counts `unit`, with its index; else the first one."""
    chosen: tuple[int, Family] | None = None
    for index, token in enumerate(words):
        family = choose_family(token, context)
        if family and family.alone:
            return index, family
        if family and chosen and family.total and not chosen[1].total and set(family.slots) <= set(chosen[1].slots):
            continue  # 货物类政府采购支出预算: the kind, not the whole that it is of
        if family and (chosen is None or not unit or unit in family.slots or unit not in chosen[1].slots):
            chosen = index, family
    return chosen


def _procurement_bag(words: list[Token], context: Context) -> Subject | None:
    if context.key != "procurement":
        return None
    found = {t.word.attribute for t in words if t.word and t.word.attribute}
    return bag_subject(found, context) if found & {"sme", "micro"} else None


def _resolve_qualifier(words: list[Token], parent: Subject | None) -> Subject | None:
    """A word that narrows the whole of its list: 其中：轿车1辆."""
    if parent is None:
        return None
    for token in words:
        for dim, value, of, to in token.word.qualifiers if token.word else ():
            if of & set(parent.slots.values()):
                slots = {unit: to or concept for unit, concept in parent.slots.items()}
                if dim == "nature":
                    return replace(parent, slots=slots, nature=value, kind="qualified", text=token.text)
                return replace(parent, slots=slots, dims={**parent.dims, dim: value}, kind="qualified", text=token.text)
    return None
