"""Errors of the warehouse: one sentence for a user, with the way out."""

from __future__ import annotations

from pathlib import Path

import duckdb

_CAUSES = (
    (
        ("unable to connect to postgres", "server closed the connection", "no connection to the server"),
        "its catalogue cannot be reached; see that PostgreSQL runs, that lake.json names it, and that the password is "
        "in PGPASSWORD or ~/.pgpass",
    ),
    (
        ("creating a new ducklake is explicitly disabled",),
        "there is no lake in this database; make one with `gongzhang lake`",
    ),
    (("transaction conflict", "maximum retry count"), "others were writing at the same time; run again"),
    (("could not set lock", "conflicting lock"), "another process is writing to it; wait until that one has ended"),
    (
        (
            "no space left",
            "disk quota exceeded",
            "file too large",
            "could not write",
            "out of disk",
            "not enough space",
        ),
        "the disk is full or the file may not grow; free some space and run again",
    ),
    (("permission denied", "read-only"), "permission is missing; check the owner and mode of the folder"),
    (
        ("not a valid duckdb", "checksum", "failed to load metadata", "corrupt", "serialization", "deserialize"),
        "it is no intact DuckDB file; move it away and ingest the documents again",
    ),
    (
        ("created with an older version", "newer version", "storage version", "version number"),
        "it was written by another version of DuckDB; use that version or move it away and ingest again",
    ),
)


class WarehouseError(Exception):
    """The warehouse cannot do what was asked. The message is one sentence for a user and names the file."""


def explain_error(error: Exception, path: Path | str, doing: str) -> WarehouseError:
    """A database error as one sentence: what was being done, to which file or lake, why it failed and the way out."""
    text = " ".join(str(error).split())
    for words, cause in _CAUSES:
        if any(word in text.lower() for word in words):
            return WarehouseError(f"{doing} {path} failed: {cause}. Nothing that was loaded before is lost.")
    return WarehouseError(f"{doing} {path} failed: {text[:300]}")


DatabaseError = (duckdb.Error, OSError)
"""What an operation on a database file can raise."""
