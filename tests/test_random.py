"""Random relations: what is proved holds at every point of a grid, what is refuted fails where it is said to."""

from __future__ import annotations

from collections import Counter

import pytest
from attacks.objections import objection, shown
from attacks.relations import proposition, size
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from derive.deciding import verdicts
from derive.document import Counterexample, Proposition, Verdict
from derive.reading.math import read_condition

count: Counter = Counter()


@st.composite
def propositions(draw) -> Proposition:
    return proposition(lambda options: draw(st.sampled_from(options)))


@settings(
    max_examples=150,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large),
)
@given(propositions())
def test_no_verdict_is_wrong(random_proposition):
    """Disagreement, or any other exception, fails here too."""
    assume(size(random_proposition) <= 40)
    verdict = verdicts.decide(random_proposition)
    count[verdict.kind] += 1
    assert objection(random_proposition, verdict) is None, shown(random_proposition)


def test_the_random_relations_are_of_every_kind():
    assert min(count["proved"], count["refuted"]) >= 20
    assert count["undecided"] <= 0.5 * sum(count.values())


def claim(latex: str, *givens: str) -> Proposition:
    relation = read_condition(latex)
    return Proposition(tuple(map(read_condition, givens)), relation.args[0], relation.op, relation.args[1])


PROVED = Verdict("proved")
ONE_IF = Verdict("proved", conditions=(r"x \ne 0",))


@pytest.mark.parametrize(
    "latex, givens, verdict, wrong",
    [
        (r"\frac{x}{x} = 1", (), PROVED, True),
        (r"\frac{x}{x} = 1", (), ONE_IF, False),
        (r"\frac{x}{x} = 1", ("x > 0",), PROVED, False),
        (r"\log x^2 = 2\log x", (), PROVED, True),
        (r"\log x^2 = 2\log |x|", (), PROVED, False),
        (r"\frac{d}{dx}|x| = 1", (r"x \ge 0",), PROVED, True),
        (r"\frac{d}{dx}|x| = 1", ("x > 0",), PROVED, False),
        (r"\frac{d}{dx} (x|x|) = 2|x|", (), PROVED, False),
        (r"e^x \ge 1 + x", (), PROVED, False),
        (r"e^x > 1 + x", (), PROVED, True),
        ("x = 2", (), Verdict("refuted", counterexample=Counterexample((("x", "1"),), "1", "2")), False),
        ("x = 2", (), Verdict("refuted", counterexample=Counterexample((("x", "2"),), "2", "2")), True),
        (
            "x = 2",
            ("x > 1",),
            Verdict("refuted", counterexample=Counterexample((("x", "1"),), "1", "2")),
            True,
        ),
    ],
)
def test_the_second_opinion_itself(latex, givens, verdict, wrong):
    assert (objection(claim(latex, *givens), verdict) is not None) == wrong
