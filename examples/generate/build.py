"""From every data file to its report, and all of their figures to expected.csv."""

from __future__ import annotations

from pathlib import Path

from examples.generate.accounts import DATA, Account, load_account
from examples.generate.compose import Composer
from examples.generate.expected import build_rows, write_rows
from examples.generate.figures import Report, parse_amount
from examples.generate.forms import build_forms
from examples.generate.shanghai import tell_shanghai
from examples.generate.sichuan import tell_sichuan
from examples.generate.tables import TableMaker
from examples.generate.write_docx import write_docx
from examples.generate.write_html import write_html
from examples.generate.write_pdf import write_pdf
from examples.generate.write_text import write_text

WRITERS = {".txt": write_text, ".html": write_html, ".docx": write_docx, ".pdf": write_pdf}
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
    return [build_report(p.parent.name, int(p.stem)) for p in sorted(DATA.glob("*/[0-9][0-9][0-9][0-9].yml"))]


def build_report(body: str, year: int) -> Report:
    """The final account of a body and year."""
    account = load_account(body, year)
    raw = account.raw
    prints = {k: parse_amount(v) for plant in raw.get("planted", []) for k, v in plant.get("prints", {}).items()}
    composer = Composer(year, raw["print"]["zeros"], raw["print"]["thousands"], prints)
    composer.head(0, raw["title"])
    TELLERS[raw["style"]](composer, account)
    if raw["style"] == "sichuan":
        _add_forms(composer, account)
        _add_tables(composer, account)
    return composer.report(raw["file"], raw["title"], raw.get("encoding", "utf-8"))


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
