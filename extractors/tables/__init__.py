"""Tables: from the grids of any format to figures, with arithmetic as the referee."""

from extractors.tables.footing import FailedIdentity, Footing, check_footing
from extractors.tables.reading import TableReading, read_tables
from extractors.tables.referee import Question, settle_grids

__all__ = ["FailedIdentity", "Footing", "Question", "TableReading", "check_footing", "read_tables", "settle_grids"]
