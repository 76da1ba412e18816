"""What the docs promise: every command, every make target, every link and every generated page."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from flows.cli import app
from schemas.checks_page import build_page
from schemas.glossary import build_glossary

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.md")])
GENERATED = ("dictionary.md", "glossary.md", "cookbook.md", "checks.md", "CHANGELOG.md")
HAND_WRITTEN = [p for p in PAGES if p.name not in GENERATED]


def test_the_glossary_is_fresh() -> None:
    assert (ROOT / "docs/glossary.md").read_text(encoding="utf-8") == build_glossary(), "run `make docs`"


def test_the_list_of_checks_is_fresh() -> None:
    assert (ROOT / "docs/checks.md").read_text(encoding="utf-8") == build_page(), "run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_command_has_help_and_stands_in_the_docs() -> None:
    text = "\n".join(p.read_text(encoding="utf-8") for p in HAND_WRITTEN)
    commands = get_command(app).commands  # type: ignore[attr-defined]
    assert {"extract", "ingest", "explain", "doctor"} <= set(commands)
    for name, command in commands.items():
        assert command.help, f"{name} has no help"
        assert f"gongzhang {name}" in text or f"gongzhang {name}" in (ROOT / "Makefile").read_text(), (
            f"{name} is in no page"
        )


def test_commands_of_the_docs_exist() -> None:
    commands = set(get_command(app).commands)  # type: ignore[attr-defined]
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.M))
    for page in HAND_WRITTEN:
        text = page.read_text(encoding="utf-8")
        for block in re.findall(r"```(?:\w*)\n(.*?)```", text, re.S):
            for name in re.findall(r"(?:\.venv/bin/|\$ )gongzhang ([a-z-]+)", block):
                assert name in commands, f"{page.name}: gongzhang {name}"
            for name in re.findall(r"^make (\w+)", block, re.M):
                assert name in targets, f"{page.name}: make {name}"


def test_no_page_is_too_long_to_read() -> None:
    for page in HAND_WRITTEN:
        assert len(page.read_text(encoding="utf-8").splitlines()) <= 500, page.name
