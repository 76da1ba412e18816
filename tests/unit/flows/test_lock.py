import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from flows.errors import RunFailed
from flows.lock import only_ingest

HOLD = "import sys, time; from pathlib import Path; from flows.lock import only_ingest\n"
HOLD += "with only_ingest(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"


def test_a_second_ingest_is_told_who_is_at_work_and_a_killed_one_leaves_no_lock(tmp_path: Path, root: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], cwd=root, stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(RunFailed, match=f"进程 {holder.pid}") as caught, only_ingest(tmp_path):
            pass
        assert "\n" not in str(caught.value)
    finally:
        holder.send_signal(signal.SIGKILL)
        holder.communicate()
    with only_ingest(tmp_path):
        assert (tmp_path / "ingest.lock").read_text() == str(os.getpid())


def test_a_data_directory_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RunFailed, match="无法写入数据目录"), only_ingest(tmp_path / "file" / "data"):
        pass
