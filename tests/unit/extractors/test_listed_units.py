"""Units that part one lists: in a sentence, line by line, in a table; inner divisions are none."""

import pytest

from extractors.formats import read_document
from extractors.listed_units import find_listed_units
from extractors.sections import find_headings

TITLE = "青溪县林业局2023年度部门决算\n第一部分 部门概况\n二、部门决算单位构成\n"
REST = (
    "\n第二部分 2023年度部门决算情况说明\n一、收入支出决算总体情况说明\n"
    "下属单位包括：青溪县水库管理所、青溪县河道站。\n"
)


def listed(text):
    document = read_document((TITLE + text + REST).encode(), "报告.txt")
    return [(r["name"], r["kind"]) for r in find_listed_units(document, find_headings(document))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "从预算单位构成看，纳入本部门汇总预算编制范围的预算单位共计2家，具体包括：青溪县林业局本级、青溪县苗圃场。",
            [("青溪县林业局本级", None), ("青溪县苗圃场", None)],
        ),
        (
            "本部门中，行政单位1家，事业单位2家，具体包括：\n1.青溪县林业局（本部）。\n2.青溪县苗圃场，不单列预算。\n"
            "3.青溪县湿地保护中心（下属事业单位）",
            [("青溪县林业局（本部）", None), ("青溪县苗圃场", "不单列预算"), ("青溪县湿地保护中心", "下属事业单位")],
        ),
        (
            "（二）下属事业单位\n1.青溪县苗圃场\n2.青溪县林业站\n（三）派出机构\n1.城关派出所",
            [("青溪县苗圃场", None), ("青溪县林业站", None)],
        ),
        ("机构设置包括2个内设机构，具体包括：\n1.办公室\n2.造林绿化管理处", []),
        ("青溪县林业局下属二级预算单位0个。", []),
        ("下属单位包括：信息中心等4个所属事业单位的收支。", []),
    ],
)  # fmt: skip
def test_units_are_read_as_they_are_listed(text, found):
    assert listed(text) == found


def test_a_table_of_units_is_a_list():
    table = "<table><tr><td>序号</td><td>单位名称</td><td>备注</td></tr>"
    table += "<tr><td>1</td><td>青溪县林业局（本级）</td><td></td></tr>"
    table += "<tr><td>2</td><td>青溪县苗圃场</td><td>预算不单列，并入本级</td></tr></table>"
    parts = [f"<p>{line}</p>" for line in TITLE.splitlines()]
    html = f"<html><body>{''.join(parts)}<p>编制范围的单位包括：</p>{table}<p>第二部分 情况说明</p></body></html>"
    document = read_document(html.encode(), "报告.html")
    assert [(r["name"], r["kind"]) for r in find_listed_units(document, find_headings(document))] == [
        ("青溪县林业局（本级）", None),
        ("青溪县苗圃场", "预算不单列，并入本级"),
    ]


@pytest.mark.corpus
def test_units_of_real_departments(corpus):
    found = {}
    for path in sorted(corpus.rglob("*.pdf")):
        document = read_document(path.read_bytes(), path.name)
        found[path.name] = len(find_listed_units(document, find_headings(document)))
    assert sorted(found.values(), reverse=True)[:8] == [6, 6, 6, 5, 5, 5, 5, 3]
