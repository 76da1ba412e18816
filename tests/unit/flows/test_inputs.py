import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.inputs import BadUsage, find_inputs


def write(path: Path, text: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_folders_are_walked_in_sorted_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/10.txt", "a/z.pdf", "c.html"):
        write(tmp_path / name)
    found = [p.relative_to(tmp_path).as_posix() for p in find_inputs([tmp_path]).files]
    assert found == ["c.html", "a/z.pdf", "b/10.txt", "b/2.txt"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt")
    assert find_inputs([file, tmp_path]).files == [file]


def test_notes_and_hidden_files_in_a_folder_are_left_aside_and_said(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / ".DS_Store")
    write(tmp_path / "data.yml")
    write(tmp_path / "make.py")
    inputs = find_inputs([tmp_path])
    assert [p.name for p in inputs.files] == ["a.txt"]
    assert inputs.left_aside_message() == "未读取非报告类文件 Left aside, not reports: .py 1，.yml 1，隐藏文件 hidden 1"


def test_a_file_named_by_itself_is_read_whatever_its_kind(tmp_path: Path) -> None:
    file = write(tmp_path / "data.yml")
    inputs = find_inputs([file])
    assert (inputs.files, inputs.left_aside_message()) == ([file], None)


def test_a_missing_path_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadUsage, match=r"找不到 .*nowhere：请检查路径") as caught:
        find_inputs([tmp_path / "nowhere"])
    assert "\n" not in str(caught.value)


def test_no_path_is_bad_usage() -> None:
    with pytest.raises(BadUsage, match="未指定文件或目录"):
        find_inputs([])


def test_a_device_is_bad_usage() -> None:
    with pytest.raises(BadUsage, match="不是普通文件"):
        find_inputs([Path(os.devnull)])


def test_a_folder_without_read_permission_is_one_sentence_and_exit_2(tmp_path: Path, root: Path) -> None:
    closed = tmp_path / "closed"
    write(closed / "a.txt")
    closed.chmod(0)
    command = [sys.executable, "-m", "flows.cli", "extract", str(closed)]
    try:
        ran = subprocess.run(command, cwd=root, capture_output=True, text=True, preexec_fn=_give_up_root_reading)
    finally:
        closed.chmod(0o755)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "没有读取" in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1


def _give_up_root_reading() -> None:
    """Root may list any folder: tests that run as root drop CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""
    if os.geteuid() == 0:
        for capability in (1, 2):
            ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP
