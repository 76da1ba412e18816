"""Which versions are at work: of the program, of what it stands on, of the definitions; and how full the archive is."""

from __future__ import annotations

import platform
from importlib.metadata import version
from pathlib import Path

from rich.console import Console

PARTS = ("gongzhang", "duckdb", "prefect", "polars", "pypdfium2")


def show_versions(console: Console, data: Path) -> None:
    """Print the versions and the number of archived documents."""
    from extractors.extract import EXTRACTOR_VERSION

    parts = "，".join(f"{name} {version(name)}" for name in PARTS)
    console.print(f"版本 versions: {parts}，Python {platform.python_version()}", markup=False, soft_wrap=True)
    console.print(f"提取器 extractors: {EXTRACTOR_VERSION}", markup=False)
    archived = sum(1 for path in (data / "archive").glob("*/*") if not path.suffix and not path.name.startswith("."))
    console.print(f"存档 archive: {archived} 份文档 documents in {data / 'archive'}", markup=False, soft_wrap=True)
