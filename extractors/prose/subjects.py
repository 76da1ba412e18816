"""What a phrase before a number speaks of: a noun family, a composed total, a class by name or code, or nothing known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extractors.prose.names import Classification
from extractors.prose.tokens import Token
from schemas.lexicon import Family, Section, load_totals, load_words

FUNDS = {"gpb": "general_public", "gov_fund": "gov_fund", "state_capital": "state_capital"}
_SCOPE_OF = {
    "gpb_expenditure": "gpb",
    "gpb_basic_expenditure": "gpb",
    "fiscal_expenditure_current_year": "fiscal",
    "fiscal_basic_expenditure": "fiscal",
    "fiscal_grand_total": "fiscal",
    "expenditure_current_year": "all",
    "grand_total": "all",
    "expenditure_basic": "all",
}
_ITEM_OF = {
    "gpb": "gpb_expenditure",
    "fiscal": "fiscal_expenditure_current_year",
    "gov_fund": "fund_expenditure",
    "state_capital": "fund_expenditure",
    "all": "expenditure_functional",
}
# A name before a total that is a body's: 省检察院本年收入, 司法局收入预算.
_BODY = re.compile(
    r"(?:局|委|院|中心|处|所|办|会|站|部|校|馆|队|府|厅|镇|乡|街道|学校|医院|公司|集团|社|园|场|单位|部门|系统|本级|机关|大学|学院|党校|科|室|组|区|县|市|省|旗|州|台|行|署|庭|团|党|联)$"
)


@dataclass(slots=True)
class Subject:
    """What numbers are about. `slots`: unit -> concept; an empty one is a known noun that states no concept, or unknown."""

    slots: dict[str, str] = field(default_factory=dict)
    kind: str = "unknown"
    text: str = ""
    functional_code: str | None = None
    economic_code: str | None = None
    fund_type: str | None = None
    nature: str | None = None
    side: str | None = None
    dims: dict[str, str] = field(default_factory=dict)
    measure: str | None = None
    unit: str | None = None
    items: str | None = None
    stock: bool = False
    bare: bool = False
    weak: bool = False
    atoms: dict[str, str] = field(default_factory=dict)
    unresolved: tuple[str, str] | None = None

    @property
    def concept(self) -> str | None:
        """The concept of its money, else its only one."""
        return self.slots.get("yuan") or next(iter(self.slots.values()), None)

    def scope(self) -> str | None:
        """The scope of money that a list under it inherits."""
        if self.kind != "total":
            return None
        if self.concept == "fund_expenditure":
            return self.fund_type
        return _SCOPE_OF.get(self.concept or "")


@dataclass(slots=True)
class Context:
    """What is known before a paragraph is read; `scope` and `path` live as long as the section."""

    kind: str
    year: int
    functional: Classification
    economic: Classification
    section: Section | None = None
    basis: str | None = None
    scope: str | None = None
    path: list[str] = field(default_factory=list)
    unit_names: tuple[str, ...] = ()
    subject: Subject | None = None
    titled: bool = False
    fund_scope: str | None = None

    def enter(self, section: Section | None, basis: str | None, fund_scope: str | None) -> None:
        """A new section: nothing of the last one is kept."""
        self.section, self.basis, self.fund_scope = section, basis, fund_scope
        self.scope = section.scope or section.fund if section else None
        self.path, self.subject, self.titled = [], None, False

    def name(self, tokens: Sequence[Token]) -> None:
        """A title names the subject of the text below it (1.因公出国（境）费), until that text names its own."""
        meaning = resolve_phrase(tokens, self, None, "")
        if meaning is not None and meaning.slots:
            self.subject, self.titled = meaning, True

    @property
    def key(self) -> str:
        """Key of the section, "" outside of any known one."""
        return self.section.key if self.section else ""

    @property
    def codes(self) -> str | None:
        """Which classification a name may belong to here; None where names of classes do not stand."""
        return self.section.codes if self.section else "functional"


def resolve_phrase(tokens: Sequence[Token], context: Context, parent: Subject | None, unit: str) -> Subject | None:
    """What the phrase speaks of; None where it says nothing (fillers, years, measures only)."""
    whole = [t for t in tokens if t.kind != "ignored"]
    words = _strip(tokens, context)
    named = _resolve_name(whole, context) or (_resolve_name(words, context) if words != whole else None)
    if named:
        return named
    if not words:
        return None
    family = _resolve_family(words, context, unit)
    if family:
        return family
    qualified = _resolve_qualifier(words, parent, context)
    if qualified:
        return qualified
    total = _resolve_total(words, context)
    if total:
        return total
    rest = "".join(t.text for t in words if t.kind == "text" or (t.word and not _says_nothing(t)))
    if len(rest) >= 2 and re.search(r"[一-鿿]{2}", rest):
        return Subject(text=_phrase_text(words))
    return None


def family_subject(family: Family, context: Context) -> Subject:
    """The subject that a noun family makes here."""
    dims = dict(family.dims)
    nature = dims.pop("nature", None)
    fund = None
    if family.group:  # 人员经费 and 公用经费 belong to the scope of their section's 基本支出
        scope = context.scope if context.scope in ("gpb", "fiscal") else None
        fund = FUNDS.get(scope or "")
        if scope:
            dims["fund_scope"] = scope
    elif context.fund_scope and family.noun.startswith(("three_public", "meeting", "training")):
        dims["fund_scope"] = context.fund_scope
    return Subject(
        slots=dict(family.slots),
        kind="family",
        text=family.noun,
        nature=nature,
        fund_type=fund,
        dims=dims,
        measure=family.measure,
        unit=family.unit,
        items=family.items,
        stock=family.stock,
    )


def code_subject(code: str, context: Context, text: str = "") -> Subject:
    """The subject that a functional (2...) or economic (3...) code makes in the scope of its list."""
    if code.startswith("3"):
        scope = context.scope if context.scope in ("gpb", "fiscal") else "gpb"
        basic = context.codes == "economic" and context.key != "agency"
        concept = (
            ("gpb_basic_expenditure" if scope == "gpb" else "fiscal_basic_expenditure") if basic else _ITEM_OF[scope]
        )
        if context.scope == "all" and not basic:
            concept = "expenditure_basic"
        if context.key == "agency":
            return Subject(slots={"yuan": "agency_operating_expense"}, kind="code", text=text, economic_code=code)
        group = "personnel" if code[:3] in ("301", "303") else "public"
        return Subject(
            slots={"yuan": concept},
            kind="code",
            text=text,
            economic_code=code,
            fund_type="general_public" if scope == "gpb" else None,
            nature="basic" if basic else None,
            dims={"expense_group": group} if basic else {},
        )
    scope = context.scope or "gpb"
    if context.key == "income":
        concept = "income_current_year"
    else:
        concept = _ITEM_OF.get(scope, "gpb_expenditure")
    level = {3: "类", 5: "款", 7: "项"}.get(len(code))
    return Subject(
        slots={"yuan": concept},
        kind="code",
        text=text,
        functional_code=code,
        fund_type=FUNDS.get(scope),
        dims={"functional_level": level} if level else {},
    )


def residual_code(subject: Subject, context: Context, amounts: set[Decimal]) -> Subject:
    """The subject with the code that its parent and the own tables leave, unchanged where they leave none."""
    if not subject.unresolved:
        return subject
    name, parent = subject.unresolved
    code = context.functional.find_residual(name, parent, amounts)
    return code_subject(code, context, subject.text) if code else subject


def choose_family(token: Token, context: Context) -> Family | None:
    """The family that a noun means in this section."""
    if not token.word:
        return None
    general = None
    for family in token.word.families:
        if context.key in family.sections:
            return family
        if not family.sections:
            general = family
    return general


def _strip(tokens: Sequence[Token], context: Context) -> list[Token]:
    """The phrase without years, leading fillers and the names of the reporting body."""
    words = [t for t in tokens if t.kind != "ignored"]
    while words and (_says_nothing(words[0]) or (words[0].kind == "text" and _is_body(words[0].text, context))):
        if words[0].word and (words[0].word.families or words[0].word.atom):
            break
        words.pop(0)
    return words


def _is_body(text: str, context: Context) -> bool:
    return any(text in name or name in text for name in context.unit_names) or bool(_BODY.search(text))


def _says_nothing(token: Token) -> bool:
    word = token.word
    if word is None:
        return False
    return bool(word.measure or "fillers" in word.roles or word.direction) and not (
        word.families or word.atom or word.qualifiers
    )


def _phrase_text(words: Sequence[Token]) -> str:
    kept = list(words)
    while kept and _says_nothing(kept[-1]):
        kept.pop()
    return "".join(t.text for t in kept)


def _resolve_name(words: list[Token], context: Context) -> Subject | None:
    """A class named in full, without a level marker: 社会保障和就业支出, 基本工资."""
    if context.codes is None or context.codes == "none":
        return None
    for name in _name_candidates(words):
        found = _class_named(name, words, context)
        if found:
            return found
    return None


def _name_candidates(words: list[Token]) -> list[str]:
    """The phrase as a name, whole and without each of the words behind it that say nothing (工会经费, 住房公积金支出数为)."""
    kept = list(words)
    found = []
    while kept:
        name = "".join(t.text for t in kept)
        if len(name) >= 2:
            found.append(name)
        if not _says_nothing(kept[-1]):
            break
        kept.pop()
    return found


def _class_named(name: str, words: list[Token], context: Context) -> Subject | None:
    if context.codes == "economic":
        code = context.economic.find(name, digits=5) or context.economic.find(name)
        return code_subject(code, context, name) if code else None
    parent = context.path[-1] if context.path else ""
    code = None
    while code is None:
        code = context.functional.find(name, parent)
        if not parent:
            break
        parent = parent[:-2] if len(parent) > 3 else ""
    if code:
        return code_subject(code, context, name)
    if any(t.word and (t.word.families or t.word.atom) for t in words):
        return None
    code = context.economic.find(name)
    return code_subject(code, context, name) if code else None


def _resolve_family(words: list[Token], context: Context, unit: str) -> Subject | None:
    chosen: tuple[int, Family] | None = None
    for index, token in enumerate(words):
        family = choose_family(token, context)
        if family is None:
            continue
        if chosen is None or not unit or unit in family.slots or unit not in chosen[1].slots:
            chosen = index, family
    bag = _procurement_bag(words, context)
    if chosen is None:
        return bag
    if bag and context.key == "procurement":
        return bag
    tail = [t for t in words[chosen[0] + 1 :] if t.kind == "text" and len(t.text) > 1]
    before = words[chosen[0] - 1] if chosen[0] else None
    short = len(words[chosen[0]].text) <= 2  # 服务 alone is a kind of purchase, 运维服务 is not
    if tail or (short and before is not None and before.kind == "text" and not _is_body(before.text, context)):
        return Subject(text=_phrase_text(words))
    return family_subject(chosen[1], context)


def _procurement_bag(words: list[Token], context: Context) -> Subject | None:
    if context.key != "procurement":
        return None
    found = {t.word.attribute for t in words if t.word and t.word.attribute}
    return bag_subject(found) if found & {"sme", "micro"} else None


def bag_subject(attributes: set[str]) -> Subject | None:
    """The procurement concept that the attributes of a clause pick together."""
    for row in load_words()["procurement_bags"]:
        if set(row["bag"]) <= attributes:
            return Subject(slots={"yuan": row["concept"]}, kind="family", text="bag", measure=row.get("measure"))
    return None


def _resolve_qualifier(words: list[Token], parent: Subject | None, context: Context) -> Subject | None:
    if parent is None:
        return None
    for token in words:
        for dim, value, of, to in token.word.qualifiers if token.word else ():
            if of & set(parent.slots.values()):
                dims = {**parent.dims, dim: value}
                slots = {unit: to or concept for unit, concept in parent.slots.items()}
                return replace(parent, slots=slots, dims=dims, kind="qualified", text=token.text)
    return None


def _resolve_total(words: list[Token], context: Context) -> Subject | None:
    atoms: dict[str, str] = {}
    for token in words:
        if token.word and token.word.atom:
            dimension, value = token.word.atom
            if dimension == "fund" and atoms.get("fund") in FUNDS:
                continue
            atoms[dimension] = value
    if not atoms:
        return None
    unknown = [t.text for t in words if t.kind == "text" and len(t.text) > 1 and not _is_body(t.text, context)]
    bare = set(atoms) <= {"side", "scope"} and "scope" not in atoms
    if unknown and (bare or set(atoms) <= {"total", "scope"}):
        return None
    row = _total_row(atoms, context)
    if row is None:
        return Subject(kind="bare", bare=True) if set(atoms) <= {"total", "scope"} else None
    return _total_subject(row, atoms, _phrase_text(words), bare)


def resolve_side(meaning: Subject, subject: Subject | None, context: Context) -> Subject:
    """The bare 收入 or 支出 read as the other side of the fund that the subject speaks of."""
    atoms = {**(subject.atoms if subject else {}), **meaning.atoms}
    row = _total_row(atoms, context)
    return _total_subject(row, atoms, meaning.text, False) if row else meaning


def _total_subject(row: dict, atoms: dict[str, str], text: str, bare: bool) -> Subject:
    dims = dict(row.get("dims", {}))
    return Subject(
        slots={"yuan": row["concept"]},
        kind="total",
        text=text,
        atoms=dict(atoms),
        fund_type=dims.pop("fund_type", None),
        nature=dims.pop("nature", None),
        side=dims.pop("side", None),
        dims=dims,
        bare=bare or set(atoms) <= {"total", "scope"},
        weak=set(atoms) <= {"side", "total"} and atoms.get("total") != "grand",
    )


def _total_row(atoms: dict[str, str], context: Context) -> dict | None:
    for row in load_totals():
        if "section" in row and context.key not in row["section"]:
            continue
        fits = all(
            atoms.get(name) == row[name] if row[name] != "none" else name not in atoms
            for name in ("fund", "side", "nature", "total", "scope")
            if name in row
        )
        if fits and ("side" in row or "nature" in row):
            if "nature" not in row and "nature" in atoms:
                continue
            return row
    return None
