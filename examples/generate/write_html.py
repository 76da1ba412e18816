"""A web page as a content management system would publish it: headings, paragraphs, tables with spans."""

from __future__ import annotations

from html import escape

from examples.generate.figures import Paragraph, Report, Table
from examples.generate.places import Places

CHARSETS = {"utf-8": "utf-8", "gb18030": "gb18030"}
STYLE = (
    "body{font-family:SimSun,serif;width:60em;margin:2em auto;line-height:1.8}p{text-indent:2em;margin:0}"
    "table{border-collapse:collapse;width:100%;font-size:85%}td,th{border:1px solid #333;padding:2px 4px}"
    ".unit{text-align:right;text-indent:0}.contents{text-indent:0}"
)


def write_html(report: Report) -> tuple[bytes, Places]:
    """The file's bytes; HTML has no pages, and its lines mean nothing."""
    out = [
        "<!DOCTYPE html>",
        '<html lang="zh-CN">',
        "<head>",
        f'<meta charset="{CHARSETS[report.encoding]}">',
        f"<title>{escape(report.title)}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
    ]
    for block in report.blocks:
        if isinstance(block, Paragraph):
            out.append(_paragraph(block))
        elif isinstance(block, Table):
            out += _table(block)
    return ("\n".join([*out, "</body>", "</html>"]) + "\n").encode(report.encoding), {}


def _paragraph(block: Paragraph) -> str:
    if block.level is not None:
        return f"<h{block.level + 1}>{escape(block.text)}</h{block.level + 1}>"
    css = ' class="contents"' if block.contents else ""
    return f"<p{css}>{escape(block.text, quote=False)}</p>"


def _table(table: Table) -> list[str]:
    out = [f"<h4>{escape(table.title)}</h4>"] if table.title else []
    if table.unit:
        out.append(f'<p class="unit">{escape("　".join(x for x in (table.body, table.unit) if x))}</p>')
    out.append("<table>")
    for n, row in enumerate(table.rows):
        tag = "th" if n < table.head_rows else "td"
        cells = []
        for cell in row:
            spans = f' colspan="{cell.cols}"' if cell.cols > 1 else ""
            spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
            cells.append(f"<{tag}{spans}>{escape(cell.text, quote=False)}</{tag}>")
        out.append(f"<tr>{''.join(cells)}</tr>")
    out.append("</table>")
    return out + [f"<p>{escape(note, quote=False)}</p>" for note in table.notes]
