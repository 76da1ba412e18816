"""The worked examples of the how-to pages do what the pages say."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from extractors import regional, sections
from extractors.prose import lexicon, sentences
from extractors.regional import load_templates
from schemas import concepts
from schemas import lexicon as lexicon_data
from tests.documents.wordings import Wording, check_wording, read_wording, show_figures

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"
CACHES = (
    regional.load_templates,
    lexicon.load_lexicon,
    lexicon.base_pattern,
    sentences.sentence_patterns,
    sections._regional_titles,
    lexicon_data.load_families,
    concepts.load_concepts,
)


def clear_caches() -> None:
    for cached in CACHES:
        cached.cache_clear()


@pytest.fixture
def fresh_definitions() -> Iterator[None]:
    yield
    clear_caches()


def yaml_blocks(page: str) -> list[str]:
    text = (HOW_TO / page).read_text(encoding="utf-8")
    blocks = re.findall(r"^( *)```yaml\n(.*?)^ *```", text, re.S | re.M)
    return [re.sub(rf"^{indent}", "", block, flags=re.M) for indent, block in blocks]


def test_the_entries_of_add_a_template_are_read_once_they_are_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh_definitions: None
) -> None:
    (block,) = yaml_blocks("add-a-template.md")
    entries = yaml.safe_load(block)
    examples = [Wording(name="how-to", **{**e["example"], "figures": tuple(e["example"]["figures"])}) for e in entries]
    before = [len(show_figures(read_wording(wording))) for wording in examples]
    (tmp_path / "province.yml").write_text(block, encoding="utf-8")
    monkeypatch.setattr(regional, "FOLDER", tmp_path)
    clear_caches()
    assert [len(t.title + t.noun + t.sentence) > 0 for t in load_templates()] == [True] * 3
    for wording in examples:
        check_wording(wording)
    assert before[1:] == [0, 0], "the words and the sentence are known without the entry"


def test_the_concept_of_add_a_concept_is_read_once_it_is_added(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fresh_definitions: None
) -> None:
    concept, family, wording = (yaml.safe_load(block) for block in yaml_blocks("add-a-concept.md"))
    section, sentence = wording
    example = Wording(name="how-to", **section, **{**sentence, "figures": tuple(sentence["figures"])})
    assert show_figures(read_wording(example)) == []
    for folder, name in ((concepts.FOLDER, "concepts"), (lexicon_data.FOLDER, "lexicon")):
        target = tmp_path / name
        target.mkdir()
        for path in folder.glob("*.yml"):
            (target / path.name).write_bytes(path.read_bytes())
    for path, rows in ((tmp_path / "concepts" / "three_public.yml", concept), (tmp_path / "lexicon/nouns.yml", family)):
        path.write_text(path.read_text("utf-8") + yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")
    monkeypatch.setattr(concepts, "FOLDER", tmp_path / "concepts")
    monkeypatch.setattr(lexicon_data, "FOLDER", tmp_path / "lexicon")
    clear_caches()
    check_wording(example)
