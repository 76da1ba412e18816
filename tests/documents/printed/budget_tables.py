"""Budget tables of made-up bodies in the forms of the provinces."""

from __future__ import annotations

from decimal import Decimal

from tests.documents.printed.final_tables import ALL, FUND, GPB, WORK, by_code
from tests.documents.printed.tables import Amount, Columns, Row, Style, Table, coded, lanes, named

INCOME = """
一、一般公共预算拨款收入 = 740.00 : income_fiscal_appropriation : general_public
二、政府性基金预算拨款收入 = 80.00 : income_fiscal_appropriation : gov_fund
三、国有资本经营预算拨款收入 = 20.00 : income_fiscal_appropriation : state_capital
四、财政专户管理资金收入 = - : income_special_account
五、事业收入 = 35.00 : income_undertaking
六、上级补助收入 = - : income_superior_subsidy
七、附属单位上缴收入 = - : income_affiliated_remittance
八、事业单位经营收入 = - : income_operating
九、其他收入 = 25.00 : income_other
"""
OLD_INCOME = """
一、财政拨款收入 = 840.00 : income_fiscal_appropriation : all
二、事业收入 = 35.00 : income_undertaking
三、事业单位经营收入 = - : income_operating
四、其他收入 = 25.00 : income_other
"""
INCOME_END = """
本年收入合计 = 900.00 : income_current_year
上年结转 = 15.50 : carryover_opening
收入总计 = 915.50 : grand_total
"""
OLD_INCOME_END = """
本年收入合计 = 900.00 : income_current_year
用事业基金弥补收支差额 = - : nonfiscal_surplus_used
上年结转 = 15.50 : carryover_opening
收入总计 = 915.50 : grand_total
"""
SPENT = """
一、一般公共服务支出 = 679.00 : expenditure_functional
二、外交支出 = -
三、国防支出 = -
四、公共安全支出 = -
五、教育支出 = -
六、科学技术支出 = -
七、社会保障和就业支出 = 61.20 : expenditure_functional
八、卫生健康支出 = 30.30 : expenditure_functional
九、城乡社区支出 = 80.00 : expenditure_functional
十、住房保障支出 = 45.00 : expenditure_functional
十一、国有资本经营预算支出 = 20.00 : expenditure_functional
本年支出合计 = 915.50 : expenditure_current_year
结转下年 = - : carryover_closing
支出总计 = 915.50 : grand_total
"""


def _below(left: list[Row], right: list[Row], ending: int) -> list[Row]:
    gap: list[Row] = [[""] * len(left[0]) for _ in range(len(right) - len(left))]
    return [*left[:-ending], *gap, *left[-ending:]]


def b1(style: Style, title: str = "部门收支总表", amount: str = "预算数", old: bool = False) -> Table:
    """Income beside expenditure by function, all funds."""
    income = (OLD_INCOME + OLD_INCOME_END if old else INCOME + INCOME_END).replace("\n\n", "\n")
    left, right = named(income, style, [amount]), named(SPENT, style, [amount])
    header = f"收入 | < | 支出 | <\n项目 | {amount} | 项目 | {amount}"
    return Table("B1", title, header, lanes((_below(left, right, 4 if old else 3), 2), (right, 2)))


B2: Columns = [
    ("total", "合计", "income_current_year|grand_total"),
    ("opening", "上年结转", "carryover_opening"),
    ("gpb", "一般公共预算拨款收入", "income_fiscal_appropriation:general_public"),
    ("fund", "政府性基金预算拨款收入", "income_fiscal_appropriation:gov_fund"),
    ("state", "国有资本经营预算拨款收入", "income_fiscal_appropriation:state_capital"),
    ("undertaking", "事业收入", "income_undertaking"),
    ("operating", "事业单位经营收入", "income_operating"),
    ("superior", "上级补助收入", "income_superior_subsidy"),
    ("remitted", "附属单位上缴收入", "income_affiliated_remittance"),
    ("other", "其他收入", "income_other"),
]
B3: Columns = [
    ("total", "合计", WORK),
    ("basic", "基本支出", "expenditure_basic"),
    ("project", "项目支出", "expenditure_project"),
    ("operating", "事业单位经营支出", "expenditure_operating"),
    ("remit", "上缴上级支出", "expenditure_remit_superior"),
    ("subsidy", "对下级单位补助支出", "expenditure_subsidy_affiliated"),
]
B2_LEAVES = {
    **{code: {"total": v, "gpb": v} for code, row in GPB.items() for v in row.values()},
    "2010602": {"total": "178.00", "gpb": "102.50", "undertaking": "35.00", "other": "25.00", "opening": "15.50"},
    "2120804": {"total": "80.00", "fund": "80.00"},
    "2230105": {"total": "20.00", "state": "20.00"},
}
B3_LEAVES = {
    code: {"total": row.get("basic", row.get("project", "0")), **{k: v for k, v in row.items() if k != "in"}}
    for code, row in {**ALL, "2010602": {"project": "178.00"}}.items()
}
B5: Columns = [
    ("total", "合计", "gpb_expenditure:general_public"),
    ("basic", "基本支出", "gpb_basic_expenditure|gpb_expenditure:general_public"),
    ("project", "项目支出", "gpb_project_expenditure|gpb_expenditure:general_public"),
]
B5_LEAVES = {code: {"total": next(iter(row.values())), **row} for code, row in GPB.items()}


def b2(style: Style, title: str = "部门收入总表") -> Table:
    """Income by source, rows by function."""
    return by_code("B2", title, B2_LEAVES, B2, style, total="income_current_year|grand_total")


def by_unit(key: str, title: str, columns: Columns, sums: dict[str, str], style: Style, unit: str) -> Table:
    """A table whose rows are units: 部门（单位）代码, 部门（单位）名称."""
    names = " | ".join(heading for _, heading, _ in columns)
    rows: list[Row] = []
    for code, label in (("", "合计"), ("107", unit), ("107001", f"{unit}本级")):
        cells: Row = []
        for col, heading, meaning in columns:
            concept, _, fund = meaning.partition(":")
            value = style.show(Decimal(sums.get(col, "0")))
            cells.append(Amount(value, label, heading, concept, fund, style.measure))
        rows.append([code, label, *cells])
    return Table(key, title, f"部门（单位）代码 | 部门（单位）名称 | {names}", rows)


def b3(style: Style, title: str = "部门支出总表") -> Table:
    """Expenditure by nature, rows by function."""
    return by_code("B3", title, B3_LEAVES, B3, style)


B4_INCOME = """
一、本年收入 = 840.00 : fiscal_income_current_year|income_fiscal_appropriation : all
（一）一般公共预算拨款 = 740.00 : fiscal_income_current_year|income_fiscal_appropriation : general_public
（二）政府性基金预算拨款 = 80.00 : fiscal_income_current_year|income_fiscal_appropriation : gov_fund
（三）国有资本经营预算拨款 = 20.00 : fiscal_income_current_year|income_fiscal_appropriation : state_capital
二、上年结转 = 5.50 : fiscal_carryover_opening : all
（一）一般公共预算拨款 = 5.50 : fiscal_carryover_opening : general_public
（二）政府性基金预算拨款 = - : fiscal_carryover_opening : gov_fund
（三）国有资本经营预算拨款 = - : fiscal_carryover_opening : state_capital
收入总计 = 845.50 : fiscal_grand_total
"""
B4_SPENT = """
一、本年支出 = 845.50 745.50 80.00 20.00 : fiscal_expenditure_current_year|gpb_expenditure|fund_expenditure
（一）一般公共服务支出 = 609.00 609.00
（二）外交支出 = -
（三）国防支出 = -
（四）公共安全支出 = -
（五）社会保障和就业支出 = 61.20 61.20
（六）卫生健康支出 = 30.30 30.30
（七）城乡社区支出 = 80.00 - 80.00
（八）住房保障支出 = 45.00 45.00
（九）国有资本经营预算支出 = 20.00 - - 20.00
二、结转下年 = -
支出总计 = 845.50 745.50 80.00 20.00 : fiscal_grand_total
"""


def b4(
    style: Style, title: str = "财政拨款收支总表", columns: str = "一般公共预算|政府性基金预算|国有资本经营预算"
) -> Table:
    """Fiscal appropriation: income beside expenditure by fund."""
    funds = ["合计", *columns.split("|")]
    left, right = named(B4_INCOME, style, ["预算数"]), named(B4_SPENT, style, funds)
    header = f"收入 | < | 支出 | < | < | < | <\n项目 | 预算数 | 项目 | {' | '.join(funds)}"
    return Table("B4", title, header, lanes((_below(left, right, 1), 2), (right, 5)))


def b5(style: Style, title: str = "一般公共预算支出表", grouped: str = "", first: str = "合计") -> Table:
    """General public budget by function; grouped: a heading over the amounts."""
    head = f"{grouped}|<|<\n{first}|基本支出|项目支出" if grouped else ""
    return by_code("B5", title, B5_LEAVES, [("total", first, B5[0][2]), *B5[1:]], style, head)


def b5_split(style: Style, title: str = "一般公共预算支出表") -> Table:
    """基本支出 in 人员经费 and 公用经费."""
    leaves = {
        code: {"total": row["total"], "project": row.get("project", "0"), "basic": row.get("basic", "0")}
        for code, row in B5_LEAVES.items()
    }
    for code, row in leaves.items():
        row["people"] = "380.50" if code == "2010601" else row["basic"]
        row["public"] = "120.50" if code == "2010601" else "0"
    columns: Columns = [
        B5[0],
        ("basic", "小计", B5[1][2]),
        ("people", "人员经费", "personnel_expense|gpb_basic_expenditure|gpb_expenditure"),
        ("public", "公用经费", "public_expense|gpb_basic_expenditure|gpb_expenditure"),
        B5[2],
    ]
    return by_code("B5", title, leaves, columns, style, "合计|基本支出|<|<|项目支出\n^|小计|人员经费|公用经费|^")


def b5_years(style: Style, title: str = "一般公共预算支出表") -> Table:
    """This year's plan beside last year's, with the change in amount and percent."""
    leaves = {
        code: {**row, "before": "50.00", "more": str(Decimal(row["total"]) - 50)} for code, row in B5_LEAVES.items()
    }
    columns: Columns = [
        ("before", "2022年预算数", "gpb_expenditure:general_public"),
        ("total", "小计", B5[0][2]),
        *B5[1:],
        ("more", "增减额", "gpb_expenditure:general_public"),
    ]
    table = by_code(
        "B5",
        title,
        leaves,
        columns,
        style,
        "2022年预算数|2023年预算数|<|<|2023年预算数比2022年预算数增减\n^|小计|基本支出|项目支出|增减额",
    )
    measures = {"2022年预算数": "prior_year", "增减额": "change_amount"}
    table.rows = [
        [
            Amount(c.text, c.row, c.column, c.concept, c.fund, measures.get(c.column, c.measure))
            if isinstance(c, Amount)
            else c
            for c in row
        ]
        for row in table.rows
    ]
    return table


def b6(style: Style, title: str = "政府性基金预算支出表", empty: bool = False) -> Table:
    """Government funds by function."""
    columns: Columns = [
        ("total", "合计", "fund_expenditure:gov_fund"),
        ("basic", "基本支出", "fund_expenditure:gov_fund"),
        ("project", "项目支出", "fund_expenditure:gov_fund"),
    ]
    leaves = {} if empty else {"2120804": {"total": "80.00", **FUND["2120804"]}}
    table = by_code("B6", title, leaves or {"2120804": {"total": "0"}}, columns, style)
    if empty:
        table.rows = [[""] * len(table.rows[0]) for _ in range(3)]
    return table


def b7(style: Style, title: str = "国有资本经营预算支出表") -> Table:
    """State capital budget by function."""
    columns: Columns = [
        (k, h, "fund_expenditure:state_capital")
        for k, h in (("total", "合计"), ("basic", "基本支出"), ("project", "项目支出"))
    ]
    leaves = {"2230105": {"total": "20.00", "project": "20.00"}}
    head = "本年国有资本经营预算支出|<|<\n合计|基本支出|项目支出"
    return by_code("B7", title, leaves, columns, style, head)


def sichuan_b3(style: Style) -> Table:
    """表3: 类, 款, 项, 单位代码, 单位名称（科目)."""
    plain = coded(B5_LEAVES, B5, Style(style.unit, style.decimals, codes="three", measure=style.measure))
    rows: list[Row] = []
    for row in plain:
        if row[0] == "合计":
            rows.append(["", "", "", "", "合计", *row[4:]])
        elif row[2]:  # only 项 rows are printed
            rows.append([*row[:3], "107001", row[3], *row[4:]])
    header = """项目 | < | < | < | < | 合计 | 基本支出 | 项目支出
        科目编码 | < | < | 单位代码 | 单位名称（科目） | ^ | ^ | ^
        类 | 款 | 项 | ^ | ^ | ^ | ^ | ^"""
    return Table("B5", "一般公共预算支出预算表", header, rows)


def projects(style: Style, unit: str, title: str = "项目支出表") -> Table:
    """Projects by fund; no key of its own in the catalogue."""
    funds = "一般公共预算 | 政府性基金预算 | 国有资本经营预算"
    header = f"""类型 | 项目名称 | 项目单位 | 合计 | 本年拨款 | < | < | 财政拨款结转结余 | < | <
        ^ | ^ | ^ | ^ | {funds} | {funds}"""
    rows: list[Row] = []
    names = ["合计", "一般公共预算", "政府性基金预算"]
    for kind, name, values in (
        ("", "合计", ("182.50", "102.50", "80.00")),
        ("特定目标类", "林区道路养护", ("102.50", "102.50", "0")),
        ("特定目标类", "乡村水渠修缮", ("80.00", "0", "80.00")),
    ):
        cells: Row = [Amount(style.show(Decimal(v)), name, h) for v, h in zip(values, names, strict=True)]
        rows.append([kind, name, unit if kind else "", *cells, "", "", "", ""])
    return Table("B3p" if "项目" in title else "B11", title, header, rows)


def purchases(style: Style, unit: str, title: str = "政府采购预算表") -> Table:
    """Purchases by item."""
    header = "单位名称 | 采购项目 | 采购品目 | 数量 | 合计 | 一般公共预算\n^ | ^ | ^ | ^ | ^ | ^"
    rows: list[Row] = []
    for name, item, count, value in (
        ("合计", "", "", "12.40"),
        (unit, "复印纸", "", "2.40"),
        (unit, "台式计算机", "20", "10.00"),
    ):
        item = f"[A0{len(item)}0101]{item}" if item else ""
        cells: Row = [Amount(style.show(Decimal(value)), item or name, h) for h in ("合计", "一般公共预算")]
        rows.append([name, item[9:], item, count, *cells])
    return Table("B3p" if "项目" in title else "B11", title, header, rows)
