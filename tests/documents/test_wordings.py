"""Sentences as publishers word them: each states exactly the figures that stand beside it, and no others."""

import pytest

from tests.documents.wordings import Wording, check_wording, load_wordings

WORDINGS = [
    pytest.param(w, id=w.name, marks=[pytest.mark.xfail(reason=w.known, strict=True)] if w.known else [])
    for w in load_wordings()
]


@pytest.mark.parametrize("wording", WORDINGS)
def test_a_sentence_states_its_figures_and_no_others(wording: Wording) -> None:
    check_wording(wording)
