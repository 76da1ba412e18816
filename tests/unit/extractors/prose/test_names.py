"""From the name of a class to its code, never without knowing what stands above it."""

from decimal import Decimal

import pytest

from extractors.document import Cell, Document, Grid, Page
from extractors.prose.names import Classification, OwnCodes, bare_name, load_classifications, read_own_codes
from schemas.codes import load_functional


@pytest.fixture(scope="module")
def functional() -> Classification:
    return load_classifications(2023, OwnCodes())[0]


def test_names_are_compared_without_their_closing_words() -> None:
    assert bare_name("社会保障和就业支出") == bare_name("社会保障和就业")
    assert bare_name("其他交通费用") == bare_name("其他交通费")
    assert bare_name("对个人和家庭的补助") == bare_name("对个人和家庭补助")


def test_a_name_that_stands_everywhere_is_resolved_below_its_parent_only(functional: Classification) -> None:
    assert functional.find("行政运行") is None
    assert functional.find("行政运行", "20106", 7) == "2010601"


@pytest.mark.parametrize(("name", "code"), [("教育", "205"), ("外交", "202"), ("卫生健康支出", "210")])
def test_a_class_may_lose_its_word_支出(functional: Classification, name: str, code: str) -> None:
    assert functional.find(name, "", 3) == code


def test_a_chain_prints_two_levels_in_one_go(functional: Classification) -> None:
    assert functional.find_below("财政事务行政运行", "201", 7) == "2010601"


def test_a_class_printed_with_the_level_below_is_still_found(functional: Classification) -> None:
    assert functional.find_below("计划生育事务", "21001", 7) == "21007"


def test_other_expenditure_that_no_list_names_is_the_99_of_its_class(functional: Classification) -> None:
    assert functional.find_residual("其他财政事务杂项", "20106", set()) == "2010699"
    assert functional.find_residual("新设专项", "20106", set()) is None


def test_the_row_of_the_own_table_with_the_amount_names_the_code() -> None:
    own = OwnCodes()
    own.add("2010655", "新设专项", [Decimal("12.50")])
    codes = Classification(load_functional(), 2023, own)
    assert codes.knows("2010655")
    assert codes.find("新设专项") == "2010655"
    assert codes.find_residual("印错的名称", "20106", {Decimal("12.50")}) == "2010655"


def grid_document(rows: list[list[str]]) -> Document:
    cells = [Cell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return Document("made-up", "0" * 64, "text", [Page(None, "")], [Grid(cells, len(rows), len(rows[0]))], "text")


@pytest.mark.parametrize(
    "row",
    [["2010601", "行政运行", "12.50"], ["201", "06", "01", "行政运行", "12.50"], ["2010601行政运行", "12.50"]],
)
def test_codes_of_the_own_tables_stand_in_one_cell_or_three_or_before_the_name(row: list[str]) -> None:
    own = read_own_codes(grid_document([row]))
    assert own.names == {"2010601": {"行政运行"}}
    assert own.amounts == {"2010601": {Decimal("12.50")}}
