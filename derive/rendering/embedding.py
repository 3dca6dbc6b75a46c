"""Pictures that lie beside a source, as data within the page.

Invariant: only a file in the source's folder or below is read, and only a picture of a size that
a reader's machine bears; what is written cannot act.
"""

from __future__ import annotations

import re
import struct
from base64 import b64encode
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

_MOST_BYTES = 150_000
_MOST_PIXELS = 20_000_000


def embedded(folder: Path | None, address: str) -> str | None:
    """The picture as a `data:` address, or None where there is none that may be shown."""
    path = PurePosixPath(unquote(address))
    if folder is None or not address or path.is_absolute() or ".." in path.parts or ":" in address:
        return None
    file = folder / path
    try:
        if not file.resolve().is_relative_to(folder.resolve()) or file.stat().st_size > _MOST_BYTES:
            return None
        data = file.read_bytes()
    except (OSError, ValueError):
        return None
    found = _kind(data)
    if found is None:
        return None
    kind, pixels = found
    return f"data:image/{kind};base64,{b64encode(data).decode()}" if pixels <= _MOST_PIXELS else None


def _kind(data: bytes) -> tuple[str, int] | None:
    """What the bytes are, and how many pixels they make."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) > 24:
        width, height = struct.unpack(">II", data[16:24])
        return "png", width * height
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) > 10:
        width, height = struct.unpack("<HH", data[6:10])
        return "gif", width * height
    if data.startswith(b"\xff\xd8"):
        frame = re.search(rb"\xff[\xc0-\xc2]..(.{5})", data, re.DOTALL)
        if frame:
            _, height, width = struct.unpack(">BHH", frame[1])
            return "jpeg", width * height
    if re.match(rb"\s*(?:<\?xml[^>]*>\s*)?<svg[\s>]", data) and not re.search(rb"<!|<use|&(?!amp|lt|gt)", data):
        return "svg+xml", 0
    return None
