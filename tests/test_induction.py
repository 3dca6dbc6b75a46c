"""Attacks on the kernel's rule of induction, and on the law that nothing is whole between n and n + 1."""

from __future__ import annotations

import pytest

from derive.proving import kernel
from derive.proving.evidence import Refusal
from derive.proving.kernel import Theorem, assume
from derive.reading.math import read_condition
from derive.terms.term import ONE, TWO, ZERO, Term, div, number, relation, substitute, symbol

a, b, n, m, x = map(symbol, "abnmx")
WHOLE = Term("integer", (n,))


def C(latex: str) -> Term:
    return read_condition(latex)


CLAIM = C(r"n^2 \ge n")


def base(least: int = 1, *more: Term) -> Theorem:
    """⊢ k² ≥ k for a number k, under more assumptions."""
    claim = substitute(CLAIM, {n: number(least)})
    if not more:
        return kernel.order(claim, ((least * least - least, ()),))
    useless = kernel.order(relation(ZERO, "=", ZERO), ((0, ((assume(c), 1),)) for c in more))
    return kernel.order(claim, ((least * least - least, ()), (1, ((useless, 1),))))


def step(*, claim: Term = CLAIM, by: int = 1, positive: str = r"n \ge 1") -> Theorem:
    """n² ≥ n, n ≥ 1 ⊢ (n + 1)² ≥ n + 1: it is n² − n + 2n."""
    goal = substitute(CLAIM, {n: C(f"n + {by} = 0").args[0]})
    low = assume(C(positive))
    parts = [(1, ((assume(claim), 1),)), (2 * by, ((low, 1),)), (by * by - by + 2 * by, ())]
    return kernel.order(goal, parts)


def test_it_counts_on():
    found = kernel.induction(base(), step(), n, ONE)
    assert found.conclusion == CLAIM
    assert found.hypotheses == {C(r"n \ge 1"), WHOLE}


def test_what_is_not_about_the_number_stays_assumed():
    found = kernel.induction(base(1, C("x > 0")), step(), n, ONE)
    assert found.hypotheses == {C(r"n \ge 1"), WHOLE, C("x > 0")}


ATTACKS = [
    ("from another number", lambda: kernel.induction(base(2), step(), n, ONE)),
    ("from a number below which the step was not shown", lambda: kernel.induction(base(0), step(), n, ZERO)),
    ("from a half", lambda: kernel.induction(base(), step(), n, div(ONE, TWO))),
    ("from a symbol", lambda: kernel.induction(base(), step(), n, m)),
    ("by twos", lambda: kernel.induction(base(), step(by=2), n, ONE)),
    ("a base that assumes something of the number", lambda: kernel.induction(base(1, C("n > 5")), step(), n, ONE)),
    ("a step that assumes more of the number", lambda: kernel.induction(base(), step(positive=r"n \ge 3"), n, ONE)),
    ("a step from another claim", lambda: kernel.induction(base(), step(claim=C(r"n^2 \ge n + 7")), n, ONE)),
    ("a step that does not move", lambda: kernel.induction(base(), assume(CLAIM), n, ONE)),
    ("over another symbol", lambda: kernel.induction(base(), step(), m, ONE)),
    ("over an element", lambda: kernel.induction(base(), step(), C("x_n = 0").args[0], ONE)),
    ("what is no relation", lambda: kernel.induction(assume(Term("integer", (ONE,))), step(), n, ONE)),
    ("next, of what may not be whole", lambda: kernel.law("whole-next", {a: n, b: m}, [assume(WHOLE), assume(C("n < m"))])),
    ("next, of what may be equal", lambda: kernel.law(
        "whole-next", {a: n, b: m}, [assume(WHOLE), assume(Term("integer", (m,))), assume(C(r"n \le m"))])),
]  # fmt: skip


@pytest.mark.parametrize("attack", [pytest.param(attack, id=name) for name, attack in ATTACKS])
def test_refused(attack):
    with pytest.raises(Refusal):
        pytest.fail(f"{attack()!r}")
