"""A document's proved steps → the Rocq file that certifies them.

Invariant: the same steps give the same text, whatever stands in the document: nothing of it gets
into the file but names made of letters and digits, and the source of each step inside a comment
that it cannot end.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePath

from derive.certifying.expressions import Inexpressible
from derive.certifying.lemmas import Lemma, lemmas
from derive.deciding.claims import proofs
from derive.document import Checked, Document, Step

SUFFIX = ".v"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Entry:
    """A proved step with its lemmas by their names; none, and the reason, where it has none."""

    name: str
    step: Step
    lemmas: tuple[tuple[str, Lemma], ...]
    reason: str | None = None

    @property
    def text(self) -> str:
        """The lemmas with their proofs."""
        return "\n".join(lemma.text(name) for name, lemma in self.lemmas)


def entries(checked: Checked) -> tuple[Entry, ...]:
    """The proved steps of a document.  Each proof is found again, for the conditions it adds."""
    found: list[Entry] = []
    counts: dict[str, int] = {}
    for step in checked.steps:
        label = _label(step)
        counts[label] = counts.get(label, 0) + 1
        if step.verdict.kind == "proved":
            found.append(_entry(f"{label}_step{counts[label]}", step))
    return tuple(found)


def _label(step: Step) -> str:
    number, place = step.statement.equation, step.statement.place
    if number:
        return "eq" + re.sub(r"[^A-Za-z0-9]+", "_", number)
    return ("line" if place.cell is None else f"cell{place.cell[0]}_line") + place.label.split(":")[-1]


def _entry(name: str, step: Step) -> Entry:
    try:
        said = [
            lemmas(proposition, (*proof.conditions, *proof.domain))
            for proposition, proof in proofs(step.statement.proposition)
        ]
    except Inexpressible as error:
        return Entry(name, step, (), str(error))
    named: list[tuple[str, Lemma]] = []
    for letter, (where, main) in zip(_LETTERS, said):
        own = name if len(said) == 1 else name + letter
        if where is not None:
            named.append((f"{own}_defined", where))
        named.append((own, main))
    return Entry(name, step, tuple(named))


def file_name(document: Document) -> str:
    """The name of a document's certificate: a word that Rocq takes for a module."""
    stem = re.sub(r"[^A-Za-z0-9]+", "_", PurePath(document.path).stem).strip("_")
    return (stem if re.match(r"[A-Za-z]", stem) else f"document_{stem}".rstrip("_")) + SUFFIX


def certificate(document: Document, steps: Collection[Entry], certified: Collection[str]) -> str:
    """The file, with the lemmas of the steps that are certified; the others are told of."""
    pieces = [opening(document)]
    pieces += [certified_text(e) if e.name in certified else uncertified_text(e) for e in steps]
    return "\n".join((*pieces, closing(steps, certified)))


def opening(document: Document) -> str:
    """What the file begins with."""
    name = _comment(PurePath(document.path).name)
    title = f": {_comment(document.title)}" if document.title else ""
    return (
        f"(* {name}{title}\n"
        "   Each lemma is a step of the document that is proved, and its givens; a lemma _defined says that\n"
        "   its sides are defined there.  derive certify --verify compares this file with the document. *)\n"
        "From Derive Require Import Prove.\n"
        "Open Scope R_scope.\n"
    )


def certified_text(entry: Entry) -> str:
    """A step with its lemmas."""
    return f"(* {_source(entry.step)} *)\n{entry.text}"


def uncertified_text(entry: Entry) -> str:
    """What stands in the place of a step without a certificate."""
    said = "not certified" if entry.reason is None else f"not expressible: {entry.reason}"
    return f"(* {entry.name}, {said}.  {_source(entry.step)} *)\n"


def closing(steps: Collection[Entry], certified: Collection[str]) -> str:
    """What the file ends with: all lemmas together, and the question what they rest on."""
    names = list(chain.from_iterable((n for n, _ in e.lemmas) for e in steps if e.name in certified))
    if not names:
        return ""
    return f"Definition certified := ({', '.join(names)}).\nPrint Assumptions certified.\n"


def read_certified(text: str, document: Document, steps: Collection[Entry]) -> frozenset[str]:
    """The steps that the text of a certificate certifies.

    Raises ValueError with the number of the line at which the text is not what the steps give.
    """
    place, certified = 0, set()
    for options in _choices(document, steps):
        for piece, name in options:
            if text.startswith(piece, place):
                place += len(piece)
                if name is not None:
                    certified.add(name)
                break
        else:
            raise ValueError(_differs(text, place, options[0][0]))
    end = closing(steps, certified)
    if text[place:] != end:
        raise ValueError(_differs(text, place, end))
    return frozenset(certified)


def _choices(document: Document, steps: Collection[Entry]) -> Iterator[list[tuple[str, str | None]]]:
    yield [(opening(document) + "\n", None)]
    for entry in steps:
        plain = [(uncertified_text(entry) + "\n", None)]
        yield plain if entry.reason else [(certified_text(entry) + "\n", entry.name), *plain]


def _differs(text: str, place: int, wanted: str) -> int:
    """The line at which the text goes on otherwise than wanted."""
    same = next((i for i, (a, b) in enumerate(zip(text[place:], wanted)) if a != b), None)
    same = min(len(text) - place, len(wanted)) if same is None else same
    return text.count("\n", 0, place + same) + 1


def _source(step: Step) -> str:
    said = step.statement
    number = f", equation ({said.equation})" if said.equation else ""
    return _comment(f"{said.place}{number}: {said.left} {said.relation} {said.right}")


def _comment(text: str) -> str:
    """The text on one line, without what ends or nests a comment, or begins a string in one."""
    return " ".join(text.split()).replace("(*", "( *").replace("*)", "* )").replace('"', "''")
