"""The refuter finds the counterexample a person would, and never one that is none."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import pytest

from derive.document import Counterexample, Proposition
from derive.refuting.refuter import refute, witness
from derive.reading.math import read_condition, read_term

ROOT = Path(__file__).parent.parent


def propositions(statement: str, *given: str) -> list[Proposition]:
    """The relations of a statement, one proposition each (`0 < x \\le 1` has two)."""
    relation = read_condition(statement)
    givens = tuple(read_condition(g) for g in given)
    parts = relation.args if relation.op == "and" else (relation,)
    return [Proposition(givens, p.args[0], p.op, p.args[1]) for p in parts]


def found(statement: str, *given: str, effort: int = 1) -> Counterexample | None:
    """The first counterexample to a relation of the statement."""
    for proposition in propositions(statement, *given):
        counterexample = refute(proposition, effort)
        if counterexample is not None:
            return counterexample
    return None


def soundness(name: str) -> list[pytest.param]:
    rows = [line.split("\t") for line in (ROOT / "tests/soundness" / name).read_text("utf-8").splitlines()]
    return [pytest.param(*row[1:4], id=row[0]) for row in rows if not row[0].startswith("#")]


@pytest.mark.parametrize(
    ("statement", "given", "expect"),
    [row for row in soundness("must-not-prove.tsv") if row.values[2] == "refuted"],
)
def test_what_is_false_is_refuted(statement, given, expect):
    assert found(statement, *filter(None, given.split(";"))) is not None


@pytest.mark.parametrize(("statement", "given", "expect"), soundness("must-prove.tsv"))
def test_what_is_true_is_never_refuted(statement, given, expect):
    assert found(statement, *filter(None, given.split(";"))) is None


@pytest.mark.parametrize(
    ("statement", "given", "point", "left", "right"),
    [
        (r"\sqrt{x^2} = x", (), {"x": "-1"}, "1", "-1"),
        (r"x = y", ("x^2 = y^2",), {"x": "1", "y": "-1"}, "1", "-1"),
        (r"\max(x, 20) = 20", (), {"x": "21"}, "21", "20"),
        (r"\max(x, 1000) = 1000", (), {"x": "1001"}, "1001", "1000"),
        (r"x + e^{-1000(x-50)^2} = x", (), {"x": "50"}, "51", "50"),
        (r"e^{-(x-300)^2} = 0", (), {"x": "300"}, "1", "0"),
        (r"\log(xy) = \log x + \log y", (), {"x": "-1", "y": "-1"}, "0", "undefined"),
        (r"\log x^2 = 2\log x", (), {"x": "-1"}, "0", "undefined"),
        (r"\frac{d}{dx}|x| = 1", (), {"x": "-1"}, "-1", "1"),
        (r"\frac{d}{dx}x^3 = x^2", (), {"x": "1"}, "3", "1"),
        (r"e^{-|x|} < 1", (), {"x": "0"}, "1", "1"),
        (r"x^2 > x", (), {"x": "0"}, "0", "0"),
        (r"x \ne 3", (), {"x": "3"}, "3", "3"),
        (r"p^2 = p", ("0 < p < 1",), {"p": "1/2"}, "1/4", "1/2"),
        (r"y^2 = 0", (r"y \in \{0, 1\}",), {"y": "1"}, "1", "0"),
        (r"x = 2", ("x > 5/2", "x < 13/5"), {"x": "51/20"}, "51/20", "2"),
        (r"a + b = 2", ("a = b",), {"a": "2", "b": "2"}, "4", "2"),
        (
            r"p + q = 2",
            (r"p = \frac{1}{1+e^{-z}}", "q = 1 - p"),
            {"p": "1/2", "q": "1/2"},
            "1",
            "2",
        ),
        (r"p = z", (r"p = e^z",), {"p": "1", "z": "0"}, "1", "0"),
        (r"p^2 = z", ("p = e^z", "z > 0"), {"p": "2.71828", "z": "1"}, "7.38906", "1"),
        (r"x + y = xy", (), {"x": "1", "y": "2"}, "3", "2"),
        (r"y_{ij} = y_{ji}", (), {"i": "1", "j": "2", "y_{1,2}": "1", "y_{2,1}": "2"}, "1", "2"),
        (r"\sum_{i=1}^{n} x_i = x_1", (), {"n": "2", "x_{1}": "1", "x_{2}": "1"}, "2", "1"),
        (
            r"\sum_{i=1}^{n} p_i^2 = \frac{1}{n}",
            ("p_i > 0", r"\sum_{i=1}^{n} p_i = 1", r"n \ge 2"),
            {"n": "2", "p_{1}": "1/3", "p_{2}": "2/3"},
            "5/9",
            "1/2",
        ),
        (
            r"p_1 = \frac12",
            ("p_i > 0", r"\sum_{i=1}^{2} p_i = 1"),
            {"p_{1}": "2/3", "p_{2}": "1/3"},
            "2/3",
            "1/2",
        ),
        (r"f(x+y) = f(x) + f(y)", (), {"x": "1", "y": "2", "f(1)": "2", "f(2)": "3", "f(3)": "1"}, "1", "5"),
        (r"\sqrt[3]{x^3} = |x|", (), {"x": "-1"}, "-1", "1"),
        (r"\log\frac{0}{1+e^x} = x", (), {"x": "0"}, "undefined", "0"),
        (r"\frac{y}{1-1} = y", (), {"y": "0"}, "undefined", "0"),
        (r"(x^3)^{\frac13} = x", (), {"x": "-1"}, "undefined", "-1"),
        (r"(x^a)^b = x^{ab}", (), {"a": "2", "b": "1/2", "x": "-1"}, "1", "-1"),
    ],
)
def test_the_counterexample_is_the_one_to_check_by_hand(statement, given, point, left, right):
    assert found(statement, *given) == Counterexample(tuple(sorted(point.items())), left, right)


@pytest.mark.parametrize(
    ("statement", "left", "right"),
    [
        (r"\pi + 10^{-30} = \pi", "3.141592653589793238462643383280502884197",
         "3.141592653589793238462643383279502884197"),
        (r"e^{\pi\sqrt{163}} = 262537412640768744", "262537412640768743.999999999999", "262537412640768744"),
        (r"\frac{1}{2^{99}} = \frac{1}{2^{98}}", "1/633825300114114700748351602688",
         "1/316912650057057350374175801344"),
        (r"\frac{1}{2004!} = \frac{1}{2006!}", "1.87525e-5749", "4.66245e-5756"),
        (r"\sqrt 2 = \frac{1414213562}{1000000000}", "1.414213562", "707106781/500000000"),
        (r"10^{-20} = 0", "1/100000000000000000000", "0"),
        (r"\sin\pi = 1", "0.000000", "1"),
        (r"2^{10^{10}} = 0", "4.36327e+3010299956", "0"),
    ],
)  # fmt: skip
def test_as_many_digits_are_shown_as_tell_the_sides_apart(statement, left, right):
    counterexample = found(statement)
    if statement.startswith(r"\sqrt 2"):
        assert counterexample.left.startswith(left) and counterexample.right == right
    else:
        assert counterexample == Counterexample((), left, right)


@pytest.mark.parametrize(
    ("statement", "given"),
    [
        (r"\frac{x}{x} = 1", ()),  # a hole at one point is a condition
        (r"\frac{d}{dx}|x| = \operatorname{sign}(x)", ()),
        (r"\frac{d}{dx}\sqrt x = \frac{1}{2\sqrt x}", ()),
        (r"\frac{d}{dx}\max(x, 0)^2 = 2\max(x, 0)", ()),  # smooth at its kink
        (r"\frac{d}{dx}(x|x|) = 2|x|", ()),
        (r"\frac{d}{dx}\begin{cases}\frac{\sin x}{x} & x \ne 0\\ 1 & x = 0\end{cases} = "
         r"\begin{cases}\frac{x\cos x - \sin x}{x^2} & x \ne 0\\ 0 & x = 0\end{cases}", ()),
        (r"\sqrt{-x^2} = \sqrt{-x^4}", ()),  # defined at 0 alone
        (r"x^{\gamma} = e^{\gamma\log x}", ()),  # at x = -1, γ = 2 the left side exists, but only there
        (r"\lim_{x\to 0}\frac{\sin x}{x} = 1", ()),
        (r"\lim_{x\to\infty}\left(1+\frac1x\right)^x = e", ()),
        (r"\lim_{x\to\infty}(\sqrt{x^2+x} - x) = \frac12", ()),
        (r"\lim_{x\to\infty} x e^{-x} = 0", ()),
        (r"\lim_{x\to\infty} x^2 = \infty", ()),
        (r"\lim_{x\to 0}\sqrt x = 0", ()),
        (r"\lim_{x\to 0} x\log x = 0", ()),
        (r"\lim_{x\to -\infty}\frac{1}{1+e^{-x}} = 0", ()),
        (r"\log\prod_{i=1}^{n} p_i = \sum_{i=1}^{n}\log p_i", ("p_i > 0",)),  # for every i
        (r"\sum_{i=1}^{n} y_i c = c", (r"\sum_{i=1}^{n} y_i = 1",)),
        (r"\frac{\partial}{\partial z_j}\sum_{k=1}^{n} e^{z_k} = e^{z_j}", ()),  # j is one of 1 … n
        (r"\frac{d}{dx}f(x^2) = 2x f'(x^2)", ()),
        (r"\frac{d}{dx}f(g(x)) = f'(g(x)) g'(x)", ()),
        (r"\frac{\partial}{\partial x}\frac{\partial}{\partial y} f(xy) = "
         r"\frac{\partial}{\partial y}\frac{\partial}{\partial x} f(xy)", ()),
        (r"\sigma'(x) = \sigma(x)(1-\sigma(x))", (r"\sigma(x) = \frac{1}{1+e^{-x}}",)),
        (r"\frac{d^2}{dx^2}\log(1+e^x) = \frac{e^x}{(1+e^x)^2}", ()),
        (r"\int_0^1 x\,dx = \frac12", ()),
        (r"f(a) > f(b)", ("f(a) > f(b)",)),
        (r"\log\frac{p}{1-p} = z", (r"p = \frac{1}{1+e^{-z}}",)),
    ],
)  # fmt: skip
def test_no_counterexample_to_what_holds(statement, given):
    assert found(statement, *given) is None


@pytest.mark.parametrize(
    ("statement", "given"),
    [
        (r"\frac{d}{dx}\max(x, 0) = \begin{cases}1 & x > 0\\ \frac12 & x = 0\\ 0 & x < 0\end{cases}", ()),
        (r"\frac{d}{dx}\begin{cases}x & x < 0\\ x+1 & x \ge 0\end{cases} = 1", ()),
        (r"x = x + 1", ("x > 1", "x < 0")),
        (r"\frac{a}{b} = 1", ("a = b",)),
    ],
)
def test_undefined_at_single_points_is_no_counterexample(statement, given):
    assert found(statement, *given) is None


@pytest.mark.parametrize(
    ("statement", "left", "right"),
    [
        (r"\lim_{x\to\infty}\frac{1}{1+e^{-x}} = 0", "1", "0"),
        (r"\lim_{x\to -\infty}\frac{1}{1+e^{-x}} = 1", "0", "1"),
        (r"\lim_{x\to\infty}\frac{2x+1}{x+3} = 1", "2", "1"),
        (r"\lim_{x\to\infty}(\sqrt{x^2+x} - x) = 0", "1/2", "0"),
        (r"\lim_{x\to\infty} x e^{-x} = 1", "0", "1"),
        (r"\lim_{x\to\infty}\frac{x}{e^x} = 1", "0", "1"),
        (r"\lim_{x\to 0^+} e^{-1/x} = 1", "0", "1"),
        (r"\lim_{x\to 0^-}\frac{|x|}{x} = 1", "-1", "1"),
        (r"\lim_{h\to 0}\frac{e^h - 1}{h} = 0", "1", "0"),
        (r"\lim_{x\to\infty} x^2 = 0", r"\infty", "0"),
        (r"\lim_{x\to -\infty} x^3 = \infty", r"-\infty", r"\infty"),
        (r"\lim_{x\to -\infty}(1+e^{-x}) = 0", r"\infty", "0"),
        (r"\lim_{x\to\infty}\frac{1}{1+e^{-x}} = \infty", "1", r"\infty"),
        (r"\lim_{x\to 0}\frac{|x|}{x} = 1", "undefined", "1"),
        (r"\lim_{h\to 0}\frac{e^h}{h} = 1", "undefined", "1"),
        (r"\lim_{x\to\infty}\log x = 1", "[27.63, \\infty]", "1"),
    ],
)
def test_limits(statement, left, right):
    assert found(statement) == Counterexample((), left, right)


HOSTILE = [
    r"x^{10^{10^{10}}} = 0",
    r"10^{10^{10^{10}}} = 0",
    r"\lfloor 2^{10^{10}} \rfloor = 0",
    r"\sin(10^{10^{10}}) = 2x",
    r"\frac{1}{(10^9)!} = x",
    r"\Gamma(10^{10^9}) = x",
    r"e^{e^{e^{e^{x}}}} = x",
    "+".join(["e^{x}"] * 1000) + " = 1000 e^x",
    r"\sum_{i=1}^{50}\sum_{j=1}^{50}\sum_{k=1}^{50} i j k x = x",
    r"\sum_{i=1}^{10^{20}} i = x",
    r"\left(" * 40 + "x" + r"+1\right)^2" * 40 + " = x",
    r"\frac{d^{6}}{dx^{6}}\sin(e^{x^2}) = x",
]


@pytest.mark.parametrize("statement", HOSTILE)
def test_nothing_hangs(statement):
    start = time.process_time()
    found(statement)
    assert time.process_time() - start < 2


def test_depth_is_bounded():
    term = read_term("x")
    for _ in range(100_000):
        term = type(term)("neg", (term,))
    assert refute(Proposition((), term, "=", read_term("x"))) is None


def test_shared_terms_do_not_explode():
    term = read_term("x")
    for _ in range(60):
        term = type(term)("*", (term, term))
    refute(Proposition((), term, "=", read_term("x")))


def test_the_same_counterexample_under_every_hash_seed():
    statements = [
        (r"\frac{\partial}{\partial z_j}\frac{e^{z_i}}{\sum_{k=1}^{n} e^{z_k}} = y", "y > 0"),
        (r"ab + c d f(a) = x y z + 1", "a + b > 0", r"x \ne y"),
        (r"e^x \ge x^{11}",),
    ]
    code = f"from tests.test_refuter import found\nfor s in {statements!r}: print(found(*s))"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "42")
    }
    assert len(outputs) == 1 and outputs.pop().count("Counterexample") == 3


@pytest.mark.parametrize(
    ("given", "terms", "point"),
    [
        (("x > 0",), (r"\log x",), {"x": Fraction(1)}),
        (("0 < p < 1",), (r"\log p", r"\log(1-p)"), {"p": Fraction(1, 2)}),
        (("x > 1", "x < 0"), (), None),
        (("x > 0",), (r"\log(-x)",), None),
        (("x > 1000", "x < 1001"), (), {"x": Fraction(2001, 2)}),
        (("p = e^z", "p < 1"), (r"\log p",), {"z": Fraction(-1)}),
        (("a = b", "a > 7"), (r"\frac{a}{b}",), {"a": Fraction(10), "b": Fraction(10)}),
    ],
)
def test_witness(given, terms, point):
    seen = witness(tuple(map(read_condition, given)), tuple(map(read_term, terms)))
    assert (None if seen is None else {str(k): v for k, v in seen.items()}) == point


def test_the_refuter_imports_no_prover():
    own = {
        "enclosure",
        "jets",
        "intervals",
        "evaluation",
        "binders",
        "opaque",
        "points",
        "variables",
        "valuation",
        "areas",
        "tails",
        "elementary",
    }
    own |= {"scaling", "series", "unfolding", "writing", "refuter"}
    code = (
        "import sys, derive.refuting.refuter as r, derive.refuting.binders\n"
        "print(*sorted(m for m in sys.modules if m.startswith('derive.')))"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {
        m.removeprefix("derive.refuting.") for m in run.stdout.split() if m.startswith("derive.refuting.")
    }
    assert loaded == own
    assert "derive.proving" not in run.stdout
