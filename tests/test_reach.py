"""What is decided, as people write it: tests/reach/*.tsv, a row each: statement, givens, verdict.

A wrong variant stands in the same table as `refuted`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.deciding.verdicts import decide
from derive.stating import state_relation

FOLDER = Path(__file__).parent / "reach"


def rows() -> list:
    found = []
    for path in sorted(FOLDER.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            statement, givens, verdict = line.split("\t")
            found.append(pytest.param(statement, givens, verdict, id=f"{path.stem}: {statement} | {givens}"))
    return found


@pytest.mark.parametrize("statement, givens, verdict", rows())
def test_each_row_is_decided(statement, givens, verdict):
    stated = state_relation(statement, [g for g in givens.split(";") if g.strip()])
    found = decide(stated.proposition)
    shown = f"{found.kind} if {', '.join(found.conditions)}" if found.conditions else found.kind
    assert shown == verdict, found.message
    assert (found.counterexample is not None) == (verdict == "refuted")
