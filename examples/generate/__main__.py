"""`python -m examples.generate [--out DIR]`: writes reports/ and expected.csv from examples/data/."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from examples.generate.accounts import BadData
from examples.generate.build import write_examples


def main() -> int:
    """Exit code 0, or 2 with one sentence when the data do not foot."""
    parser = argparse.ArgumentParser(prog="python -m examples.generate", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent.parent, help="default: examples/")
    folder = parser.parse_args().out
    try:
        written = write_examples(folder)
    except BadData as error:
        print(error, file=sys.stderr)
        return 2
    for path in written:
        print(path.relative_to(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
