"""docs/checks.md, made from the definitions: what every check compares, and why some do not exist yet."""

from __future__ import annotations

from itertools import groupby

from schemas.checks import load_checks

_NAMES = {
    "PA": "文字内部 Arithmetic inside the text",
    "PP": "文字各部分之间 Between sections of the text",
    "PT": "文字与表格 Text and tables",
    "TI": "表内 Inside one table",
    "TT": "表间 Between tables",
    "CY": "跨年度 Between years",
    "DU": "部门与单位 Departments and their units",
    "SG": "“三公”经费 Three public expenses",
    "PR": "政府采购 Procurement",
    "AS": "资产 Assets",
    "AG": "机关运行经费 Agency operating expense",
    "PF": "绩效自评表 Performance forms",
    "DC": "完整性与模板 Completeness and template",
    "ND": "名称与日期 Names and dates",
}
_HEAD = """# 检查目录 Checks

Made from `schemas/checks/` by `make docs`; do not edit. Each check gives one of six outcomes for every report: pass,
fail, rounding (different, but rounding of the printed numbers can explain it), not_applicable (the document rightly
lacks what it needs), insufficient_data (it should be there and was not read) and ambiguous (two candidates disagree). A
finding shows the places that contradict each other and never says which of them is wrong. Reach: what a report is
judged by beside itself ([how-to](how-to/add-a-check.md), where it also says how to add one).
"""


def build_page() -> str:
    """The page."""
    checks = list(load_checks().values())
    done = [check for check in checks if check.kind]
    errors = [check for check in checks if check.severity == "error"]
    lines = [
        _HEAD,
        f"{len(done)} of {len(checks)} checks are implemented, "
        f"{sum(bool(c.kind) for c in errors)} of {len(errors)} of severity error.",
    ]
    for family, members in groupby(checks, key=lambda check: check.family):
        lines += [
            "",
            f"## {family} · {_NAMES[family]}",
            "",
            "| | 检查 | Check | severity | kind | reach |",
            "|---|---|---|---|---|---|",
        ]
        for check in members:
            how = f"`{check.kind}`" if check.kind else f"not yet: {check.needs}"
            lines.append(f"| {check.id} | {check.zh} | {check.en} | {check.severity} | {how} | {check.reach} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    print(build_page(), end="")
