"""The vocabulary of the performance forms."""

from pathlib import Path

import pytest

from schemas.forms import load_form_words


def test_every_layout_adds_to_one_vocabulary() -> None:
    words = load_form_words()
    assert words.sections["budget_columns"]["executed"][:3] == ("预算执行数", "全年执行数", "执行数")
    assert "一般公共预算拨款" in words.sections["fund_sources"]["fiscal"]
    assert {"合计", "总分"} <= set(words.lists["totals"])
    assert "不低于" in words.properties["≥"]["before"]


def test_new_layout_is_one_file(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text("layout: x\nhead: {project_name: [事项名称]}\ntotals: [总评]\n", encoding="utf-8")
    words = load_form_words(tmp_path)
    assert words.sections["head"]["project_name"] == ("事项名称",)
    assert words.lists["totals"] == ("总评",)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("layout: x\nheads: {}\n", "heads is no section"),
        ("layout: x\nhead: {budget: [预算]}\n", "head has no field budget"),
        ("layout: x\nbudget_columns: {weight: [分值], score: [分值]}\n", "分值 names both weight and score"),
        ("- 分值\n", "the key `layout`"),
    ],
)
def test_wrong_layout_is_said_in_one_sentence(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "bad.yml").write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=said) as error:
        load_form_words(tmp_path)
    assert str(error.value).startswith("bad.yml: ")
