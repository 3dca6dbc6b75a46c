"""The laws: every identity and inequality that a proof may use, each stated once.

Invariant: at every real point where a law's variables are defined and its
conditions hold, both sides of its statement are defined and the relation holds.
Letters are variables for any real term; the statement in LaTeX is the law.  A
derivative law is stated for the variable itself; the chain rule is the kernel's.

Rejected laws stay, each with the point at which it fails.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from derive.terms.term import Term


@dataclass(frozen=True)
class Law:
    """A trusted relation with its side conditions, in LaTeX."""

    name: str
    statement: str
    conditions: tuple[str, ...] = ()

    @cached_property
    def relation(self) -> Term:
        """The statement as a relation term."""
        from derive.reading.math import read_condition  # reading knows no proving

        return read_condition(self.statement)

    @cached_property
    def side_conditions(self) -> tuple[Term, ...]:
        """The conditions as relation terms."""
        from derive.reading.math import read_condition

        return tuple(read_condition(condition) for condition in self.conditions)


@dataclass(frozen=True)
class Rejected:
    """A relation that is often used as a law and is none, with a point where it fails."""

    name: str
    statement: str
    witness: str
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rule:
    """A law about functions, sums or limits as wholes, which a rule of the kernel checks.

    The statement is LaTeX to be read; the rule itself is the code that `checked_by` names.
    """

    name: str
    statement: str
    conditions: str
    checked_by: str


_WHOLE_EXPONENTS = (r"b \in \mathbb{Z}", r"c \in \mathbb{Z}")


def _whole(letter: str) -> tuple[str, ...]:
    return rf"{letter} \in \mathbb{{Z}}", rf"{letter} \ge 0"


_BINOMIAL_MEAN = r"\sum_{k=0}^{c} k \frac{c!}{k!(c-k)!} a^{k} b^{c-k} = c a (a+b)^{c-1}"
_BINOMIAL_SQUARE = r"\sum_{k=0}^{c} k (k-1) \frac{c!}{k!(c-k)!} a^{k} b^{c-k} = c (c-1) a^{2} (a+b)^{c-2}"


LAWS = (
    # exponentials and logarithms
    Law("exp-positive", r"e^{a} > 0"),
    Law("exp-zero", r"e^{0} = 1"),
    Law("exp-sum", r"e^{a+b} = e^{a} e^{b}"),
    Law("exp-multiple", r"e^{ab} = (e^{b})^{a}"),
    Law("exp-log", r"e^{\log a} = a", ("a > 0",)),
    Law("exp-increasing", r"e^{a} > e^{b}", ("a > b",)),
    Law("exp-monotone", r"e^{a} \ge e^{b}", (r"a \ge b",)),
    Law("exp-injective", r"e^{a} \ne e^{b}", (r"a \ne b",)),
    Law("exp-tangent", r"e^{a} \ge 1 + a"),
    Law("log-exp", r"\log(e^{a}) = a"),
    Law("log-one", r"\log(1) = 0"),
    Law("log-product", r"\log(ab) = \log(a) + \log(b)", ("a > 0", "b > 0")),
    Law("log-power", r"\log(a^{b}) = b \log(a)", ("a > 0",)),
    Law("log-increasing", r"\log(a) > \log(b)", ("a > b", "b > 0")),
    Law("log-monotone", r"\log(a) \ge \log(b)", (r"a \ge b", "b > 0")),
    Law("log-nonzero", r"\log(a) \ne 0", ("a > 0", r"a \ne 1")),
    Law("log-tangent", r"\log(a) \le a - 1", ("a > 0",)),
    # powers and roots
    Law("power-exp", r"a^{b} = e^{b \log(a)}", ("a > 0",)),
    Law("power-sum", r"a^{b+c} = a^{b} a^{c}", (*_whole("b"), *_whole("c"))),
    Law("power-sum-nonzero", r"a^{b+c} = a^{b} a^{c}", (r"a \ne 0", *_WHOLE_EXPONENTS)),
    Law("power-multiple", r"a^{bc} = (a^{b})^{c}", (*_whole("b"), *_whole("c"))),
    Law("power-multiple-nonzero", r"a^{bc} = (a^{b})^{c}", (r"a \ne 0", *_WHOLE_EXPONENTS)),
    Law("power-product", r"(ab)^{c} = a^{c} b^{c}", _whole("c")),
    Law("power-product-nonzero", r"(ab)^{c} = a^{c} b^{c}", (r"a \ne 0", r"b \ne 0", r"c \in \mathbb{Z}")),
    Law("power-nonzero", r"a^{b} \ne 0", (r"a \ne 0", r"b \in \mathbb{Z}")),
    Law("power-nonnegative", r"a^{b} \ge 0", (r"a \ge 0", "b > 0")),
    Law("power-nonnegative-whole", r"a^{b} \ge 0", (r"a \ge 0", *_whole("b"))),
    Law("power-reciprocal", r"(\frac{1}{a})^{b} = \frac{1}{a^{b}}", (r"a \ne 0", r"b \in \mathbb{Z}")),
    Law("power-zero-base", r"0^{a} = 0", ("a > 0",)),
    Law("sqrt-power", r"\sqrt{a} = a^{\frac{1}{2}}", ("a > 0",)),
    Law("sqrt-zero", r"\sqrt{0} = 0"),
    Law("sqrt-square", r"\sqrt{a}^{2} = a", (r"a \ge 0",)),
    Law("sqrt-nonnegative", r"\sqrt{a} \ge 0", (r"a \ge 0",)),
    Law("sqrt-at-least", r"\sqrt{a} \ge b", (r"a \ge b^{2}",)),
    Law("sqrt-at-most", r"\sqrt{a} \le b", (r"a \ge 0", r"b \ge 0", r"a \le b^{2}")),
    Law("cube-root-power", r"\sqrt[3]{a} = a^{\frac{1}{3}}", ("a > 0",)),
    Law("cube-root-odd", r"\sqrt[3]{a} = -\sqrt[3]{-a}"),
    Law("square-nonnegative", r"a^{2} \ge 0"),
    # absolute value, maximum, minimum, sign
    Law("abs-nonnegative", r"|a| \ge 0"),
    Law("abs-of-nonnegative", r"|a| = a", (r"a \ge 0",)),
    Law("abs-of-nonpositive", r"|a| = -a", (r"a \le 0",)),
    Law("abs-above", r"|a| \ge a"),
    Law("abs-above-opposite", r"|a| \ge -a"),
    Law("abs-square", r"|a|^{2} = a^{2}"),
    Law("abs-nonzero", r"|a| > 0", (r"a \ne 0",)),
    Law("max-first", r"\max(a, b) = a", (r"a \ge b",)),
    Law("max-second", r"\max(a, b) = b", (r"a \le b",)),
    Law("max-of-three", r"\max(a, b, c) = \max(\max(a, b), c)"),
    Law("min-first", r"\min(a, b) = a", (r"a \le b",)),
    Law("min-second", r"\min(a, b) = b", (r"a \ge b",)),
    Law("min-of-three", r"\min(a, b, c) = \min(\min(a, b), c)"),
    Law("sign-positive", r"\operatorname{sign}(a) = 1", ("a > 0",)),
    Law("sign-negative", r"\operatorname{sign}(a) = -1", ("a < 0",)),
    Law("sign-zero", r"\operatorname{sign}(a) = 0", ("a = 0",)),
    # hyperbolic and circular functions
    Law("sinh-exp", r"\sinh(a) = \frac{e^{a} - e^{-a}}{2}"),
    Law("cosh-exp", r"\cosh(a) = \frac{e^{a} + e^{-a}}{2}"),
    Law("tanh-exp", r"\tanh(a) = \frac{e^{a} - e^{-a}}{e^{a} + e^{-a}}"),
    Law("sin-sum", r"\sin(a+b) = \sin(a)\cos(b) + \cos(a)\sin(b)"),
    Law("cos-sum", r"\cos(a+b) = \cos(a)\cos(b) - \sin(a)\sin(b)"),
    Law("sin-odd", r"\sin(-a) = -\sin(a)"),
    Law("cos-even", r"\cos(-a) = \cos(a)"),
    Law("sin-zero", r"\sin(0) = 0"),
    Law("cos-zero", r"\cos(0) = 1"),
    Law("sin-pi", r"\sin(\pi) = 0"),
    Law("cos-pi", r"\cos(\pi) = -1"),
    Law("sin-half", r"\sin(\frac{1}{2}\pi) = 1"),
    Law("cos-half", r"\cos(\frac{1}{2}\pi) = 0"),
    Law("sin-squared", r"\sin^{2}(a) = 1 - \cos^{2}(a)"),
    Law("sin-most", r"\sin(a) \le 1"),
    Law("sin-least", r"\sin(a) \ge -1"),
    Law("cos-most", r"\cos(a) \le 1"),
    Law("cos-least", r"\cos(a) \ge -1"),
    Law("sin-below", r"\sin(a) < a", ("a > 0",)),
    Law("sin-positive", r"\sin(a) > 0", ("a > 0", r"a < \pi")),
    Law("cos-positive", r"\cos(a) > 0", (r"a > -\frac{\pi}{2}", r"a < \frac{\pi}{2}")),
    Law("tan-quotient", r"\tan(a) = \frac{\sin(a)}{\cos(a)}", (r"\cos(a) \ne 0",)),
    Law("pi-positive", r"\pi > 0"),
    Law("arctan-odd", r"\arctan(-a) = -\arctan(a)"),
    Law("sin-third", r"\sin(\frac{1}{3}\pi) = \frac{\sqrt{3}}{2}"),
    Law("cos-third", r"\cos(\frac{1}{3}\pi) = \frac{1}{2}"),
    Law("sin-quarter", r"\sin(\frac{1}{4}\pi) = \frac{\sqrt{2}}{2}"),
    Law("cos-quarter", r"\cos(\frac{1}{4}\pi) = \frac{\sqrt{2}}{2}"),
    Law("sin-sixth", r"\sin(\frac{1}{6}\pi) = \frac{1}{2}"),
    Law("cos-sixth", r"\cos(\frac{1}{6}\pi) = \frac{\sqrt{3}}{2}"),
    # their inverses
    Law("sin-arcsin", r"\sin(\arcsin(a)) = a", ("1 + a \\ge 0", "1 - a \\ge 0")),
    Law("cos-arcsin", r"\cos(\arcsin(a)) = \sqrt{1 - a^{2}}", ("1 + a \\ge 0", "1 - a \\ge 0")),
    Law("arccos-arcsin", r"\arccos(a) = \frac{\pi}{2} - \arcsin(a)", ("1 + a \\ge 0", "1 - a \\ge 0")),
    Law("arcsin-odd", r"\arcsin(-a) = -\arcsin(a)", ("1 + a \\ge 0", "1 - a \\ge 0")),
    Law("arcsin-zero", r"\arcsin(0) = 0"),
    Law("arcsin-half", r"\arcsin(\frac{1}{2}) = \frac{\pi}{6}"),
    Law("arcsin-one", r"\arcsin(1) = \frac{\pi}{2}"),
    Law("sin-arctan", r"\sin(\arctan(a)) = \frac{a}{\sqrt{1 + a^{2}}}"),
    Law("cos-arctan", r"\cos(\arctan(a)) = \frac{1}{\sqrt{1 + a^{2}}}"),
    Law("arctan-reciprocal", r"\arctan(\frac{1}{a}) = \frac{\pi}{2} - \arctan(a)", ("a > 0",)),
    Law("arctan-zero", r"\arctan(0) = 0"),
    Law("arctan-one", r"\arctan(1) = \frac{\pi}{4}"),
    Law("erf-odd", r"\operatorname{erf}(-a) = -\operatorname{erf}(a)"),
    Law("erf-zero", r"\operatorname{erf}(0) = 0"),
    Law("arsinh-log", r"\operatorname{arsinh}(a) = \log(a + \sqrt{a^{2} + 1})"),
    Law("arcosh-log", r"\operatorname{arcosh}(a) = \log(a + \sqrt{a^{2} - 1})", ("a - 1 \\ge 0",)),
    Law(
        "artanh-log",
        r"\operatorname{artanh}(a) = \frac{1}{2}\log(\frac{1+a}{1-a})",
        ("1 + a > 0", "1 - a > 0"),
    ),
    # factorials, Γ and whole parts
    Law("gamma-next", r"\Gamma(a + 1) = a \Gamma(a)", ("a > 0",)),
    Law("gamma-positive", r"\Gamma(a) > 0", ("a > 0",)),
    Law("gamma-one", r"\Gamma(1) = 1"),
    Law("gamma-half", r"\Gamma(\frac{1}{2}) = \sqrt{\pi}"),
    Law("factorial-gamma", r"a! = \Gamma(a + 1)", (r"a \in \mathbb{Z}", r"a \ge 0")),
    Law(
        "binomial-theorem",
        r"\sum_{k=0}^{c} \frac{c!}{k!(c-k)!} a^{k} b^{c-k} = (a+b)^{c}",
        _whole("c"),
    ),
    Law("binomial-mean", _BINOMIAL_MEAN, (r"c \in \mathbb{Z}", r"c \ge 1")),
    Law("binomial-mean-nonzero", _BINOMIAL_MEAN, (r"a + b \ne 0", *_whole("c"))),
    Law("binomial-square", _BINOMIAL_SQUARE, (r"c \in \mathbb{Z}", r"c \ge 2")),
    Law("binomial-square-nonzero", _BINOMIAL_SQUARE, (r"a + b \ne 0", *_whole("c"))),
    # infinite sums
    Law("geometric-series", r"\sum_{k=0}^{\infty} a^{k} = \frac{1}{1-a}", ("a > -1", "a < 1")),
    Law("geometric-mean-series", r"\sum_{k=0}^{\infty} k a^{k} = \frac{a}{(1-a)^{2}}", ("a > -1", "a < 1")),
    Law(
        "geometric-square-series",
        r"\sum_{k=0}^{\infty} k^{2} a^{k} = \frac{a (1+a)}{(1-a)^{3}}",
        ("a > -1", "a < 1"),
    ),
    Law("exponential-series", r"\sum_{k=0}^{\infty} \frac{a^{k}}{k!} = e^{a}"),
    Law("logarithm-series", r"\sum_{k=1}^{\infty} \frac{a^{k}}{k} = -\log(1-a)", (r"a \ge -1", "a < 1")),
    Law("sine-series", r"\sum_{k=0}^{\infty} \frac{(-1)^{k} a^{2k+1}}{(2k+1)!} = \sin(a)"),
    Law("cosine-series", r"\sum_{k=0}^{\infty} \frac{(-1)^{k} a^{2k}}{(2k)!} = \cos(a)"),
    Law(
        "gamma-integral",
        r"\int_{0}^{\infty} c^{a-1} e^{-bc} dc = \frac{\Gamma(a)}{b^{a}}",
        ("a > 0", "b > 0"),
    ),
    Law(
        "beta-integral",
        r"\int_{0}^{1} c^{a-1} (1-c)^{b-1} dc = \frac{\Gamma(a)\Gamma(b)}{\Gamma(a+b)}",
        ("a > 0", "b > 0"),
    ),
    Law("floor-below", r"\lfloor a \rfloor \le a"),
    Law("floor-above", r"a < \lfloor a \rfloor + 1"),
    Law("floor-shift", r"\lfloor a + b \rfloor = \lfloor a \rfloor + b", (r"b \in \mathbb{Z}",)),
    Law(
        "floor-between",
        r"\lfloor a \rfloor = b",
        (r"b \in \mathbb{Z}", r"b \le a", "a < b + 1"),
    ),
    Law("whole-next", r"a + 1 \le b", (r"a \in \mathbb{Z}", r"b \in \mathbb{Z}", "a < b")),
    # derivatives
    Law("derivative-power", r"\frac{d}{da}a^{b} = b a^{b-1}", ("a > 0",)),
    Law("derivative-exp", r"\frac{d}{da}\exp(a) = \exp(a)"),
    Law("derivative-log", r"\frac{d}{da}\log(a) = \frac{1}{a}", ("a > 0",)),
    Law("derivative-sqrt", r"\frac{d}{da}\sqrt{a} = \frac{1}{2\sqrt{a}}", ("a > 0",)),
    Law("derivative-sin", r"\frac{d}{da}\sin(a) = \cos(a)"),
    Law("derivative-cos", r"\frac{d}{da}\cos(a) = -\sin(a)"),
    Law("derivative-tan", r"\frac{d}{da}\tan(a) = 1 + \tan^{2}(a)", (r"\cos(a) \ne 0",)),
    Law("derivative-sinh", r"\frac{d}{da}\sinh(a) = \cosh(a)"),
    Law("derivative-cosh", r"\frac{d}{da}\cosh(a) = \sinh(a)"),
    Law("derivative-tanh", r"\frac{d}{da}\tanh(a) = 1 - \tanh^{2}(a)"),
    Law("derivative-arctan", r"\frac{d}{da}\arctan(a) = \frac{1}{1+a^{2}}"),
    Law(
        "derivative-arcsin", r"\frac{d}{da}\arcsin(a) = \frac{1}{\sqrt{1-a^{2}}}", ("1 + a > 0", "1 - a > 0")
    ),
    Law(
        "derivative-arccos", r"\frac{d}{da}\arccos(a) = -\frac{1}{\sqrt{1-a^{2}}}", ("1 + a > 0", "1 - a > 0")
    ),
    Law(
        "derivative-arcosh",
        r"\frac{d}{da}\operatorname{arcosh}(a) = \frac{1}{\sqrt{a^{2}-1}}",
        ("a - 1 > 0",),
    ),
    Law(
        "derivative-artanh",
        r"\frac{d}{da}\operatorname{artanh}(a) = \frac{1}{1-a^{2}}",
        ("1 + a > 0", "1 - a > 0"),
    ),
    Law("derivative-arsinh", r"\frac{d}{da}\operatorname{arsinh}(a) = \frac{1}{\sqrt{1+a^{2}}}"),
    Law("derivative-erf", r"\frac{d}{da}\operatorname{erf}(a) = \frac{2}{\sqrt{\pi}}e^{-a^{2}}"),
)

RULES = (
    Rule(
        "numeric",
        r"\log 2 < \frac{7}{10}",
        "both sides without symbols; their enclosures in ball arithmetic are disjoint",
        "kernel.numeric",
    ),
    Rule(
        "polynomial-roots",
        r"x^{6} + x^{2} + 1 > x",
        "a polynomial in one term; Sturm's theorem finds no root where the term may lie",
        "kernel.polynomial",
    ),
    Rule(
        "growth",
        r"f' \ge 0 \text{ on } (u, v) \implies f(u) \le f(v)",
        "f has a derivative everywhere on [u, v]; u ≤ v",
        "kernel.monotone",
    ),
    Rule(
        "chord",
        r"f'' \le 0 \text{ on } (u, v), \quad u \le w \le v \implies "
        r"(v - u) f(w) \ge (v - w) f(u) + (w - u) f(v)",
        "f has a derivative everywhere on [u, v] and a second one between u and v",
        "kernel.chord",
    ),
    Rule(
        "induction",
        r"P(a), \quad P(n) \implies P(n+1) \text{ for } n \ge a, \quad n \ge a \implies P(n)",
        "a is a number; P is a relation, and n is whole",
        "kernel.induction",
    ),
    Rule(
        "derivative-rules",
        r"(f+g)' = f' + g', \quad (fg)' = f'g + fg', \quad \left(\frac{f}{g}\right)' = \frac{f'g - fg'}{g^{2}}, "
        r"\quad (f(g))' = f'(g)\, g'",
        "f and g have derivatives at the point; a denominator is not zero there",
        "calculus.slope",
    ),
    Rule(
        "derivative-near",
        r"f = h \text{ near } x \implies f'(x) = h'(x)",
        "f = h wherever conditions hold that stay true near the point",
        "kernel.derivative_of_equal",
    ),
    Rule(
        "derivative-kink",
        r"f = f_{1} \text{ for } a \le b, \quad f = f_{2} \text{ for } a \ge b, \quad f_{1}' = f_{2}' = g "
        r"\implies f' = g",
        "both equations hold near the point and at it; a and b are continuous",
        "kernel.glue",
    ),
    Rule(
        "limit-rules",
        r"\lim (f+g) = \lim f + \lim g, \quad \lim fg = \lim f \cdot \lim g, \quad "
        r"\lim \frac{f}{g} = \frac{\lim f}{\lim g}, \quad \lim h(f) = h(\lim f)",
        "the limits exist, or are infinite with a determinate result; h is continuous there",
        "approach.tendency",
    ),
    Rule(
        "limit-at-infinity",
        r"\lim_{x \to \infty} \tanh x = 1, \quad \lim_{x \to \infty} \operatorname{erf}(x) = 1, "
        r"\quad \lim_{x \to \infty} \arctan x = \frac{\pi}{2}",
        "approached from below; at −∞ the opposite",
        "approach.tendency",
    ),
    Rule(
        "limit-near",
        r"f = h \text{ near } a \implies \lim_{x \to a} f = \lim_{x \to a} h",
        "f = h for all x close enough to a, except perhaps at a",
        "kernel.limit_of_equal",
    ),
    Rule(
        "limit-both-sides",
        r"\lim_{x \to a^{+}} f = \lim_{x \to a^{-}} f = c \implies \lim_{x \to a} f = c",
        "both limits exist",
        "kernel.both_sides",
    ),
    Rule(
        "limit-quotient",
        r"\lim \frac{u}{v} = \lim \frac{u'}{v'}",
        "u and v tend to 0, or v to ±∞; v′ is not zero near the point; the limit on the right exists",
        "kernel.quotient_limit",
    ),
    Rule(
        "integral-antiderivative",
        r"\int_{a}^{b} F'(x)\,dx = F(b) - F(a)",
        "F′ is the integrand for a ≤ x ≤ b and is continuous there",
        "kernel.integral",
    ),
    Rule(
        "integral-improper",
        r"\int_{a}^{b} F'(x)\,dx = \lim_{x \to b^{-}} F(x) - \lim_{x \to a^{+}} F(x)",
        "a < b, or infinite bounds; F′ is the integrand for a < x < b and is continuous there; both limits exist",
        "kernel.improper_integral",
    ),
    Rule(
        "integral-sum",
        r"\int_{a}^{b} (c f(x) + d g(x))\,dx = c \int_{a}^{b} f(x)\,dx + d \int_{a}^{b} g(x)\,dx",
        "both integrals on the right exist; c and d do not contain x",
        "kernel.integral_of_sum",
    ),
    Rule("sum-equal", r"\sum_i f(i) = \sum_i g(i)", "f(i) = g(i) for every i", "summation.equal_bodies"),
    Rule(
        "sum-separate",
        r"\sum_i (f(i) + g(i)) = \sum_i f(i) + \sum_i g(i)",
        "all terms exist",
        "summation.separate",
    ),
    Rule("sum-scale", r"\sum_i c f(i) = c \sum_i f(i)", "c does not contain i", "summation.scale"),
    Rule("sum-constant", r"\sum_{i=a}^{b} c = (b - a + 1) c", "c does not contain i", "summation.constant"),
    Rule("sum-rename", r"\sum_i f(i) = \sum_k f(k)", "k does not occur in f(i)", "summation.rename"),
    Rule(
        "sum-pick",
        r"\sum_{i=a}^{b} f(i) = f(j)",
        "f(i) = 0 for every i other than j; a ≤ j ≤ b",
        "summation.pick",
    ),
    Rule(
        "sum-written-out",
        r"\sum_{i=1}^{3} f(i) = f(1) + f(2) + f(3)",
        "numeric bounds",
        "summation.write_out",
    ),
    Rule(
        "sum-telescope",
        r"\sum_{i=a}^{b} f(i) = F(b) - F(a-1)",
        "f(i) = F(i) − F(i − 1) for every i",
        "summation.telescope",
    ),
    Rule(
        "sum-first",
        r"\sum_{i=a}^{b} f(i) = f(a) + \sum_{i=a+1}^{b} f(i)",
        "a ≤ b; for products alike, with factors",
        "summation.first",
    ),
    Rule(
        "sum-last",
        r"\sum_{i=a}^{b} f(i) = \sum_{i=a}^{b-1} f(i) + f(b)",
        "a ≤ b; for products alike, with factors",
        "summation.last",
    ),
    Rule("sum-empty", r"\sum_{i=a}^{a-1} f(i) = 0", "no term; a product is 1 then", "summation.empty"),
    Rule("sum-bounds", r"\sum_{i=a}^{b} f(i) = \sum_{i=c}^{d} f(i)", "a = c and b = d", "summation.rebound"),
    Rule(
        "sum-shift",
        r"\sum_{i=a}^{b} f(i) = \sum_{i=a+c}^{b+c} f(i-c)",
        "c is whole and does not contain i; for products alike",
        "summation.shift",
    ),
    Rule(
        "sum-reverse",
        r"\sum_{i=a}^{b} f(i) = \sum_{i=a}^{b} f(a+b-i)",
        "all terms exist; for products alike",
        "summation.reverse",
    ),
    Rule(
        "sum-swap",
        r"\sum_i \sum_j f(i, j) = \sum_j \sum_i f(i, j)",
        "neither range depends on the other index; for products alike",
        "summation.swap",
    ),
    Rule(
        "sum-positive",
        r"\sum_i f(i) > 0",
        "f(i) > 0 for every i, of which there is one",
        "summation.positive",
    ),
    Rule(
        "sum-one-term",
        r"\sum_i f(i) \ge f(j)",
        "f(i) ≥ 0 for every i, and j is one of them",
        "summation.one_term",
    ),
    Rule(
        "sum-cauchy",
        r"\left(\sum_i h(i)\right)^{2} \le \left(\sum_i p(i)\right) \sum_i q(i)",
        "h(i)² = p(i) q(i), p(i) ≥ 0 and q(i) ≥ 0 for every i",
        "summation.cauchy",
    ),
    Rule(
        "sum-derivative",
        r"\frac{\partial}{\partial x}\sum_i f(i) = \sum_i \frac{\partial}{\partial x} f(i)",
        "every term has a derivative; the bounds do not contain x",
        "summation.slope",
    ),
    Rule(
        "log-of-product",
        r"\log\prod_i f(i) = \sum_i \log f(i)",
        "f(i) > 0 for every i",
        "summation.logarithm",
    ),
    Rule(
        "product-separate",
        r"\prod_i f(i) g(i) = \left(\prod_i f(i)\right) \prod_i g(i)",
        "all factors exist",
        "summation.separate",
    ),
    Rule(
        "product-constant",
        r"\prod_{i=a}^{b} c = c^{b - a + 1}",
        "c does not contain i; the power has a value",
        "summation.constant",
    ),
    Rule(
        "product-quotient",
        r"\prod_i \frac{f(i)}{g(i)} = \frac{\prod_i f(i)}{\prod_i g(i)}",
        "the product below is not 0",
        "summation.quotient",
    ),
    Rule(
        "product-power",
        r"\prod_i f(i)^{k} = \left(\prod_i f(i)\right)^{k}",
        "k is a number, whole and not negative",
        "summation.raised",
    ),
    Rule(
        "series-equal",
        r"\sum_{i=a}^{\infty} f(i) = \sum_{i=a}^{\infty} g(i)",
        "f(i) = g(i) for every i, and one of the sums converges",
        "series.equal_bodies",
    ),
    Rule(
        "series-first",
        r"\sum_{i=a}^{\infty} f(i) = f(a) + \sum_{i=a+1}^{\infty} f(i)",
        "f(a) exists, and one of the sums converges",
        "series.first",
    ),
    Rule(
        "series-shift",
        r"\sum_{i=a}^{\infty} f(i) = \sum_{i=a+c}^{\infty} f(i-c)",
        "c is whole and does not contain i; one of the sums converges",
        "series.shift",
    ),
    Rule(
        "series-positive",
        r"\sum_{i=a}^{\infty} f(i) > 0",
        "f(i) > 0 for every i, and the sum converges; alike with ≥",
        "series.positive",
    ),
    Rule("product-exp", r"\prod_i e^{f(i)} = e^{\sum_i f(i)}", "all terms exist", "summation.exponential"),
)

REJECTED = (
    Rejected("log-of-square", r"\log(a^{2}) = 2\log(a)", "a = -1"),
    Rejected("log-product-unconditional", r"\log(ab) = \log(a) + \log(b)", "a = -1, b = -1"),
    Rejected("sqrt-of-square", r"\sqrt{a^{2}} = a", "a = -1"),
    Rejected("sqrt-product-unconditional", r"\sqrt{ab} = \sqrt{a}\sqrt{b}", "a = -1, b = -1"),
    Rejected("power-of-power", r"(a^{b})^{c} = a^{bc}", "a = -1, b = 2, c = \\frac{1}{2}"),
    Rejected("cancel", r"\frac{a}{a} = 1", "a = 0"),
    Rejected("derivative-abs", r"\frac{d}{da}|a| = \operatorname{sign}(a)", "a = 0"),
    Rejected("exp-above-one", r"e^{-|a|} < 1", "a = 0"),
    Rejected("arctan-tan", r"\arctan(\tan(a)) = a", "a = 4"),
)


@lru_cache(maxsize=1)
def laws_by_name() -> dict[str, Law]:
    """Every law by its name."""
    return {law.name: law for law in LAWS}


@lru_cache(maxsize=1)
def rules_by_name() -> dict[str, Rule]:
    """Every rule about functions, sums and limits by its name."""
    return {rule.name: rule for rule in RULES}


@lru_cache(maxsize=1)
def derivative_laws() -> dict[str, Law]:
    """The law for the derivative of each function, by the function's operation."""
    prefix = "derivative-"
    return {law.name.removeprefix(prefix): law for law in LAWS if law.name.startswith(prefix)}
