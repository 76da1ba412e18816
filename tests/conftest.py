"""What every test stands on: no Prefect settings of the machine, and the two folders of documents."""

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Before anything imports Prefect: a test never talks to a server that happens to be configured on this machine.
for _name in [name for name in os.environ if name.startswith(("PREFECT_", "GONGZHANG_"))]:
    del os.environ[_name]
os.environ["DO_NOT_TRACK"] = "1"

# Modules that tests share; --import-mode=importlib puts no folder of tests on the path.
sys.path.append(str(ROOT / "tests" / "flows"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Real published documents, which are not part of the repository."""
    folder = ROOT.parent / "shared" / "corpus"
    if not folder.is_dir():
        pytest.skip(f"the corpus of real documents is not at {folder}")
    return folder


@pytest.fixture(scope="session")
def examples() -> Path:
    """The made-up reports that the repository brings along."""
    return ROOT / "examples"
