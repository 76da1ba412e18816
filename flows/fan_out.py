"""The flow `read-on-dask`: documents are read by a Dask cluster, on as many machines as share the data directory.

The store of extractions is where the work is handed over: a document that was read is found there by whoever loads it.
So the cluster needs nothing but this code and the data directory, a machine that is lost costs its batch, and loading
stays with the one writer. Reading itself happens as on one machine, in processes of their own with limits of time and
memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from extractors.extract import EXTRACTOR_VERSION
from flows.archive import Archive
from flows.crawl.pending import Pending
from flows.errors import RunFailed
from flows.extractions import Extractions
from flows.ingest import BATCH, batches
from flows.readers import Job, Limits, Readers

_HOUR = 3600


@task(name="read-on-dask", cache_policy=NO_CACHE, retries=2)
def read_batch(data: Path, batch: Sequence[tuple[str, str]], version: str, limits: Limits) -> int:
    """Bring documents (hash and name) into the store of extractions; returns how many were read for it.

    Raises RunFailed where the machine has other extractors than the run.
    """
    archive, store, log = Archive(data), Extractions(data, version), data / "logs" / "readers.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    jobs = [Job(sha, name, archive.path_of(sha), store.path_of(sha)) for sha, name in batch if not store.has(sha)]
    with Readers(1, limits, version, log) as readers:
        return sum(1 for _ in readers.read(jobs))


@flow(name="read-on-dask", timeout_seconds=120 * _HOUR)
def read_all(data: str, documents: list[tuple[str, str]], limits: Limits) -> int:
    """Read documents, a batch a task; returns how many were read now."""
    futures = [read_batch.submit(Path(data), batch, EXTRACTOR_VERSION, limits) for batch in batches(documents, BATCH)]
    return sum(future.result() for future in futures)


def read_on_dask(data: Path, documents: Sequence[Pending], cluster: str, limits: Limits) -> int:
    """Read crawled documents on a Dask cluster; returns how many were read now.

    cluster: the address of a scheduler (`tcp://host:8786`), or `local:4` for so many processes on this machine. Raises
    RunFailed where the extra `scale` is not installed.
    """
    runner = find_runner(cluster)
    told = [(document.sha256, document.name) for document in documents]
    return int(read_all.with_options(task_runner=runner)(str(data), told, limits))


def find_runner(cluster: str) -> Any:
    """The task runner for a cluster, see `read_on_dask`."""
    try:
        from prefect_dask import DaskTaskRunner
    except ImportError as error:
        raise RunFailed('需要安装扩展 scale: install the extra first: pip install "gongzhang[scale]"') from error
    kind, _, count = cluster.partition(":")
    if kind == "local":
        many = {"n_workers": int(count or 2), "threads_per_worker": 1, "dashboard_address": None, "host": "127.0.0.1"}
        return DaskTaskRunner(cluster_kwargs=many)
    return DaskTaskRunner(address=cluster)
