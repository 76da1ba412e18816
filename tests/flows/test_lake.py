"""A data directory on a lake: the flows read and load on a cluster of two processes, and readers get the same."""

import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import pytest
from command_line import Prefect, Run, command, fingerprint

from flows.ingest import ingest
from tests.warehouse.postgres import Databases, postgres_server
from warehouse.audit import list_findings
from warehouse.lake.load import LakeLoader
from warehouse.lake.publish import make_lake
from warehouse.lake.setting import find_lake
from warehouse.read import list_queries, open_published, run_query

pytestmark = pytest.mark.prefect


@pytest.fixture(scope="module")
def databases() -> Iterator[Databases]:
    pytest.importorskip("prefect_dask", reason="the extra scale is not installed")
    with TemporaryDirectory(prefix="pg-") as folder, postgres_server(Path(folder)) as make:
        yield make


def findings(data: Path) -> list[dict[str, object]]:
    with closing(open_published(data)) as connection:
        return list_findings(connection)


def loads(data: Path) -> list[tuple[int, int]]:
    """How many transactions loaded how many documents."""
    with closing(open_published(data)) as connection:
        return connection.execute("SELECT count(DISTINCT load_id), count(*) FROM loaded.document").fetchall()


def test_the_command_line_over_a_lake(
    gongzhang: Run, examples: Path, loaded: Path, databases: Databases, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    made = gongzhang("lake", databases(), "--data", data)
    assert made.code == 0 and "lake.json" in made.out, made.err
    ran = gongzhang("ingest", examples / "reports", "--data", data, "--dask", "local:2")
    assert ran.code == 0, ran.err
    assert fingerprint(data) == fingerprint(loaded)
    assert findings(data) == findings(loaded)
    transactions, documents = loads(data)[0]
    assert documents == len(list((examples / "reports").iterdir())) and transactions > 2
    again = gongzhang("ingest", examples / "reports", "--data", data)
    assert again.code == 0 and loads(data) == [(transactions, documents)], "nothing is loaded twice"
    for words in (["doctor"], ["findings", "--format", "jsonl"], ["compare", "--concept", "grand_total"]):
        ours, embedded = gongzhang(*words, "--data", data), gongzhang(*words, "--data", loaded)
        assert ours.code == embedded.code == 0, ours.err
        if words[0] != "doctor":
            assert ours.out == embedded.out
    exported = gongzhang("export", tmp_path / "package", "--data", data)
    assert exported.code == 0, exported.err
    assert (tmp_path / "package" / "fact_figure" / "fiscal_year=2023" / "data.parquet").exists()


def test_a_run_killed_while_two_load_is_completed_by_the_next(
    prefect: Prefect, gongzhang: Run, examples: Path, loaded: Path, databases: Databases, tmp_path: Path, root: Path
) -> None:
    data = tmp_path / "data"
    make_lake(data, databases(), str(data / "lake"))
    words = ["ingest", examples / "reports", "--data", data, "--dask", "local:2"]
    killed = psutil.Popen(command(*words), cwd=root, env=prefect.environment, start_new_session=True)
    lake = find_lake(data)
    assert lake is not None
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        with LakeLoader(lake) as loader:
            if loader.loaded():
                break
        time.sleep(0.2)
    os.killpg(killed.pid, signal.SIGKILL)
    killed.wait()
    ran = gongzhang(*words)
    assert ran.code == 0, ran.err
    assert fingerprint(data) == fingerprint(loaded)
    assert findings(data) == findings(loaded)


@pytest.mark.corpus
def test_the_corpus_loaded_by_two_gives_the_facts_findings_and_answers_of_the_embedded_warehouse(
    in_prefect: None, corpus: Path, databases: Databases, tmp_path: Path
) -> None:
    lake, embedded = tmp_path / "lake", tmp_path / "embedded"
    make_lake(lake, databases(), str(lake / "files"))
    summary = ingest([str(corpus)], str(lake), dask="local:2")
    assert summary.extracted == summary.documents == summary.loaded + len(summary.quarantined) > 20
    for name in ("archive", "extracted"):  # what was read is not read again; loading and all that follows is
        shutil.copytree(lake / name, embedded / name)
    ingest([str(corpus)], str(embedded))
    assert loads(lake)[0][0] > 2
    assert fingerprint(lake) == fingerprint(embedded)
    assert findings(lake) == findings(embedded) != []
    with closing(open_published(embedded)) as one, closing(open_published(lake)) as other:
        for query in list_queries():
            assert run_query(other, query.name) == run_query(one, query.name), query.name
