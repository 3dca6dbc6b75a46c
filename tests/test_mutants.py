"""Slips of the pen in documents that are proved: none of them may be proved, unless it is true."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from attacks.mutants import Mutant, mutants
from attacks.objections import objection
from attacks.values import fails, points

from derive.document import Verdict
from derive.deciding import verdicts

ROOT = Path(__file__).parent.parent
POST = ROOT / "tests/corpus/proved/bce-with-logits-post.txt"
SHIPPED = (ROOT / "derive/derivations/bce-with-logits.md", ROOT / "derive/derivations/bce-with-logits.zh.md")
EVERY, EVERY_SHIPPED = 3, 12  # of all edits, one in so many is decided here; the script decides all

# The edits that leave a step of the post true, and why.
TRUE = {
    "= → \\le": "a = b gives a ≤ b",
    "= → \\ge": "a = b gives a ≥ b",
    "| | → nothing": "(5) holds for x ≥ 0, where |x| = x",
}


def decided(monkeypatch, path: Path, every: int) -> list[tuple[Mutant, Verdict]]:
    """The mutants by one in `every` edits, with their verdicts."""
    # The hint of a refutation (where it would hold) takes most of the time and says nothing here.
    monkeypatch.setattr(verdicts, "_holds_if", lambda proposition: None)
    found = mutants(path.read_text(encoding="utf-8"), str(path), every)
    return [(m, verdicts.decide(m.statement.proposition)) for m in found]


def holds_on_the_grid(proposition) -> bool:
    """Whether the relation certainly fails at no point of a grid where all that is given
    holds, and certainly holds at one."""
    seen = False
    symbols = proposition.left.free.union(proposition.right.free, *(g.free for g in proposition.givens))
    for point in points(symbols):
        given = [fails(g.args[0], g.op, g.args[1], point) for g in proposition.givens]
        if any(g is not False for g in given):
            continue
        outcome = fails(proposition.left, proposition.relation, proposition.right, point)
        if outcome:
            return False
        seen = seen or outcome is False
    return seen


def named(mutant: Mutant) -> str:
    s = mutant.statement
    return f"({s.equation}) {s.left} {s.relation} {s.right}   [{mutant.edit.what}]"


def test_mutants_of_the_post(monkeypatch):
    results = decided(monkeypatch, POST, EVERY)
    count = Counter(verdict.kind for _, verdict in results)
    true = [(m, v) for m, v in results if holds_on_the_grid(m.statement.proposition)]
    false = [(m, v) for m, v in results if (m, v) not in true]
    print(f"{len(results)} mutants: {dict(count)}; {len(true)} are true")
    assert len(results) >= 150
    assert [named(m) for m, v in false if v.kind == "proved"] == []
    assert [named(m) for m, v in true if v.kind != "proved"] == []
    assert [named(m) for m, _ in true if m.edit.what not in TRUE] == []
    refuted = [v for _, v in false if v.kind == "refuted" and v.counterexample is not None]
    assert len(refuted) >= 0.95 * len(false)
    assert [against for m, v in results if (against := objection(m.statement.proposition, v))] == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_mutants_of_what_ships(monkeypatch, path):
    """The counterexamples of limits and opaque terms are beyond the second opinion: there only
    a proof is asked to be true."""
    results = decided(monkeypatch, path, EVERY_SHIPPED)
    assert len(results) >= 90
    for mutant, verdict in results:
        if verdict.kind == "proved":
            assert objection(mutant.statement.proposition, verdict) is None, named(mutant)
    count = Counter(verdict.kind for _, verdict in results)
    assert count["refuted"] >= 0.9 * (len(results) - count["proved"])
