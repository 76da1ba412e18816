import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from command_line import Run, command

from warehouse.read import open_published, select

REPORT = "测试县某某局2023年度部门决算\n2023年度收、支总计均为100.50万元。与2022年相比，收、支总计各增加10.50万元。\n"


def extract(*words: object, root: Path, **options: object) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(command("extract", *words), cwd=root, capture_output=True, timeout=60, **options)  # type: ignore[call-overload,no-any-return]


def test_extract_prints_records_as_utf8_lines_and_nothing_else(tmp_path: Path, root: Path) -> None:
    (tmp_path / "报告.txt").write_text(REPORT, encoding="utf-8")
    ran = extract(tmp_path, root=root, env={"PATH": "", "LC_ALL": "C"})
    assert (ran.returncode, ran.stderr) == (0, b"")
    records = [json.loads(line) for line in ran.stdout.decode("utf-8").splitlines()]
    assert [r["record"] for r in records[:1]] == ["report"]
    assert (records[0]["file"], records[0]["unit"], records[0]["fiscal_year"]) == ("报告.txt", "测试县某某局", 2023)
    totals = {
        (r["concept"], r["value"], r["printed"])
        for r in records
        if r["record"] == "figure" and r["measure"] == "actual" and r["period"] == 2023
    }
    assert totals == {("grand_total", "1005000", "100.50")}


def test_extract_starts_without_prefect_and_without_duckdb(tmp_path: Path, root: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    program = (
        "import sys; sys.argv = ['gongzhang', 'extract', sys.argv[1]]\n"
        "import flows.cli\n"
        "try: flows.cli.main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'prefect', 'duckdb', 'polars', 'camelot'} & set(sys.modules)), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", program, str(tmp_path)], cwd=root, capture_output=True, text=True)
    assert ran.stderr == "[]\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.txt", b""), ("junk.bin", bytes(range(256)) * 40), ("page.html", "<p>明天晴。</p>".encode())],
)
def test_what_is_no_report_is_a_refused_record_an_issue_and_one_sentence(
    tmp_path: Path, root: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    ran = extract(tmp_path / name, root=root)
    report, *rest = [json.loads(line) for line in ran.stdout.decode().splitlines()]
    assert (ran.returncode, report["record"], report["status"]) == (0, "report", "refused")
    assert [r["severity"] for r in rest if r["record"] == "issue"] == ["error"]
    assert ran.stderr.decode() == f"{tmp_path / name}：{report['reason']}\n"


def test_extract_goes_quietly_when_its_reader_has_gone(tmp_path: Path, root: Path) -> None:
    for i in range(20):
        (tmp_path / f"{i}.txt").write_text(REPORT * 50, encoding="utf-8")
    run = subprocess.Popen(command("extract", tmp_path), cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert run.stdout is not None
    assert run.stderr is not None
    run.stdout.read(10)
    run.stdout.close()
    assert (run.stderr.read(), run.wait()) == (b"", 1)


def test_an_unexpected_error_is_one_sentence_and_the_place_of_the_log(
    tmp_path: Path, root: Path, gongzhang: Run
) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "logs").write_text("a file where a folder should be")
    ran = gongzhang("ingest", tmp_path / "a.txt", "--data", tmp_path / "data")
    assert (ran.code, ran.out) == (1, "")
    (line,) = ran.err.splitlines()
    assert line.startswith("运行失败 The run failed: FileExistsError")
    log = Path(line.rpartition(" in ")[2])
    assert "Traceback" in log.read_text()
    log.unlink()


@pytest.mark.parametrize("words", [("explain", "f0"), ("doctor",), ("demo-queries",)])
def test_without_a_warehouse_the_way_out_is_named(tmp_path: Path, gongzhang: Run, words: tuple[str, ...]) -> None:
    ran = gongzhang(*words, "--data", tmp_path / "data")
    assert ran.code == 1
    assert ran.err.splitlines() == [
        f"there is no warehouse in {tmp_path}/data yet: run `gongzhang ingest PATH... --data {tmp_path}/data` first"
    ]
    assert not (tmp_path / "data").exists()


@pytest.mark.prefect
def test_explain_says_where_a_figure_is_printed(loaded: Path, gongzhang: Run) -> None:
    with closing(open_published(loaded)) as connection:
        figure = select(
            connection,
            "SELECT figure_id, printed, line, snippet, file, concept_zh, unit_name FROM fact_figure"
            " JOIN dim_report USING (report_id) JOIN dim_concept USING (concept)"
            " WHERE line IS NOT NULL AND functional_code IS NOT NULL ORDER BY figure_id LIMIT 1",
        ).rows[0]
    ran = gongzhang("explain", figure[0], "--data", loaded)
    assert ran.code == 0
    for said in (figure[1], f"第{figure[2]}行 line {figure[2]}", figure[3], figure[4], figure[5], figure[6]):
        assert str(said) in ran.out


@pytest.mark.prefect
def test_explain_of_an_unknown_figure_is_one_sentence(loaded: Path, gongzhang: Run) -> None:
    ran = gongzhang("explain", "nothing", "--data", loaded)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("there is no figure nothing in this warehouse")
    assert len(ran.err.splitlines()) == 1


@pytest.mark.prefect
def test_doctor_tells_versions_documents_and_runs(loaded: Path, gongzhang: Run) -> None:
    ran = gongzhang("doctor", "--data", loaded)
    assert ran.code == 0
    with closing(open_published(loaded)) as connection:
        (documents, version) = select(
            connection, "SELECT count(*), any_value(extractor_version) FROM dim_report_version"
        ).rows[0]
    assert f"存档 archive: {documents} 份文档 documents" in ran.out
    assert f"提取器 extractors: {version}" in ran.out
    assert f"({documents}/{documents})" in ran.out
    assert "最近的运行 Last runs" in ran.out
    assert "completed" in ran.out


@pytest.mark.prefect
def test_demo_queries_print_three_tables_under_chinese_and_english_titles(loaded: Path, gongzhang: Run) -> None:
    ran = gongzhang("demo-queries", "--data", loaded)
    titles = [line for line in ran.out.splitlines() if line.endswith(".sql）")]
    assert (ran.code, len(titles)) == (0, 3)
    assert all(" · " in title for title in titles)
    with closing(open_published(loaded)) as connection:
        units = [unit for (unit,) in select(connection, "SELECT unit_name FROM dim_unit WHERE reports > 0").rows]
    assert units
    assert all(unit in ran.out for unit in units)


def test_version(root: Path) -> None:
    ran = subprocess.run(command("--version"), cwd=root, capture_output=True, text=True)
    assert (ran.returncode, ran.stdout) == (0, "gongzhang 0.1.0\n")
