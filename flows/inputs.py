"""From the paths a user names to the files that are read: folders in sorted order, nothing left out in silence."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

OTHER_SUFFIXES = frozenset({".csv", ".duckdb", ".json", ".jsonl", ".md", ".py", ".toml", ".wal", ".yaml", ".yml"})
"""Kinds of file that stand beside reports in a folder and are never one. A file named by itself is always read."""


class BadUsage(Exception):
    """What the user asked for cannot be begun; the message is one sentence, the exit code 2."""


@dataclass(slots=True)
class Inputs:
    """Files to read, in the order they are read, and what a folder held that is left aside (hidden files, notes)."""

    files: list[Path] = field(default_factory=list)
    left_aside: list[Path] = field(default_factory=list)

    def left_aside_message(self) -> str | None:
        """One sentence that counts the files left aside by kind; None where there are none."""
        if not self.left_aside:
            return None
        kinds = Counter("隐藏文件 hidden" if p.name.startswith(".") else p.suffix.lower() for p in self.left_aside)
        counted = "，".join(f"{kind} {n}" for kind, n in sorted(kinds.items()))
        return f"未读取非报告类文件 Left aside, not reports: {counted}"


def find_inputs(paths: Sequence[Path]) -> Inputs:
    """The files under `paths`: files as named, folders walked recursively in sorted order, each file once.

    Raises BadUsage for no path, a path that does not exist, and a folder that cannot be listed.
    """
    if not paths:
        raise BadUsage("未指定文件或目录 Name at least one file or folder to read.")
    inputs = Inputs()
    seen: set[Path] = set()
    for path in paths:
        for file, named in _walk(path):
            absolute = file.absolute()
            if absolute in seen:
                continue
            seen.add(absolute)
            aside = not named and (file.name.startswith(".") or file.suffix.lower() in OTHER_SUFFIXES)
            (inputs.left_aside if aside else inputs.files).append(file)
    return inputs


def _walk(path: Path) -> Iterable[tuple[Path, bool]]:
    """Each file under a path, and whether the user named it himself."""
    try:
        is_folder = path.is_dir()
        if not is_folder and not path.exists():
            raise BadUsage(f"找不到 {path}：请检查路径 No such file or folder: {path}.")
    except PermissionError as error:
        raise BadUsage(_no_permission(path)) from error
    if not is_folder:
        if not path.is_file():
            raise BadUsage(f"{path} 不是普通文件 {path} is neither a file nor a folder.")
        yield path, True
        return
    for folder, subfolders, names in os.walk(path, onerror=_raise_unlisted):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith(".") and name != "__pycache__")
        for name in sorted(names):
            yield Path(folder, name), False


def _raise_unlisted(error: OSError) -> None:
    if isinstance(error, PermissionError):
        raise BadUsage(_no_permission(error.filename)) from error
    raise BadUsage(f"无法读取目录 {error.filename}：{error.strerror} The folder cannot be listed.") from error


def _no_permission(path: object) -> str:
    return f"没有读取 {path} 的权限：请授予读权限后重试 No permission to read {path}; grant read access and run again."


def unreadable_reason(path: Path, error: OSError) -> str:
    """The sentence for a file that was listed but cannot be opened."""
    if isinstance(error, PermissionError):
        return _no_permission(path)
    return f"无法读取 {path}：{error.strerror or error} The file cannot be read."
