"""Whether a build would write what is there already.

Invariant: it is said only where every input (the sources, the program, the templates, the options)
and every file that was written are, byte for byte, those of a build in which all was proved.
`--check` never asks: it decides again.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from derive.document import DeriveError
from derive.reading.sources import find_documents

STATE = ".built.json"  # in the folder that is built into
_PACKAGES = ("python_flint-", "markdown_it_py-", "mdit_py_plugins-", "math_core-", "jinja2-", "matplotlib-", "sympy-")


def key(names: Iterable[str], options: Iterable[object], templates: Path | None) -> str | None:
    """What the build of these documents depends on, as a hash; None where that cannot be told."""
    if templates and not templates.is_dir():
        return None
    package = Path(__file__).resolve().parent.parent
    parts: list[object] = [sys.version, *_installed(), *map(repr, options), templates]
    try:
        paths = [path for name in names for path in find_documents(name)]
        for path in paths:
            source = Path(path).read_bytes()
            if b"![" in source:  # a picture beside the source can change
                parts += _pictures(Path(path).parent)
            parts += (path, sha256(source).hexdigest())
        for root in (package, package.parent / "templates", *([templates] if templates else [])):
            for path in sorted(root.rglob("*")):
                if path.is_file() and path.suffix != ".pyc":
                    parts += (str(path), sha256(path.read_bytes()).hexdigest())
    except (OSError, ValueError, DeriveError):
        return None
    return sha256("\0".join(map(str, parts)).encode("utf-8", "surrogateescape")).hexdigest()


def _pictures(beside: Path) -> list[object]:
    """The pictures that lie beside a source or below, each with what it holds."""
    kinds = (".png", ".gif", ".jpg", ".jpeg", ".svg")
    found = sorted(path for path in beside.rglob("*") if path.suffix.lower() in kinds)
    return [(str(path), sha256(path.read_bytes()).hexdigest()) for path in found if path.is_file()]


def _installed() -> list[str]:
    """The versions of the libraries that what is built depends on, by the folders that record them."""
    found = []
    for place in sys.path:
        try:
            names = os.listdir(place or ".")
        except OSError:
            continue
        found += [n for n in names if n.endswith(".dist-info") and n.lower().startswith(_PACKAGES)]
    return sorted(found)


def unchanged(output: Path, wanted: str | None) -> tuple[int, str] | None:
    """How many files the last build wrote, and the line it ended with, if nothing has changed since."""
    try:
        state = json.loads((output / STATE).read_text(encoding="utf-8"))
        if wanted is None or state["key"] != wanted:
            return None
        files = state["files"]
        for name, written in files.items():
            if sha256((output / name).read_bytes()).hexdigest() != written:
                return None
        return len(files), str(state["summary"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def record(output: Path, made: str | None, paths: Iterable[Path], summary: str) -> None:
    """Remembers a build; it is no failure where that cannot be done."""
    from derive.rendering.build import write

    if made is None:
        return
    try:
        files = {
            path.relative_to(output).as_posix(): sha256(path.read_bytes()).hexdigest() for path in sorted(paths)
        }
        state = {"key": made, "files": files, "summary": summary}
        write(output / STATE, (json.dumps(state, ensure_ascii=False, indent=1) + "\n").encode())
    except (OSError, ValueError, DeriveError):
        pass
