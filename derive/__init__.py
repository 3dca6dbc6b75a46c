"""derive proves or refutes each step of a derivation, and builds its documents.

    document = derive.read("post.md")
    report = derive.check(document)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.document import DeriveError

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

    from derive.document import Document, Report

__version__ = "0.1.0"
__all__ = ["DeriveError", "check", "read"]


def read(path: str | os.PathLike[str]) -> Document:
    """The document at `path`.  Raises DeriveError where there is none to read."""
    from derive.reading import read  # each phase costs its import only when it runs

    return read(path)


def check(
    *documents: Document,
    timeout: float = 10.0,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    explained: bool = False,
) -> Report:
    """A verdict on each step of the documents.

    A step that takes longer than `timeout` seconds is stopped and undecided.
    `progress(done, total)` is called as steps are decided.  `explained`: proved steps tell why.
    """
    from derive.deciding.checking import check

    return check(documents, timeout, workers, progress, explained)
