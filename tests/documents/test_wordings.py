"""Sentences as publishers word them: each states exactly the figures that stand beside it, and no others."""

import pytest

from tests.documents.wordings import Wording, describe, is_met, load_wordings, read_expected, read_wording, show_figures

WORDINGS = [
    pytest.param(w, id=w.name, marks=[pytest.mark.xfail(reason=w.known, strict=True)] if w.known else [])
    for w in load_wordings()
]


@pytest.mark.parametrize("wording", WORDINGS)
def test_a_sentence_states_its_figures_and_no_others(wording: Wording) -> None:
    reading = read_wording(wording)
    left = show_figures(reading)
    missing = []
    for expected in (read_expected(line, wording) for line in wording.figures):
        match = next((figure for figure in left if is_met(expected, figure)), None)
        if match is None:
            missing.append(expected.line)
        else:
            left.remove(match)
    surplus = [describe(figure) for figure in left]
    assert (missing, surplus) == ([], []), wording.say
    assert sorted({issue.kind for issue in reading.issues}) == sorted(wording.issues), wording.say
