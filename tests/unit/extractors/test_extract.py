"""From bytes to records: figures of prose and tables side by side, and what became of each number."""

from typing import Any

from extractors.extract import extract_bytes

PAGE = """<html><head><title>虚构市水务局2023年度部门决算</title></head><body>
<h1>虚构市水务局2023年度部门决算</h1>
<p>支出决算表</p><p>单位：万元</p>
<table>
<tr><td>科目编码</td><td>科目名称</td><td>本年支出合计</td><td>基本支出</td><td>项目支出</td></tr>
<tr><td>栏次</td><td></td><td>1</td><td>2</td><td>3</td></tr>
<tr><td></td><td>合计</td><td>10.00</td><td>6.00</td><td>4.00</td></tr>
<tr><td>201</td><td>一般公共服务支出</td><td>10.00</td><td>6.00</td><td>{project}</td></tr>
</table>
<p>政府购买服务决算表</p>
<table><tr><td>项目</td><td>金额</td></tr><tr><td>保洁</td><td>2.50</td></tr></table>
<table>
<tr><td colspan="6">项目支出绩效自评表（2023年度）</td></tr>
<tr><td>项目名称</td><td colspan="5">管道维护</td></tr>
<tr><td>主管部门</td><td colspan="2">虚构市水务局</td><td>实施单位</td><td colspan="2">虚构市水务站</td></tr>
<tr><td rowspan="2">项目资金（万元）</td><td></td>
<td>年初预算数</td><td>全年预算数</td><td>全年执行数</td><td>分值</td></tr>
<tr><td>年度资金总额</td><td>44.00</td><td>50.00</td><td>43.00</td><td>10</td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>年度指标值</td><td>实际完成值</td><td>分值</td></tr>
<tr><td>产出指标</td><td>数量指标</td><td>维护长度</td><td>≥12公里</td><td>12公里</td><td>90</td></tr>
</table>
<h2>三、支出决算情况说明</h2>
<p>本年支出合计10万元，其中：基本支出6万元，占60%；项目支出4万元，占40%。</p>
</body></html>"""


def extract(project: str = "4.00") -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for record in extract_bytes(PAGE.replace("{project}", project).encode(), "t.html"):
        found.setdefault(record["record"], []).append(record)
    return found


def test_figures_of_tables_stand_beside_those_of_the_prose() -> None:
    figures = extract()["figure"]
    told = [(f["source"]["kind"], f["concept"], f["value"]) for f in figures if f["measure"] == "actual"]
    assert told == [
        ("prose", "expenditure_current_year", "100000"),
        ("prose", "expenditure_basic", "60000"),
        ("prose", "expenditure_project", "40000"),
        ("table", "expenditure_current_year", "100000"),
        ("table", "expenditure_basic", "60000"),
        ("table", "expenditure_project", "40000"),
        ("table", "expenditure_functional", "100000"),
        ("table", "expenditure_basic", "60000"),
        ("table", "expenditure_project", "40000"),
    ]
    assert len({f["figure_id"] for f in figures}) == len(figures)
    assert {f["report_id"] for f in figures} == {extract()["report"][0]["report_id"]}


def test_a_figure_id_is_made_from_bytes_and_place() -> None:
    assert [f["figure_id"] for f in extract()["figure"]] == [f["figure_id"] for f in extract()["figure"]]
    assert not {f["figure_id"] for f in extract()["figure"]} & {f["figure_id"] for f in extract("4.01")["figure"]}


def test_the_report_lists_its_tables_and_forms_are_none_of_them() -> None:
    (report,) = extract()["report"]
    assert [(t["table"], t["title"], t["unit"], t["rows"], t["foots"]) for t in report["tables"]] == [
        ("T3", "支出决算表", "万元", 2, True),
        (None, "政府购买服务决算表", None, 2, None),
    ]
    assert [f["project_name"] for f in extract()["project_form"]] == ["管道维护"]


def test_every_number_is_accounted_for() -> None:
    numbers = [(n["printed"], n["disposition"], n["rule"]) for n in extract()["number"]]
    assert numbers[2:12] == [
        ("1", "ignored", "row_number"),
        ("2", "ignored", "row_number"),
        ("3", "ignored", "row_number"),
        ("10.00", "figure", None),
        ("6.00", "figure", None),
        ("4.00", "figure", None),
        ("201", "ignored", "code"),
        ("10.00", "figure", None),
        ("6.00", "figure", None),
        ("4.00", "figure", None),
    ]
    assert ("2.50", "unread", None) in numbers
    assert [p for p, disposition, _ in numbers if disposition == "form"][:3] == ["44.00", "50.00", "43.00"]


def test_issues_of_tables_are_issues_of_the_document() -> None:
    issues = extract("4.50")["issue"]
    assert [
        (i["kind"], i["severity"], i["message"]) for i in issues if i["kind"] in ("does_not_foot", "unknown_table")
    ] == [
        ("does_not_foot", "warn", "支出决算表: TI-05 201/本年支出合计: 10.00 printed, parts give 10.50 (off by -0.50)"),
        ("does_not_foot", "warn", "支出决算表: TI-06 合计/项目支出: 4.00 printed, parts give 4.50 (off by -0.50)"),
        (
            "unknown_table",
            "warn",
            "政府购买服务决算表: it is not in the catalogue of tables, so its 1 numbers are unread.",
        ),
    ]
