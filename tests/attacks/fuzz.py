"""Texts that nobody would write: the reader answers every one, in time, with a document or one calm line.

Invariant: a text is never executed and never decided here; it is read, stated and written back.

    python tests/attacks/fuzz.py [SECONDS] [mutants | grammar | bytes]     all three, a minute each

`mutants` are pieces of the corpus cut, doubled and mixed; `grammar` are formulas that Hypothesis draws;
`bytes` are what a coverage-guided fuzzer finds (`pip install atheris`; without it that part is left out).
A failure is printed with its text, which belongs into the tables of the tests, and the exit code is 1.
"""

from __future__ import annotations

import json
import os
import random
import re
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

TESTS = Path(__file__).parents[1]
if __name__ == "__main__":
    sys.path[:0] = [str(TESTS), str(TESTS.parent)]

LONGEST = 5  # seconds a text may take
PATHS = ("post.md", "post.tex", "post.txt", "post.rst", "post.ipynb")
MARKS = [
    "$$", "\\[", "\\]", "```", "`", "\n\n", "    ", "> ", ".. math::", "{% raw %}", "<!--", "\\begin{align}",
    "\\end{align}", "&", "\\\\", "\\left(", "{", "}", "\\underbrace{", "\\overset{", "当", "For $x>0$:",
]  # fmt: skip
_PIECE = re.compile(r"\\[A-Za-z]+|\\.|\s+|[A-Za-z]+|\d+|.", re.DOTALL)


class TooSlow(BaseException):
    """No `except Exception` of ours may hide it."""


def attack(text: str, path: str) -> None:
    """Reads the text as a document, states it and writes back what was read.  Raises what goes wrong."""
    from derive.document import DeriveError, Display
    from derive.reading import read_text
    from derive.stating import state
    from derive.terms.latex import write

    try:
        document = read_text(notebook(text) if path.endswith(".ipynb") else text, path)
    except DeriveError as error:
        assert len(str(error).splitlines()) == 1, error
        return
    parts = [block.source if isinstance(block, Display) else block.text for block in document.blocks]
    assert "".join(parts) == document.source
    lines = document.source.split("\n")
    for statement in state(document):
        assert statement.kind in ("claim", "definition", "unread")
        assert 1 <= statement.place.line <= len(lines)
        assert 1 <= statement.place.column <= len(lines[statement.place.line - 1]) + 1
        if statement.kind == "unread":
            problem = statement.problem
            assert problem.message and problem.edit
            assert len(f"{problem.message}{problem.edit}".splitlines()) == 1
        for side in statement.sides or ():
            write(side)


def notebook(text: str) -> str:
    """The paragraphs of a text as the cells of a notebook; a text that is one already as it is."""
    if text.startswith("{"):
        return text
    return json.dumps({"cells": [{"cell_type": "markdown", "source": part} for part in text.split("\n\n")]})


def corpus() -> list[str]:
    """The documents of the tests, in pieces of a few paragraphs."""
    from derive.reading.sources import SUFFIXES

    paths = sorted(path for path in (TESTS / "corpus").rglob("*") if path.suffix in SUFFIXES)
    texts = [path.read_text(encoding="utf-8") for path in paths]
    return [
        "\n\n".join(paragraphs[at : at + 6])
        for paragraphs in (text.split("\n\n") for text in texts)
        for at in range(0, len(paragraphs), 6)
    ]


def mutant(pieces: list[str], words: list[str], chance: random.Random) -> str:
    """A piece of the corpus with some of its words taken out, doubled, exchanged or from elsewhere."""
    found = _PIECE.findall(chance.choice(pieces))
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(found) + 1)
        match chance.randrange(5):
            case 0:
                del found[at : at + chance.randint(1, 4)]
            case 1:
                found.insert(at, chance.choice(words))
            case 2:
                found[at : at + 1] = [chance.choice(words)]
            case 3:
                found[at:at] = found[max(at - chance.randint(1, 30), 0) : at]
            case 4:
                other = _PIECE.findall(chance.choice(pieces))
                start = chance.randrange(len(other) + 1)
                found[at:at] = other[start : start + chance.randint(1, 40)]
    return "".join(found)


def mutants(seconds: float) -> int:
    pieces, chance = corpus(), random.Random(1)
    words = sorted({word for piece in pieces for word in _PIECE.findall(piece)})
    words += MARKS
    return repeat(seconds, lambda: attacked(mutant(pieces, words, chance), chance.choice(PATHS)))


def grammar(seconds: float) -> int:
    from hypothesis import HealthCheck, given, settings
    from test_math_fuzz import anything

    failures = 0

    @settings(max_examples=500, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(anything)
    def drawn(latex: str) -> None:
        attack(f"For $ {latex} $:\n\n$$ a = {latex} $$\n\n$$ {latex} $$", "post.md")

    def once() -> bool:
        nonlocal failures
        try:
            in_time(drawn, LONGEST * 60)
        except (Exception, TooSlow):
            traceback.print_exc()
            return True
        return False

    return repeat(seconds, once)


def in_bytes(seconds: float) -> int:
    try:
        import atheris
    except ImportError:
        print("bytes: left out, for it needs `pip install atheris`")
        return 0
    from derive.document import DeriveError
    from derive.reading.sources import decode

    def one(data: bytes) -> None:
        if len(data) < 2:
            return
        try:
            text = decode(data[1:], "post")
        except DeriveError:
            text = data[1:].decode("latin-1")
        in_time(lambda: attack(text, PATHS[data[0] % len(PATHS)]), LONGEST)

    with TemporaryDirectory() as seeds:
        for index, piece in enumerate(corpus()):
            Path(seeds, str(index)).write_bytes(bytes([index % len(PATHS)]) + piece.encode()[:2000])
        options = [
            f"-max_total_time={int(seconds)}",
            "-max_len=2000",
            "-verbosity=0",
            "-print_final_stats=1",
            seeds,
        ]
        child = os.fork()  # the fuzzer ends its process
        if not child:
            for name in [name for name in sys.modules if name.startswith("derive")]:
                del sys.modules[name]  # to be imported again with counters in it
            with atheris.instrument_imports(include=["derive"]):
                for path in PATHS:
                    attack("$$ a = b $$", path)
            atheris.Setup([sys.argv[0], *options], one)
            atheris.Fuzz()
        _, status = os.waitpid(child, 0)
    return int(status != 0)


def attacked(text: str, path: str) -> bool:
    """Whether the attack succeeds; the text is printed then."""
    try:
        in_time(lambda: attack(text, path), LONGEST)
    except (Exception, TooSlow) as error:
        print(f"{path}: {type(error).__name__}: {error}\n{text!r}")
        traceback.print_exc(limit=-3)
        return True
    return False


def in_time(work: Callable[[], object], seconds: float) -> None:
    """Does the work.  Raises TooSlow after so many seconds."""

    def stop(number, frame):
        raise TooSlow(f"more than {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        work()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def repeat(seconds: float, once: Callable[[], bool]) -> int:
    """How often `once` is true, until the time is over."""
    end, count, failures = time.monotonic() + seconds, 0, 0
    while time.monotonic() < end:
        failures += once()
        count += 1
    print(f"{count} times, {failures} failures")
    return failures


PARTS = {"mutants": mutants, "grammar": grammar, "bytes": in_bytes}


def main(arguments: list[str]) -> int:
    seconds = next((float(a) for a in arguments if a not in PARTS), 60.0)
    failures = 0
    for name in [a for a in arguments if a in PARTS] or list(PARTS):
        print(f"{name}, {seconds:.0f} s")
        failures += PARTS[name](seconds)
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
