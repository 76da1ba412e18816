"""The section of the demo site where everything goes wrong, and a long list."""

from __future__ import annotations

from flows.crawl.demo.contents import Pages, Reports
from flows.crawl.demo.served import Served, list_page, page

TROUBLES = {
    "missing": "404",
    "refused": "403, as to clients without cookies",
    "busy": "429 with Retry-After, twice; then the document",
    "failing-once": "500 once; then the document",
    "failing": "500 for ever",
    "slow": "the body comes a byte at a time",
    "cut": "the connection ends in the middle of the body",
    "cut-once": "the same, once; then the document",
    "moved": "301 to the document's new address",
    "moved-away": "302 to another host",
    "circle": "302 to itself",
    "forbidden": "robots.txt does not allow it",
    "large": "larger than the source allows",
    "lost": "200 with a page that says that there is nothing",
    "damaged": "a zip package that is cut",
    "empty": "200 with no bytes",
}
"""What goes wrong at `/faults/<name>`."""

ROBOTS = "User-agent: *\nDisallow: /faults/forbidden\nCrawl-delay: 0\n"


def build_faults(reports: Reports) -> Pages:
    """The list of troubles, and what lies behind it."""
    _, content = reports.lend("云杉岭护林站", 2023)
    endings = {"large": "pdf", "lost": "pdf", "damaged": "zip"}
    entries = [(f"{trouble}.{endings.get(trouble, 'txt')}", f"{trouble} 2023年度单位决算") for trouble in TROUBLES]
    entries.append(("http://localhost:9/elsewhere.txt", "elsewhere 2023年度单位决算"))
    pages: Pages = {"/faults/index.html": list_page("故障", [(url, title, "2023-09-20") for url, title in entries])}
    bodies = {"lost": page("提示", "<p>页面不存在</p>").body, "damaged": b"PK\3\4" + bytes(40), "empty": b""}
    for trouble in TROUBLES:
        path = f"/faults/{trouble}.{endings.get(trouble, 'txt')}"
        own = content.replace("云杉岭".encode(), f"云杉岭{trouble}".encode())
        body = bodies.get(trouble, b"%PDF" + bytes(3_000_000) if trouble == "large" else own)
        pages[path] = Served(body, "text/plain; charset=utf-8", trouble=trouble)
    pages["/faults/here-now.txt"] = Served(content.replace("云杉岭".encode(), "云杉岭moved".encode()), "text/plain")
    return pages


def large_page(number: int, listed: int, a_page: int, changed: int, night: int) -> Served | None:
    """A page of the long list: documents that changed on this night show a newer date. None behind the end."""
    first = number * a_page
    if first >= listed:
        return None
    entries = [
        (f"{i}.txt", f"第{i}站2023年度单位决算", "2024-10-08" if _is_changed(i, changed, night) else "2024-09-20")
        for i in range(first, min(listed, first + a_page))
    ]
    return list_page("全部单位", entries)


def large_document(number: int, changed: int, night: int) -> Served:
    """A small report of the long list."""
    amount = 100 + number + (1 if _is_changed(number, changed, night) else 0)
    lines = (
        f"砚溪县第{number}站2023年度单位决算",
        f"2023年度收、支总计均为{amount}.50万元。与2022年相比，收、支总计各增加10.50万元。",
    )
    text = "".join(f"{line}\n" for line in lines)
    return Served(text.encode("utf-8"), "text/plain; charset=utf-8")


def _is_changed(number: int, changed: int, night: int) -> bool:
    return night > 1 and number % 7 == 0 and number // 7 < changed
