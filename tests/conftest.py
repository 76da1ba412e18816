"""What every test stands on: no Prefect settings of the machine, and the two folders of documents."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Before anything imports Prefect: a test never talks to a server that happens to be configured on this machine.
for _name in [name for name in os.environ if name.startswith(("PREFECT_", "GONGZHANG_"))]:
    del os.environ[_name]
os.environ["DO_NOT_TRACK"] = "1"
# Nor does it read the profile of a user's own Prefect; each process of a run side by side has a home of its own.
PREFECT_HOME = os.environ["PREFECT_HOME"] = tempfile.mkdtemp(prefix="gongzhang-tests-")

# Modules that tests share; --import-mode=importlib puts no folder of tests on the path.
sys.path.append(str(ROOT / "tests" / "flows"))

LONG = {ROOT / "tests" / name for name in ("flows", "bench", "unit/flows")}
"""Folders with files of tests that take up to a minute."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Side by side, long files come first: where one begins last, the other processes wait for it idly."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        items.sort(key=lambda item: item.path.parent not in LONG)


def pytest_unconfigure() -> None:
    shutil.rmtree(PREFECT_HOME, ignore_errors=True)


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
