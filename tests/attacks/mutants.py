"""Every document that differs from a given one by one slip of the pen in a claim.

Invariant: a mutant is made on the characters of the source and read like any document.

    python tests/attacks/mutants.py DOCUMENT…     decide all of them, and say which are proved
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

from derive.document import Document, Statement
from derive.reading import read_text
from derive.stating import state

_TOKEN = re.compile(
    r"(?P<skip>\\(?:begin|end|tag|label|text|operatorname)\{[^}]*\}|\s+|\\\\|&|\$+|\\[\[\]()])"
    r"|(?P<token>\\[A-Za-z]+|\\.|max|min|\d+(?:\.\d+)?|\S)"
)
_NUMBERS = ("0", "1", "2")
_RELATIONS = ("<", ">", r"\le ", r"\ge ", r"\ne ")
_WEAKER = {r"\le ": "≤", r"\ge ": "≥"}
_SWAPS = {
    "+": ("-",), "-": ("+", ""), "max": ("min",), "min": ("max",), r"\max": (r"\min ",), r"\min": (r"\max ",),
    "x": ("y",), "y": ("x",), r"\log": ("", r"\exp "), r"\sigma": ("",), r"\infty": (r"-\infty ", "0"),
    r"\ell": (), "e": ("2 ",), r"\sin": (r"\cos ",), r"\cos": (r"\sin ",), r"\sqrt": ("",),
    r"\le": (r"\ge ", "<", "="), r"\ge": (r"\le ", ">", "="), "<": (">", "="), ">": ("<", "="), "=": _RELATIONS,
}  # fmt: skip
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_BREAKS = frozenset(("=", "<", ">", r"\le", r"\ge", r"\ne", ",", r"\quad"))


@dataclass(frozen=True)
class Edit:
    """Characters start … end of the source, replaced."""

    start: int
    end: int
    replacement: str
    what: str


@dataclass(frozen=True)
class Mutant:
    """A statement of an edited document that differs from the one in its place."""

    edit: Edit
    statement: Statement
    original: Statement


def mutants(text: str, path: str = "<text>", every: int = 1) -> Iterator[Mutant]:
    """The mutants of a document's claims by one in `every` edits, each proposition once;
    unreadable ones left out."""
    document = read_text(text, path)
    seen = {s.proposition for s in state(document)}
    for short, start, end in _one_by_one(text, document, path):
        originals = state(read_text(short, path))
        for edit in islice(edits(short, start, end), 0, None, every):
            statements = state(read_text(short[: edit.start] + edit.replacement + short[edit.end :], path))
            if len(statements) != len(originals):
                continue
            for statement, original in zip(statements, originals):
                if original.kind != "claim" or statement.kind != "claim" or statement.proposition in seen:
                    continue
                seen.add(statement.proposition)
                yield Mutant(edit, statement, original)


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


def edits(text: str, start: int, end: int) -> Iterator[Edit]:
    """One-token edits between two places of the text."""
    yield from _token_edits(text, start, end)
    yield from _dropped_bars(text, start, end)
    yield from _dropped_terms(text, start, end)


def _tokens(text: str, start: int, end: int) -> list[re.Match]:
    found = []
    while start < end:
        match = _TOKEN.match(text, start, end)
        if match["token"]:
            found.append(match)
        start = match.end()
    return found


def _token_edits(text: str, start: int, end: int) -> Iterator[Edit]:
    tokens = _tokens(text, start, end)
    for before, match, after in zip((None, *tokens), tokens, (*tokens[1:], None)):
        token = match["token"]
        if token == "=" and before is not None and before["token"] == ":":
            continue
        if token == "-" and before is not None and before["token"] not in _OPEN | _BREAKS:
            swaps = ("+",)
        elif token in _NUMBERS:
            swaps = tuple(n + " " for n in _NUMBERS if n != token)
        elif token.isdigit():
            swaps = (str(int(token) + 1),)
        else:
            swaps = _SWAPS.get(token, ())
        for swap in swaps:
            yield Edit(match.start(), match.end(), swap, f"{token} → {swap.strip() or 'nothing'}")
        if token == "e" and after is not None and after["token"] == "^":
            yield Edit(match.start(), after.end(), "", "e^ → nothing")
        if token in ("x", "y"):
            yield Edit(match.start(), match.end(), "", f"{token} → nothing")
            yield Edit(match.start(), match.end(), f"2 {token}", f"{token} → 2{token}")


def _dropped_bars(text: str, start: int, end: int) -> Iterator[Edit]:
    for match in re.compile(r"(?:\\left)?\|([^|]*?)(?:\\right)?\|").finditer(text, start, end):
        yield Edit(match.start(), match.end(), match[1], "| | → nothing")


def _dropped_terms(text: str, start: int, end: int) -> Iterator[Edit]:
    """A sum without one of its terms, in every group."""
    groups: list[list[tuple[int, int]]] = [
        []
    ]  # of the open groups, where each of their terms begins and ends
    cut = [start]

    def close(at: int) -> Iterator[Edit]:
        terms = groups[-1] + [(cut[-1], at)]
        terms = [(a, b) for a, b in terms if text[a:b].strip(" \n&")]
        if len(terms) > 1:
            for a, b in terms:
                piece = text[a:b].strip()
                if a == terms[0][0]:
                    follow = terms[1][0]
                    b = follow + 1 if text[follow] == "+" else b
                yield Edit(a, b, " ", f"{piece} → nothing")

    previous = None
    for match in _TOKEN.finditer(text, start, end):
        token = match["token"] or match["skip"].strip()
        if not token or token == "&":
            continue
        if token in _OPEN:
            groups.append([])
            cut.append(match.end())
        elif token in _CLOSE and len(groups) > 1:
            yield from close(match.start() - (5 if text.endswith(r"\right", start, match.start()) else 0))
            groups.pop()
            cut.pop()
        elif (token in _BREAKS or match["skip"]) and len(groups) >= 1:
            if len(groups) == 1 or token in _BREAKS:
                yield from close(match.start())
                groups[-1] = []
                cut[-1] = match.end()
        elif token in "+-" and previous not in _OPEN and previous not in _BREAKS and cut[-1] != match.start():
            if text[cut[-1] : match.start()].strip(" \n&"):
                groups[-1].append((cut[-1], match.start()))
                cut[-1] = match.start()
        previous = token


def main(paths: list[str]) -> None:
    """Decide every mutant of each document and print those that are proved or undecided."""
    from attacks.objections import objection
    from derive.deciding.verdicts import decide

    for path in paths:
        count: Counter = Counter()
        began = time.monotonic()
        for mutant in mutants(Path(path).read_text(encoding="utf-8"), path):
            verdict = decide(mutant.statement.proposition)
            against = objection(mutant.statement.proposition, verdict)
            count[verdict.kind] += 1
            if verdict.kind != "refuted" or against:
                s = mutant.statement
                print(f"{path}:{s.place.line}: {verdict.kind}: {s.left} {s.relation} {s.right}")
                print(
                    f"    {mutant.edit.what}; {against or verdict.message or ', '.join(verdict.conditions)}"
                )
        print(f"{path}: {dict(count)}, {sum(count.values())} in {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
