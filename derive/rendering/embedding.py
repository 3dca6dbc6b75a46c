"""Pictures that lie beside a source, as data within the page, or as copies beside it.

Invariant: only a file in the source's folder or below is read, and only a picture of a size that
a reader's machine bears; what is written cannot act.
"""

from __future__ import annotations

import re
import struct
from base64 import b64encode
from hashlib import sha256
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

_MOST_BYTES = 150_000
MOST_COPIED = 5_000_000
_SUFFIXES = {"png": "png", "jpeg": "jpg", "gif": "gif"}
_MOST_PIXELS = 20_000_000


def embedded(folder: Path | None, address: str) -> str | None:
    """The picture as a `data:` address, or None where there is none that may be shown."""
    found = beside(folder, address)
    return f"data:image/{found[0]};base64,{b64encode(found[1]).decode()}" if found else None


def beside(folder: Path | None, address: str, most: int = _MOST_BYTES) -> tuple[str, bytes] | None:
    """The kind of the picture at the address and its bytes, or None where there is none that may be shown."""
    path = PurePosixPath(unquote(address))
    if folder is None or not address or path.is_absolute() or ".." in path.parts or ":" in address:
        return None
    file = folder / path
    try:
        if not file.resolve().is_relative_to(folder.resolve()) or file.stat().st_size > most:
            return None
        data = file.read_bytes()
    except (OSError, ValueError):
        return None
    found = _kind(data)
    return (found[0], data) if found is not None and found[1] <= _MOST_PIXELS else None


def copied(address: str, kind: str) -> str:
    """The name of a picture's copy beside a page: its path in one word, with the suffix of its kind."""
    stem = re.sub(r"[^A-Za-z0-9-]+", "-", unquote(address).rpartition(".")[0]).strip("-")
    digest = sha256(address.encode()).hexdigest()[:6]  # two paths in one word are still two
    return f"{stem[:60] or 'picture'}-{digest}.{_SUFFIXES[kind]}"


def is_near(address: str) -> bool:
    """Whether the address is of a file, not of a page elsewhere."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]+:|//|#", address) is None


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
    if re.match(rb"\s*(?:<\?xml[^>]*>\s*)?<svg[\s>]", data) and not re.search(
        rb"<!|<use|&(?!amp|lt|gt)", data
    ):
        return "svg+xml", 0
    return None
