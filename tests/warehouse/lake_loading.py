"""Run by tests in a process of its own: one of several loaders of a lake, which loads every n-th batch of two reports.

Arguments: the data folder, which of the loaders it is, how many there are. Prints a line when ready and one after each
batch.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.warehouse.loading_program import documents
from warehouse.lake.load import LakeLoader
from warehouse.lake.setting import find_lake

SEEN = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    data, nth, loaders = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    lake = find_lake(data)
    assert lake is not None
    every = documents()
    seen = {records[0]["sha256"]: SEEN for records in every}
    with LakeLoader(lake) as loader:
        print("ready", flush=True)
        done = loader.loaded()
        for start in range(2 * nth, len(every), 2 * loaders):
            waiting = [records for records in every[start : start + 2] if records[0]["sha256"] not in done]
            loader.next_number = start + 1
            loader.load_batch(waiting, f"run{nth}", "v1", seen)
            print("batch", flush=True)


if __name__ == "__main__":
    main()
