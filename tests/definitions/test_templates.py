"""Every entry of extractors/templates/ carries an example, which is read as it says."""

from pathlib import Path

import pytest

from extractors.regional import Template, load_templates, read_templates
from tests.documents.wordings import Wording, check_wording


@pytest.mark.parametrize("template", load_templates(), ids=lambda t: f"{t.file}-{t.title or t.noun or t.sentence}"[:60])
def test_the_example_of_a_template_is_read_as_it_says(template: Template) -> None:
    words = [template.title, *template.words, template.sentence.split("{")[0]]
    example = {**template.example, "figures": tuple(template.example["figures"])}
    assert any(word and word in example.get("title", "") + example["say"] for word in words), "the example lacks it"
    check_wording(Wording(name=template.file, **example))


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{noun: reception, words: [接待], example: {}}", "unknown noun 'reception'"),
        ("{title: 接待情况, section: guests, example: {}}", "unknown section 'guests'"),
        ("{sentence: '接待{a}', states: {b: three_public_reception actual}, example: {}}", "has no slot b"),
        ("{sentence: '接待{a}', states: {a: reception actual}, example: {}}", "unknown concept reception"),
        ("{sentence: '接待{a}', states: {a: three_public_reception spent}, example: {}}", "unknown measure spent"),
        ("{sentence: '接待{a}', title: 接待情况, example: {}}", "one of them only"),
        ("{sentence: '接待{a}'}", "'example'"),
    ],
)
def test_a_wrong_entry_is_named_with_its_file(tmp_path: Path, entry: str, message: str) -> None:
    path = tmp_path / "province.yml"
    path.write_text(f"- {entry}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=message) as error:
        list(read_templates(path))
    assert "province.yml" in str(error.value)
