import pytest

from flows.crawl.envelope import find_breaches
from flows.crawl.registry import Expected

EXPECTED = Expected(from_year=2021, a_year=(30, 60))


@pytest.mark.parametrize(
    ("reports", "by_year", "usual", "expected", "said"),
    [
        (40, {}, [40, 41], None, []),
        (20, {}, [40, 40, 40], None, []),
        (3, {}, [40, 40, 40], None, ["usually 40"]),
        (3, {}, [], None, []),
        (0, {}, [], None, ["no report at all"]),
        (120, {2021: 40, 2022: 40, 2023: 40}, [], EXPECTED, []),
        (43, {2021: 40, 2022: 3}, [], EXPECTED, ["3 reports of 2022"]),
        (40, {2021: 40}, [], EXPECTED, ["0 reports of 2022"]),
        (83, {2021: 40, 2022: 40, 2023: 3}, [], EXPECTED, []),
        (180, {2021: 40, 2022: 40, 2023: 100}, [], EXPECTED, ["100 reports of 2023"]),
        (81, {2019: 1, 2021: 40, 2022: 40}, [], EXPECTED, []),
    ],
)
def test_a_count_far_from_the_usual_one_is_a_breach(
    reports: int, by_year: dict[int, int], usual: list[int], expected: Expected | None, said: list[str]
) -> None:
    found = find_breaches(reports, by_year, usual, expected, this_year=2024)
    assert len(found) == len(said)
    for sentence, part in zip(found, said, strict=True):
        assert part in sentence
