"""Checked documents → their certificates, each lemma accepted by Rocq, and what became of each step.

Invariant: `certified` is said of a step only when all its lemmas stand in a file that coqc compiled
whole and whose axioms are Rocq's own.  No verdict changes here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from derive.certifying.certificates import (
    Entry,
    certificate,
    entries,
    file_name,
    opening,
    read_certified,
)
from derive.certifying.running import AXIOMS, Rocq
from derive.document import Checked, DeriveError, Document

KINDS = ("certified", "not certified", "not expressible")
FOLDER = "rocq"  # in the output, beside the other formats

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Outcome:
    """What became of a proved step: one of KINDS, and why."""

    entry: Entry
    kind: str
    message: str | None = None


@dataclass(frozen=True)
class Certified:
    """A document with the certificate of its steps, and what became of each."""

    document: Document
    path: Path
    text: str
    outcomes: tuple[Outcome, ...]


def certify(
    documents: Iterable[Checked], output: Path, timeout: float = 20.0, progress: Progress | None = None
) -> tuple[Certified, ...]:
    """Each document's certificate, to be written to output/rocq.

    Raises DeriveError where Rocq is not installed, or two documents have one certificate.
    """
    stated = [(checked.document, entries(checked)) for checked in documents]
    paths = certificate_paths((document for document, _ in stated), output)
    total, done = sum(len(steps) for _, steps in stated), 0
    found = []
    with Rocq(timeout) as rocq:
        for (document, steps), path in zip(stated, paths):
            tell = None if progress is None else lambda count, before=done: progress(before + count, total)
            text, outcomes = _certified(document, steps, rocq, tell)
            found.append(Certified(document, path, text, outcomes))
            done += len(steps)
    return tuple(found)


def certificate_paths(documents: Iterable[Document], output: Path) -> list[Path]:
    """Where the certificate of each document is.  Raises DeriveError for two at one place."""
    taken: dict[Path, str] = {}
    for document in documents:
        path = output / FOLDER / file_name(document)
        if taken.setdefault(path, document.path) != document.path:
            raise DeriveError(
                f"{document.path}: {taken[path]} is certified as {path} too: rename one of the two"
            )
    return list(taken)


def _certified(
    document: Document, steps: tuple[Entry, ...], rocq: Rocq, progress: Callable[[int], None] | None
) -> tuple[str, tuple[Outcome, ...]]:
    """The text of the certificate, compiled, and what became of each step."""
    stated = [entry for entry in steps if entry.reason is None]
    said: dict[str, str | None] = dict.fromkeys(entry.name for entry in stated)
    text = certificate(document, steps, said)
    failure, axioms = rocq.compile(text)
    if failure is not None:
        blocks = [entry.text for entry in stated]
        said = dict(zip(said, rocq.accepted(opening(document), blocks, progress or (lambda done: None))))
        passed = [name for name, message in said.items() if message is None]
        text = certificate(document, steps, passed)
        failure, axioms = rocq.compile(text)
    if failure is not None or not axioms <= AXIOMS:
        why = failure.message if failure else f"it rests on {', '.join(sorted(axioms - AXIOMS))}"
        raise DeriveError(f"{document.path}: its certificate as a whole is not accepted: {why}")
    return text, tuple(_outcome(entry, said) for entry in steps)


def _outcome(entry: Entry, said: dict[str, str | None]) -> Outcome:
    if entry.reason is not None:
        return Outcome(entry, "not expressible", entry.reason)
    message = said[entry.name]
    return Outcome(entry, "certified") if message is None else Outcome(entry, "not certified", message)


def write(documents: Iterable[Certified]) -> None:
    """Writes the certificates.  Raises DeriveError for a file that cannot be written."""
    for certified in documents:
        try:
            certified.path.parent.mkdir(parents=True, exist_ok=True)
            certified.path.write_text(certified.text, encoding="utf-8")
        except OSError as error:
            raise DeriveError(f"{certified.path} cannot be written: {error.strerror or error}") from None


# ── verifying ────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Verified:
    """A certificate that was read again: which steps it certifies, or why it is refused."""

    path: Path
    certified: frozenset[str]
    steps: int
    refusal: str | None = None


def verify(documents: Iterable[Checked], output: Path, timeout: float = 20.0) -> tuple[Verified, ...]:
    """For each document whether its certificate states its steps, and Rocq accepts it."""
    stated = [(checked.document, entries(checked)) for checked in documents]
    paths = certificate_paths((document for document, _ in stated), output)
    with Rocq(timeout) as rocq:
        return tuple(_verified(document, steps, path, rocq) for (document, steps), path in zip(stated, paths))


def _verified(document: Document, steps: tuple[Entry, ...], path: Path, rocq: Rocq) -> Verified:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Verified(path, frozenset(), len(steps), "there is none: run derive certify")
    except (OSError, UnicodeDecodeError) as error:
        return Verified(path, frozenset(), len(steps), f"it cannot be read: {error}")
    try:
        certified = read_certified(text, document, steps)
    except ValueError as error:
        told = f"line {error} is not what the document's steps give: run derive certify"
        return Verified(path, frozenset(), len(steps), told)
    failure, axioms = rocq.compile(text)
    if failure is not None:
        return Verified(path, frozenset(), len(steps), f"Rocq refuses it: {failure.message}")
    if not axioms <= AXIOMS:
        return Verified(path, frozenset(), len(steps), f"it rests on {', '.join(sorted(axioms - AXIOMS))}")
    return Verified(path, certified, len(steps))
