"""The pages of the demo site, section by section: each plays one kind of real site."""

from __future__ import annotations

import html
import io
import json
import zipfile
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from extractors.formats.encoding import decode
from flows.crawl.demo.rar import build_rar
from flows.crawl.demo.served import Posted, Served, file_type_of, list_page, page

LAKE = "白鹭湖保护中心"
"""The body whose text is lent to other made-up bodies, so that the site has more of them."""

BODIES = ("青竹岭林场", "望江门码头", "石鼓山苗圃", "柳叶湾闸管所", "松涛阁图书馆", "桂花坪气象站")
EDITED, CORRECTED = ("12.27万元", "12.28万元"), ("12.27万元", "12.29万元")
"""What is printed of the three public expenses, before and after."""

CHANGED = 3
"""The night on which documents are edited, corrected and withdrawn."""

Pages = dict[str, Served | Posted]


class Reports:
    """The example reports by a word of their name and their year."""

    def __init__(self, folder: Path) -> None:
        self._files = {path.name: path for path in sorted(folder.iterdir()) if path.is_file()}

    def find(self, word: str, year: int, kind: str = "决算", ending: str = "") -> tuple[str, bytes]:
        """Name and bytes of a report; the text or page of a body comes before its workbook."""
        name = next(n for n in self._files if word in n and str(year) in n and kind in n and n.endswith(ending))
        return name, self._files[name].read_bytes()

    def lend(self, body: str, year: int) -> tuple[str, bytes]:
        """The text report of the lake under the name of another body."""
        name, content = self.find(LAKE, year)
        return name.replace(LAKE, body), content.decode("utf-8").replace(LAKE, body).encode("utf-8")


def build_pages(reports: Reports, night: int) -> Pages:
    """Every page of the site but those of troubles, as it is on a night."""
    return {
        **_articles(reports, night),
        **_islands(reports),
        **_indexes(reports),
        **_platform(reports),
        **_county(reports, night),
        **_packages(reports),
        **_school(reports),
        **_hospital(reports),
    }


def _articles(reports: Reports, night: int) -> Pages:
    """A paged list of articles with attachments beside them (TRS): two a page."""
    pages: Pages = {}
    entries = []
    for number, (year, kind) in enumerate(((2024, "预算"), (2023, "决算"), (2022, "决算"))):
        name, content = reports.find("文化和旅游局", year, kind)
        title, attached = name.rpartition(".")[0], f"P0{year}0920{number}.pdf"
        links = f'<p><a href="./{attached}">附件1：{title}.pdf</a></p><p><a href="./{attached}">点击下载</a></p>'
        path = f"/trs/{year}09/t{year}0920_{3256142 + number}.html"
        pages[path] = page(title, f"<h1>{title}</h1><div>现将有关情况予以公开。</div>{links}")
        pages[f"/trs/{year}09/{attached}"] = Served(content, "application/pdf", validator="date")
        entries.append((f".{path.removeprefix('/trs')}", title, f"{year}-09-20"))
    for number, body in enumerate(BODIES[:3]):
        entry = _text_article(reports, body, number, night)
        if entry:
            path, title, date, answer = entry
            pages[path] = answer
            entries.append((f".{path.removeprefix('/trs')}", title, date))
    if night >= CHANGED:
        pages |= _correction(reports, entries)
    entries.append(("./202309/t20230901_1.html", "关于开展消防安全检查的通知", "2023-09-01"))
    entries.sort(key=lambda entry: entry[2], reverse=True)
    for number in range(0, len(entries), 2):
        name = f"index_{number // 2}.html" if number else "index.html"
        pages[f"/trs/{name}"] = list_page("部门预决算", entries[number : number + 2])
    return pages


def _text_article(reports: Reports, body: str, number: int, night: int) -> tuple[str, str, str, Served] | None:
    """An article that is the report: the first is edited in silence, the second withdrawn, on the night of changes."""
    name, content = reports.lend(body, 2023)
    text = content.decode("utf-8")
    if night >= CHANGED and number == 0:
        text = text.replace(*EDITED)
    if night >= CHANGED and number == 1:
        return None
    title = name.rpartition(".")[0]
    served = page(title, f"<h1>{title}</h1>{_paragraphs(text)}")
    return f"/trs/202308/t20230815_{number}.html", title, "2023-08-15", served


def _correction(reports: Reports, entries: list[tuple[str, str, str]]) -> Pages:
    """The third body publishes its report anew under another address."""
    name, content = reports.lend(BODIES[2], 2023)
    title = name.rpartition(".")[0] + "（更正）"
    text = content.decode("utf-8").replace(*CORRECTED)
    path = "/trs/202311/t20231102_77.html"
    entries.append((f".{path.removeprefix('/trs')}", title, "2023-11-02"))
    return {path: page(title, f"<h1>{title}</h1>{_paragraphs(text)}")}


def _islands(reports: Reports) -> Pages:
    """A list in a data island, further records at a proxy (Hanweb). The list lies about its encoding, and so does one
    article.
    """
    records, pages = [], {}
    for year in (2022, 2023):
        name, content = reports.find("环境卫生", year)
        path = f"/hanweb/art/{year}/9/20/art_1229_{year}.html"
        # Whatever the page says of itself, this site sends UTF-8 and calls it gb2312.
        pages[path] = Served(decode(content, name).text.encode("utf-8"), "text/html; charset=gb2312", validator="")
        title = name.rpartition(".")[0]
        item = f"<li><a href='{path}' title='{title}'>{title}</a><span>{year}-09-20</span></li>"
        records.append(f"<record><![CDATA[{item}]]></record>")
    island = f"<datastore><totalrecord>2</totalrecord><recordset>{records[0]}</recordset></datastore>"
    listing = page("公开", f'<script type="text/xml">{island}</script>', encoding="gb18030", declared="utf-8")
    proxy = Served(f"<datastore><recordset>{records[1]}</recordset></datastore>".encode(), "text/xml; charset=utf-8")
    return {**pages, "/hanweb/col/index.html": listing, "/hanweb/dataproxy.jsp": lambda _: proxy}


def _indexes(reports: Reports) -> Pages:
    """An index a year and category, below it a page a department; addresses without an ending, names in GBK."""
    pages: Pages = {}
    for year in (2022, 2023):
        name, content = reports.find("农业农村局", year)
        below = f"/index/{year}/nyncj.html"
        pages[f"/index/{year}_zfbm.html"] = page("政府部门", f'<ul><li><a href="{below}">农业农村局</a></li></ul>')
        title = name.rpartition(".")[0]
        link = f'<a href="/index/download?id={year}" title="{title}">{title[:10]}…</a>'
        pages[below] = page("农业农村局", f"<ul><li>{link}</li></ul>")
        sent = quote(name.encode("gb18030"))
        pages[f"/index/download?id={year}"] = Served(
            content,
            "application/octet-stream",
            validator="",
            headers={"Content-Disposition": f'attachment; filename="{sent}"'},
        )
    return pages


def _platform(reports: Reports) -> Pages:
    """A platform that answers posted forms with JSON: departments, items, files."""
    bodies = BODIES[3:5]
    pages: Pages = {}

    def answer(rows: object) -> Served:
        return Served(json.dumps({"code": 0, "data": rows}, ensure_ascii=False).encode(), "application/json")

    def departments(form: Mapping[str, str]) -> Served:
        known = form.get("type") == "2" and form.get("year") in ("2022", "2023") and form.get("region") == "320000"
        rows = [{"iid": str(i), "name": body, "pid": "0", "dtype": "1"} for i, body in enumerate(bodies)]
        return answer(rows if known else [])

    for i, body in enumerate(bodies):
        for year in (2022, 2023):
            pages[f"/platform/download?iid={year}{i}"] = Served(reports.lend(body, year)[1], "application/octet-stream")
    return pages | {
        "/platform/departments": departments,
        "/platform/items": lambda form: answer([{"uuid": f"{form['year']}{form['group']}"}]),
        "/platform/files": lambda form: answer([{"iid": form["uuid"], "t_oldname": _file_name(reports, form["uuid"])}]),
    }


def _file_name(reports: Reports, uuid: str) -> str:
    return reports.lend(BODIES[3 + int(uuid[4:])], int(uuid[:4]))[0]


def _county(reports: Reports, night: int) -> Pages:
    """A county's news site: one report over four pages, each with the site's own head and a counter of its visitors."""
    name, content = reports.find(LAKE, 2023)
    lines = content.decode("utf-8").splitlines()
    size = -(-len(lines) // 4)
    title = name.rpartition(".")[0]
    pages: Pages = {"/county/list-7-1.html": list_page("公示", [("article-133619-1.html", title, "2024-09-12")])}
    for number in range(1, 5):
        text = "\n".join(lines[(number - 1) * size : number * size])
        following = f'<a href="article-133619-{number + 1}.html">下一页</a>' if number < 4 else ""
        counter = f"<script>var visits = {night * 100 + number};</script>"
        body = f'{counter}<div class="content">{_paragraphs(text)}</div><p>浏览次数：{night}</p><p>{following}</p>'
        pages[f"/county/article-133619-{number}.html"] = Served(page(title, body).body, validator="")
    return pages


def _packages(reports: Reports) -> Pages:
    """Packages of a whole department, names in GBK: a zip of two bodies, a rar of a third."""
    stream = io.BytesIO()
    names: dict[bytes, bytes] = {}
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for number, body in enumerate((BODIES[5], LAKE)):
            name, content = reports.lend(body, 2022)
            raw = name.encode("gb18030")
            stand_in = str(number).rjust(len(raw), "x")  # zipfile writes no GBK; the names are put in below
            names[stand_in.encode()] = raw
            package.writestr(zipfile.ZipInfo(stand_in, (2023, 9, 20, 10, 0, 0)), content)
    zipped = stream.getvalue()
    for stand_in_raw, raw in names.items():
        zipped = zipped.replace(stand_in_raw, raw)
    name, content = reports.lend(BODIES[5], 2023)
    entries = [
        ("2022.zip", "2022年度所属单位决算", "2023-09-20"),
        ("2023.rar", "2023年度所属单位决算", "2024-09-20"),
    ]
    return {
        "/packages/index.html": list_page("下载", entries),
        "/packages/2022.zip": Served(zipped, "application/zip"),
        "/packages/2023.rar": Served(build_rar({f"决算/{name}": content}), "application/octet-stream"),
    }


def _school(reports: Reports) -> Pages:
    """A site without a list: one address that holds the text."""
    name, content = reports.lend(BODIES[4] + "分馆", 2023)
    return {"/school/content/3654.txt": Served(content, f"{file_type_of(name)}; charset=utf-8")}


def _hospital(reports: Reports) -> Pages:
    """A page with the text and the workbook of the tables attached: two files, one report."""
    name, content = reports.find(LAKE, 2023)
    _, workbook = reports.find(LAKE, 2023, ending=".xlsx")
    title = name.rpartition(".")[0]
    body = f"<h1>{title}</h1>{_paragraphs(content.decode('utf-8'))}<p><a href='/down?id=7'>附件：公开表</a></p>"
    return {
        "/hospital/content/12.html": page(title, body),
        "/down?id=7": Served(workbook, "application/octet-stream"),
    }


def _paragraphs(text: str) -> str:
    """Text as a web page has it: lines with tabs as rows of tables, the others as paragraphs."""
    lines = [line for line in text.splitlines() if line.strip()]
    parts = []
    for is_table, group in groupby(lines, key=lambda line: "\t" in line):
        if is_table:
            rows = ("".join(f"<td>{html.escape(cell.strip())}</td>" for cell in line.split("\t")) for line in group)
            parts.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
        else:
            parts += [f"<p>{html.escape(line)}</p>" for line in group]
    return "".join(parts)
