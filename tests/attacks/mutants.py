"""Every document that differs from a given one by one slip of the pen in a claim.

Invariant: a mutant is made on the characters of the source and read like any document;
only a condition is dropped from what the claim was stated with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from attacks.slips import Edit, edits

from derive.document import Document, Statement
from derive.reading import read_text
from derive.stating import state
from derive.terms.latex import write


FEWER = 8  # conditions there are, for so many edits


@dataclass(frozen=True)
class Mutant:
    """A statement of an edited document that differs from the one in its place."""

    edit: Edit
    statement: Statement
    original: Statement


def mutants(text: str, path: str = "<text>", every: int = 1, first: int = 0) -> Iterator[Mutant]:
    """The mutants of a document's claims by one in `every` edits of a display, each proposition once;
    unreadable ones left out."""
    document = read_text(text, path)
    claims = state(document)
    seen = {s.proposition for s in claims}
    for short, start, end in _one_by_one(text, document, path):
        originals = state(read_text(short, path))
        for edit in islice(edits(short, start, end), first % every, None, every):
            statements = state(read_text(short[: edit.start] + edit.replacement + short[edit.end :], path))
            if len(statements) != len(originals):
                continue
            for statement, original in zip(statements, originals):
                if original.kind != "claim" or statement.kind != "claim" or statement.proposition in seen:
                    continue
                seen.add(statement.proposition)
                yield Mutant(edit, statement, original)
    dropped = (m for m in _without_a_condition(claims) if m.statement.proposition not in seen)
    yield from islice(dropped, 0, None, max(1, every // FEWER))


def _without_a_condition(claims: tuple[Statement, ...]) -> Iterator[Mutant]:
    """Each claim without one of the conditions it stands under."""
    for claim in claims:
        for dropped in claim.proposition.givens if claim.proposition else ():
            givens = tuple(g for g in claim.proposition.givens if g != dropped)
            edit = Edit(0, 0, "", f"{write(dropped)} → nothing", "dropped condition")
            yield Mutant(edit, replace(claim, proposition=replace(claim.proposition, givens=givens)), claim)


def _one_by_one(text: str, document: Document, path: str) -> Iterator[tuple[str, int, int]]:
    """For each display with a claim: a text, and where in it the display is.  The other
    displays that only claim are left out of the text where that changes no claim."""
    statements = state(document)
    kinds = [{s.kind for s in statements if s.display == i} for i in range(len(document.displays))]
    places, position = [], 0
    for display in document.displays:
        start = text.index(display.source, position)
        position = start + len(display.source)
        places.append((start, position))
    for index, (start, end) in enumerate(places):
        if "claim" not in kinds[index]:
            continue
        gone = [p for i, p in enumerate(places) if i != index and kinds[i] == {"claim"}]
        short = text
        for a, b in reversed(gone):
            short = short[:a] + short[b:]
        moved = sum(b - a for a, b in gone if b <= start)
        wanted = {s.proposition for s in statements if s.display == index and s.kind == "claim"}
        if wanted <= {s.proposition for s in state(read_text(short, path))}:
            yield short, start - moved, end - moved
        else:
            yield text, start, end
