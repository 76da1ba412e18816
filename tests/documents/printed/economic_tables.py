"""Tables by economic class, of the three kinds of expenses and of assets, as publishers print them."""

from __future__ import annotations

from decimal import Decimal

from tests.documents.printed.tables import NAMES, Amount, Cell, Row, Style, Table

PERSONNEL = {
    "30101": "200.10",
    "30102": "150.20",
    "30108": "61.20",
    "30110": "30.30",
    "30113": "45.00",
    "30302": "30.20",
}
PUBLIC = {"30201": "80.50", "30211": "20.00", "30217": "1.50", "30231": "10.50", "31002": "8.00"}
CLASSES = ("gpb_basic_expenditure", "general_public")


def with_sums(leaves: dict[str, str]) -> dict[str, Decimal]:
    """Economic classes with the sums of their 类, in order of the codes."""
    sums: dict[str, Decimal] = {}
    for code, value in leaves.items():
        for level in (code[:3], code):
            sums[level] = sums.get(level, Decimal(0)) + Decimal(value)
    return dict(sorted(sums.items()))


def _economic_lane(leaves: dict[str, str], style: Style, heading: str, joined: bool) -> list[Row]:
    rows: list[Row] = []
    for code, value in with_sums(leaves).items():
        amount = Amount(style.show(value), code, heading, *CLASSES, style.measure)
        rows.append([f"{code} {NAMES[code]}", amount] if joined else [code, NAMES[code], amount])
    return rows


def t6(
    style: Style,
    lanes: int = 2,
    title: str = "一般公共预算财政拨款基本支出决算表",
    heading: str = "决算数",
    joined: bool = False,
) -> Table:
    """Basic expenditure by economic class in two lanes or three (the public expense in two of them)."""
    split = [{c: v for c, v in PUBLIC.items() if c <= "30211"}, {c: v for c, v in PUBLIC.items() if c > "30211"}]
    parts = [PERSONNEL, PUBLIC] if lanes == 2 else [PERSONNEL, *split]
    made = [_economic_lane(p, style, heading, joined) for p in parts]
    if lanes == 3:  # 302 stands once, in its first lane, with the sum of both
        made[2] = [row for row in made[2] if row[0] != "302"]
        sums = with_sums(PUBLIC)
        made[1] = [
            [c, n, Amount(style.show(sums[str(c)]), str(c), heading, *CLASSES, style.measure)] for c, n, _ in made[1]
        ]
    length, width = max(map(len, made)), 2 if joined else 3
    rows = [[c for lane in made for c in (lane[n] if n < len(lane) else [""] * width)] for n in range(length)]
    rows.append(_footer(style, heading, lanes, width))
    groups = ["人员经费", *["公用经费"] * (lanes - 1)]
    above = " | ".join(
        " | ".join([g, *["<"] * (width - 1)]) if n < 2 else " | ".join(["<"] * width) for n, g in enumerate(groups)
    )
    names = ["科目", heading] if joined else ["科目编码", "科目名称", heading]
    return Table("T6", title, above + "\n" + " | ".join([*names] * lanes), rows)


def _footer(style: Style, heading: str, lanes: int, width: int) -> Row:
    left = style.show(sum(map(Decimal, PERSONNEL.values()), Decimal(0)))
    right = style.show(sum(map(Decimal, PUBLIC.values()), Decimal(0)))
    first: Row = ["人员经费合计", *["<"] * (width - 2)]
    second: Row = ["公用经费合计", *["<"] * (width - 2 + width * (lanes - 2))]
    return [
        *first,
        Amount(left, "人员经费合计", heading, "personnel_expense", "general_public", style.measure),
        *second,
        Amount(right, "公用经费合计", heading, "public_expense", "general_public", style.measure),
    ]


THREE = [
    ("合计", "three_public_total"),
    ("因公出国（境）费", "three_public_abroad"),
    ("小计", "three_public_vehicle"),
    ("公务用车购置费", "three_public_vehicle_purchase"),
    ("公务用车运行维护费", "three_public_vehicle_operation"),
    ("公务接待费", "three_public_reception"),
]
SIX = "合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | < | < | 公务接待费"
SIX_BELOW = "^ | ^ | 小计 | 公务用车购置费 | 公务用车运行维护费 | ^"
PLANNED = ["16.00", "3.00", "11.00", "0", "11.00", "2.00"]
SPENT = ["12.00", "0", "10.50", "0", "10.50", "1.50"]


def _three_public(style: Style, values: list[str], measure: str, label: str = "") -> list[Cell]:
    return [
        Amount(style.show(Decimal(v)) or "0.00", label, heading, concept, "", measure)
        for v, (heading, concept) in zip(values, THREE, strict=True)
    ]


def t7_twelve(style: Style, title: str = "财政拨款“三公”经费支出决算表", numbered: bool = False) -> Table:
    """Six planned, then six spent amounts in one row."""
    header = f"预算数 | < | < | < | < | < | 决算数 | < | < | < | < | <\n{SIX} | {SIX}\n{SIX_BELOW} | {SIX_BELOW}"
    if numbered:
        header += "\n" + " | ".join(str(n + 1) for n in range(12))
    row = [*_three_public(style, PLANNED, "budget_full_year|budget_initial"), *_three_public(style, SPENT, "actual")]
    return Table("T7", title, header, [row])


def t7_pairs(style: Style, title: str = "一般公共预算财政拨款“三公”经费支出决算表") -> Table:
    """预算数 and 决算数 below each of the six."""
    pairs = " | ".join(["预算数 | 决算数"] * 6)
    header = (
        "合计 | < | 因公出国（境）费 | < | 公务用车购置及运行维护费 | < | < | < | < | < | 公务接待费 | <\n"
        "^ | ^ | ^ | ^ | 小计 | < | 公务用车购置费 | < | 公务用车运行维护费 | < | ^ | ^\n" + pairs
    )
    row: Row = []
    for (heading, concept), plan, spent in zip(THREE, PLANNED, SPENT, strict=True):
        shown = [style.show(Decimal(v)) or "0.00" for v in (plan, spent)]
        row.append(Amount(shown[0], "", heading, concept, "", "budget_full_year|budget_initial"))
        row.append(Amount(shown[1], "", heading, concept, "", "actual"))
    return Table("T7", title, header, [row])


def t7_list(style: Style, columns: list[str], title: str, key: str | None = "T7", extra: bool = False) -> Table:
    """The expenses as rows (Yunnan, Anhui, county pages)."""
    names = [
        "“三公”经费支出",
        "1.因公出国（境）费",
        "2.公务用车购置及运行维护费",
        "（1）公务用车购置费",
        "（2）公务用车运行维护费",
        "3.公务接待费",
    ]
    measures = {"预算数": "budget_full_year|budget_initial", "决算数": "actual", "决算统计数": "actual"}
    rows: list[Row] = []
    for name, (_, concept), plan, spent in zip(names, THREE, PLANNED, SPENT, strict=True):
        values = {"预算数": plan, "决算数": spent, "决算统计数": spent}
        cells: Row = [
            Amount(style.show(Decimal(values[c])) or "0.00", name, c, concept, "", measures[c]) for c in columns
        ]
        rows.append([name, *cells])
    if extra:
        last = [
            Amount(style.show(Decimal("98.76")), "机关运行经费", c, "agency_operating_expense") for c in columns[-1:]
        ]
        rows.append(["二、机关运行经费", *[""] * (len(columns) - 1), *last])
    return Table(key, title, " | ".join(["项目", *columns]), rows)


def with_meetings(style: Style, title: str) -> Table:
    """Shaanxi: the three kinds with 会议费 and 培训费, planned and spent as rows."""
    header = f"项目 | {'“三公”经费 | < | < | < | < | <'} | 会议费 | 培训费\n^ | {SIX} | ^ | ^\n^ | {SIX_BELOW} | ^ | ^"
    rows: list[Row] = []
    for label, values, measure, more in (
        ("预算数", PLANNED, "budget_full_year|budget_initial", ("4.00", "5.00")),
        ("决算数", SPENT, "actual", ("3.25", "4.75")),
    ):
        rest: Row = [
            Amount(style.show(Decimal(v)), label, h, c, "", measure)
            for v, h, c in zip(more, ("会议费", "培训费"), ("meeting_expense", "training_expense"), strict=True)
        ]
        rows.append([label, *_three_public(style, values, measure, label), *rest])
    return Table("T7", title, header, rows)
