"""Peak memory of reading a long PDF, beside plain text and pdfplumber."""

from __future__ import annotations

from tests.bench.documents import Documents, join_pages
from tests.bench.results import Bar, Result
from tests.bench.task import run_task

PAGES = 400


def run(documents: Documents, rounds: int) -> Result:
    """One process a reader; its peak holds the interpreter and its libraries too."""
    path = join_pages(documents.pdfs, PAGES, documents.scratch / "joined.pdf")
    readers = ("ours", "pypdfium2") if documents.quick else ("ours", "pypdfium2", "pdfplumber")
    peaks = {n: round(run_task("readers", reader=n, paths=[str(path)])["megabytes"], 1) for n in readers}
    told = run_task("stages", paths=[str(path)], warm=None)
    peaks["ours, all records"] = round(told["megabytes"], 1)
    result = Result({"pages": PAGES, "file_megabytes": round(path.stat().st_size / 1e6, 1), "peak_megabytes": peaks})
    result.bars = [Bar(f"peak MB of reading {PAGES} pages", peaks["ours"], most=300)]
    result.lines = [f"peak memory of {PAGES} pages: " + ", ".join(f"{n} {mb:.0f} MB" for n, mb in peaks.items())]
    return result
