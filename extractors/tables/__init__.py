"""Tables: from the grids of any format to figures, with arithmetic as the referee."""

from extractors.tables.footing import FailedIdentity, Footing, check_footing
from extractors.tables.reading import Choice, TableReading, choose_grids, read_tables

__all__ = ["Choice", "FailedIdentity", "Footing", "TableReading", "check_footing", "choose_grids", "read_tables"]
