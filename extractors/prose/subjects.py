"""The subjects that nouns, codes and attributes make in a context."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractors.prose.context import Context
from extractors.prose.subject import FUNDS, Subject
from extractors.prose.tokens import Token
from schemas.lexicon import Family, load_families, load_words

# What a class of expenditure in a list of each scope is (SPEC b.4).
_ITEM_OF = {
    "gpb": "gpb_expenditure",
    "fiscal": "fiscal_expenditure_current_year",
    "gov_fund": "fund_expenditure",
    "state_capital": "fund_expenditure",
    "all": "expenditure_functional",
}
_LEVEL_OF = {3: "类", 5: "款", 7: "项"}
_GROUP_OF = {"personnel_expense": "personnel", "public_expense": "public"}
_PERSONNEL = ("301", "303")
_BASIC_SCOPES = {"gpb_basic_expenditure": "gpb", "fiscal_basic_expenditure": "fiscal"}
"""Whose money 基本支出 is, by its concept."""


def choose_family(token: Token, context: Context) -> Family | None:
    """The family that a noun means in this section; one that names the section goes before one that names none."""
    if not token.word:
        return None
    general = None
    for family in token.word.families:
        if context.key in family.sections:
            return family
        if not family.sections and context.key not in family.out:
            general = family
    return general


def family_subject(family: Family, context: Context, money: str | None = None) -> Subject:
    """The subject that a noun family makes here. `money`: the fund that the phrase names, else the section's counts."""
    dims = dict(family.dims)
    nature = dims.pop("nature", None)
    section = context.section
    fund = dims.pop("fund_type", None)
    if family.funded:
        fund = FUNDS.get(money or (section and section.fund) or "")
    if family.group:  # 人员经费 and 公用经费 belong to the scope of their section's 基本支出
        scope = context.scope if context.scope in ("gpb", "fiscal") else None
        fund = FUNDS.get(scope or "")
        if scope:
            dims["fund_scope"] = scope
    elif context.fund_scope and family.noun.startswith(("three_public", "meeting", "training")):
        dims["fund_scope"] = context.fund_scope
    if family.titled and context.project:
        dims["item_name"] = context.project
    return Subject(
        slots=dict(family.slots) if family.kind in (None, context.kind) else {},
        kind="family",
        text=family.noun,
        nature=nature,
        fund_type=fund,
        dims=dims,
        measure=family.measure,
        unit=family.unit,
        items=family.items,
        stock=family.stock,
        follows=family.follows,
    )


def planned_instead(noun: str, context: Context) -> Subject | None:
    """What a noun of the stock means in a sentence about what will be bought; None where it means the same."""
    families = {family.noun: family for family in load_families()}
    planned = families[noun].planned if noun in families else None
    return family_subject(families[planned], context) if planned else None


def whole_of(named: set[str], context: Context) -> Subject | None:
    """出国费、购车费和接待费的预算数12万元: the noun whose parts are named together, None where they are none."""
    families = load_families() if len(named) > 2 else ()
    return next((family_subject(f, context) for f in families if f.parts and f.parts == named), None)


def code_subject(code: str, context: Context, text: str = "") -> Subject:
    """The subject that a functional (2...) or economic (3...) code makes in the scope of its list."""
    return _economic_subject(code, context, text) if code.startswith("3") else _functional_subject(code, context, text)


def code_behind(digits: str, above: Subject | None, context: Context) -> Subject | None:
    """The subject of a code in brackets behind a name; two digits go on from the class above (财政事务（06））."""
    if len(digits) == 2:
        code = (above.functional_code or above.economic_code) if above else None
        return code_subject(code + digits, context, digits) if code and len(code) < 7 else None
    return code_subject(digits, context, digits) if len(digits) in (3, 5, 7) and digits[0] in "23" else None


def _economic_subject(code: str, context: Context, text: str) -> Subject:
    if context.key == "agency":
        return Subject(slots={"yuan": "agency_operating_expense"}, kind="code", text=text, economic_code=code)
    scope = context.scope if context.scope in ("gpb", "fiscal") else "gpb"
    if context.nature == "project":
        if scope != "gpb" or context.scope == "all":  # of other money no concept has projects by what was bought
            return Subject(kind="code", text=text, economic_code=code)
        slots = {"yuan": "gpb_project_expenditure"}
        return Subject(slots, "code", text, economic_code=code, fund_type="general_public", nature="project")
    if context.scope in ("gov_fund", "state_capital"):
        slots = {"yuan": "fund_expenditure"}
        return Subject(slots, "code", text, economic_code=code, fund_type=FUNDS[context.scope])
    if context.codes != "economic":  # a class of goods named outside of 基本支出 is one of its section's money
        if context.scope == "all":  # of all money together no concept goes by what was bought
            return Subject(kind="code", text=text, economic_code=code)
        concept = _ITEM_OF[scope]
        fund = "general_public" if scope == "gpb" else None
        return Subject(slots={"yuan": concept}, kind="code", text=text, economic_code=code, fund_type=fund)
    return _basic_subject(code, scope, text)


def _basic_subject(code: str, scope: str, text: str) -> Subject:
    return Subject(
        slots={"yuan": "gpb_basic_expenditure" if scope == "gpb" else "fiscal_basic_expenditure"},
        kind="code",
        text=text,
        economic_code=code,
        fund_type="general_public" if scope == "gpb" else None,
        nature="basic",
        dims={"expense_group": "personnel" if code[:3] in _PERSONNEL else "public"},
    )


def as_part_of_basic(meaning: Subject, whole: Subject | None) -> Subject:
    """六、基本支出50万元，其中：30101基本工资20万元: a class of what was bought, below the basic expenditure."""
    if whole is None or whole.kind != "total" or meaning.kind != "code":
        return meaning
    scope = _BASIC_SCOPES.get(whole.concept or "")
    return _basic_subject(meaning.economic_code, scope, meaning.text) if meaning.economic_code and scope else meaning


def _functional_subject(code: str, context: Context, text: str) -> Subject:
    scope = context.scope or "gpb"
    concept = "income_current_year" if context.key == "income" else _ITEM_OF.get(scope, "gpb_expenditure")
    level = _LEVEL_OF.get(len(code))
    return Subject(
        slots={"yuan": concept},
        kind="code",
        text=text,
        functional_code=code,
        fund_type=FUNDS.get(scope),
        dims={"functional_level": level} if level else {},
    )


def bought_of(named: Subject, whole: Subject) -> Subject:
    """What was bought, as a part of the whole of its list: 机关运行经费20万元，其中：办公费5万元."""
    if whole.concept == "agency_operating_expense":
        return replace(named, slots=dict(whole.slots), fund_type=None, nature=None, dims={})
    group = _GROUP_OF.get(whole.concept or "")
    if group and whole.fund_type == "general_public":  # 人员经费90万元，包括基本工资40万元
        slots = {"yuan": "gpb_basic_expenditure"}
        return replace(named, slots=slots, fund_type=whole.fund_type, nature="basic", dims={"expense_group": group})
    scope = _BASIC_SCOPES.get(whole.concept or "")
    return _basic_subject(named.economic_code, scope, named.text) if named.economic_code and scope else named


def residual_code(subject: Subject, context: Context, amounts: set[Decimal]) -> Subject:
    """The subject with the code that its parent and the own tables leave, unchanged where they leave none."""
    if not subject.unresolved:
        return subject
    name, parent = subject.unresolved
    code = context.functional.find_residual(name, parent, amounts)
    return code_subject(code, context, subject.text) if code else subject


def bag_subject(attributes: set[str], context: Context) -> Subject | None:
    """The procurement concept that the attributes of a clause pick together (中小企业 + 预留 + 中标).

    A row with a `kind` is of such documents: what a budget plans for small enterprises is reserved for them.
    """
    for row in load_words()["procurement_bags"]:
        if set(row["bag"]) <= attributes and row.get("kind", context.kind) == context.kind:
            return Subject(slots={"yuan": row["concept"]}, kind="family", text="bag", measure=row.get("measure"))
    return None
