"""Relations that must be proved and relations that must not: tests/soundness/*.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.document import Proposition, Verdict
from derive.deciding.verdicts import decide
from derive.reading.math import read_condition
from derive.stating import state_relation

FOLDER = Path(__file__).parent / "soundness"

# Rows that are not yet decided.  Each must be undecided, so that the set shrinks on purpose.
UNDECIDED = {
    "must-prove": {"cross-entropy-gradient", "integral"},
    "must-not-prove": set(),
}


def rows(name: str) -> list:
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    found = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [pytest.param(*row[:4], id=row[0]) for row in found]


def verdicts(statement: str, given: str) -> list[Verdict]:
    """One for each relation of the statement, which may be a chain."""
    givens = [g.strip() for g in given.split(";") if g.strip()]
    chain = read_condition(statement)
    if chain.op == "and":
        given_terms = tuple(map(read_condition, givens))
        return [decide(Proposition(given_terms, c.args[0], c.op, c.args[1])) for c in chain.args]
    found = state_relation(statement, givens)
    assert found.kind == "claim", found.problem
    return [decide(found.proposition)]


@pytest.mark.parametrize("name, statement, given, expect", rows("must-prove"))
def test_true_statements_are_proved(name, statement, given, expect):
    found = verdicts(statement, given)
    kind = "undecided" if name in UNDECIDED["must-prove"] else "proved"
    assert [v.kind for v in found] == [kind] * len(found), [v.message for v in found]
    wanted = {read_condition(expect.removeprefix("proved-if "))} if expect != "proved" else set()
    assert {read_condition(c) for v in found for c in v.conditions} == wanted


@pytest.mark.parametrize("name, statement, given, expect", rows("must-not-prove"))
def test_false_statements_are_not(name, statement, given, expect):
    (found,) = verdicts(statement, given)
    if name in UNDECIDED["must-not-prove"]:
        assert found.kind == "undecided"
    elif expect == "refuted":
        assert found.kind == "refuted", found
        assert found.counterexample is not None
    else:
        assert expect == "refused"
        assert found.kind != "proved" or found.conditions  # then it excludes where it fails


def test_the_rows_are_all_there():
    must, must_not = rows("must-prove"), rows("must-not-prove")
    assert (len(must), len(must_not)) == (40, 53)
    names = {p.id for p in must} | {p.id for p in must_not}
    assert UNDECIDED["must-prove"] | UNDECIDED["must-not-prove"] <= names
