"""What a benchmark gives: figures, bars that they must meet, and lines for people."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Bar:
    """A bar: `value` must be at least (`least`) or at most (`most`) so much."""

    name: str
    value: float
    least: float | None = None
    most: float | None = None

    @property
    def met(self) -> bool:
        """Whether the value keeps within the bar."""
        return (self.least is None or self.value >= self.least) and (self.most is None or self.value <= self.most)

    def as_dict(self) -> dict[str, Any]:
        """For the JSON object: only the side that is set."""
        return {k: v for k, v in asdict(self).items() if v is not None} | {"met": self.met}

    def __str__(self) -> str:
        limit = f"at least {self.least:g}" if self.least is not None else f"at most {self.most:g}"
        return f"{'met   ' if self.met else 'MISSED'}  {self.name}: {self.value:g} ({limit})"


@dataclass
class Result:
    """The outcome of one benchmark. figures: plain values for the JSON object; lines: the same for people."""

    figures: dict[str, Any] = field(default_factory=dict)
    bars: list[Bar] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
