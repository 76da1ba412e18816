"""What the files of the registry are checked by: unknown names are errors, patterns and selectors must be valid."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, SerializeAsAny

UNVERIFIED = "unverified"
"""Stands in the file of a source for an address that nobody has looked at yet."""


class Settings(BaseModel):
    """Fields of a source file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DocumentSettings(Settings):
    """What lies behind the links of a listing; kinds add their own fields."""

    kind: str = "file"


class ListingSettings(Settings):
    """One listing; kinds add their own fields."""

    kind: str
    documents: SerializeAsAny[DocumentSettings] = DocumentSettings()

    def addresses(self) -> list[str]:
        """Every address that the file names, placeholders left as they are."""
        return []
