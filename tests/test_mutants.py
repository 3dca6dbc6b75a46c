"""Slips of the pen in every derivation: none of them may be proved, unless it is true.

A sample of the edits is decided here; `python tests/attacks/tally.py` decides all of them.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from attacks.objections import objection
from attacks.slips import KINDS, edits
from attacks.tally import added, decided, documents, judged, tallied

from derive.deciding import verdicts

POST = Path(__file__).parent / "corpus/proved/bce-with-logits-post.txt"
EVERY, EVERY_OF_POST = 80, 8  # of all edits of a document, one in so many is decided here

# The edits that leave a step of the post true, and why.
TRUE = {
    "= → \\le": "a = b gives a ≤ b",
    "= → \\ge": "a = b gives a ≥ b",
    ", → , -": "max(x, -0) is max(x, 0)",
    "| | → nothing": "(5) holds for x ≥ 0, where |x| = x",
}
tables: list[dict[str, Counter]] = []


@pytest.fixture(autouse=True)
def _without_hints(monkeypatch):
    # The hint of a refutation (where it would hold) takes most of the time and says nothing here.
    monkeypatch.setattr(verdicts, "_holds_if", lambda proposition: None)


@pytest.mark.parametrize(
    "place, path", list(enumerate(documents())), ids=lambda value: getattr(value, "stem", "")
)
def test_no_slip_is_proved_unless_it_is_true(place, path):
    told: list[str] = []
    tables.append(tallied(judged(decided(path, EVERY, first=place * 7)), told.append))
    assert [text for text in told if text.startswith("WRONG")] == []


def test_nearly_every_false_slip_is_refuted():
    whole = sum(added(tables).values(), Counter())
    print(whole)
    assert whole["mutants"] >= 600
    assert whole["false proved"] == 0
    assert whole["refuted"] >= 0.95 * whole["false"]
    assert whole["false open"] <= 0.05 * whole["false"]


def test_slips_of_every_kind_are_made():
    assert set(added(tables)) == set(KINDS)


def test_mutants_of_the_post():
    """There each mutant is looked at: all true ones are known, and proved."""
    results = list(judged(decided(POST, EVERY_OF_POST)))
    assert len(results) >= 100
    true = [(m, v) for m, v, view in results if view.kind == "true"]
    assert [m.edit.what for m, v in true if v.kind != "proved"] == []
    slips = [m.edit for m, _ in true if m.edit.kind != "dropped condition"]  # without which most still hold
    assert [edit.what for edit in slips if edit.what not in TRUE] == []
    assert [m.edit.what for m, v, view in results if view.kind == "false" and v.kind != "refuted"] == []
    assert [m.edit.what for m, v, _ in results if objection(m.statement.proposition, v)] == []


@pytest.mark.parametrize(
    "latex, kind, mutants",
    [
        ("$$x_i$$", "index", ["$$x_{i+1}$$"]),
        ("$$x_i y_j$$", "index", ["$$x_j  y_j$$", "$$x_{i+1} y_j$$", "$$x_i y_i $$", "$$x_i y_{j+1}$$"]),
        (r"$$\sum_{i=1}^{n} c$$", "bound", [
            r"$$\sum_{i=0 }^{n} c$$", r"$$\sum_{i=2 }^{n} c$$", r"$$\sum_{i=1}^{i } c$$",
            r"$$\sum_{n =1}^{n} c$$", r"$$\sum_{i=1}^{n-1} c$$", r"$$\sum_{i=1}^{n+1} c$$",
        ]),
        ("$$x^2$$", "exponent", ["$$x^1 $$", "$$x^3 $$", "$$x $$"]),
        ("$$a(b+c)$$", "dropped parentheses", ["$$a b+c$$"]),
        ("$$|a|$$", "dropped parentheses", ["$$a$$"]),
        (r"$$\frac{a}{b}$$", "swapped fraction", [r"$$\frac{b}{a}$$"]),
        (r"$$\frac{dL}{dx}$$", "swapped fraction", []),
        ("$$a=-b$$", "sign", ["$$a=b$$"]),
        ("$$e^{x}$$", "sign", ["$$e^{-x}$$"]),
        ("$$a+b-c$$", "operator", [r"$$a-b-c$$", r"$$a\cdot b-c$$", "$$a+b+c$$", r"$$a+b\cdot c$$"]),
        ("$$a+b-c$$", "dropped term", ["$$b-c$$", "$$a -c$$", "$$a+b $$"]),
        (r"$$\log x$$", "function", ["$$ x$$", r"$$\exp  x$$"]),
        ("$$x+y$$", "variable", ["$$y +y$$", "$$2 x +y$$", "$$+y$$", "$$x+x $$", "$$x+2 y $$", "$$x+$$"]),
    ],
)  # fmt: skip
def test_the_slips_themselves(latex, kind, mutants):
    found = edits(latex, 0, len(latex))
    made = [latex[: e.start] + e.replacement + latex[e.end :] for e in found if e.kind == kind]
    squeezed = ["".join(text.split()) for text in made]
    assert all("".join(m.split()) in squeezed for m in mutants) and (mutants or not made), made
