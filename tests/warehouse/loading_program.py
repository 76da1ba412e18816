"""Run by tests in a process of its own: load reports in batches of two, those that are not loaded yet, as a flow does.

Arguments: the data folder. Prints a line when ready and one after each batch.
"""

import sys
from pathlib import Path

from tests.warehouse.synthetic import document, number
from warehouse.load import Loader
from warehouse.publish import publish


def documents() -> list[list[dict]]:
    made = []
    for index in range(8):
        records = document("白石县图书馆", 2014 + index)
        # enough rows that a transaction takes a while and can be hit
        records += [number(str(line), line + 1, "unread" if line % 50 == 0 else "figure") for line in range(2000)]
        made.append(records)
    return made


def main() -> None:
    data = Path(sys.argv[1])
    with Loader(data) as loader:
        print("ready", flush=True)
        done = loader.loaded()
        waiting = [records for records in documents() if records[0]["sha256"] not in done]
        for start in range(0, len(waiting), 2):
            loader.load_batch(waiting[start : start + 2], "run", "v1")
            print("batch", flush=True)
    publish(data)
    print("published", flush=True)


if __name__ == "__main__":
    main()
