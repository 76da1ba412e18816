"""The day on which something was counted, in the ways in which reports print it."""

import pytest

from extractors.prose.days import as_of


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("截至2023年8月31日", ("2023-08-31", 2023)),
        ("2022年底", ("2022-12-31", 2022)),
        ("2022年期末", ("2022-12-31", 2022)),
        ("2022年度末", ("2022-12-31", 2022)),
        ("2024年2月", ("2024-02-29", 2024)),
        ("2022年12月底", ("2022-12-31", 2022)),
        ("上年末", ("2023-12-31", 2023)),
        ("12月底", ("2023-12-31", 2023)),
        ("2024年", None),
        ("2024年13月", None),
    ],
)
def test_a_day_is_the_last_one_of_what_is_named(text: str, day: tuple[str, int] | None) -> None:
    assert as_of(text, 2023) == day


def test_a_month_without_a_year_names_no_day() -> None:
    assert as_of("12月底") is None
    assert as_of("上年末") is None
