r"""What is claimed with `\in`, `\notin` and `\approx`: each decided by the relations that it says."""

from __future__ import annotations

import pytest

from derive.deciding.claims import proofs
from derive.deciding.verdicts import decide
from derive.stating import state_relation

# relation, givens, "proved", "proved if …", the point and member that refute it, or what is told when undecided
MEMBERS = [
    (r"e^{-|x|} \in (0, 1]", "", "proved"),
    (r"e^{-|x|} \in (0, 1)", "", "x = 0: 1 is outside (0, 1)"),
    (r"e^{-|x|} \in [\frac12, 1]", "", "x = 1: 0.367879 is outside [1/2, 1]"),
    (r"\frac{1}{1+e^{-x}} \in (0, 1)", "", "proved"),
    (r"\tanh x \in (-1, 1)", "", "proved"),
    (r"\tanh x \in (-1, \frac12)", "", "x = 1: 0.761594 is outside (-1, 1/2)"),
    (r"x^2 \in [0, \infty)", "", "proved"),
    (r"x^2 \in (0, \infty)", "", "x = 0: 0 is outside (0, ∞)"),
    (r"p(1-p) \in (0, \frac14]", r"p \in (0, 1)", "proved"),
    (r"x \in [a, b]", r"a \le x \le b", "proved"),
    (r"x \in [a, b)", r"a \le x \le b", "b = 1, x = 1: 1 is outside [a, b)"),
    # the real numbers: being defined is what is claimed
    (r"\frac{1}{1+x^2} \in \mathbb{R}", "", "proved"),
    (r"\frac1x \in \mathbb{R}", "", r"proved if x \ne 0"),
    (r"\log x \in \mathbb{R}", "x > 0", "proved"),
    (r"\log x \in \mathbb{R}", "", "x = -1: undefined is outside ℝ"),
    (r"x^2 + 1 \in \mathbb{R} \setminus \{0\}", "", "proved"),
    # whole numbers
    (r"2n + 1 \in \mathbb{Z}", r"n \in \mathbb{Z}", "proved"),
    (r"2n + 1 \in \mathbb{N}", r"n \in \mathbb{N}", "proved"),
    (r"n - 1 \in \mathbb{N}", r"n \in \mathbb{N}", "n = 0: -1 is outside ℕ"),
    (r"\frac n2 \in \mathbb{Z}", r"n \in \mathbb{N}", "n = 1: 1/2 is outside ℤ"),
    (r"\sqrt 2 \in \mathbb{Z}", "", ": 1.41421 is outside ℤ"),
    (r"\lfloor x \rfloor \in \mathbb{Z}", "", "proved"),
    # lists, unions, what is outside
    (r"y^2 \in \{0, 1\}", r"y \in \{0, 1\}", "proved"),
    (r"y + 1 \in \{0, 1\}", r"y \in \{0, 1\}", "y = 1: 2 is outside {0, 1}"),
    (r"\operatorname{sign}(x) \in \{-1, 0, 1\}", "", "proved"),
    (r"\operatorname{sign}(x) \in \{-1, 1\}", "", "x = 0: 0 is outside {-1, 1}"),
    (r"x^2 \in (-1, 0) \cup [0, \infty)", "", "proved"),
    (r"x^3 \in (-\infty, 0) \cup (0, \infty)", "", "x = 0: 0 is outside (-∞, 0) ∪ (0, ∞)"),
    (r"x^2 \notin (-2, -1)", "", "proved"),
    (r"x^2 \not\in \{-1\}", "", "proved"),
    (r"x^2 \notin [1, 2]", "", "x = 1: 1 is outside [1, 2]"),
    (r"x^2 \notin \mathbb{Z}", "", "not covered"),
]
ROUNDED = [
    (r"\log 2 \approx 0.693", "", "proved"),
    (r"\log 2 \approx 0.69", "", "proved"),
    (r"\log 2 \approx 0.694", "", "rounded to these digits it is 0.693"),
    (r"\log 2 \simeq 0.6931", "", "proved"),
    (r"\log 2 \approx 0.6930", "", "rounded to these digits it is 0.6931"),
    (r"\log 2 \approx 0.6931471805599453094172", "", "proved"),
    (r"\sqrt 2 \approx 1.41422", "", "rounded to these digits it is 1.41421"),
    (r"e \approx 2.718", "", "proved"),
    (r"e \approx 2.72", "", "proved"),
    (r"e \approx 2.71", "", "its digits are cut off: rounded it is 2.72"),
    (r"-e \approx -2.71", "", "its digits are cut off: rounded it is -2.72"),
    (r"\frac23 \approx 0.66", "", "its digits are cut off: rounded it is 0.67"),
    (r"\pi \approx 3", "", "proved"),
    (r"3.1416 \approx \pi", "", "proved"),
    (r"0.88 \approx 0.8808", "", "proved"),
    (r"0.8808 \approx 0.88", "", "proved"),
    (r"\frac18 \approx 0.12", "", "proved"),  # half way: rounded either way
    (r"\frac18 \approx 0.13", "", "proved"),
    (r"e^{-10} \approx 4.54 \times 10^{-5}", "", "proved"),
    (r"2^{10} \approx 1.03 \cdot 10^{3}", "", "rounded to these digits it is 1020"),
    (r"\sigma(2) \approx 0.8808", r"\sigma(x) = \frac{1}{1+e^{-x}}", "proved"),
    (r"\sigma(x) \approx 0.88", r"\sigma(x) = \frac{1}{1+e^{-x}}; x = 2", "proved"),
    (r"\sigma(x) \approx 0.88", r"\sigma(x) = \frac{1}{1+e^{-x}}; x > 0", "of a term that varies"),
    (r"\sin x \approx x", "", "neither side is"),
    (r"y \propto x", "", "proportionality is not decided"),
    (r"x \gets x - 1", "", r"`\gets` is read, and not decided"),
    (r"X \sim p", "", r"`\sim` is read, and not decided"),
    (r"1 \gg 2", "", r"`\gg` is read, and not decided"),
    (r"2 \propto 4", "", "proportionality is not decided"),
    (r"\pi \approx \frac{22}{7}", "", "neither side is"),
    (r"2^{10} \approx 1000", "", "1000 may be meant to any of its zeros"),
    (r"1024 \approx 1000", "", "1000 may be meant to any of its zeros"),
    (r"1000 \approx 1024", "", "1000 may be meant to any of its zeros"),
    # the sign of equality, between a number and what it is rounded to
    (r"\sqrt 2 = 1.41421", "", r"equal to 6 digits: write ≈"),
    (r"\frac13 = 0.333", "", r"equal to 3 digits: write ≈"),
    (r"0.333 = \frac13", "", r"equal to 3 digits: write ≈"),
    (r"\frac13 = 0.334", "", "refuted"),
    (r"0.1 + 0.2 = 0.3", "", "proved"),
]


def verdict(statement: str, given: str):
    return decide(state_relation(statement, [g for g in given.split(";") if g.strip()]).proposition)


@pytest.mark.parametrize("statement, given, expect", MEMBERS, ids=[f"{r[0]} | {r[1]}" for r in MEMBERS])
def test_membership(statement, given, expect):
    found = verdict(statement, given)
    if expect.startswith("proved"):
        assert (found.kind, found.conditions) == (
            "proved",
            tuple(filter(None, [expect[len("proved if ") :]])),
        )
    elif found.kind == "undecided":
        assert expect in found.message
    else:
        point = ", ".join(f"{name} = {value}" for name, value in found.counterexample.point)
        assert f"{point}: {found.counterexample.left} is outside {found.counterexample.right}" == expect


@pytest.mark.parametrize("statement, given, expect", ROUNDED, ids=[f"{r[0]} | {r[1]}" for r in ROUNDED])
def test_approximation(statement, given, expect):
    found = verdict(statement, given)
    if expect in ("proved", "refuted"):
        assert (found.kind, found.message) == (expect, None)
    else:
        undecided = any(word in expect for word in ("varies", "neither", "may be meant", "not decided"))
        assert found.kind == ("undecided" if undecided else "refuted")
        assert expect in found.message


@pytest.mark.parametrize("statement, given, expect", [*MEMBERS, *ROUNDED])
def test_what_is_proved_has_its_proofs(statement, given, expect):
    said = state_relation(statement, [g for g in given.split(";") if g.strip()]).proposition
    if expect.startswith("proved"):
        assert proofs(said)
