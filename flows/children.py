"""Starting our own modules as processes, with the code of this process whatever the working directory holds."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def module_command(module: str, *arguments: object) -> list[str]:
    """The command line that runs one of our modules."""
    return [sys.executable, "-P", "-m", module, *map(str, arguments)]


def module_environment(**extra: str) -> dict[str, str]:
    """The environment for `module_command`: ours, with this checkout first on the path of modules."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return os.environ | {"PYTHONPATH": path} | extra
