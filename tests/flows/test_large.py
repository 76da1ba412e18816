"""A long list of which little changes: the work of a night follows the changes, not the list."""

import resource
import subprocess
import sys
from pathlib import Path

from flows.crawl.crawling import crawl_source
from flows.crawl.demo.server import DemoSite
from flows.crawl.pending import find_pending, remove_pending
from flows.crawl.registry import load_sources

CRAWL = (
    "import resource, sys\n"
    "from pathlib import Path\n"
    "from flows.crawl.crawling import crawl_source\n"
    "from flows.crawl.registry import load_sources\n"
    "crawl_source(load_sources()['demo-large'], Path(sys.argv[1]))\n"
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
)


def peak_memory(data: Path, root: Path) -> int:
    """Kilobytes that a crawl of the long list takes in a process of its own."""
    ran = subprocess.run(
        [sys.executable, "-c", CRAWL, str(data)], cwd=root, capture_output=True, text=True, check=True, timeout=120
    )
    return int(ran.stdout) * (1 if sys.platform != "darwin" else 1024 // resource.getpagesize())


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
        memory[listed] = peak_memory(data, root)
        asked[listed] = [a.path for a in demo.asked if a.path.startswith("/large/") and "index" not in a.path]
        assert len(find_pending(data)) == 10
    assert len(asked[100]) == len(asked[800]) == 10
    assert memory[800] - memory[100] < 4000, "kilobytes"
