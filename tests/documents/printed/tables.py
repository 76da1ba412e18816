"""Tables as publishers print them, drawn from a few amounts in any of their forms, with what a reader must get.

A grid is text: rows are lines, cells are parted by `|`, `<` belongs to the cell on its left, `^` to the one above.
Below the header an amount carries what it states: row (label or code), column heading, concepts, fund, measure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

NAMES = {
    "201": "一般公共服务支出",
    "20106": "财政事务",
    "2010601": "行政运行",
    "2010602": "一般行政管理事务",
    "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "210": "卫生健康支出",
    "21011": "行政事业单位医疗",
    "2101101": "行政单位医疗",
    "221": "住房保障支出",
    "22102": "住房改革支出",
    "2210201": "住房公积金",
    "212": "城乡社区支出",
    "21208": "国有土地使用权出让收入安排的支出",
    "2120804": "农村基础设施建设支出",
    "223": "国有资本经营预算支出",
    "22301": "解决历史遗留问题及改革成本支出",
    "2230105": "国有企业退休人员社会化管理补助支出",
    "301": "工资福利支出",
    "30101": "基本工资",
    "30102": "津贴补贴",
    "30108": "机关事业单位基本养老保险缴费",
    "30110": "职工基本医疗保险缴费",
    "30113": "住房公积金",
    "302": "商品和服务支出",
    "30201": "办公费",
    "30211": "差旅费",
    "30217": "公务接待费",
    "30231": "公务用车运行维护费",
    "303": "对个人和家庭的补助",
    "30302": "退休费",
    "310": "资本性支出",
    "31002": "办公设备购置",
}


@dataclass(frozen=True)
class Amount:
    """One printed amount and what it states; concepts and funds are the ones that are right, parted by `|`."""

    text: str
    row: str
    column: str
    concept: str = ""
    fund: str = ""
    measure: str = ""


Cell = str | Amount
Row = list[Cell]


@dataclass(frozen=True)
class Style:
    """How a publisher prints amounts, codes and totals."""

    unit: str = "万元"
    decimals: int = 2
    thousands: bool = False
    codes: str = "one"  # one, three, three_blank, joined, dash, indented
    total: str = "first"  # first, last, none
    zero: str = ""  # how a nought is printed
    measure: str = "actual"

    def show(self, value: Decimal) -> str:
        """The amount, given in 万元, as printed."""
        if not value:
            return self.zero
        scaled = value * {"万元": 1, "元": 10000, "千元": 10}[self.unit]
        return f"{scaled:{',' if self.thousands else ''}.{self.decimals}f}"

    @property
    def code_columns(self) -> int:
        """How many columns the code and the name take."""
        return {"one": 2, "three": 4, "three_blank": 4, "joined": 1, "dash": 1, "indented": 2}[self.codes]

    def code_cells(self, code: str) -> list[str]:
        """The cells of a code and its name."""
        name = NAMES[code]
        parts = [code[:3], code[3:5], code[5:7]]
        depth = len(code) // 2 - 1
        if self.codes == "three":
            return [*parts, name]
        if self.codes == "three_blank":
            return [*[part if k == depth else "" for k, part in enumerate(parts)], name]
        if self.codes == "joined":
            return [f"{code} {name}"]
        if self.codes == "dash":
            return [f"{code}-{name}"]
        return [code, "\u3000" * 2 * depth * (self.codes == "indented") + name]


@dataclass
class Table:
    """A printed table: lines above and below, header, body. key: as readers call it; None: any that is right."""

    key: str | None
    title: str
    header: str
    rows: list[Row]
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    repeat_header_at: int | None = None

    def grid(self) -> list[Row]:
        """Header and body as one grid."""
        head: list[Row] = [[c.strip() for c in line.split("|")] for line in self.header.strip().splitlines() if line]
        width = {len(row) for row in [*head, *self.rows]}
        assert len(width) == 1, f"{self.title}: rows of {sorted(width)} cells"
        if self.repeat_header_at is None:
            return [*head, *self.rows]
        return [*head, *self.rows[: self.repeat_header_at], *head, *self.rows[self.repeat_header_at :]]

    def amounts(self) -> list[Amount]:
        """Every amount that is printed."""
        return [c for row in self.rows for c in row if isinstance(c, Amount) and c.text]


Block = str | Table


@dataclass
class Published:
    """A made-up document and its identity."""

    name: str
    unit: str
    year: int
    kind: str
    blocks: list[Block]

    @property
    def tables(self) -> list[Table]:
        """Its tables in order."""
        return [b for b in self.blocks if isinstance(b, Table)]


Columns = Sequence[tuple[str, str, str]]  # key of the amounts, heading, concepts[:fund]


def coded(leaves: dict[str, dict[str, str]], columns: Columns, style: Style, total: str = "") -> list[Row]:
    """Rows of 类, 款, 项 with sums, and the row 合计; total: concepts of the first column in that row."""
    sums: dict[str, dict[str, Decimal]] = {}
    for code, amounts in leaves.items():
        for level in {"", code[:3], code[:5], code}:
            for key, value in amounts.items():
                row = sums.setdefault(level, {})
                row[key] = row.get(key, Decimal(0)) + Decimal(value)

    def cells(code: str) -> Row:
        made: Row = []
        for n, (key, heading, concept) in enumerate(columns):
            concept, _, fund = concept.partition(":")
            value = style.show(sums[code].get(key, Decimal(0)))
            concept = total if total and not code and n == 0 else concept
            made.append(Amount(value, code or "合计", heading, concept, fund, style.measure))
        return made

    rows: list[Row] = [[*style.code_cells(code), *cells(code)] for code in sorted(sums) if code]
    sum_row: Row = ["合计", *["<"] * (style.code_columns - 1), *cells("")]
    return {"first": [sum_row, *rows], "last": [*rows, sum_row], "none": rows}[style.total]


def lanes(*sides: tuple[list[Row], int]) -> list[Row]:
    """Unrelated lists side by side; each a list of rows and its number of columns."""
    length = max(len(rows) for rows, _ in sides)
    return [[c for rows, width in sides for c in (rows[n] if n < len(rows) else [""] * width)] for n in range(length)]


def named(text: str, style: Style, columns: Sequence[str], defaults: str = "", middle: bool = False) -> list[Row]:
    """Rows `name = amount amount : concepts : fund`; - is a blank cell. middle: a 行次 after the name."""
    rows: list[Row] = []
    for n, line in enumerate(text.strip().splitlines(), 1):
        label, _, rest = line.strip().partition(" = ")
        amounts, *meaning = [part.strip() for part in rest.split(":")]
        concept, fund = ([*meaning, "", ""])[:2]
        concept = concept or defaults
        cells: Row = [label.replace("~", "\u3000"), *([str(n)] if middle else [])]
        printed = amounts.split()
        for k, heading in enumerate(columns):
            value = printed[k] if k < len(printed) else "-"
            shown = "" if value == "-" else style.zero or "0.00" if value == "0" else style.show(Decimal(value))
            cells.append(Amount(shown, label.replace("~", ""), heading, concept, fund, style.measure))
        rows.append(cells)
    return rows
