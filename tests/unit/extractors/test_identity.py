"""Who reports, for which year, in which kind of document: from titles as publishers word them."""

import pytest

from extractors.document import Block, Document, Page, Paragraph, Piece
from extractors.identity import find_identity
from extractors.regions import find_region
from extractors.titles import read_evaluation, read_title

BODY = "收入支出决算总体情况说明"


def document(*lines: str, name: str = "report.txt") -> Document:
    text = "\n".join(lines)
    blocks: list[Block] = []
    start = 0
    for number, line in enumerate(lines, start=1):
        blocks.append(Paragraph(line, [Piece(0, len(line), start, line=number)]))
        start += len(line) + 1
    return Document(name, "0" * 64, "text", [Page(None, text)], blocks, "text")


@pytest.mark.parametrize(
    ("lines", "unit", "year", "kind", "level"),
    [
        (("2023年度霁川市白鹭湖保护中心单位决算", BODY), "霁川市白鹭湖保护中心", 2023, "final_account", "unit"),
        (("霁川市农业农村局2022年度部门决算公开报告",), "霁川市农业农村局", 2022, "final_account", "department"),
        (("霁川市农业农村局", "2022年度部门决算", BODY), "霁川市农业农村局", 2022, "final_account", "department"),
        (("霁川市农业农村局", "2022年", "部门决算"), "霁川市农业农村局", 2022, "final_account", "department"),
        (("霁川市农业农村局（本级）2022年度决算",), "霁川市农业农村局", 2022, "final_account", "unit"),
        (("霁川市农业农村局本级2022年单位预算公开",), "霁川市农业农村局", 2022, "budget", "unit"),
        (("关于霁川市农业农村局2024年部门预算公开的说明",), "霁川市农业农村局", 2024, "budget", "department"),
        (("2024年霁川市农业农村局部门预算编制说明",), "霁川市农业农村局", 2024, "budget", "department"),
        (
            ("霁川市2025年市级部门预算", "预算主管部门：霁川市水务局"),
            "霁川市水务局",
            2025,
            "budget",
            "department",
        ),
        (("霁川市2025年市级单位预算", "预算单位：霁川市水文站"), "霁川市水文站", 2025, "budget", "unit"),
        (("2021年度部门决算", "部门名称：霁川市档案馆"), "霁川市档案馆", 2021, "final_account", "department"),
        (("2021年度", "霁川市档案馆部门决算"), "霁川市档案馆", 2021, "final_account", "department"),
        (("二〇二一年度霁川市档案馆部门决算",), "霁川市档案馆", 2021, "final_account", "department"),
        (("2021年度单位决算公开文本", "第一部分 霁川市档案馆概况"), "霁川市档案馆", 2021, "final_account", "unit"),
        (
            ("2021年度部门决算", "目录", "第一部分 霁川市档案馆概况", "一、主要职责"),
            "霁川市档案馆",
            2021,
            "final_account",
            "department",
        ),
        (
            ("霁川市档案馆2021年度部门决算情况说明及“三公”经费决算",),
            "霁川市档案馆",
            2021,
            "final_account",
            "department",
        ),
        (("霁川市档案馆关于2021年度部门决算公开的情况说明",), "霁川市档案馆", 2021, "final_account", "department"),
        (("霁川市档案馆2021年部门决算信息公开目录",), "霁川市档案馆", 2021, "final_account", "department"),
        (("霁川市云溪镇人民政府2020年度部门决算",), "霁川市云溪镇人民政府", 2020, "final_account", "department"),
        (("中共霁川市委组织部2020年度部门决算",), "中共霁川市委组织部", 2020, "final_account", "department"),
        (("霁川市第二人民医院2020年度单位决算",), "霁川市第二人民医院", 2020, "final_account", "unit"),
        (("霁川经济技术开发区2023年度部门决算",), "霁川经济技术开发区", 2023, "final_account", "department"),
        (("霁川市2023年度社会保险服务中心单位决算",), "霁川市社会保险服务中心", 2023, "final_account", "unit"),
    ],
)
def test_a_title_tells_unit_year_kind_and_level(
    lines: tuple[str, ...], unit: str | None, year: int, kind: str, level: str
) -> None:
    found = find_identity(document(*lines))
    assert (found.unit, found.fiscal_year, found.doc_kind, found.report_level) == (unit, year, kind, level)


def test_the_files_name_tells_what_the_document_does_not() -> None:
    found = find_identity(document("目录", BODY, name="霁川市档案馆_霁川市档案馆2021年度部门决算.pdf"))
    assert (found.unit, found.fiscal_year, found.doc_kind) == ("霁川市档案馆", 2021, "final_account")


def test_a_name_that_the_cover_prints_above_the_title_is_not_doubled() -> None:
    found = find_identity(document("霁川市档案馆", "霁川市档案馆2021年度部门预算", BODY))
    assert found.unit == "霁川市档案馆"


def test_lines_of_the_contents_are_no_cover() -> None:
    lines = (
        "目录",
        "一、部门主要职责",
        "二、部门机构设置",
        "三、2021年度部门预算情况说明",
        "第一部分 霁川市档案馆概况",
    )
    found = find_identity(document(*lines))
    assert (found.unit, found.fiscal_year) == ("霁川市档案馆", 2021)


def test_the_year_of_the_title_goes_before_years_that_the_text_compares_with() -> None:
    found = find_identity(document("霁川市档案馆2021年度部门决算", *["与2020年度相比，收入增加1万元。"] * 9))
    assert found.fiscal_year == 2021


def test_short_names_are_kept_for_the_prose() -> None:
    found = find_identity(document("霁川市档案馆2021年度部门决算", "霁川市档案馆（以下简称市档案馆）成立于1980年。"))
    assert found.names == ("霁川市档案馆", "市档案馆")


@pytest.mark.parametrize(
    "title",
    [
        "霁川市2023年财政决算",
        "关于霁川市2023年财政决算草案的报告",
        "霁川市2023年度政府决算公开",
        "霁川市2023年全市一般公共预算收支决算表",
    ],
)
def test_accounts_of_a_whole_government_are_told(title: str) -> None:
    found = find_identity(document(title, "转移性收入12亿元，地方政府一般债务限额3亿元。"))
    assert found.government


def test_a_department_that_speaks_of_transfers_is_no_government() -> None:
    found = find_identity(
        document("霁川市财政局2023年度部门决算", "负责转移支付和地方政府专项债务。", "基本支出12万元。")
    )
    assert not found.government


def test_a_form_alone_is_a_performance_form() -> None:
    found = find_identity(document("部门预算项目支出绩效自评表（2023年度）", "项目名称"))
    assert (found.doc_kind, found.fiscal_year) == ("performance_form", 2023)


@pytest.mark.parametrize(
    ("title", "about"),
    [
        ("2026年度栖岚区部门预算公开情况检查表", True),
        ("2023年度部门决算公开自查表", True),
        ("栖岚区2023年部门决算信息公开检查情况通报", True),
        ("2023年度部门决算公开检查问题清单", True),
        ("霁川市审计局2023年度部门决算公开报告", False),
        ("市场监督检查支队2023年度单位决算公开表", False),
        ("部门预算项目支出绩效自评表（2023年度）", False),
    ],
)
def test_what_an_inspection_of_reports_found_is_no_report(title: str, about: bool) -> None:
    found = find_identity(document(title, "部门名称：栖岚区司法局", "2023年度部门预算"))
    assert (found.about is not None) is about
    assert (found.doc_kind == "other") is about


def test_a_page_without_a_title_has_no_kind() -> None:
    found = find_identity(document("今日天气", "晴，最高气温31度。"))
    assert (found.doc_kind, found.unit, found.fiscal_year) == ("other", None, None)


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        ("泸州市纳溪区农业农村局", "510503"),
        ("四川省财政厅", "510000"),
        ("上海市普陀区某某局", "310107"),
        ("江苏省人民检察院", "320000"),
        ("云县某某局", "530922"),
        ("某某局", None),
    ],
)
def test_the_region_is_the_deepest_that_the_name_begins_with(unit: str, code: str | None) -> None:
    assert find_region(unit, "") == code


@pytest.mark.parametrize(
    ("title", "kind", "unit"),
    [
        ("霁川市文化馆2021年“三公”经费决算情况说明", "final_account", "霁川市文化馆"),
        ("关于2021年“三公”经费预算情况的说明", "budget", None),
        ("白鹭县2021年县级“三公”经费预算汇总情况说明", "budget", None),
        ("白鹭县财政局关于2021年县级“三公”经费支出决算情况的说明", "final_account", "白鹭县财政局"),
        ("白鹭镇人民政府2021年度三公经费决算汇总", "final_account", "白鹭镇人民政府"),
        ("白鹭县2021年全县“三公”经费决算情况", "final_account", None),
    ],
)
def test_a_statement_of_three_public_alone_is_a_report(title: str, kind: str, unit: str | None) -> None:
    identity = find_identity(document(title, "公务接待费8万元。"))
    assert (identity.doc_kind, identity.fiscal_year, identity.unit) == (kind, 2021, unit)
    assert not identity.government


def test_a_report_about_results_is_no_budget_whatever_it_counts() -> None:
    found = find_identity(document("部门整体支出绩效自评报告（2021年度）", "三公经费预算12万元，收入预算30万元。"))
    assert found.doc_kind == "other"


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("甲县水务局2023年度项目支出绩效自评报告", (2023, "甲县水务局", "")),
        ("2022年度部门整体支出绩效自评报告", (2022, None, "部门整体支出")),
        ("2022年河道清淤项目支出绩效自评报告", (2022, None, "河道清淤项目")),
        ("甲县2018年度部门整体支出绩效评价自评报告", (2018, None, "部门整体支出")),
        ("2022年河道清淤项目绩效评价报告", None),
        ("绩效自评报告编制说明", None),
    ],
)
def test_the_title_of_a_self_evaluation_says_year_body_and_project(title: str, found: object) -> None:
    assert read_evaluation(title) == found


def test_the_year_of_a_title_with_two_is_that_of_the_plan() -> None:
    title = read_title("甲区教育局2022年部门预算执行及2023年部门预算情况")
    assert title is not None
    assert (title.kind, title.year) == ("budget", 2023)


def test_a_numbered_heading_names_no_body() -> None:
    lines = ("甲县水务局2023年度河道清淤经费绩效自评报告", "一、项目基本情况", "（一）项目概况")
    assert find_identity(document(*lines)).unit == "甲县水务局"
