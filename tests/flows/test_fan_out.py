"""Documents read by a cluster of two processes give the same warehouse as documents read by one machine."""

import sys
from pathlib import Path

import pytest
from command_line import Prefect, fingerprint

from flows.archive import Archive
from flows.backfill import backfill
from flows.crawl.demo.server import DemoSite
from flows.errors import RunFailed
from flows.fan_out import find_runner, read_batch
from flows.readers import Limits

pytestmark = pytest.mark.prefect


def test_a_cluster_of_two_reads_and_the_one_writer_loads_the_same(
    demo: DemoSite, prefect: Prefect, tmp_path: Path, in_prefect: None
) -> None:
    pytest.importorskip("prefect_dask")
    sources = ["demo-[ip]*"]
    backfill(sources, data=str(tmp_path / "one"))
    report = backfill(sources, data=str(tmp_path / "cluster"), dask="local:2")
    assert report.waited is not None
    assert (report.waited.summary.loaded, report.waited.summary.extracted) == (9, 9)
    assert fingerprint(tmp_path / "cluster") == fingerprint(tmp_path / "one")


def test_a_machine_with_other_extractors_is_refused(examples: Path, tmp_path: Path) -> None:
    report = next((examples / "reports").glob("*.txt"))
    kept = Archive(tmp_path).add(report)
    with pytest.raises(RunFailed, match="were changed during the run"):
        read_batch.fn(tmp_path, [(kept.sha256, kept.name)], "another-version", Limits())


def test_without_the_extra_the_way_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "prefect_dask", None)
    with pytest.raises(RunFailed, match=r"gongzhang\[scale\]"):
        find_runner("local:2")
