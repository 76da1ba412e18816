"""One file to its records, for whoever reads files: the command `extract` and the reader processes of `ingest`."""

from __future__ import annotations

import hashlib
import logging
import traceback
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
    try:
        return extract_bytes(data, name or path.name)
    except MemoryError:
        raise
    except Exception as error:  # a document may break a reader; it may not break the night
        logging.getLogger(__name__).exception("%s", path)
        place = traceback.extract_tb(error.__traceback__)[-1]
        cause = f"{type(error).__name__} in {place.name}"
        reason = f"{name or path.name}：读取器出错，请报告此问题 the reader failed on it, please report this: {cause}"
        return build_refusal(name or path.name, hashlib.sha256(data).hexdigest(), "reader_error", reason)


def build_refusal(name: str, sha256: str | None, kind: str, reason: str) -> list[Record]:
    """A refused report and the issue that says why, in the form of the contract, for a file that no reader finished."""
    report: Record = {"record": "report", "file": name, "status": "refused", "reason": reason}
    issue: Record = {"record": "issue", "kind": kind, "severity": "error", "message": reason}
    if sha256:
        # The id that the extractors give, so that a later reading of the document replaces this one.
        report |= {"sha256": sha256, "report_id": f"r{sha256[:16]}"}
        issue["report_id"] = report["report_id"]
    return [report, issue]
