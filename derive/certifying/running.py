"""Runs coqc, and tells which lemmas it accepts.

Invariant: a lemma is accepted only in a file that coqc has compiled whole, in a folder of its own
with our library compiled beside it, and whose axioms are those of Rocq's reals and no others.  No
lemma is waited for longer than its time.
"""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from derive.document import DeriveError

LIBRARY = Path(__file__).parent / "rocq"
MODULES = (
    "Meaning",
    "Facts",
    "Slopes",
    "Signs",
    "Normal",
    "Sums",
    "Limits",
    "Prove",
)  # each needs those before it
AXIOMS = frozenset(  # of Rocq's Reals and of Coquelicot
    (
        "ClassicalDedekindReals.sig_not_dec",
        "ClassicalDedekindReals.sig_forall_dec",
        "FunctionalExtensionality.functional_extensionality_dep",
        "Classical_Prop.classic",
    )
)
MEMORY = 4 << 30  # bytes that coqc may take
LONGEST = 160  # characters of what Rocq says that are shown
INSTALL = "on Debian: apt-get install coq libcoq-coquelicot"


@dataclass(frozen=True)
class Failure:
    """Where a file stopped compiling (a byte of it), and what Rocq said."""

    place: int
    message: str


class Rocq:
    """A folder with our library compiled in it; `with Rocq() as rocq`.

    Raises DeriveError where Rocq or Coquelicot is not installed.
    """

    def __init__(self, timeout: float = 20.0):
        self.timeout = timeout
        self.seconds: list[float] = []  # that each sentence took, of those over a hundredth
        self._folder: tempfile.TemporaryDirectory | None = None

    def __enter__(self) -> Rocq:
        if shutil.which("coqc") is None:
            raise DeriveError(f"coqc is not installed, and nothing is certified without it: {INSTALL}")
        self._folder = tempfile.TemporaryDirectory(prefix="derive-")
        for module in MODULES:
            shutil.copy(LIBRARY / f"{module}.v", self.folder)
            failure, _ = self._run(f"{module}.v", limit=300)
            if failure is not None:
                self.__exit__()
                raise DeriveError(f"coqc does not compile {module}.v: {failure.message}: {INSTALL}")
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    @property
    def folder(self) -> Path:
        return Path(self._folder.name)

    def compile(self, text: str) -> tuple[Failure | None, frozenset[str]]:
        """Where the text stops compiling, None when it compiles whole; the axioms it prints."""
        (self.folder / "document.v").write_text(text, encoding="utf-8")
        failure, printed = self._run("document.v", self.timeout)
        return failure, axioms(printed)

    def accepted(
        self, opening: str, blocks: Sequence[str], progress: Callable[[int], None] = lambda done: None
    ) -> list[str | None]:
        """For each block None when it compiles behind the opening, or what Rocq said of it."""
        said: list[str | None] = []
        while len(said) < len(blocks):
            rest = blocks[len(said) :]
            failure, _ = self.compile(opening + "".join(rest))
            if failure is None:
                said += [None] * len(rest)
            else:
                end, passed = len(opening.encode()), 0
                for block in rest:
                    end += len(block.encode())
                    if failure.place < end:
                        break
                    passed += 1
                passed = min(passed, len(rest) - 1)
                said += [None] * passed + [failure.message]
            progress(len(said))
        return said

    def tried(self, opening: str, statements: Sequence[str], seconds: int) -> list[bool]:
        """Whether the tactic proves each of the statements, in so many seconds; nothing is kept."""
        goals = "".join(
            f"Goal {statement}.\nProof. tryif (timeout {seconds} (solve [derive])) "
            f'then idtac "PROVED {place}" else idtac. Abort.\n'
            for place, statement in enumerate(statements)
        )
        (self.folder / "tried.v").write_text(opening + goals, encoding="utf-8")
        failure, printed = self._run("tried.v", limit=20 * seconds)
        if failure is not None:
            raise DeriveError(f"coqc stops at byte {failure.place}: {failure.message}")
        proved = {int(place) for place in re.findall(r"^PROVED (\d+)$", printed, re.MULTILINE)}
        return [place in proved for place in range(len(statements))]

    def _run(self, name: str, limit: float) -> tuple[Failure | None, str]:
        """Compiles a file of the folder; a sentence that takes longer than the limit is killed."""
        command = ["coqc", "-q", "-time", "-w", "none", "-R", ".", "Derive", name]
        path = self.folder / name
        with (
            open(self.folder / "errors", "w+b") as errors,
            subprocess.Popen(
                command, cwd=self.folder, stdout=subprocess.PIPE, stderr=errors, preexec_fn=_bound
            ) as process,
        ):
            output, stalled = _followed(process, limit)
            process.kill()
            process.wait()
            errors.seek(0)
            complaint = errors.read().decode(errors="replace")
        printed = output.decode(errors="replace")
        done = [(int(m[1]), float(m[2])) for m in re.finditer(_TIME, printed, re.MULTILINE)]
        self.seconds += [seconds for _, seconds in done if seconds > 0.01]
        if stalled:
            return Failure(done[-1][0] if done else 0, f"stopped after {limit:g} s"), printed
        if process.returncode == 0 and path.with_suffix(".vo").exists():
            return None, printed
        return Failure(_place(complaint, path.read_bytes()), _said(complaint)), printed


_TIME = r"^Chars \d+ - (\d+) \[.*?\] ([\d.]+) secs"


def _bound() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _followed(process: subprocess.Popen, limit: float) -> tuple[bytes, bool]:
    """What the process prints, a line for each sentence; whether it was silent for too long."""
    output, last = b"", time.monotonic()
    while True:
        left = last + limit - time.monotonic()
        if left <= 0:
            return output, True
        if select.select([process.stdout], [], [], left)[0]:
            piece = os.read(process.stdout.fileno(), 1 << 16)
            if not piece:
                process.wait()
                return output, False
            output, last = output + piece, time.monotonic()


def _place(complaint: str, source: bytes) -> int:
    """The byte of the source at which the error is."""
    found = re.search(r'^File ".*", line (\d+), characters (\d+)', complaint, re.MULTILINE)
    if found is None:
        return 0
    lines = source.split(b"\n")[: int(found[1]) - 1]
    return sum(len(line) + 1 for line in lines) + int(found[2])


def _said(complaint: str) -> str:
    """What Rocq complains of, on one line."""
    _, _, error = complaint.partition("Error:")
    text = " ".join((error or complaint).split()) or "coqc ended without a word"
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def axioms(printed: str) -> frozenset[str]:
    """The axioms that `Print Assumptions` listed, by their names."""
    _, _, listed = printed.partition("Axioms:\n")
    listed = listed.partition("\nChars ")[0]
    return frozenset(re.findall(r"^([\w.']+)\s*:", listed, re.MULTILINE))
