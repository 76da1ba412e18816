"""From every data file to its report, and all of their figures to expected.csv."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from examples.generate.accounts import DATA, Account, load_account, read_yaml
from examples.generate.budget import load_budget, tell_budget_other, tell_budget_profile, tell_budget_prose
from examples.generate.budget_tables import build_budget_tables
from examples.generate.compose import Composer
from examples.generate.expected import build_rows, write_rows
from examples.generate.figures import Report, parse_amount
from examples.generate.forms import build_forms
from examples.generate.shanghai import tell_shanghai
from examples.generate.sichuan import tell_sichuan
from examples.generate.tables import NUMERALS, TableMaker
from examples.generate.write_docx import write_docx
from examples.generate.write_html import write_html
from examples.generate.write_pdf import write_pdf
from examples.generate.write_text import write_text
from examples.generate.write_xlsx import write_xlsx

WRITERS = {".txt": write_text, ".html": write_html, ".docx": write_docx, ".pdf": write_pdf, ".xlsx": write_xlsx}
TELLERS = {"sichuan": tell_sichuan, "shanghai": tell_shanghai}


def write_examples(folder: Path) -> list[Path]:
    """Writes reports/* and expected.csv below the folder; returns what it wrote."""
    (folder / "reports").mkdir(parents=True, exist_ok=True)
    rows, written = [], []
    for report in build_reports():
        content, places = WRITERS[Path(report.file).suffix](report)
        path = folder / "reports" / report.file
        path.write_bytes(content)
        written.append(path)
        rows += build_rows(report, places)
    path = folder / "expected.csv"
    path.write_bytes(write_rows(rows))
    return [*written, path]


def build_reports() -> list[Report]:
    """All reports, by body and year."""
    accounts = [load_account(p.parent.name, int(p.stem)) for p in sorted(DATA.glob("*/[0-9][0-9][0-9][0-9].yml"))]
    finals = [build_report(a) for a in accounts]
    annexes = [build_annex(a) for a in accounts if "tables_file" in a.raw]
    plans = [
        build_plan(p.parent.name, int(p.stem.removeprefix("budget-"))) for p in sorted(DATA.glob("*/budget-*.yml"))
    ]
    return finals + annexes + plans


def build_report(account: Account) -> Report:
    """The final account of a body and year."""
    raw, year = account.raw, account.year
    prints = {k: parse_amount(v) for plant in raw.get("planted", []) for k, v in plant.get("prints", {}).items()}
    composer = Composer(year, raw["print"]["zeros"], raw["print"]["thousands"], prints)
    composer.head(0, raw["title"])
    TELLERS[raw["style"]](composer, account)
    if raw["style"] == "sichuan":
        _add_forms(composer, account)
        _add_tables(composer, account)
    return composer.report(raw["file"], raw["title"], raw.get("encoding", "utf-8"))


def build_annex(account: Account) -> Report:
    """The public tables of a final account as a file of their own."""
    raw = account.raw
    composer = Composer(account.year)
    composer.head(0, f"{raw['title']}公开表")
    composer.say(f"公开单位：{raw['unit']}")
    for table in TableMaker(account).build():
        composer.table(replace(table, body=f"单位：{raw['unit']}"))
    return composer.report(raw["tables_file"], f"{raw['title']}公开表", "utf-8")


def build_plan(body: str, year: int) -> Report:
    """The budget of a body and year."""
    budget = load_budget(body, year)
    composer = Composer(year, "bare", thousands=True)
    composer.default_measure, composer.rates = "budget_initial", False
    composer.head(0, budget.raw["title"])
    composer.say(f"预算主管部门：{budget.raw['unit']}")
    tables = build_budget_tables(budget)
    lines = ["一、部门主要职能", "二、部门机构设置", "三、名词解释", "四、部门预算编制说明", "五、部门预算表"]
    lines += [f"{n}. {table.title}" for n, table in enumerate(tables, 1)]
    composer.page_break()
    composer.contents([*lines, "六、其他相关情况说明"])
    tell_budget_profile(composer, budget)
    composer.page_break()
    composer.head(1, "名词解释", "名词解释")
    for n, (term, meaning) in enumerate(read_yaml("texts.yml")["budget_glossary"].items()):
        composer.say(f"（{NUMERALS[n]}）{term}：{meaning}。")
    composer.page_break()
    tell_budget_prose(composer, budget)
    composer.page_break()
    for table in tables:
        composer.table(table)
        composer.page_break()
    tell_budget_other(composer, budget)
    return composer.report(budget.raw["file"], budget.raw["title"], "utf-8")


def _add_forms(composer: Composer, account: Account) -> None:
    forms = build_forms(account)
    if not forms:
        return
    composer.page_break()
    composer.head(1, "第四部分 附件", "附件")
    composer.head(2, f"部门预算项目支出绩效自评表（{account.year}年度）")
    for form in forms:
        composer.table(form)


def _add_tables(composer: Composer, account: Account) -> None:
    """Part five; a body whose tables are a file of their own says so."""
    composer.page_break()
    composer.head(1, "第五部分 附表", "附表")
    if not account.raw.get("tables_inside"):
        composer.say("决算公开表格另附电子表格文件。")
        return
    for table in TableMaker(account).build():
        composer.table(table)
