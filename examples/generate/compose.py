"""Puts a report together: headings, sentences with labelled figures, tables."""

from __future__ import annotations

from decimal import Decimal

from examples.generate.figures import CENT, Block, Figure, PageBreak, Paragraph, Piece, Report, Table, rate


class Composer:
    """Collects the blocks of one report.

    zeros: `keep` prints two decimals always, `trim` drops trailing zeros, `bare` prints nothing
    as 0. thousands: print separators.
    planted: key of a figure -> the wrong value to print, `SECTION/CONCEPT/MEASURE` with `/CODE` where there is one.
    """

    def __init__(
        self, year: int, zeros: str = "keep", thousands: bool = False, planted: dict[str, Decimal] | None = None
    ):
        self.year = year
        self.zeros = zeros
        self.thousands = thousands
        self.planted = planted or {}
        self.used: set[str] = set()
        self.blocks: list[Block] = []
        self.section = ""
        self.default_measure = "actual"
        self.base_measure = ""
        self.rates = True
        self.period = year

    # --- blocks

    def head(self, level: int, text: str, section: str | None = None) -> None:
        """A heading; section: the key that the figures below it carry in expected.csv."""
        if section is not None:
            self.section = section
        self.blocks.append(Paragraph((text,), self.section, level))

    def contents(self, lines: list[str]) -> None:
        """A table of contents on a page of its own."""
        self.blocks.append(Paragraph(("目  录",), "", 1))
        self.blocks += [Paragraph((line,), "", None, contents=True) for line in lines]
        self.page_break()

    def say(self, *pieces: Piece | list[Piece]) -> None:
        """A paragraph from pieces and lists of pieces."""
        flat: list[Piece] = []
        for piece in pieces:
            flat += piece if isinstance(piece, list) else [piece]
        self.blocks.append(Paragraph(tuple(p for p in flat if p != ""), self.section))

    def table(self, table: Table) -> None:
        """A table."""
        self.blocks.append(table)

    def page_break(self) -> None:
        """A new page where the format has pages."""
        self.blocks.append(PageBreak())

    def report(self, file: str, title: str, encoding: str) -> Report:
        """The finished report; every planted contradiction must have found its figure."""
        unused = set(self.planted) - self.used
        if unused:
            raise ValueError(f"{file}: planted figures that the report does not print: {sorted(unused)}")
        return Report(file, title, self.blocks, encoding)

    # --- figures

    def money(self, concept: str, amount: Decimal, measure: str = "", **dims: str) -> Figure:
        """An amount in 万元."""
        return self._figure(concept, measure or self.default_measure, amount, "yuan", "万元", dims)

    def percent(self, concept: str, measure: str, value: Decimal, **dims: str) -> Figure:
        """A percentage as printed."""
        return self._figure(concept, measure, value, "percent", "%", dims)

    def count(
        self, concept: str, number: int | str, unit: str, classifier: str, measure: str = "actual", **dims: str
    ) -> Figure:
        """A count with its classifier (辆, 批次, 人次, 个, 台（套）)."""
        return self._figure(concept, measure, Decimal(number), unit, classifier, dims)

    def share(self, concept: str, part: Decimal, whole: Decimal, of: str, **dims: str) -> Figure:
        """What percent `part` is of `whole`, whose concept is `of`."""
        return self.percent(concept, "share_pct", rate(part, whole), share_of=of, **dims)

    def execution(self, concept: str, done: Decimal, budget: Decimal, basis: str, **dims: str) -> Figure:
        """Completion rate against a budget of that basis (initial, full_year, unspecified)."""
        return self.percent(concept, "execution_pct", rate(done, budget), budget_basis=basis, **dims)

    def change(self, concept: str, now: Decimal, before: Decimal, each: str = "", **dims: str) -> list[Piece]:
        """增加…万元，增长…% against the year before; 持平 in words when nothing changed, no rate on a base of zero."""
        key = self._key(concept, "change_amount", dims)
        step = self.planted.get(key, now - before)
        if step == 0:
            return ["持平"]
        dims = {**dims, "base_period": str(self.year - 1)}
        if self.base_measure:
            dims["base_measure"] = self.base_measure
        pieces: list[Piece] = [
            f"{each}{'增加' if step > 0 else '减少'}",
            self.money(concept, now - before, "change_amount", **dims),
        ]
        if self.rates and before != 0:
            grown = rate(step, now - step)
            pieces += ["，增长" if step > 0 else "，下降", self.percent(concept, "change_pct", grown, **dims)]
        return pieces

    def _key(self, concept: str, measure: str, dims: dict[str, str]) -> str:
        code = dims.get("functional_code") or dims.get("economic_code")
        return "/".join([self.section, concept, measure] + ([code] if code else []))

    def _figure(
        self, concept: str, measure: str, value: Decimal, unit: str, printed_unit: str, dims: dict[str, str]
    ) -> Figure:
        key = self._key(concept, measure, dims)
        if key in self.planted:
            value = self.planted[key]
            self.used.add(key)
        printed = self._printed(abs(value), unit)
        return Figure(concept, measure, self.period, value, unit, printed, printed_unit, tuple(sorted(dims.items())))

    def _printed(self, value: Decimal, unit: str) -> str:
        if unit not in ("yuan", "percent"):
            return format(value, "f")
        if value != value.quantize(CENT):
            raise ValueError(f"{self.section}: {value} has more than two decimals")
        if value == 0 and self.zeros == "bare":
            return "0"
        text = format(value.quantize(CENT), ",.2f" if self.thousands and unit == "yuan" else ".2f")
        if self.zeros == "trim":
            text = text.rstrip("0").rstrip(".")
        return text
