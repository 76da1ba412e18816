"""A long list of which little changes: the work of a night follows the changes, not the list."""

import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Prefect

from flows.crawl.crawling import crawl_source
from flows.crawl.demo.server import DemoSite
from flows.crawl.pending import find_pending, remove_pending
from flows.crawl.registry import load_sources
from flows.nightly import nightly

CRAWL = (
    "import sys\n"
    "from pathlib import Path\n"
    "from flows.crawl.crawling import crawl_source\n"
    "from flows.crawl.registry import load_sources\n"
    "crawl_source(load_sources()['demo-large'], Path(sys.argv[1]))\n"
    "print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])\n"
)


def peak_memory(data: Path, root: Path) -> int:
    """Kilobytes that a crawl of the long list takes in a process of its own. Not from `getrusage`: its peak counts
    what the process was before its program was loaded, which is the test's own size.
    """
    ran = subprocess.run(
        [sys.executable, "-c", CRAWL, str(data)], cwd=root, capture_output=True, text=True, check=True, timeout=120
    )
    return int(ran.stdout)


def test_the_night_follows_the_ten_that_changed_and_not_the_list(demo: DemoSite, tmp_path: Path, root: Path) -> None:
    asked, memory = {}, {}
    for listed in (100, 800):
        data = tmp_path / str(listed)
        demo.listed, demo.night = listed, 1
        crawl_source(load_sources()["demo-large"], data)
        waiting = [p.sha256 for p in find_pending(data)]
        assert len(waiting) == listed
        remove_pending(data, waiting)
        demo.night = 2
        demo.asked.clear()
        memory[listed] = peak_memory(data, root) if Path("/proc/self/status").exists() else 0
        asked[listed] = [a.path for a in demo.asked if a.path.startswith("/large/") and "index" not in a.path]
        assert len(find_pending(data)) == 10
    assert len(asked[100]) == len(asked[800]) == 10
    assert memory[800] - memory[100] < 4000, "kilobytes"


@pytest.mark.prefect
def test_a_large_run_has_one_task_run_for_twenty_documents(
    demo: DemoSite, prefect: Prefect, tmp_path: Path, in_prefect: None
) -> None:
    demo.listed = 120
    report = nightly(["demo-large"], str(tmp_path))
    assert report.waited is not None
    assert report.waited.summary.loaded == 120
    wanted = {"id": {"any_": [report.waited.summary.run_id]}}
    counts = [prefect.post("/task_runs/count", flow_runs=wanted, task_runs={"name": {"like_": part}}) for part in TASKS]
    assert counts == [3, 3, 1]


TASKS = ("read-documents", "load-documents", "publish")
