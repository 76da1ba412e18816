import os
import re
import resource
import shutil
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psutil
import pytest
from command_line import Prefect, Run, command, fingerprint, options_for, wait_for

from flows.local_prefect import SERVER
from flows.lock import only_ingest
from warehouse.read import open_published, select

pytestmark = pytest.mark.prefect
REPORT = "测试县某某局2023年度部门决算\n2023年度收、支总计均为100.50万元。与2022年相比，收、支总计各增加10.50万元。\n"


def extractions(data: Path) -> list[Path]:
    return sorted(data.glob("extracted/*/*/*.jsonl.gz"))


def query(data: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(open_published(data)) as connection:
        return select(connection, sql).rows


def test_every_example_is_loaded_and_the_summary_says_so(loaded: Path, examples: Path, prefect: Prefect) -> None:
    files = [p for p in (examples / "reports").rglob("*") if p.is_file()]
    printed = (loaded.parent / "out").read_text(encoding="utf-8")
    assert re.search(rf"loaded now +│ +{len(files)} │", printed)
    assert str(loaded / "gongzhang.duckdb") in printed
    assert query(loaded, "SELECT count(*) FROM dim_report WHERE status <> 'refused'") == [(len(files),)]
    assert query(loaded, "SELECT run_status, documents_loaded FROM run") == [("completed", len(files))]
    artifacts = prefect.post("/artifacts/filter", artifacts={"key": {"any_": ["ingest-summary"]}})
    assert any(f"| 本次入库 | loaded now | {len(files)} |" in artifact["data"] for artifact in artifacts)


def test_a_second_ingest_of_unchanged_files_reads_nothing_and_says_so(
    copy: Path, gongzhang: Run, examples: Path
) -> None:
    before = {path: path.stat().st_mtime_ns for path in [*extractions(copy), copy / "gongzhang.duckdb"]}
    ran = gongzhang("ingest", examples / "reports", "--data", copy)
    assert (ran.code, ran.out.splitlines()[0]) == (
        0,
        f"没有变化：{len(before) - 1} 份文档此前均已入库"
        f" Nothing changed: all {len(before) - 1} documents were already loaded, 0 read.",
    )
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_bad_files_are_quarantined_with_a_sentence_each_and_the_rest_is_loaded(
    copy: Path, gongzhang: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    contents = {
        "empty.txt": b"",
        "junk.bin": bytes(range(256)) * 40,
        "page.html": "<html><body><h1>天气预报</h1><p>明天晴。</p></body></html>".encode(),
        "not-a-word-file.docx": b"PK\3\4 no zip at all",
        "report.txt": REPORT.encode("gb18030"),
        "the-same-report.txt": REPORT.encode("gb18030"),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    before = fingerprint(copy)["fact_indicator"]
    ran = gongzhang("ingest", folder, "--data", copy)
    assert ran.code == 0
    assert "Traceback" not in ran.out + ran.err
    quarantined = [line.split("  ")[1].split("：")[0] for line in ran.out.splitlines() if line.startswith("隔离 quar")]
    assert sorted(quarantined) == ["empty.txt", "junk.bin", "not-a-word-file.docx", "page.html"]
    assert query(copy, "SELECT count(*) FROM dim_report WHERE status = 'refused' AND length(reason) > 10") == [(4,)]
    assert query(copy, "SELECT count(DISTINCT report_id) FROM load_issue WHERE severity = 'error'") == [(4,)]
    assert query(copy, "SELECT unit_name FROM dim_report WHERE file = 'report.txt'") == [("测试县某某局",)]
    assert query(copy, "SELECT count(*) FROM dim_report WHERE file = 'the-same-report.txt'") == [(0,)]
    assert fingerprint(copy)["fact_indicator"] == before


def test_a_missing_path_is_bad_usage_and_prefect_is_not_even_started(gongzhang: Run, tmp_path: Path) -> None:
    started = time.monotonic()
    ran = gongzhang("ingest", tmp_path / "nowhere", "--data", tmp_path / "data")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"找不到 {tmp_path}/nowhere：请检查路径 No such file or folder: {tmp_path}/nowhere.\n"
    assert not (tmp_path / "data").exists()
    assert time.monotonic() - started < 5


def test_a_second_ingest_at_the_same_time_is_one_sentence_and_exit_1(
    copy: Path, gongzhang: Run, examples: Path
) -> None:
    before = fingerprint(copy)
    with only_ingest(copy):
        ran = gongzhang("ingest", examples / "reports", "--data", copy)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"另一个 ingest（进程 {os.getpid()}）正在写入 {copy}")
    assert len(ran.err.splitlines()) == 1
    assert fingerprint(copy) == before


def test_a_full_disk_is_one_sentence_and_what_was_published_stays(
    copy: Path, gongzhang: Run, tmp_path: Path, root: Path
) -> None:
    before = fingerprint(copy)
    (tmp_path / "new.txt").write_text(REPORT * 200, encoding="utf-8")
    size = (copy / "writer.duckdb").stat().st_size
    limit = size // 2
    ran = gongzhang(
        "ingest",
        tmp_path / "new.txt",
        "--data",
        copy,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert ran.code == 1
    assert "Traceback" not in ran.err + ran.out
    assert "disk is full" in ran.err.splitlines()[-1]
    assert fingerprint(copy) == before
    assert gongzhang("ingest", tmp_path / "new.txt", "--data", copy).code == 0
    assert query(copy, "SELECT count(*) FROM dim_report WHERE file = 'new.txt'") == [(1,)]


def kill_when(condition: Callable[[], bool], run: subprocess.Popen[str]) -> bool:
    """Kill the command, and nothing else, when the condition holds; whether it was still alive then."""
    while run.poll() is None and not condition():
        time.sleep(0.002)
    was_alive = run.poll() is None
    run.kill()
    run.communicate()
    return was_alive


def test_killed_at_any_moment_the_next_run_completes_the_work(
    loaded: Path, prefect: Prefect, gongzhang: Run, examples: Path, root: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    writer, fresh = data / "writer.duckdb", data / "gongzhang.duckdb.new"
    moments: dict[str, Callable[[], bool]] = {
        "while archiving": lambda: len(list(data.glob("archive/*/*"))) >= 3,
        "while reading": lambda: len(extractions(data)) >= 2,
        "while loading": lambda: len(extractions(data)) == len(extractions(loaded)) and Path(f"{writer}.wal").exists(),
        "while publishing": fresh.exists,
    }
    options = options_for(prefect.environment, root)
    killed = []
    for moment, has_come in moments.items():
        run = subprocess.Popen(
            command("ingest", examples / "reports", "--data", data),
            cwd=options["cwd"],
            env=options["env"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        if kill_when(has_come, run):
            killed.append(moment)
    assert len(killed) >= 3, f"the runs were killed only {killed}"
    ran = gongzhang("ingest", examples / "reports", "--data", data)
    assert ran.code == 0, ran.err
    assert fingerprint(data) == fingerprint(loaded)


def test_killed_while_it_replaces_what_was_loaded_nothing_is_lost(
    copy: Path, loaded: Path, prefect: Prefect, gongzhang: Run, examples: Path, root: Path
) -> None:
    shutil.rmtree(copy / "extracted")
    options = options_for(prefect.environment, root)
    run = subprocess.Popen(
        command("ingest", examples / "reports", "--again", "--data", copy),
        cwd=options["cwd"],
        env=options["env"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    every = len(extractions(loaded))
    assert kill_when(lambda: len(extractions(copy)) == every and (copy / "writer.duckdb.wal").exists(), run)
    assert fingerprint(copy) == fingerprint(loaded), "readers still see the published copy"
    assert gongzhang("ingest", examples / "reports", "--data", copy).code == 0
    assert fingerprint(copy) == fingerprint(loaded)


@pytest.fixture(scope="module")
def serverless() -> dict[str, str]:
    """An environment without a Prefect server, and without a way out to any network."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return environment | {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}


def test_without_a_configured_server_the_command_brings_its_own_and_takes_it_along(
    root: Path, tmp_path: Path, loaded: Path, examples: Path, serverless: dict[str, str]
) -> None:
    data = tmp_path / "data"
    (tmp_path / "long.txt").write_text(REPORT * 20_000, encoding="utf-8")
    wanted = {SERVER, "flows.reader"}
    killed = subprocess.Popen(
        command("ingest", tmp_path / "long.txt", "--data", data, "--time-limit", 5),
        cwd=root,
        env=serverless,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(lambda: wanted <= words_of_all(killed.pid) or killed.poll() is not None, seconds=120)
        children = children_of(killed.pid)
    finally:
        killed.kill()
        killed.wait()
    assert wanted <= {word for child in children for word in words_of(child)}
    _, alive = psutil.wait_procs(children, timeout=30)
    assert alive == [], "a killed command leaves no server and no reader behind"
    ran = subprocess.run(command("ingest", examples / "reports", "--data", data), **options_for(serverless, root))
    assert ran.returncode == 0, ran.stderr
    assert fingerprint(data) == fingerprint(loaded)
    assert (data / "prefect" / "prefect.db").exists()
    assert "Traceback" not in ran.stdout + ran.stderr
    assert "INFO" not in ran.stdout + ran.stderr


def children_of(pid: int) -> list[psutil.Process]:
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def words_of(process: psutil.Process) -> list[str]:
    try:
        return [process.name(), *process.cmdline()]
    except psutil.NoSuchProcess:
        return []


def words_of_all(pid: int) -> set[str]:
    return {word for child in children_of(pid) for word in words_of(child)}
