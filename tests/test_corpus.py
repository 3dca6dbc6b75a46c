"""Derivations in the styles of posts, every step decided: tests/corpus/derivations/*.

Beside each document stands its `.expected.tsv`, one line a step: line, equation number or `-`, verdict,
and where the step is wrong the counterexample as it is printed and the mistake that was made.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from derive.deciding.verdicts import decide
from derive.document import Counterexample, Statement, Verdict
from derive.reading import read
from derive.stating import state

FOLDER = Path(__file__).parent / "corpus" / "derivations"
DOCUMENTS = sorted(path for path in FOLDER.iterdir() if path.suffix in (".md", ".tex"))


@dataclass(frozen=True)
class Expected:
    """A line of the table.  `mistake` says what is wrong with a refuted step."""

    line: int
    equation: str
    verdict: str
    counterexample: str = ""
    mistake: str = ""


def expected(document: Path) -> list[Expected]:
    rows = document.with_name(f"{document.stem}.expected.tsv").read_text(encoding="utf-8").splitlines()
    return [Expected(int(line), *rest) for line, *rest in (row.split("\t") for row in rows)]


def decided(document: Path) -> list[tuple[Statement, Verdict]]:
    """Every statement of the document with its verdict, in this process."""
    statements = state(read(document))
    return [(s, decide(s.proposition) if s.kind == "claim" else Verdict(s.kind)) for s in statements]


def printed(found: Counterexample | None) -> str:
    if found is None:
        return ""
    point = ", ".join(f"{name} = {value}" for name, value in found.point)
    return f"{f'at {point}: ' if point else ''}left {found.left}, right {found.right}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_every_step_is_decided_as_it_is_true_or_false(document):
    found = [
        Expected(s.place.line, s.equation or "-", v.kind, printed(v.counterexample))
        for s, v in decided(document)
    ]
    wanted = [Expected(e.line, e.equation, e.verdict, e.counterexample) for e in expected(document)]
    assert found == wanted


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_the_table_says_what_is_wrong(document):
    for row in expected(document):
        assert row.verdict in ("proved", "refuted", "definition"), row
        assert bool(row.counterexample) == bool(row.mistake) == (row.verdict == "refuted"), row
    assert sum(row.verdict == "refuted" for row in expected(document)) >= 2


def test_no_table_is_without_its_document():
    tables = {path.name.removesuffix(".expected.tsv") for path in FOLDER.glob("*.tsv")}
    assert tables == {path.stem for path in DOCUMENTS}


def test_the_corpus_is_large_enough_to_say_something():
    steps = [row for document in DOCUMENTS for row in expected(document)]
    assert len(DOCUMENTS) >= 25
    assert len(steps) >= 300
    assert sum(row.verdict == "refuted" for row in steps) >= 60
