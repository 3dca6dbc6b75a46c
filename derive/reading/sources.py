"""Files → the text they hold.  The first line of every message is a file's name.

Invariant: a text is what the file holds, decoded and without a byte order mark;
nothing else is changed, so that offsets into it are places in the file.
"""

from __future__ import annotations

import os
from pathlib import Path

from derive.document import DeriveError

MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd")
TEX = (".tex",)
NOTEBOOK = (".ipynb",)
RST = (".rst",)
PLAIN = (".txt",)
SUFFIXES = (*MARKDOWN, *TEX, *NOTEBOOK, *RST, *PLAIN)
_LARGEST = 1 << 26  # bytes; a text of 64 MB is no document


def load(path: str | os.PathLike[str]) -> str:
    """The text of the file.  Raises DeriveError: missing, a folder, not UTF-8, empty."""
    name = os.fspath(path)
    try:
        if os.path.isdir(name):
            raise DeriveError(f"{name}: is a folder: name a file, or let derive check find those in it")
        if os.path.exists(name) and os.path.getsize(name) > _LARGEST:
            raise DeriveError(f"{name}: larger than 64 MB: split the document")
        with open(name, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        raise DeriveError(f"{name}: no such file: check the path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DeriveError(f"{name}: cannot be read: {reason}") from None
    text = decode(data, name)
    if not text.strip():
        raise DeriveError(f"{name}: the file is empty: write a derivation in it")
    return text


def decode(data: bytes, name: str) -> str:
    """The bytes as UTF-8, with or without a byte order mark.  Raises DeriveError."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise DeriveError(f"{name}: is UTF-16, not UTF-8: save it as UTF-8") from None
        offset = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        line = data.count(b"\n", 0, offset) + 1
        raise DeriveError(
            f"{name}:{line}: byte {data[offset]:#04x} at offset {offset} is not UTF-8: "
            f"save the file as UTF-8 (iconv -f ENCODING -t UTF-8 {name})"
        ) from None


def find_documents(path: str | os.PathLike[str]) -> tuple[str, ...]:
    """The documents that a path names: itself, or for a folder those in it and below.

    Hidden files and folders are left out.  Raises DeriveError for a folder without any.
    """
    name = os.fspath(path)
    if not os.path.isdir(name):
        return (name,)
    folder = Path(name)
    found = sorted(
        str(file)
        for file in folder.rglob("*")
        if file.suffix.lower() in SUFFIXES
        and not any(part.startswith(".") for part in file.relative_to(folder).parts)
        and file.is_file()
    )
    if not found:
        raise DeriveError(
            f"{name}: no document in this folder: it needs a file ending in {', '.join(SUFFIXES)}"
        )
    return tuple(found)
