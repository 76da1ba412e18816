"""Classes that are named with their level, one below the other: 一般公共服务（类）财政事务（款）行政运行（项）."""

from __future__ import annotations

from extractors.prose.context import Context
from extractors.prose.subject import Subject
from extractors.prose.subjects import code_subject

_DEPTH = {"类": 0, "款": 1, "项": 2}


def place_in_path(name: str, level: str, printed: str, context: Context) -> Subject:
    """The class with its level marker, and the section's path moved to it.

    `level`: 类, 款 or 项. `printed`: the digits that stand in the marker itself (（208类）), "" for none.
    """
    name = name.strip(" -.,，、：；").removeprefix("其中").strip("：，")
    depth = _DEPTH[level]
    path = context.path
    if not name and 0 < depth <= len(path):
        return code_subject(path[depth - 1], context, name)  # 财政事务（款）（项）: the name was left out
    parent = _parent(path, depth)
    code = _find_code(name, parent, depth, printed, context)
    del path[depth:]
    if code is None:
        return Subject(text=name, unresolved=(name, parent) if level == "项" else None)
    if depth and not path:
        path.extend(code[: 3 + 2 * d] for d in range(depth))
    path.append(code)
    return code_subject(code, context, name)


def _parent(path: list[str], depth: int) -> str:
    """Code of the class above, or of the 类 where the one above was not named."""
    if not depth:
        return ""
    return path[depth - 1] if len(path) >= depth else (path[0] if path else "")


def _find_code(name: str, parent: str, depth: int, printed: str, context: Context) -> str | None:
    digits = 3 + 2 * depth
    if printed:
        code = (parent if depth else "") + printed
        return code if len(code) == digits else None
    if context.codes == "economic":
        return context.economic.find(name, parent, digits) or context.economic.find(name, "", digits)
    return context.functional.find_below(name, parent, digits)
