"""Sentences of one province with slots."""

from extractors.prose.context import Context
from extractors.prose.names import OwnCodes, load_classifications
from extractors.prose.sentences import compile_sentence
from extractors.regional import Template
from tests.unit.extractors.prose.reading import THREE_PUBLIC, fates


def context() -> Context:
    functional, economic = load_classifications(2023, OwnCodes())
    return Context("final_account", 2023, functional, economic)


def test_a_sentence_fits_with_or_without_units_and_over_words_between() -> None:
    entry = compile_sentence(Template(file="x.yml", example={}, sentence="编制{a}，实有…人员{b}"))
    match = entry.pattern.search("单位编制12，实有在职在编人员11人")
    assert match and (entry.slots, match.groups()) == (("a", "b"), ("12", "11"))
    assert entry.pattern.search("编制12。实有人员11人") is None


def test_a_slot_without_a_statement_is_accounted_for() -> None:
    say = "公务用车加油4.10万元，公务用车维修3.20万元，公务用车保险1.40万元，公务用车其他支出0.50万元。"
    assert set(fates(THREE_PUBLIC, say).values()) == {"no_concept"}
