"""Several sources side by side, each at its own pace."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path

from flows.crawl.crawling import Wishes, crawl_source
from flows.crawl.registry import Source
from flows.crawl.report import SourceReport

AT_ONCE = 4
"""Sources that are crawled at the same time; sources on one host share its pace all the same."""


def crawl_sources(sources: Sequence[Source], data: Path, wishes: Wishes) -> list[SourceReport]:
    """Crawl the sources, up to four at once; the reports come in their order. Raises what `crawl_source` raises."""
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="source") as pool:
        # The context carries the listener for progress into the threads.
        tasks = [pool.submit(copy_context().run, crawl_source, source, data, wishes) for source in sources]
        return [task.result() for task in tasks]
