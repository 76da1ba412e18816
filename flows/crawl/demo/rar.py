"""A rar package whose members are stored without compression (RAR 4): what the demo site needs to serve one."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

_MARK = b"Rar!\x1a\x07\x00"
_STORED = 0x30
_DOS_TIME = (43 << 25) | (9 << 21) | (20 << 16)


def build_rar(members: Mapping[str, bytes]) -> bytes:
    """The package, its names in GBK."""
    blocks = [_header(0x73, 0, bytes(6))]
    for name, content in members.items():
        raw = name.encode("gb18030")
        fields = struct.pack(
            "<IIBIIBBHI", len(content), len(content), 0, zlib.crc32(content), _DOS_TIME, 20, _STORED, len(raw), 0x20
        )
        blocks += [_header(0x74, 0x8000, fields + raw), content]
    return b"".join([_MARK, *blocks, _header(0x7B, 0x4000, b"")])


def _header(kind: int, flags: int, rest: bytes) -> bytes:
    content = struct.pack("<BHH", kind, flags, 7 + len(rest)) + rest
    return struct.pack("<H", zlib.crc32(content) & 0xFFFF) + content
