"""Inequalities: true ones proved, slips beside them refuted at a point that can be checked by hand."""

from __future__ import annotations

import pytest

from derive.deciding.verdicts import decide
from derive.stating import state_relation

# relation, givens, "proved" or the point that refutes it
ROWS = [
    # polynomials in one variable
    (r"x^6 + x^2 + 1 > x", "", "proved"),
    (r"x^6 + x^2 > x", "", "x = 0"),
    (r"x^4 - 4x + 3 \ge 0", "", "proved"),
    (r"x^4 - 5x + 3 \ge 0", "", "x = 1"),
    (r"x^4 - 4x + 2.9 \ge 0", "", "x = 1"),
    (r"x^4 - x + 1 > 0", "", "proved"),
    (r"x^5 - 5x + 4 \ge 0", r"x \ge 1", "proved"),
    (r"x^5 - x + 1 > 0", r"x \ge -1", "proved"),
    (r"x^5 - x + 1 > 0", "", "x = -2"),
    (r"x^5 - x - 1 < 0", "0 < x < 1", "proved"),
    (r"x^5 - x - 1 < 0", "0 < x < 2", "x = 3/2"),
    (r"x^3 - 3x + 3 > 0", "x > -2", "proved"),
    (r"(1+x)^{10} \ge 1 + 10x", r"x \ge -1", "proved"),
    (r"e^{3x} - 3e^x + 3 > 0", "", "proved"),
    (r"e^{3x} - 3e^x + 2 > 0", "", "x = 0"),
    (r"x(1-x) \le \frac14", "", "proved"),
    (r"x(1-x) < \frac14", "", "x = 1/2"),
    # squares in several
    (r"a^2 + b^2 + c^2 \ge ab + bc + ca", "", "proved"),
    (r"(ac+bd)^2 \le (a^2+b^2)(c^2+d^2)", "", "proved"),
    (r"a^3 + b^3 + c^3 \ge 3abc", r"a \ge 0; b \ge 0; c \ge 0", "proved"),
    (r"\frac{a+b}{2} \ge \sqrt{ab}", r"a \ge 0; b \ge 0", "proved"),
    (r"\sqrt{1+x} \le 1 + \frac{x}{2}", r"x \ge -1", "proved"),
    (r"\sqrt{1+x} \ge 1 + \frac{x}{2}", r"x \ge -1", "x = 1"),
    # sine and cosine
    (r"|\sin x| \le 1", "", "proved"),
    (r"\left|\frac{\sin x}{2}\right| \le \frac12", "", "proved"),
    (r"\left|\frac{\sin x}{2}\right| \le \frac13", "", "x = 1"),
    (r"|\sin x \cos y| \le 1", "", "proved"),
    (r"\sin x + \cos x \le 2", "", "proved"),
    (r"|\sin x + \cos x| \le 1", "", "x = 1"),
    (r"3 + 2\cos x - \cos^2 x \ge 0", "", "proved"),
    (r"\sin x > 0", r"0 < x < \pi", "proved"),
    (r"\cos x > 0", r"-\frac{\pi}{2} < x < \frac{\pi}{2}", "proved"),
    (r"\sin x \le x", r"x \ge 0", "proved"),
    (r"\sin x \le x", "", "x = -1"),
    (r"|\sin x| \le |x|", "", "proved"),
    (r"\cos x \ge 1 - \frac{x^2}{2}", "", "proved"),
    (r"\cos x \ge 1 - \frac{x^2}{3}", "", "x = 1"),
    (r"\sin x \ge \frac{2x}{\pi}", r"0 \le x \le \frac{\pi}{2}", "proved"),
    (r"\sin x \ge \frac{2x}{3}", r"0 \le x \le \frac{\pi}{2}", "x = 3/2"),
    (r"\sin x \ge \frac{x}{2}", r"0 \le x \le 1", "proved"),
    # growth
    (r"\log(1+x) \le x", "x > -1", "proved"),
    (r"\log(1+x) \ge x", "x > -1", "x = 1"),
    (r"\log x < x - 1", r"x > 0; x \ne 1", "proved"),
    (r"\log x < x - 1", "x > 0", "x = 1"),
    (r"1 - \frac1x \le \log x", "x > 0", "proved"),
    (r"1 - \frac1x \ge \log x", "x > 0", "x = 2"),
    (r"\frac{x}{1+x} \le \log(1+x)", "x > -1", "proved"),
    (r"\log(1+x) \ge x - \frac{x^2}{2}", r"x \ge 0", "proved"),
    (r"\log(1+x) \ge x - \frac{x^2}{2}", "x > -1", "x = -1/2"),
    (r"e^x > 1 + x", r"x \ne 0", "proved"),
    (r"e^x \ge 1 + x + \frac{x^2}{2}", r"x \ge 0", "proved"),
    (r"e^x > 1 + x + \frac{x^2}{2}", "x > 0", "proved"),
    (r"e^x \ge 1 + x + \frac{x^2}{2}", "", "x = -1"),
    (r"e^x \ge 1 + x + \frac{x^2}{2} + \frac{x^3}{6}", r"x \ge 0", "proved"),
    (r"\cosh x \ge 1 + \frac{x^2}{2}", "", "proved"),
    (r"\cosh x \ge 1 + x^2", "", "x = 1"),
    (r"\tanh x \le x", r"x \ge 0", "proved"),
    (r"\tanh x \le x", "", "x = -1"),
    (r"x \log x \ge -\frac1e", "x > 0", "proved"),
    (r"x \log x \ge -\frac13", "x > 0", "x = 1/2"),
    (r"x e^{-x} \le \frac1e", "", "proved"),
    (r"x e^{-x} < \frac1e", "", "x = 1"),
    (r"x^x \ge e^{-1/e}", "x > 0", "proved"),
    # entropy, divergences, softplus
    (r"-p\log p - (1-p)\log(1-p) \le \log 2", "0 < p < 1", "proved"),
    (r"-p\log p - (1-p)\log(1-p) \le \frac12", "0 < p < 1", "p = 1/2"),
    (r"-p\log p - (1-p)\log(1-p) < \log 2", "0 < p < 1", "p = 1/2"),
    (r"-p\log p - (1-p)\log(1-p) > 0", "0 < p < 1", "proved"),
    (r"p^p (1-p)^{1-p} \ge \frac12", "0 < p < 1", "proved"),
    (r"p\log\frac{p}{q} + (1-p)\log\frac{1-p}{1-q} \ge 0", "0 < p < 1; 0 < q < 1", "proved"),
    (r"p\log\frac{p}{q} + (1-p)\log\frac{1-p}{1-q} > 0", "0 < p < 1; 0 < q < 1", "p = 1/2, q = 1/2"),
    (r"p\log\frac{q}{p} + (1-p)\log\frac{1-q}{1-p} \ge 0", "0 < p < 1; 0 < q < 1", "p = 1/2, q = 1/3"),
    (r"\log\frac{b}{a} + \frac{a^2+m^2}{2b^2} - \frac12 \ge 0", "a > 0; b > 0", "proved"),
    (r"t\log(1+e^{a/t}) \ge \max(a, 0)", "t > 0", "proved"),
    (r"t\log(1+e^{a/t}) \ge \max(a, 0)", r"t \ne 0", "a = 1, t = -1"),
    (r"\max(x, 0) \le \log(1+e^x)", "", "proved"),
    (r"\log(1+e^x) \le \max(x, 0) + \log 2", "", "proved"),
    (r"\max(x, y) \le \log(e^x+e^y)", "", "proved"),
    (r"\log(e^x+e^y) \le \max(x, y) + \log 2", "", "proved"),
    (r"\log(e^x+e^y) \le \max(x, y) + \frac12", "", "x = 1, y = 1"),
    (r"\log(e^x+e^y+e^z) \le \max(x, y, z) + \log 3", "", "proved"),
    # slopes that are bounded, order that is preserved, means
    (r"\frac{e^{-x}}{(1+e^{-x})^2} \le \frac14", "", "proved"),
    (r"\frac{e^{-x}}{(1+e^{-x})^2} < \frac14", "", "x = 0"),
    (r"\left|\frac{1}{1+e^{-x}} - \frac{1}{1+e^{-y}}\right| \le \frac{|x-y|}{4}", "", "proved"),
    (r"\left|\frac{1}{1+e^{-x}} - \frac{1}{1+e^{-y}}\right| \le \frac{|x-y|}{5}", "", "x = 1, y = 0"),
    (r"\frac{1}{1+e^{-a}} \le \frac{1}{1+e^{-b}}", r"a \le b", "proved"),
    (r"\frac{1}{1+e^{-a}} < \frac{1}{1+e^{-b}}", r"a \le b", "a = 0, b = 0"),
    (r"\log a \le \log b", r"0 < a \le b", "proved"),
    (r"\log\frac{x+y}{2} \ge \frac{\log x + \log y}{2}", "x > 0; y > 0", "proved"),
    (r"\log\frac{x+y}{2} \le \frac{\log x + \log y}{2}", "x > 0; y > 0", "x = 1, y = 2"),
    (r"e^{tx+(1-t)y} \le te^x + (1-t)e^y", "0 < t < 1", "proved"),
    (r"e^{tx+(1-t)y} \le te^x + (1-t)e^y", "0 < t < 2", "t = 3/2, x = 2, y = 0"),
    (r"\log(1+x) \ge x\log 2", r"0 \le x \le 1", "proved"),
    (r"\log(1+x) \ge x\log 2", r"0 \le x \le 2", "x = 2"),
]


@pytest.mark.parametrize("statement, given, expect", ROWS, ids=[f"{r[0]} | {r[1]}" for r in ROWS])
def test_decided(statement, given, expect):
    found = decide(state_relation(statement, [g for g in given.split(";") if g.strip()]).proposition)
    if expect == "proved":
        assert (found.kind, found.conditions) == ("proved", ()), found.message
    else:
        assert found.kind == "refuted", found
        assert ", ".join(f"{name} = {value}" for name, value in found.counterexample.point) == expect
