"""The audit in the night: run `gongzhang check` where this version has it, and see which findings are new."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flows.children import module_command, module_environment
from flows.errors import RunFailed

_LONGEST = 4 * 3600


@dataclass(slots=True)
class Checked:
    """What the audit gave. findings: all that stand now; new: those that were not there before the checks ran."""

    findings: int = 0
    new: list[dict[str, Any]] = field(default_factory=list)


def has_audit() -> bool:
    """Whether this version of gongzhang has the commands `check` and `findings`."""
    from typer.main import get_command

    from flows.cli import app

    return {"check", "findings"} <= set(get_command(app).commands)  # type: ignore[attr-defined]


def run_checks(data: Path) -> Checked:
    """Run the checks over the warehouse below `data` and publish their results. Raises RunFailed where they fail."""
    before = {finding.get("finding_id") for finding in _findings(data)}
    _run("check", "--data", str(data))
    found = _findings(data)
    return Checked(len(found), [f for f in found if f.get("finding_id") not in before])


def _findings(data: Path) -> list[dict[str, Any]]:
    told = _run("findings", "--format", "jsonl", "--data", str(data))
    return [json.loads(line) for line in told.splitlines() if line.startswith("{")]


def _run(*words: str) -> str:
    ran = subprocess.run(
        module_command("flows.cli", *words),
        env=module_environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=_LONGEST,
        check=False,
    )
    if ran.returncode:
        raise RunFailed(f"`gongzhang {words[0]}` 失败 failed: {ran.stderr.strip().splitlines()[-1:] or ran.returncode}")
    return ran.stdout
