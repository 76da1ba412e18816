"""One ingest at a time below a data directory. The lock goes with the process, however that ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.errors import RunFailed


@contextmanager
def only_ingest(data: Path) -> Iterator[None]:
    """Hold the data directory for one run; raises RunFailed at once where another run holds it or it is not ours."""
    lock = data / "ingest.lock"
    try:
        data.mkdir(parents=True, exist_ok=True)
        held = lock.open("a+", encoding="utf-8")
    except OSError as error:
        raise RunFailed(
            f"无法写入数据目录 {data}：{error.strerror} The data directory cannot be written; choose another."
        ) from error
    with held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            held.seek(0)
            holder = held.read().strip() or "?"
            raise RunFailed(
                f"另一个 ingest（进程 {holder}）正在写入 {data}，请等它结束后再运行"
                f" Another ingest (process {holder}) is writing to {data}; run again when it has ended."
            ) from error
        held.seek(0)
        held.truncate()
        held.write(str(os.getpid()))
        held.flush()
        yield
