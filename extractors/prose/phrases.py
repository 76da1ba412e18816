"""What a phrase before a number speaks of: a class by name, a noun, a narrowing word, a composed total, or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.prose.context import Context
from extractors.prose.subject import FUNDS, Subject
from extractors.prose.subjects import bag_subject, bought_of, choose_family, code_subject, family_subject
from extractors.prose.tokens import Token
from extractors.prose.totals import compose_total
from schemas.lexicon import Family

# A name before a total that is a body's: 省检察院本年收入, 司法局收入预算.
_BODY = re.compile(
    r"(?:局|委|院|中心|处|所|办|会|站|部|校|馆|队|府|厅|镇|乡|街道|学校|医院|公司|集团|社|园|场|单位|部门|系统|本级|机关|大学|学院|党校|科|室|组|区|县|市|省|旗|州|台|行|署|庭|团|党|联)$"
)
CONTAINS = ("含", "包含", "包括")
"""How what is said of a part that is another body's begins."""
_LEVEL_WORD = re.compile(r"类(?:级)?(?=支出$|$)")
_KINDS_OF_PURCHASE = ("procurement_goods", "procurement_works", "procurement_services")
_REST = ("其他", "其它", "其余")
"""What is left of a list; no class bears it for a name."""
_TWO_CHARACTERS = re.compile(r"[一-鿿]{2}")


def resolve_phrase(
    tokens: Sequence[Token], context: Context, parent: Subject | None, unit: str, listed: bool = False
) -> Subject | None:
    """What the phrase speaks of; None where it says nothing (fillers, years, measures only).

    `parent`: the subject of the list that the phrase stands in, `listed`: which this sentence opened. `unit`: of the
    number behind it, "" for any.
    """
    whole = [t for t in tokens if t.kind != "ignored"]
    words = _strip(whole, context)
    bought = _bought_below(words, context, parent) if listed else None
    if bought is not None:
        return bought
    named = _resolve_name(whole, context) or (_resolve_name(words, context) if words != whole else None)
    of = parent if listed else None
    if of is not None and of.kind == "total" and of.atoms.get("nature") == "project" and not _names_money(words):
        return _part_of_projects(words, named, of)
    if named is not None and named.economic_code and of is not None:
        named = bought_of(named, of)
    if named or not words:
        return named
    if _is_inside_total(words):
        return _unknown_noun(words)
    total = compose_total(words, context, bool(_unknown_texts(words, context)), phrase_text(words), of)
    if total is not None and of is not None and of.kind == "family" and not of.slots:
        return Subject(kind="family", text=total.text)  # 事业运行经费50万元，其中：基本支出5万元: no total of the unit
    return (
        _resolve_family(words, context, unit)
        or _resolve_qualifier(words, parent)
        or (_part_of(total, of) if total is not None else None)
        or total
        or _unknown_noun(words)
    )


def _bought_below(words: Sequence[Token], context: Context, parent: Subject | None) -> Subject | None:
    """商品和服务支出40万元，其中：公务接待费4万元: what was bought, and not the noun of that name."""
    above = parent.economic_code if parent is not None and parent.kind == "code" else None
    if above is None or len(above) != 3:
        return None
    codes = (context.economic.find(name, above, 5) for name in _name_candidates(list(words)))
    code = next(filter(None, codes), None)
    return bought_of(code_subject(code, context, phrase_text(words)), parent) if code and parent else None


def _names_money(words: Sequence[Token]) -> bool:
    """Whether a fund, a nature or an income stands in the phrase, which no name of a project has."""
    atoms = {t.word.atom for t in words if t.word and t.word.atom}
    return any(part in ("fund", "nature") or value == "income" for part, value in atoms)


def _part_of_projects(words: list[Token], named: Subject | None, whole: Subject) -> Subject | None:
    """项目支出500万元，其中：会议费20万元，案件审判300万元: names of projects, unless a 类 of what was bought."""
    bought = named is not None and len(named.economic_code or "") == 3
    if named is not None and bought and not named.slots and whole.concept == "gpb_project_expenditure":
        return replace(named, slots=dict(whole.slots), fund_type=whole.fund_type, nature="project")
    return named if bought or not words else _unknown_noun(words)


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
    if parent is None or nature is None or not parent.functional_code or not set(total.atoms) <= {"nature", "side"}:
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


def is_long_text(token: Token) -> bool:
    """Whether a token is a word that the lexicon does not know."""
    return token.kind == "text" and len(token.text) > 1


def phrase_text(words: Sequence[Token]) -> str:
    """The phrase without the words at its end that say nothing."""
    kept = list(words)
    while kept and _says_nothing(kept[-1]):
        kept.pop()
    return "".join(t.text for t in kept)


def _strip(words: Sequence[Token], context: Context) -> list[Token]:
    """The phrase without leading fillers and the names of the reporting body."""
    kept = list(words)
    while kept and (_says_nothing(kept[0]) or (kept[0].kind == "text" and _is_body(kept[0].text, context))):
        kept.pop(0)
    return kept


def _is_body(text: str, context: Context) -> bool:
    if text.startswith(CONTAINS):  # 含幼儿园经费25万元: another body's money
        return False
    return any(text in name or name in text for name in context.unit_names) or bool(_BODY.search(text))


def _says_nothing(token: Token) -> bool:
    word = token.word
    if word is None or word.families or word.atom or word.qualifiers:
        return False
    return bool(word.measure or "fillers" in word.roles or word.direction)


def _unknown_texts(words: Sequence[Token], context: Context) -> list[str]:
    return [t.text for t in words if is_long_text(t) and not _is_body(t.text, context)]


def _unknown_noun(words: Sequence[Token]) -> Subject | None:
    rest = "".join(t.text for t in words if t.kind == "text" or (t.word and not _says_nothing(t)))
    return Subject(text=phrase_text(words)) if _TWO_CHARACTERS.search(rest) else None


# --- names of classes -------------------------------------------------------------------------------------------------
def _resolve_name(words: list[Token], context: Context) -> Subject | None:
    """A class named in full, without a level marker: 社会保障和就业支出, 基本工资."""
    if context.codes is None or context.codes == "none":
        return None
    parts = {t.word.atom[0] if t.word and t.word.atom else "" for t in words}
    if "fund" in parts and parts <= {"fund", "side"}:
        return None  # 国有资本经营预算支出0万元 names money, not the class of that name
    for name in _name_candidates(words):
        found = _class_named(name, words, context)
        if found:
            return found
    return None


def _name_candidates(words: list[Token]) -> list[str]:
    """The phrase as a name, whole and without each word behind it that says nothing (工会经费, 住房公积金支出数为)."""
    kept = list(words)
    found = []
    while kept:
        name = "".join(t.text for t in kept)
        if len(name) >= 2:
            found += [name, *([] if name.endswith("项目") else _without_level(name))]
        if not _says_nothing(kept[-1]):
            break
        kept.pop()
    return found


def _without_level(name: str) -> list[str]:
    """教育支出类, 住房保障类支出: the name of a 类 with the word for its level inside of it."""
    plain = _LEVEL_WORD.sub("", name)
    return [plain] if plain != name and len(plain) >= 2 else []


def _class_named(name: str, words: list[Token], context: Context) -> Subject | None:
    if name in _REST:
        return None
    if context.codes == "economic":
        code = context.economic.find(name, digits=5) or context.economic.find(name)
        return code_subject(code, context, name) if code else None
    code = _functional_named(name, context)
    if code and len(code) == 7 and not context.path and len(context.economic.find(name) or "") == 3:
        code = None  # 资本性支出 is a class of what was bought before it is a 项 of any fund
    if code is None:
        code = context.economic.find(name)
        plain = not any(t.word and (t.word.families or t.word.atom) for t in words)
        code = code if code and (plain or len(code) == 3) else None  # 工资福利支出, but no 项目支出
    return code_subject(code, context, name) if code else None


def _functional_named(name: str, context: Context) -> str | None:
    """Code of a functional class below the class named last, else below the one above it, else anywhere."""
    parent = context.path[-1] if context.path else ""
    while True:
        code = context.functional.find(name, parent)
        if code is not None:
            return code
        if not parent:
            return context.functional.find(f"{name}事务", digits=5)  # 人大, 档案, 审计: news of a government's accounts
        parent = parent[:-2] if len(parent) > 3 else ""


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
    narrowed = short and before is not None and before.kind == "text" and not _is_body(before.text, context)
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
    return bag_subject(found) if found & {"sme", "micro"} else None


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
