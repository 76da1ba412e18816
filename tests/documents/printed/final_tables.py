"""Final accounts of made-up bodies in the forms of the provinces."""

from __future__ import annotations

from dataclasses import replace

from tests.documents.printed.tables import Columns, Row, Style, Table, coded, lanes, named

WORK = "expenditure_current_year|expenditure_functional"
GPB = {
    "2010601": {"basic": "501.00"},
    "2010602": {"project": "102.50"},
    "2080505": {"basic": "61.20"},
    "2101101": {"basic": "30.30"},
    "2210201": {"basic": "45.00"},
}
FUND = {"2120804": {"project": "80.00", "in": "80.00"}}
STATE = {"2230105": {"project": "20.00", "in": "20.00"}}
ALL = {**GPB, **FUND, **STATE, "2010602": {"project": "162.50"}}
ALL_SPENT = {
    code: {"total": row.get("basic", row.get("project", "0")), **{k: v for k, v in row.items() if k != "in"}}
    for code, row in ALL.items()
}
GPB_SPENT = {
    code: {"total": row.get("basic", row.get("project", "0")), **row, "in": row.get("basic", row.get("project", "0"))}
    for code, row in GPB.items()
}
INCOME = {code: {"total": row["total"], "fiscal": row["total"]} for code, row in ALL_SPENT.items()}
INCOME["2010602"] = {"total": "162.50", "fiscal": "102.50", "undertaking": "35.00", "other": "25.00"}

INCOME_LINES = """
一、一般公共预算财政拨款收入 = 740.00 : income_fiscal_appropriation : general_public
二、政府性基金预算财政拨款收入 = 80.00 : income_fiscal_appropriation : gov_fund
三、国有资本经营预算财政拨款收入 = 20.00 : income_fiscal_appropriation : state_capital
四、上级补助收入 = - : income_superior_subsidy
五、事业收入 = 35.00 : income_undertaking
六、经营收入 = - : income_operating
七、附属单位上缴收入 = - : income_affiliated_remittance
八、其他收入 = 25.00 : income_other
"""
OLD_INCOME_LINES = """
一、财政拨款收入 = 840.00 : income_fiscal_appropriation : all
~~其中：政府性基金预算财政拨款 = 80.00 : income_fiscal_appropriation : gov_fund
二、上级补助收入 = - : income_superior_subsidy
三、事业收入 = 35.00 : income_undertaking
四、经营收入 = - : income_operating
五、附属单位上缴收入 = - : income_affiliated_remittance
六、其他收入 = 25.00 : income_other
"""
END_LINES = """
本年收入合计 = 900.00 : income_current_year
使用非财政拨款结余（含专用结余） = - : nonfiscal_surplus_used
年初结转和结余 = 15.50 : carryover_opening
总计 = 915.50 : grand_total
"""
OLD_END_LINES = END_LINES.replace("使用非财政拨款结余（含专用结余）", "用事业基金弥补收支差额")
CLASS_LINES = """
一、一般公共服务支出 = 663.50 : expenditure_functional
二、外交支出 = -
三、国防支出 = -
四、公共安全支出 = -
五、教育支出 = -
八、社会保障和就业支出 = 61.20 : expenditure_functional
九、卫生健康支出 = 30.30 : expenditure_functional
十一、城乡社区支出 = 80.00 : expenditure_functional
十九、住房保障支出 = 45.00 : expenditure_functional
二十一、国有资本经营预算支出 = 20.00 : expenditure_functional
"""
SPENT_LINES = """
本年支出合计 = 900.00 : expenditure_current_year
结余分配 = - : surplus_distribution
年末结转和结余 = 15.50 : carryover_closing
总计 = 915.50 : grand_total
"""


def t1(style: Style, numbered: bool = False, old: bool = False, title: str = "收入支出决算总表", **words: str) -> Table:
    """收入支出决算总表; numbered: with 行次 and 栏次."""
    income = OLD_INCOME_LINES + OLD_END_LINES if old else INCOME_LINES + END_LINES
    amount = words.get("amount", "决算数")
    left = named("\n".join(s for s in income.splitlines() if s), style, [amount], middle=numbered)
    right = named("\n".join(s for s in (CLASS_LINES + SPENT_LINES).splitlines() if s), style, [amount], middle=numbered)
    width = 3 if numbered else 2
    rows = lanes((_end_together(left, right, 4), width), (right, width))
    if numbered:
        header = f"""收入 | < | < | 支出 | < | <
            项目 | 行次 | {amount} | 项目 | 行次 | {amount}
            栏次 | | 1 | 栏次 | | 2"""
    else:
        header = f"收入 | < | 支出 | <\n项目 | {amount} | 项目 | {amount}"
    return Table("T1", title, header, rows)


def _end_together(left: list[Row], right: list[Row], ending: int) -> list[Row]:
    """The left lane with blank rows before its last rows, which stand beside the right lane's last."""
    width = len(left[0])
    gap: list[Row] = [[""] * width for _ in range(len(right) - len(left))]
    return [*left[:-ending], *gap, *left[-ending:]]


def _code_header(style: Style, what: str = "科目名称") -> list[list[str]]:
    """Three header rows above the codes and the names."""
    return {
        "one": [["项目", "<"], ["功能分类科目编码", what], ["^", "^"]],
        "indented": [["科目编码", what], ["^", "^"], ["^", "^"]],
        "three": [["项目", "<", "<", "<"], ["功能分类科目编码", "<", "<", what], ["类", "款", "项", "^"]],
        "three_blank": [["科目编码", "<", "<", what], ["^", "^", "^", "^"], ["类", "款", "项", "^"]],
        "joined": [["项目"], ["^"], ["^"]],
        "dash": [["功能分类科目"], ["^"], ["^"]],
    }[style.codes]


def by_code(
    key: str | None,
    title: str,
    leaves: dict[str, dict[str, str]],
    columns: Columns,
    style: Style,
    head: str = "",
    total: str = "",
    column_numbers: bool = False,
) -> Table:
    """A table by functional class; head: three header rows of the amounts (else one, three high)."""
    names = [heading for _, heading, _ in columns]
    above = [line.split("|") for line in head.strip().splitlines()] if head else [names, ["^"] * len(names)]
    above += [["^"] * len(names)] * (3 - len(above))
    header = [" | ".join([*codes, *cells]) for codes, cells in zip(_code_header(style), above, strict=True)]
    if column_numbers:
        width = style.code_columns
        header.append(" | ".join(["栏次", *["<"] * (width - 1), *[str(n + 1) for n in range(len(names))]]))
    return Table(key, title, "\n".join(header), coded(leaves, columns, style, total))


T2: Columns = [
    ("total", "本年收入合计", "income_current_year"),
    ("fiscal", "财政拨款收入", "income_fiscal_appropriation"),
    ("superior", "上级补助收入", "income_superior_subsidy"),
    ("undertaking", "事业收入", "income_undertaking"),
    ("operating", "经营收入", "income_operating"),
    ("remitted", "附属单位上缴收入", "income_affiliated_remittance"),
    ("other", "其他收入", "income_other"),
]
T3: Columns = [
    ("total", "本年支出合计", WORK),
    ("basic", "基本支出", "expenditure_basic"),
    ("project", "项目支出", "expenditure_project"),
    ("remit", "上缴上级支出", "expenditure_remit_superior"),
    ("operating", "经营支出", "expenditure_operating"),
    ("subsidy", "对附属单位补助支出", "expenditure_subsidy_affiliated"),
]
T5: Columns = [
    ("total", "合计", "gpb_expenditure:general_public"),
    ("basic", "基本支出", "gpb_basic_expenditure|gpb_expenditure:general_public"),
    ("project", "项目支出", "gpb_project_expenditure|gpb_expenditure:general_public"),
]


def t2(style: Style, title: str = "收入决算表") -> Table:
    """收入决算表."""
    return by_code("T2", title, INCOME, T2, style)


def t3(style: Style, title: str = "支出决算表") -> Table:
    """支出决算表."""
    return by_code("T3", title, ALL_SPENT, T3, style)


def t5(style: Style, title: str = "一般公共预算财政拨款支出决算表", first: str = "合计", grouped: str = "") -> Table:
    """一般公共预算财政拨款支出决算表; grouped: a heading over the three columns."""
    columns = [("total", first, T5[0][2]), *T5[1:]]
    head = f"{grouped}|<|<\n{first}|基本支出|项目支出" if grouped else ""
    return by_code("T5", title, GPB_SPENT, columns, style, head)


def fund_columns(fund: str, full: bool = True, sum_heading: str = "小计") -> Columns:
    """The columns of T8 and T9; full: with income and carry-over."""
    spent: Columns = [
        ("total", sum_heading, f"fund_expenditure:{fund}"),
        ("basic", "基本支出", f"fund_expenditure:{fund}"),
        ("project", "项目支出", f"fund_expenditure:{fund}"),
    ]
    if not full:
        return spent
    return [
        ("opening", "年初结转和结余", f"carryover_opening|fiscal_carryover_opening:{fund}"),
        ("in", "本年收入", f"fund_income:{fund}"),
        *spent,
        ("closing", "年末结转和结余", f"carryover_closing|fiscal_carryover_closing:{fund}"),
    ]


def t8(style: Style, leaves: dict[str, dict[str, str]] | None = None) -> Table:
    """政府性基金预算财政拨款收入支出决算表."""
    leaves = {"2120804": {"total": "80.00", **FUND["2120804"]}} if leaves is None else leaves
    head = "年初结转和结余|本年收入|本年支出|<|<|年末结转和结余\n^|^|小计|基本支出|项目支出|^"
    return by_code("T8", "政府性基金预算财政拨款收入支出决算表", leaves, fund_columns("gov_fund"), style, head)


def t9(style: Style, full: bool = False, title: str = "国有资本经营预算财政拨款支出决算表") -> Table:
    """国有资本经营预算财政拨款(收入)支出决算表."""
    leaves = {"2230105": {"total": "20.00", **STATE["2230105"]}}
    head = "本年支出|<|<\n合计|基本支出|项目支出"
    if full:
        head = "年初结转和结余|本年收入|本年支出|<|<|年末结转和结余\n^|^|合计|基本支出|项目支出|^"
    return by_code("T9", title, leaves, fund_columns("state_capital", full, "合计"), style, head)


T4_INCOME = """
一、一般公共预算财政拨款 = 740.00 : fiscal_income_current_year|income_fiscal_appropriation : general_public
二、政府性基金预算财政拨款 = 80.00 : fiscal_income_current_year|income_fiscal_appropriation : gov_fund
三、国有资本经营预算财政拨款 = 20.00 : fiscal_income_current_year|income_fiscal_appropriation : state_capital
本年收入合计 = 840.00 : fiscal_income_current_year|income_fiscal_appropriation : all
年初财政拨款结转和结余 = 5.50 : fiscal_carryover_opening
~一般公共预算财政拨款 = 5.50 : fiscal_carryover_opening : general_public
~政府性基金预算财政拨款 = - : fiscal_carryover_opening : gov_fund
~国有资本经营预算财政拨款 = - : fiscal_carryover_opening : state_capital
总计 = 845.50 : fiscal_grand_total
"""
T4_SPENT = """
一、一般公共服务支出 = 603.50 603.50
五、教育支出 = -
八、社会保障和就业支出 = 61.20 61.20
九、卫生健康支出 = 30.30 30.30
十一、城乡社区支出 = 80.00 - 80.00
十九、住房保障支出 = 45.00 45.00
二十一、国有资本经营预算支出 = 20.00 - - 20.00
本年支出合计 = 840.00 740.00 80.00 20.00
年末财政拨款结转和结余 = 5.50 5.50
总计 = 845.50 745.50 80.00 20.00
"""
T4_FUNDS = ["合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"]


def t4(style: Style, numbered: bool = False, title: str = "财政拨款收入支出决算总表", amount: str = "决算数") -> Table:
    """财政拨款收入支出决算总表: income beside expenditure by fund."""
    left = named(T4_INCOME, style, [amount], middle=numbered)
    right = named(T4_SPENT, style, T4_FUNDS, middle=numbered)
    width = 3 if numbered else 2
    rows = lanes((_end_together(left, right, 1), width), (right, width + 3))
    funds = " | ".join(T4_FUNDS)
    if numbered:
        header = f"""收 入 | < | < | 支 出 | < | < | < | < | <
            项目 | 行次 | 金额 | 项目 | 行次 | {funds}
            栏次 | | 1 | 栏次 | | 2 | 3 | 4 | 5"""
        rows = _rename(rows, amount, "金额")
    else:
        header = f"""收入 | < | 支出 | < | < | < | <
            项目 | {amount} | 项目 | {amount} | < | < | <
            ^ | ^ | ^ | {funds}"""
    return Table("T4", title, header, rows)


def _rename(rows: list[Row], old: str, new: str) -> list[Row]:
    return [[c if isinstance(c, str) or c.column != old else replace(c, column=new) for c in row] for row in rows]
