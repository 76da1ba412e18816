"""Sentences made of every way to say an amount, a plan, a rate and a change: what they state survives the wording."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.numbers import plain
from tests.documents.wordings import Wording, describe, read_wording, show_figures

YEAR = 2022
MONEY = {"元": 1, "千元": 1000, "万元": 10_000, "亿元": 100_000_000}
Expected = tuple[str, str, str, str, int, str | None]

# Noun as printed, concept, title of its section.
SUBJECTS = (
    ("“三公”经费", "three_public_total", "“三公”经费支出决算情况说明"),
    ("三公经费财政拨款支出", "three_public_total", "“三公”经费财政拨款支出决算总体情况说明"),
    ("因公出国（境）费用", "three_public_abroad", "“三公”经费支出决算情况说明"),
    ("公务用车购置及运行维护费", "three_public_vehicle", "三公经费支出情况"),
    ("公务用车购置费", "three_public_vehicle_purchase", "三公经费支出情况"),
    ("公务用车运行费", "three_public_vehicle_operation", "“三公”经费支出决算具体情况说明"),
    ("公务接待费", "three_public_reception", ""),
    ("会议费", "meeting_expense", "三公经费及会议费、培训费支出情况"),
    ("机关运行经费", "agency_operating_expense", "（一）机关运行经费支出情况"),
    ("政府采购支出总额", "procurement_total", "政府采购支出情况"),
    ("一般公共预算财政拨款支出", "gpb_expenditure", "五、一般公共预算财政拨款支出决算情况说明"),
    ("本年收入合计", "income_current_year", "二、收入决算情况说明"),
    ("本年支出", "expenditure_current_year", "三、支出决算情况说明"),
    ("上级补助收入", "income_superior_subsidy", "二、收入决算情况说明"),
    ("项目支出", "expenditure_project", "三、支出决算情况说明"),
)
VERBS = ("", "为", "共计", "支出决算为", "决算数为", "决算", "实际支出")
PLANS = {"年初预算": "initial", "全年预算": "full_year", "调整后预算": "adjusted", "预算": "unspecified"}
PLAN_MEASURE = {"initial": "budget_initial", "full_year": "budget_full_year", "adjusted": "budget_adjusted"}
BASES = (
    "与2021年度相比",
    "与上年相比",
    "比上年",
    "较上年",
    "同比",
    "较2021年度",
    "比2021年决算数",
    "较上年决算数",
    "比去年",
    "与上年度决算数相比",
)
UPS = ("增加", "增长", "上升", "增支", "增加了")
DOWNS = ("减少", "下降", "降低", "减支", "压减")
RATES = {1: ("增长", "上升", "增幅", "增长率为", "增长了"), -1: ("下降", "降低", "降幅", "减少", "下降了")}
SHARES = ("占", "占比", "占比为", "占三公经费的", "占“三公”经费总额的")
PLAN_VERBS = ("预算", "预算为", "预算数为", "预算安排", "支出预算", "支出预算为", "年初预算")
PLAN_BASES = ("比2021年预算", "与2021年预算相比，", "较上年预算", "比上年", "较2021年预算数", "同比")
COMMAS = ("，", ",", " ，")
# What may stand around: none of its numbers is a figure of the unit.
BEFORE = ("", "", "", "根据《条例》（中发〔2013〕13号）要求，", "按照压减15%以上的要求，", "截至12月31日，")
AFTER = (
    "",
    "",
    "，主要原因是人员增加3.20万元",
    "。主要原因：一是新增2个项目，增加5.10万元；二是减少接待3批次",
    "，主要用于燃料费、维修费等支出",
    "（不含翻译费）",
    "，人均80元",
)


@dataclass(frozen=True)
class Amount:
    """A printed number with its unit, and what it is worth."""

    printed: str
    value: Decimal


@st.composite
def amounts(draw: st.DrawFn) -> Amount:
    unit = draw(st.sampled_from(sorted(MONEY)))
    decimals = draw(st.integers(0, 2))
    number = draw(st.integers(0, 9_999_999))
    value = Decimal(number).scaleb(-decimals)
    printed = f"{value:,.{decimals}f}" if draw(st.booleans()) else f"{value:.{decimals}f}"
    if draw(st.integers(0, 5)) == 0:
        printed = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in printed)
    space = draw(st.sampled_from(("", "", "", " ")))
    return Amount(printed + space + unit, value * MONEY[unit])


@st.composite
def rates(draw: st.DrawFn) -> tuple[str, Decimal]:
    decimals = draw(st.integers(0, 2))
    value = Decimal(draw(st.integers(0, 200_000))).scaleb(-decimals)
    return f"{value:.{decimals}f}" + draw(st.sampled_from(("%", "％"))), value


@st.composite
def changes(draw: st.DrawFn, concept: str, *, base: str | None = None) -> tuple[str, list[Expected]]:
    """A comparison with last year: amount, rate or both, in either order."""
    sign = draw(st.sampled_from((1, -1)))
    amount, (printed, rate) = draw(amounts()), draw(rates())
    words = draw(st.sampled_from(UPS if sign > 0 else DOWNS))
    opener = base or draw(st.sampled_from(BASES))
    if opener.endswith("相比") and draw(st.booleans()):
        opener += draw(st.sampled_from(COMMAS))
    of_amount = (concept, "change_amount", plain(amount.value * sign), "yuan", YEAR, "2021")
    of_rate = (concept, "change_pct", plain(rate * sign), "percent", YEAR, "2021")
    comma, rated = draw(st.sampled_from(COMMAS)), draw(st.sampled_from(RATES[sign]))
    shape = draw(st.sampled_from(("both", "amount", "rate", "rate first")))
    if shape == "amount":
        return f"{opener}{words}{amount.printed}", [of_amount]
    if shape == "rate":
        return f"{opener}{rated}{printed}", [of_rate]
    if shape == "rate first":
        return f"{opener}{rated}{printed}{comma}{words}{amount.printed}", [of_rate, of_amount]
    return f"{opener}{words}{amount.printed}{comma}{rated}{printed}", [of_amount, of_rate]


@st.composite
def final_accounts(draw: st.DrawFn) -> tuple[Wording, list[Expected]]:
    """A sentence of a final account: plan, amount, rate of completion and change in several orders."""
    noun, concept, title = draw(st.sampled_from(SUBJECTS))
    comma = draw(st.sampled_from(COMMAS))
    plan = draw(st.sampled_from(sorted(PLANS)))
    basis = PLANS[plan]
    actual, planned, (printed, rate) = draw(amounts()), draw(amounts()), draw(rates())
    parts, expected = [], []
    plan_first = draw(st.booleans())
    if plan_first:
        parts.append(f"{noun}{plan}{draw(st.sampled_from(('为', '数为', '')))}{planned.printed}")
        measure = PLAN_MEASURE.get(basis, "budget_initial")
        expected.append(
            (concept, measure, plain(planned.value), "yuan", YEAR, basis if basis == "unspecified" else None)
        )
        side = "收入" if concept.startswith("income") else "支出"
        parts.append(f"{side}决算{draw(st.sampled_from(('为', '数为')))}{actual.printed}")
    else:
        verbs = [v for v in VERBS if "支出" not in v or not concept.startswith("income")]
        parts.append(f"{noun}{draw(st.sampled_from(verbs))}{actual.printed}")
    expected.append((concept, "actual", plain(actual.value), "yuan", YEAR, None))
    tail = []
    if draw(st.booleans()):
        done = draw(st.sampled_from(("完成{}的{}", "完成{}{}", "完成{}数的{}"))).format(plan, printed)
        tail.append((done, [(concept, "execution_pct", plain(rate), "percent", YEAR, basis)]))
    if draw(st.booleans()):
        tail.append(draw(changes(concept)))
    for text, stated in draw(st.permutations(tail)):
        parts.append(text)
        expected += stated
    body = draw(st.sampled_from(("", "，", "本单位", "我局", "，本部门", "，本中心", "全年", "青山县审计局")))
    say = draw(st.sampled_from(BEFORE)) + f"{YEAR}年度{body}{comma.join(parts)}{draw(st.sampled_from(AFTER))}。"
    return Wording(name="varied", say=say, title=title, year=YEAR), expected


@st.composite
def lists_of_parts(draw: st.DrawFn) -> tuple[Wording, list[Expected]]:
    """三公 and its parts: amounts with shares and changes, parted by commas, 、 or semicolons."""
    total = draw(amounts())
    opening = draw(st.sampled_from(("其中：", "其中", "其中,", "包括：")))
    mark = draw(st.sampled_from(("；", ";", "，")))
    say = f"2022年“三公”经费支出{total.printed}，{opening}"
    expected: list[Expected] = [("three_public_total", "actual", plain(total.value), "yuan", YEAR, None)]
    parts = []
    chosen = draw(st.lists(st.sampled_from(SUBJECTS[2:7]), min_size=1, max_size=4, unique=True))
    for noun, concept, _ in chosen:
        amount, (printed, rate) = draw(amounts()), draw(rates())
        text = f"{noun}{draw(st.sampled_from(('', '支出', '为', '决算为')))}{amount.printed}"
        expected.append((concept, "actual", plain(amount.value), "yuan", YEAR, None))
        if draw(st.booleans()):
            text += f"，{draw(st.sampled_from(SHARES))}{printed}"
            expected.append((concept, "share_pct", plain(rate), "percent", YEAR, "three_public_total"))
        if draw(st.booleans()):
            change, stated = draw(changes(concept))
            text, expected = f"{text}，{change}", expected + stated
        parts.append(text)
    return Wording(name="varied", say=say + mark.join(parts) + "。", title="三公经费支出情况", year=YEAR), expected


@st.composite
def budgets(draw: st.DrawFn) -> tuple[Wording, list[Expected]]:
    """A plan beside last year's plan or outcome."""
    noun, concept, title = draw(st.sampled_from(SUBJECTS[:9]))
    amount = draw(amounts())
    verb, base = draw(st.sampled_from(PLAN_VERBS)), draw(st.sampled_from(PLAN_BASES))
    change, stated = draw(changes(concept, base=base))
    expected = [(concept, "budget_initial", plain(amount.value), "yuan", YEAR, None), *stated]
    say = f"2022年{noun}{verb}{amount.printed}，{change}。"
    return Wording(name="varied", say=say, title=title.replace("决算", "预算"), kind="budget", year=YEAR), expected


def states(wording: Wording) -> list[Expected]:
    """What was read, as far as it is compared."""
    found = []
    for figure in show_figures(read_wording(wording)):
        dims = figure["dims"]
        detail = dims.get("share_of") or dims.get("budget_basis") or dims.get("base_period")
        key = (figure["concept"], figure["measure"], figure["value"], figure["unit"], figure["period"], detail)
        found.append(key)
    return found


def check(case: tuple[Wording, list[Expected]]) -> None:
    wording, expected = case
    assert sorted(states(wording), key=str) == sorted(expected, key=str), (
        f"{wording.title} | {wording.say}\n" + "\n".join(describe(f) for f in show_figures(read_wording(wording)))
    )


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(final_accounts())
def test_a_final_account_states_the_same_in_every_wording(case: tuple[Wording, list[Expected]]) -> None:
    check(case)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(lists_of_parts())
def test_the_parts_of_a_list_keep_their_numbers_in_every_wording(case: tuple[Wording, list[Expected]]) -> None:
    check(case)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(budgets())
def test_a_budget_states_the_same_in_every_wording(case: tuple[Wording, list[Expected]]) -> None:
    check(case)
