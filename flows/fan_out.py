"""The flows `read-on-dask` and `load-on-dask`: documents are read by a Dask cluster, on as many machines as share the
data directory, and loaded there too where the warehouse is a lake.

The store of extractions is where the work is handed over: a document that was read is found there by whoever loads it.
So the cluster needs nothing but this code, the data directory and the way to a lake's catalogue, and a machine that is
lost costs its batch. Reading itself happens as on one machine, in processes of their own with limits of time and
memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from extractors.extract import EXTRACTOR_VERSION
from flows.archive import Archive
from flows.errors import RunFailed
from flows.extractions import Extractions, Tally
from flows.loading import BATCH, batches, load_read, reader_log
from flows.readers import Job, Limits, Readers
from warehouse.lake.load import LakeLoader
from warehouse.lake.setting import find_lake

_HOUR = 3600
_AT_LEAST = 8
"""Batches of a run with few documents, so that all of a small cluster has something to do."""
Named = tuple[str, str]
"""A document: its hash and the name it is known by."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a cluster did: documents read for it, and what the records of each document come to, in their order."""

    read: int
    tallies: list[Tally]


@task(name="read-on-dask", cache_policy=NO_CACHE, retries=2)
def read_batch(data: Path, batch: Sequence[Named], version: str, limits: Limits, again: bool = False) -> int:
    """Bring documents into the store of extractions; returns how many were read for it.

    Raises RunFailed where the machine has other extractors than the run.
    """
    archive, store = Archive(data), Extractions(data, version)
    jobs = [
        Job(sha, name, archive.path_of(sha), store.path_of(sha)) for sha, name in batch if again or not store.has(sha)
    ]
    with Readers(1, limits, version, reader_log(data)) as readers:
        return sum(1 for _ in readers.read(jobs))


@task(name="load-on-dask", cache_policy=NO_CACHE, retries=3, retry_delay_seconds=5)
def load_batch(
    data: Path, batch: Sequence[Named], version: str, limits: Limits, again: bool, run_id: str, number: int
) -> Counted:
    """Read documents and append them to the lake of the data directory, in one transaction.

    number: of the first document, in the order of the run. Raises RunFailed and WarehouseError.
    """
    read = read_batch.fn(data, batch, version, limits, again)
    lake = find_lake(data)
    if lake is None:
        raise RunFailed(f"这台机器上的 {data} 没有 lake.json The data directory has no lake on this machine.")
    with LakeLoader(lake, number) as loader:
        hashes = [sha256 for sha256, _ in batch]
        return Counted(read, load_read(loader, Archive(data), Extractions(data, version), hashes, run_id))


@flow(name="read-on-dask", timeout_seconds=120 * _HOUR)
def read_all(data: str, documents: list[Named], limits: Limits, again: bool) -> int:
    """Read documents, a batch a task; returns how many were read now."""
    futures = [
        read_batch.submit(Path(data), batch, EXTRACTOR_VERSION, limits, again)
        for batch in batches(documents, _batch_size(documents))
    ]
    return sum(future.result() for future in futures)


@flow(name="load-on-dask", timeout_seconds=120 * _HOUR)
def load_all(data: str, documents: list[Named], limits: Limits, again: bool, run_id: str, number: int) -> Counted:
    """Read and load documents, a batch a task; see `load_on_dask`."""
    size = _batch_size(documents)
    futures = [
        load_batch.submit(Path(data), batch, EXTRACTOR_VERSION, limits, again, run_id, number + nth * size)
        for nth, batch in enumerate(batches(documents, size))
    ]
    counted = [future.result() for future in futures]
    return Counted(sum(each.read for each in counted), [t for each in counted for t in each.tallies])


def read_on_dask(data: Path, documents: Sequence[Named], cluster: str, limits: Limits, again: bool = False) -> int:
    """Read documents on a Dask cluster; returns how many were read now.

    cluster: see `find_runner`. Raises RunFailed where the extra `scale` is not installed.
    """
    return int(read_all.with_options(task_runner=find_runner(cluster))(str(data), list(documents), limits, again))


def load_on_dask(
    data: Path, documents: Sequence[Named], cluster: str, limits: Limits, again: bool, run_id: str, number: int
) -> Counted:
    """Read documents on a Dask cluster and let its processes load them into the lake of the data directory.

    number: of the first document. Raises RunFailed where the extra `scale` is not installed, and WarehouseError.
    """
    run = load_all.with_options(task_runner=find_runner(cluster))
    counted: Counted = run(str(data), list(documents), limits, again, run_id, number)
    return counted


def _batch_size(documents: Sequence[Named]) -> int:
    return min(BATCH, max(1, len(documents) // _AT_LEAST))


def find_runner(cluster: str) -> Any:
    """The task runner for a cluster.

    cluster: the address of a scheduler (`tcp://host:8786`), or `local:4` for so many processes on this machine. Raises
    RunFailed where the extra `scale` is not installed.
    """
    try:
        from prefect_dask import DaskTaskRunner
    except ImportError as error:
        raise RunFailed('需要安装扩展 scale: install the extra first: pip install "gongzhang[scale]"') from error
    kind, _, count = cluster.partition(":")
    if kind == "local":
        many = {"n_workers": int(count or 2), "threads_per_worker": 1, "dashboard_address": None, "host": "127.0.0.1"}
        return DaskTaskRunner(cluster_kwargs=many)
    return DaskTaskRunner(address=cluster)
