"""The rules of the house that a program can hold: sizes, layers' words, no traces of one machine or one document."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("flows", "extractors", "schemas", "warehouse")
MODULES = sorted(p for package in PACKAGES for p in (ROOT / package).rglob("*.py"))
BAD_NAMES = re.compile(r"(^|_)(utils?|helpers?|process|handle)(_|$)")


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout
    if not listed:
        pytest.skip("not a git checkout: the tracked files cannot be listed")
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_module_is_short_and_its_functions_too(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300, "split it into rooms"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 60, f"{node.name} has {length} lines"
            assert not BAD_NAMES.search(node.name), f"{node.name} does not say what it does"


def test_sql_stands_only_in_the_warehouse() -> None:
    sql = re.compile(
        r"\b(SELECT\s.+\sFROM|INSERT\s+INTO|CREATE\s+(OR\s+REPLACE\s+)?(TABLE|VIEW)|DELETE\s+FROM)\b", re.S
    )
    for path in MODULES:
        if path.is_relative_to(ROOT / "warehouse"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not sql.search(node.value), f"{path.relative_to(ROOT)}:{node.lineno} holds SQL"


def test_addresses_of_sites_stand_only_in_the_source_registry() -> None:
    address = re.compile(r"https?://(?!127\.0\.0\.1|localhost|\[::1\])[\w.-]+\.\w+")
    # XML names its vocabularies by address; nothing is fetched from there.
    namespaces = ("schemas.openxmlformats.org", "www.w3.org", "schemas.microsoft.com", "purl.org", "purl.oclc.org")
    for path in MODULES:
        for match in address.finditer(path.read_text(encoding="utf-8")):
            assert any(name in match.group() for name in namespaces), f"{path.relative_to(ROOT)}: {match.group()}"


def test_nothing_names_a_machine_or_a_registry_host() -> None:
    traces = re.compile(r"/work/|/root/|/home/\w+/|files\.pythonhosted|--index-url|--extra-index-url|--find-links")
    for path in tracked():
        if path == Path(__file__) or path.suffix in (".pdf", ".docx"):
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        found = traces.search(text)
        assert not found, f"{path.relative_to(ROOT)} names {found.group() if found else ''}"


def test_no_code_or_definition_knows_a_document_of_the_corpus(corpus: Path) -> None:
    """Units of the real documents may be named nowhere: what looks for them would only work on them."""
    names = set()
    for path in corpus.rglob("*"):
        for part in re.split(r"[_\d\s：]+|年度?", path.stem):
            name = re.sub(r"(部门|单位)?(预算|决算)(公开)?(表|模板)?$", "", part).strip()
            if len(name) >= 6 and re.search(r"(局|委|院|厅|中心|办|处)$", name):
                names.add(name)
    assert len(names) >= 6
    for path in tracked():
        if path.suffix not in (".py", ".yml", ".csv", ".sql", ".toml") or path.is_relative_to(ROOT / "tests"):
            continue
        text = path.read_text(encoding="utf-8")
        for name in names:
            assert name not in text, f"{path.relative_to(ROOT)} names {name}"
