"""Tables: from the grids of any format to figures, with arithmetic as the referee."""

from extractors.tables.footing import FailedIdentity, Footing, check_footing
from extractors.tables.reading import Question, TableReading, read_tables
from extractors.tables.referee import settle_grids
from extractors.tables.unruled import settle_unruled

__all__ = [
    "FailedIdentity",
    "Footing",
    "Question",
    "TableReading",
    "check_footing",
    "read_tables",
    "settle_grids",
    "settle_unruled",
]
