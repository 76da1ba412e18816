"""The lexicon's own notation, and mistakes in it."""

from pathlib import Path

import pytest

from schemas import lexicon
from schemas.lexicon import load_families, spell_out


def test_alternatives_in_braces_spell_out_every_word() -> None:
    assert spell_out("{公务用车,公车}运行{,维护}费") == [
        "公务用车运行费",
        "公务用车运行维护费",
        "公车运行费",
        "公车运行维护费",
    ]
    assert spell_out("会议费") == ["会议费"]


def test_a_noun_of_an_unknown_concept_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "nouns.yml").write_text("- {noun: x, words: [会议], slots: {yuan: meetings}}", encoding="utf-8")
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    load_families.cache_clear()
    with pytest.raises(ValueError, match=r"nouns.yml: x names the unknown concept meetings"):
        load_families()
    load_families.cache_clear()
