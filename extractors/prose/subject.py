"""What numbers are about: one noun with the concept that each unit of a number picks."""

from __future__ import annotations

from dataclasses import dataclass, field

FUNDS = {"gpb": "general_public", "gov_fund": "gov_fund", "state_capital": "state_capital"}
"""Scope of money -> fund_type; the scopes `fiscal` and `all` name no single fund."""

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


@dataclass(slots=True)
class Subject:
    """What numbers are about.

    `slots`: unit -> concept; an empty one is a known noun that states no concept, or an unknown noun.
    `kind`: family (a noun of the lexicon), total (composed of fund, side, nature and total word), code (a class of
    expenditure), qualified (narrowed by a word such as 轿车), item (a named member of a list), project, bare, unknown.
    `measure`, `unit`: fixed by the noun. `items`: concept of the amounts in a list below it. `stock`: counted on a day.
    `follows`: a noun that says only how things are counted; it leaves a subject that counts the same.
    `bare`: only 收入, 支出 or 总计, which displaces no subject. `weak`: a word that may stand for a class's total.
    `planned_or_spent`: its money is stated only with a word for plan or outcome (全年预算数, 执行数).
    `atoms`: the parts of a composed total. `unresolved`: (name, parent code) of a 项 that is in no list.
    """

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
    follows: bool = False
    bare: bool = False
    weak: bool = False
    planned_or_spent: bool = False
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
