import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.warehouse.postgres import Databases, postgres_server
from warehouse.connection import WRITER
from warehouse.lake.publish import make_lake
from warehouse.load import Loader
from warehouse.publish import publish


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


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    """Makes databases of a PostgreSQL server. The path of its socket must be short, which pytest's folders are not."""
    with TemporaryDirectory(prefix="pg-") as folder, postgres_server(Path(folder)) as make:
        yield make


@pytest.fixture
def lake(tmp_path: Path, databases: Databases) -> Path:
    """A data folder whose warehouse is an empty lake."""
    make_lake(tmp_path / "lake", databases(), str(tmp_path / "lake" / "files"))
    return tmp_path / "lake"


@pytest.fixture
def nothing(tmp_path: Path) -> Path:
    """A data folder that does not exist yet."""
    return tmp_path / "nothing"


def _read_folder(folder: Path, data: Path) -> Path:
    """The documents of a folder read, loaded and published; the data folder."""
    from extractors.extract import extract_bytes

    files = sorted(path for path in folder.rglob("*") if path.suffix in (".txt", ".html", ".docx", ".pdf", ".xlsx"))
    with Loader(data) as loader:
        loader.load_batch([extract_bytes(path.read_bytes(), path.name) for path in files], "run", "v1")
    publish(data)
    return data


@pytest.fixture(scope="session")
def examples_data(examples: Path, tmp_path_factory) -> Path:
    """A published warehouse of the made-up reports of examples/."""
    return _read_folder(examples / "reports", tmp_path_factory.mktemp("examples"))


@pytest.fixture(scope="session")
def corpus_data(corpus: Path, tmp_path_factory) -> Path:
    """A published warehouse of the real reports."""
    return _read_folder(corpus, tmp_path_factory.mktemp("corpus"))
