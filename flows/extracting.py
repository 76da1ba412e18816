"""One file to its records, for whoever reads files: the command `extract` and the reader processes of `ingest`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flows.inputs import unreadable_reason

Record = dict[str, Any]


def read_records(path: Path, name: str | None = None) -> list[Record]:
    """The records of a file, the `report` first; never raises for a file that cannot be read or understood.

    name: what users know the document by, where its bytes stand under another name.
    """
    from extractors.extract import extract_bytes

    try:
        data = path.read_bytes()
    except OSError as error:
        return build_refusal(name or path.name, None, "unreadable_file", unreadable_reason(path, error))
    return extract_bytes(data, name or path.name)


def build_refusal(name: str, sha256: str | None, kind: str, reason: str) -> list[Record]:
    """A refused report and the issue that says why, in the form of the contract, for a file that no reader finished."""
    report: Record = {"record": "report", "file": name, "status": "refused", "reason": reason}
    issue: Record = {"record": "issue", "kind": kind, "severity": "error", "message": reason}
    if sha256:
        report |= {"sha256": sha256, "report_id": sha256}
        issue["report_id"] = sha256
    return [report, issue]
