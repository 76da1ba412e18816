"""The rules of the clause machine, one by one: what a number is about, and for how long."""

import pytest

from tests.unit.extractors.prose.reading import THREE_PUBLIC, fates, figures, stated

GPB = "五、一般公共预算财政拨款支出决算情况说明"
RECEPTION, OPERATION = "three_public_reception", "three_public_vehicle_operation"


# --- one current subject ----------------------------------------------------------------------------------------------
def test_the_subject_holds_over_commas_and_full_stops() -> None:
    assert stated(THREE_PUBLIC, "公务接待费支出决算8万元，完成预算的80%。比上年减少2万元。") == [
        (RECEPTION, "actual", "80000"),
        (RECEPTION, "execution_pct", "80"),
        (RECEPTION, "change_amount", "-20000"),
    ]


def test_the_object_of_a_share_does_not_take_the_subject() -> None:
    assert stated(THREE_PUBLIC, "公务接待费8万元，占三公经费的20%，比上年减少2万元。")[2] == (
        RECEPTION,
        "change_amount",
        "-20000",
    )


def test_what_money_was_used_for_does_not_take_the_subject() -> None:
    read = stated(THREE_PUBLIC, "公务用车运行维护费支出5万元，主要用于公务接待用车的燃料费，比上年减少2万元。")
    assert [r[0] for r in read] == [OPERATION, OPERATION]


def test_an_amount_of_a_reason_is_an_explanation() -> None:
    say = "公务接待费8万元，比上年增加2万元，主要原因是会议费增加3万元，接待5批次。"
    assert [r[2] for r in stated(THREE_PUBLIC, say)] == ["80000", "20000"]
    assert fates(THREE_PUBLIC, say) == {"8": "figure", "2": "figure", "3": "explanation", "5": "explanation"}


def test_the_reason_behind_a_colon_is_still_a_reason() -> None:
    assert len(stated(GPB, "一般公共预算财政拨款支出80万元。主要原因是：人员经费增加3万元。")) == 1


def test_the_words_of_a_bracket_change_nothing_outside_of_it() -> None:
    read = stated(THREE_PUBLIC, "公务用车费12万元（其中：购置费4万元，运行费8万元），减少3万元。")
    assert read[-1] == ("three_public_vehicle", "change_amount", "-30000")


def test_a_new_section_forgets_the_subject() -> None:
    assert stated(THREE_PUBLIC, "公务接待费8万元。", "四、其他重要事项的情况说明", "全年共计5万元。")[1:] == []


def test_a_noun_that_no_list_knows_ends_the_subject() -> None:
    assert stated(THREE_PUBLIC, "公务接待费8万元，绿化养护5万元。") == [(RECEPTION, "actual", "80000")]


def test_a_price_per_head_is_no_figure_of_the_unit() -> None:
    say = "公务接待费8万元，人均接待费80元，公务用车运行费6万元，车均公务用车运行维护费2万元。"
    assert [r[2] for r in stated(THREE_PUBLIC, say)] == ["80000", "60000"]
    assert fates(THREE_PUBLIC, say)["80"] == "no_concept"


# --- context ----------------------------------------------------------------------------------------------------------
def test_the_same_noun_is_a_class_among_the_basic_expenditure() -> None:
    title = "六、一般公共预算财政拨款基本支出决算情况说明"
    (figure,) = [f for f in figures(title, "公用经费20万元，主要包括：公务接待费3万元。") if f["value"] == "30000"]
    assert (figure["concept"], figure["economic_code"]) == ("gpb_basic_expenditure", "30217")
    assert stated(THREE_PUBLIC, "公务接待费3万元。") == [(RECEPTION, "actual", "30000")]


def test_the_sentence_that_heads_a_list_says_which_money_it_is() -> None:
    title = "2026年部门预算编制说明"
    head = "财政拨款支出预算90万元。财政拨款支出主要内容如下：教育支出（类）普通教育（款）小学教育（项）60万元。"
    (_, item) = figures(title, head, kind="budget", year=2026)
    assert (item["concept"], item["functional_code"]) == ("fiscal_expenditure_current_year", "2050202")


def test_without_a_title_the_paragraph_names_its_own_section() -> None:
    assert stated("政府采购支出总额9万元，其中：货物4万元，服务5万元。") == [
        ("procurement_total", "actual", "90000"),
        ("procurement_goods", "actual", "40000"),
        ("procurement_services", "actual", "50000"),
    ]


def test_a_title_names_the_subject_of_the_text_below_it() -> None:
    assert stated("1.公务接待费", "年初预算9万元，支出决算8万元。") == [
        (RECEPTION, "budget_initial", "90000"),
        (RECEPTION, "actual", "80000"),
    ]


def test_a_paragraph_that_breaks_off_behind_主要用于_goes_on_in_the_next() -> None:
    title = "（三）一般公共预算财政拨款支出决算具体情况"
    first = "卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）。主要用于："
    read = figures(title, first, "在职人员医疗保险费。年初预算为6万元，支出决算为5万元。")
    assert [(f["measure"], f["functional_code"]) for f in read] == [
        ("budget_initial", "2101101"),
        ("actual", "2101101"),
    ]


# --- nouns and their units --------------------------------------------------------------------------------------------
def test_the_unit_of_the_number_picks_the_concept() -> None:
    assert [r[0] for r in stated(THREE_PUBLIC, "国内公务接待1.2万元，12批次，105人次。")] == [
        "three_public_reception_domestic",
        "reception_domestic_batches",
        "reception_domestic_persons",
    ]


def test_a_unit_that_the_noun_does_not_count_in_makes_no_figure() -> None:
    assert stated(THREE_PUBLIC, "公务接待费8分。") == []


def test_cars_counted_in_台_are_cars() -> None:
    (figure,) = figures("国有资产占用情况", "截至2023年12月31日，共有车辆6台。")
    assert (figure["concept"], figure["unit"]) == ("asset_vehicle_stock", "vehicle")


def test_persons_behind_foreign_guests_are_foreign_guests() -> None:
    read = stated(THREE_PUBLIC, "外事接待2批次，接待人次9人；国内公务接待3批次，接待人次18人。")
    assert [r[0] for r in read] == [
        "reception_foreign_batches",
        "reception_foreign_persons",
        "reception_domestic_batches",
        "reception_domestic_persons",
    ]


def test_a_count_in_words_counts_only_where_its_noun_does() -> None:
    assert stated(THREE_PUBLIC, "公务用车保有量为三辆，做好三个方面工作。") == [
        ("official_vehicle_stock", "actual", "3")
    ]


# --- percentages ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("say", "measure"),
    [
        ("公务接待费8万元，完成预算的80%。", "execution_pct"),
        ("公务接待费8万元，预算执行率80%。", "execution_pct"),
        ("公务接待费8万元，为年初预算的80%。", "execution_pct"),
        ("公务接待费8万元，占调整预算的80%。", "execution_pct"),
        ("公务接待费8万元，占80%。", "share_pct"),
        ("公务接待费8万元，占三公经费的80%。", "share_pct"),
        ("公务接待费8万元，下降80%。", "change_pct"),
        ("公务接待费8万元，比上年增长80%。", "change_pct"),
    ],
)
def test_a_percentage_belongs_to_the_nearest_cue_of_its_clause(say: str, measure: str) -> None:
    assert [r[1] for r in stated(THREE_PUBLIC, say)] == ["actual", measure]


@pytest.mark.parametrize("say", ["公务接待费8万元，覆盖率80%。", "公务接待费8万元，下降6.4个百分点。"])
def test_a_percentage_without_a_cue_is_no_figure(say: str) -> None:
    assert stated(THREE_PUBLIC, say) == [(RECEPTION, "actual", "80000")]


def test_占总支出_is_of_the_list_where_the_section_is_not_about_totals() -> None:
    (_, _, share) = figures(THREE_PUBLIC, "三公经费总支出10万元，其中：公务接待费2万元，占总支出的20%。")
    assert share["dims"]["share_of"] == "three_public_total"


def test_a_rate_behind_counts_that_were_told_along_is_of_the_money() -> None:
    assert stated(THREE_PUBLIC, "公务接待费2万元，接待9批次80人次，比上年下降5%。")[-1] == (
        RECEPTION,
        "change_pct",
        "-5",
    )


# --- bases ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("order", ["较上年减少1万元；较年初预算减少3万元", "较年初预算减少3万元；较上年减少1万元"])
def test_a_change_is_bound_to_the_word_of_its_base_not_to_its_place(order: str) -> None:
    read = figures(THREE_PUBLIC, f"公务接待费2万元，{order}。")
    found = {f["value"]: f["dims"].get("budget_basis") or f["dims"].get("base_period") for f in read[1:]}
    assert found == {"-10000": "2022", "-30000": "initial"}


def test_this_years_budget_is_a_plan_and_no_year_before() -> None:
    figure = figures(THREE_PUBLIC, "公务接待费2万元，与2023年度预算相比减少1万元。")[1]
    assert figure["dims"] == {"budget_basis": "unspecified"}


def test_a_second_base_year_is_not_last_year() -> None:
    read = figures(THREE_PUBLIC, "公务接待费2万元，比上年增加1万元，比2019年（疫情前）减少3万元。")
    assert [f["dims"]["base_period"] for f in read[1:]] == ["2022", "2019"]


def test_an_amount_right_behind_its_base_is_the_year_before() -> None:
    assert stated(THREE_PUBLIC, "公务接待费2万元，比去年3万元少1万元。")[1:] == [
        (RECEPTION, "prior_year", "30000"),
        (RECEPTION, "change_amount", "-10000"),
    ]


def test_a_base_may_name_its_noun_before_its_plan() -> None:
    read = figures(THREE_PUBLIC, "三公经费决算3万元，比2023年三公经费年初预算4万元减少1万元。")
    assert [(f["measure"], f["dims"].get("budget_basis")) for f in read] == [
        ("actual", None),
        ("budget_initial", None),
        ("change_amount", "initial"),
    ]


def test_the_parts_are_compared_with_what_the_whole_was_compared_with() -> None:
    read = figures(THREE_PUBLIC, "三公经费6万元，比预算减少2万元。其中：公务接待费1万元，减少1万元。")
    assert read[-1]["dims"] == {"budget_basis": "unspecified"}


def test_a_new_comparison_ends_an_explanation() -> None:
    say = "公务接待费3万元，决算数小于预算数的主要原因是厉行节约，与上年相比减少1万元。"
    assert stated(THREE_PUBLIC, say)[-1] == (RECEPTION, "change_amount", "-10000")
    again = "公务接待费3万元，比上年减少1万元，主要原因是批次减少，较上年减少2万元。"
    assert fates(THREE_PUBLIC, again)["2"] == "explanation"


def test_a_day_on_which_something_is_counted_ends_an_explanation() -> None:
    say = "公务用车运行维护费3万元，主要是油料费，截至2023年12月31日，公务用车保有量为2辆。"
    assert stated(THREE_PUBLIC, say)[-1] == ("official_vehicle_stock", "actual", "2")


# --- measures ---------------------------------------------------------------------------------------------------------
def test_a_plan_between_完成_and_its_rate_is_a_plan() -> None:
    assert stated(THREE_PUBLIC, "公务接待费2万元，完成全年预算5万元的40%。")[1:] == [
        (RECEPTION, "budget_full_year", "50000"),
        (RECEPTION, "execution_pct", "40"),
    ]


def test_a_note_of_the_section_says_which_budget_is_meant() -> None:
    note = "（注：上述“预算”口径为全年预算数。）"
    (_, rate) = figures(GPB, "一般公共预算财政拨款支出80万元，完成预算80%。", note)
    assert rate["dims"]["budget_basis"] == "full_year"


def test_every_amount_of_a_plan_year_is_planned_but_not_what_stands_on_a_day() -> None:
    title = "三公经费预算情况"
    read = stated(title, "公务用车运行费8万元，公务用车保有量3辆。", kind="budget")
    assert [r[1] for r in read] == ["budget_initial", "actual"]


# --- lists ------------------------------------------------------------------------------------------------------------
def test_分别_gives_the_numbers_to_the_members_in_their_order() -> None:
    assert stated(THREE_PUBLIC, "公务接待费和公务用车运行费分别为2万元和6万元，分别占25%和75%。") == [
        (RECEPTION, "actual", "20000"),
        (OPERATION, "actual", "60000"),
        (RECEPTION, "share_pct", "25"),
        (OPERATION, "share_pct", "75"),
    ]


def test_均为_gives_one_number_to_all_members() -> None:
    read = stated("三、支出决算情况说明", "上缴上级支出、经营支出均为0万元。")
    assert read == [("expenditure_remit_superior", "actual", "0"), ("expenditure_operating", "actual", "0")]


def test_各增加_behind_both_sides_is_of_both() -> None:
    read = figures("一、收入支出决算总体情况说明", "收入总计9万元，支出总计9万元，与上年相比，各增加1万元。")
    assert [f["side"] for f in read] == ["income", "expenditure", "both"]


def test_one_number_for_both_sides_gives_two_figures_beside_the_statement() -> None:
    from tests.documents.wordings import read_paragraphs

    reading = read_paragraphs(["一、收入支出决算总体情况说明", "收、支总计均为9万元。"], "final_account", 2023)
    assert [(f[3]["side"], f[1]) for f in reading.figures] == [("both", 7), ("income", 7), ("expenditure", 7)]


def test_the_second_item_of_a_numbered_list_belongs_to_the_whole_again() -> None:
    say = "1.公务用车费6万元，占75%。其中：运行费6万元。2.公务接待费2万元，占25%。"
    assert [f["dims"]["share_of"] for f in figures(THREE_PUBLIC, say) if f["measure"] == "share_pct"] == [
        "three_public_total",
        "three_public_total",
    ]


def test_what_was_bought_are_items_with_their_names() -> None:
    read = figures("（二）政府采购支出情况", "政府采购支出9万元。主要用于办公设备采购4万元、数据中心运维5万元。")
    assert [(f["concept"], f["dims"].get("item_name")) for f in read[1:]] == [
        ("procurement_item_amount", "办公设备采购"),
        ("procurement_item_amount", "数据中心运维"),
    ]


def test_the_money_of_a_list_of_projects_is_that_of_its_head() -> None:
    say = "组织开展绩效自评，其中，一级项目3个，二级项目21个，共涉及资金43万元。"
    assert stated("预算绩效管理情况", say) == [("pm_self_eval_amount", "actual", "430000")]


def test_money_behind_a_count_is_of_the_title_that_costs_money() -> None:
    read = stated("公务用车购置及运行维护费", "现有公务用车4辆。2023年预算安排9万元。", kind="budget")
    assert read[-1] == ("three_public_vehicle", "budget_initial", "90000")


# --- blanks and residues ----------------------------------------------------------------------------------------------
def test_a_blank_slot_is_no_figure() -> None:
    assert stated(THREE_PUBLIC, "公务接待费2万元，占 %，减少 万元，下降--。") == [(RECEPTION, "actual", "20000")]


def test_a_rate_over_nothing_is_no_figure() -> None:
    assert stated(THREE_PUBLIC, "公务接待费2万元，增长--（基数为0，不可比）。") == [(RECEPTION, "actual", "20000")]


def test_an_alternative_of_the_blank_form_leaves_the_sign_to_arithmetic() -> None:
    say = "公务接待费12万元，比上年增加（减少）2万元"
    assert stated(THREE_PUBLIC, f"{say}。") == [(RECEPTION, "actual", "120000")]
    assert stated(THREE_PUBLIC, f"{say}，上年为14万元。")[1] == (RECEPTION, "change_amount", "-20000")


def test_about_the_same_is_no_value_and_the_same_is_zero() -> None:
    assert len(stated(THREE_PUBLIC, "公务接待费2万元，与上年基本持平。")) == 1
    (_, same) = figures(THREE_PUBLIC, "公务接待费2万元，与上年持平。")
    assert (same["value"], same["printed"], same["dims"]["stated_in_words"]) == ("0", None, "持平")


def test_no_income_and_no_expenditure_of_a_fund_are_two_zeros() -> None:
    read = figures("八、政府性基金预算财政拨款收入支出决算情况说明", "本单位无政府性基金预算财政拨款收入和支出。")
    assert [(f["concept"], f["value"], f["printed"]) for f in read] == [
        ("fund_income", "0", None),
        ("fund_expenditure", "0", None),
    ]
