"""Measure, period and base of an amount by the document's kind and the words of its clause."""

import pytest

from extractors.prose.context import Context
from extractors.prose.measures import Measures
from extractors.prose.names import OwnCodes, load_classifications
from extractors.prose.state import Clause
from extractors.prose.subject import Subject
from extractors.prose.tokens import Base

NOUN = Subject(slots={"yuan": "three_public_total"}, kind="family")


def measures(kind: str, basis: str | None = None) -> Measures:
    functional, economic = load_classifications(2023, OwnCodes())
    return Measures(Context(kind, 2023, functional, economic, basis=basis))


def test_an_amount_is_actual_in_a_final_account_and_planned_in_a_budget() -> None:
    assert measures("final_account").stated(NOUN, Clause(), None) == {"measure": "actual"}
    assert measures("budget").stated(NOUN, Clause(), None) == {"measure": "budget_initial"}


def test_an_amount_of_last_year_belongs_to_last_year() -> None:
    assert measures("final_account").stated(NOUN, Clause(year=2022), None) == {"measure": "prior_year", "period": 2022}
    assert measures("budget").stated(NOUN, Clause(measure="execution", prior=True), None) == {
        "measure": "prior_year",
        "period": 2022,
        "base_measure": "budget_execution",
    }


def test_a_bare_budget_takes_the_last_basis_of_the_paragraph_then_the_note_then_none() -> None:
    assert measures("final_account").planned("budget") == {"measure": "budget_initial", "budget_basis": "unspecified"}
    assert measures("final_account", "full_year").planned("budget") == {"measure": "budget_full_year"}
    spoken = measures("final_account", "full_year")
    spoken.planned("budget_adjusted")
    assert spoken.planned("budget") == {"measure": "budget_adjusted"}
    assert spoken.basis_of(None) == "adjusted"


@pytest.mark.parametrize(
    ("kind", "base", "expected"),
    [
        ("final_account", Base(None, True, None, 0, "比"), {"base_period": "2022"}),
        ("final_account", Base(2019, False, "actual", 0, "比"), {"base_period": "2019"}),
        ("final_account", Base(2023, False, "budget", 0, "与"), {"budget_basis": "unspecified"}),
        ("final_account", Base(2022, False, "budget", 0, "比"), {"base_period": "2022", "base_measure": "budget"}),
        ("budget", Base(None, True, None, 0, "比"), {"base_period": "2022", "base_measure": "budget"}),
        (
            "budget",
            Base(2022, False, "execution", 0, "比"),
            {"base_period": "2022", "base_measure": "budget_execution"},
        ),
    ],
)
def test_a_base_is_a_year_or_this_years_plan(kind: str, base: Base, expected: dict[str, str]) -> None:
    assert measures(kind).base_dims(base) == expected
