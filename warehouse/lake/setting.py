"""The one setting that makes a data directory's warehouse a lake: <data>/lake.json, which names the catalogue."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from warehouse.errors import WarehouseError

FILE = "lake.json"
KIND = "ducklake:postgres:"
_SECRET = re.compile(r"\bpassword\s*=|://[^/@\s]*:[^/@\s]+@")


@dataclass(frozen=True, slots=True)
class Lake:
    """A lake. catalog: as DuckDB attaches it, `ducklake:postgres:dbname=gongzhang host=db`; files: where its Parquet
    files go when it is made, a folder that every machine sees under this path, or `s3://bucket/path/`.
    """

    catalog: str
    files: str

    @property
    def database(self) -> str:
        """What PostgreSQL is told to connect."""
        return self.catalog.removeprefix(KIND)


def find_lake(data: Path) -> Lake | None:
    """The lake of a data directory; None where its warehouse is the embedded one. Raises WarehouseError."""
    path = Path(data) / FILE
    try:
        told = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise WarehouseError(f"{path} cannot be read: {error.strerror}") from error
    try:
        return build_lake(**json.loads(told))
    except (ValueError, TypeError) as error:
        raise WarehouseError(f'{path} is no setting of a lake: it holds {{"catalog": ..., "files": ...}}') from error


def build_lake(catalog: str, files: str) -> Lake:
    """A lake, checked. Raises WarehouseError for another kind of catalogue and for a password that would be kept."""
    if not catalog.startswith(KIND) or not catalog.removeprefix(KIND).strip():
        raise WarehouseError(f"a catalogue is given as {KIND}dbname=gongzhang host=127.0.0.1")
    if _SECRET.search(catalog):
        raise WarehouseError("the catalogue is named without a password: keep that in PGPASSWORD or ~/.pgpass")
    return Lake(catalog, files)


def keep_lake(data: Path, lake: Lake) -> Path:
    """Write the setting; from then on every command over `data` uses the lake. Raises WarehouseError."""
    path = Path(data) / FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(lake), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise WarehouseError(f"{path} cannot be written: {error.strerror}") from error
    return path
