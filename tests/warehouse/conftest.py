import shutil
from pathlib import Path

import pytest

from warehouse.connection import WRITER
from warehouse.load import Loader


@pytest.fixture(scope="session")
def _empty_warehouse(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("empty")
    Loader(folder).close()
    return folder / WRITER


@pytest.fixture
def data(tmp_path: Path, _empty_warehouse: Path) -> Path:
    """A data folder with an empty warehouse in it: making one anew for each test would take a third of the time."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copyfile(_empty_warehouse, folder / WRITER)
    return folder


@pytest.fixture
def nothing(tmp_path: Path) -> Path:
    """A data folder that does not exist yet."""
    return tmp_path / "nothing"
