"""What files look like now, and what changed since.

Invariant: a file that is being written is seen again, for its size and time change once more.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from derive.document import DeriveError

EVERY = 0.3  # seconds between two looks
_IGNORED = (".", "__pycache__")

State = dict[str, tuple[int, int]]


def state(paths: Iterable[Path]) -> State:
    """Size and time of each file that is named, or in a folder that is named."""
    found: State = {}
    for path in paths:
        for file in _files(path):
            try:
                status = os.stat(file)
            except OSError:
                continue
            found[str(file)] = (status.st_mtime_ns, status.st_size)
    return found


def changes(paths: Iterable[Path], before: State, sleep: Callable[[float], None] = time.sleep) -> State:
    """Waits until something is not as it was before; returns how it is then."""
    paths = tuple(paths)
    while True:
        now = state(paths)
        if now != before:
            return now
        sleep(EVERY)


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, inner, names in os.walk(path):
        inner[:] = sorted(name for name in inner if not name.startswith(_IGNORED))
        yield from (Path(folder) / name for name in sorted(names) if not name.startswith("."))


def preview(
    paths: Iterable[Path], rebuild: Callable[[], None], folder: Path, port: int, say: Callable[[str], None]
) -> None:
    """Builds, serves the folder, and builds again whenever a file at the paths is saved, until Ctrl-C."""
    from derive.previewing.server import Server

    try:
        server = Server(folder, port)
    except OSError as error:
        raise DeriveError(
            f"--port {port}: cannot be served ({error.strerror}): choose another port"
        ) from None
    server.start()
    say(f"serving {server.url} until Ctrl-C")
    paths = tuple(paths)
    try:
        while True:
            before = state(paths)
            rebuild()
            server.built()
            changes(paths, before)
    except KeyboardInterrupt:
        say("stopped")
    finally:
        server.stop()
