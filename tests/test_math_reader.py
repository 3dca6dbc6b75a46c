"""LaTeX mathematics → terms: what is written is what is read, to the last token."""

from __future__ import annotations

import pytest

from derive.reading.math import Names, read_condition, read_relation, read_term
from derive.terms.term import (
    INFINITY,
    ONE,
    PI,
    TRUE,
    TWO,
    ZERO,
    E,
    Term,
    add,
    derivative,
    div,
    function,
    mul,
    neg,
    number,
    power,
    relation,
    sub,
    symbol,
)

a, b, c, f, i, j, k, n, p, x, y, z = map(symbol, "abcfijknpxyz")
theta, sigma = symbol(r"\theta"), symbol(r"\sigma")


def exp(u: Term) -> Term:
    return function("exp", u)


def log(u: Term) -> Term:
    return function("log", u)


def at(name: str, *arguments: Term) -> Term:
    return Term("apply", (symbol(name), *arguments))


def indexed(name: str, *indices: Term) -> Term:
    return Term("indexed", (symbol(name), *indices))


def kronecker(condition: Term) -> Term:
    return Term("cases", (ONE, condition, ZERO, TRUE))


ARITHMETIC = [
    ("a - b", sub(a, b)),
    ("a - b + c", add(a, neg(b), c)),
    ("-a b", neg(mul(a, b))),
    ("-x^2", neg(power(x, TWO))),
    ("a + -b", add(a, neg(b))),
    (r"a \cdot -b", mul(a, neg(b))),
    ("+x", x),
    ("a - (b + c)", sub(a, add(b, c))),
    ("(a + b) + c", add(add(a, b), c)),
    ("xy", mul(x, y)),
    ("2x", mul(TWO, x)),
    ("(1-y)x", mul(sub(ONE, y), x)),
    ("x y", mul(x, y)),
    (r"x \quad y", mul(x, y)),
    (r"x + \quad y", add(x, y)),
    (r"a \times b * c", mul(a, b, c)),
    (r"\frac{a}{b}", div(a, b)),
    ("a/b", div(a, b)),
    (r"\dfrac{a}{b}", div(a, b)),
    (r"\frac12", div(ONE, TWO)),
    (r"\frac12 x", mul(div(ONE, TWO), x)),
    (r"\frac 1 x", div(ONE, x)),
    ("a/b/c", div(div(a, b), c)),
    (r"a/2 \cdot b", mul(div(a, TWO), b)),
    ("2x/3", div(mul(TWO, x), number(3))),
    ("2.5", number("5/2")),
    (".5", number("1/2")),
    ("0.044715", number("44715/1000000")),
    ("10^{-20}", power(number(10), neg(number(20)))),
    ("x^{10^{10^{10}}}", power(x, power(number(10), power(number(10), number(10))))),
    ("x^2y", mul(power(x, TWO), y)),
    ("{x^a}^b", power(power(x, a), b)),
    (r"\color{red} a + {\color{blue} b} + \textcolor{red}{c}", add(a, b, c)),
    (r"\cancel{a} + \boxed{b + c}", add(a, add(b, c))),
    (r"2\boxed{b + c}", mul(TWO, add(b, c))),
    (r"a + \underbrace{b + c}_{\text{the rest}}", add(a, add(b, c))),
    (r"a \phantom{{x} = y} + b", add(a, b)),
    (r"\frac{a}{b(1-b)} \cdot b(1-b) \cdot x", mul(div(a, mul(b, sub(ONE, b))), b, sub(ONE, b), x)),
    ("y(1-y)/2", div(mul(y, sub(ONE, y)), TWO)),
    ("x!", function("factorial", x)),
    ("(n-1)!", function("factorial", sub(n, ONE))),
    ("x!^2", power(function("factorial", x), TWO)),
    (r"\sqrt{x}", function("sqrt", x)),
    (r"\sqrt 2x", mul(function("sqrt", TWO), x)),
    (r"\sqrt[3]{x}", Term("root", (x, number(3)))),
    ("√x", function("sqrt", x)),
    ("2^T", power(TWO, symbol("T"))),
    ("{a + b} + c", add(add(a, b), c)),
    (r"\frac{{a+b}}{c}", div(add(a, b), c)),
    (r"\pi", PI),
    ("e", E),
    ("e^{x}", exp(x)),
    ("e^x", exp(x)),
    (r"\mathrm e^{x}", exp(x)),
    (r"\mathrm{e}^{x}", exp(x)),
    ("{e}^{x}", exp(x)),
    (r"\exp(x)", exp(x)),
    (r"\exp{(x)}", exp(x)),
    (r"\exp{-x}", exp(neg(x))),
    (r"2\pi e", mul(TWO, PI, E)),
]

BRACKETS = [
    (r"\left(x+y\right)z", mul(add(x, y), z)),
    (r"\bigl(x+y\bigr)z", mul(add(x, y), z)),
    (r"\big[x+y\big]z", mul(add(x, y), z)),
    (r"\{x+y\}z", mul(add(x, y), z)),
    ("[x+y]z", mul(add(x, y), z)),
    ("|x|", function("abs", x)),
    (r"\lvert x\rvert", function("abs", x)),
    (r"\left|x\right|", function("abs", x)),
    ("|x||y|", mul(function("abs", x), function("abs", y))),
    ("|x|y|z|", mul(function("abs", x), y, function("abs", z))),
    ("||x|-1|", function("abs", sub(function("abs", x), ONE))),
    ("|(a|b|)|", function("abs", mul(a, function("abs", b)))),
    (r"\lfloor x \rfloor", function("floor", x)),
    (r"\lceil x \rceil", neg(function("floor", neg(x)))),
]

FUNCTIONS = [
    (r"\log x", log(x)),
    (r"\ln(x)", log(x)),
    ("log(x)", log(x)),
    ("xlog(x)", mul(x, log(x))),
    (r"\log\frac{a}{b}", log(div(a, b))),
    (r"\log x^2", log(power(x, TWO))),
    (r"\log^2 x", power(log(x), TWO)),
    (r"\log_2 x", div(log(x), log(TWO))),
    (r"\log_{10}(x)", div(log(x), log(number(10)))),
    (r"\lg x", div(log(x), log(number(10)))),
    (r"\log 2x", log(mul(TWO, x))),
    (r"\sin 2\pi x", function("sin", mul(TWO, PI, x))),
    (r"\log{x}", log(x)),
    (r"\log{(1+x)}", log(add(ONE, x))),
    (r"\log({1+x})", log(add(ONE, x))),
    (r"\log|x|", log(function("abs", x))),
    (r"\log -x", log(neg(x))),
    (r"\log\log x", log(log(x))),
    (r"\log x!", log(function("factorial", x))),
    (r"x\log x", mul(x, log(x))),
    (r"2\sin x\cos x", mul(TWO, function("sin", x), function("cos", x))),
    (r"a \log p + b", add(mul(a, log(p)), b)),
    (r"\log x - 1", sub(log(x), ONE)),
    (r"\log x \cdot \log y", mul(log(x), log(y))),
    (r"\log(x)\,y", mul(log(x), y)),
    (r"\log(x)/2", div(log(x), TWO)),
    (r"\tanh^2 x", power(function("tanh", x), TWO)),
    (r"\cot x", function("tan", sub(div(PI, TWO), x))),
    (r"\sec x", div(ONE, function("cos", x))),
    (r"\operatorname{arcsinh}(x)", function("arsinh", x)),
    (r"\operatorname{sign}(x)", function("sign", x)),
    (r"\operatorname{sgn} x", function("sign", x)),
    (r"\mathrm{erf}(x)", function("erf", x)),
    (r"\text{log}(x)", log(x)),
    ("abs(x)", function("abs", x)),
    (r"\max(a,b)", function("max", a, b)),
    (r"\max\{a,b\}", function("max", a, b)),
    (r"\max\left(a,b,c\right)", function("max", a, b, c)),
    ("max(x,0)", function("max", x, ZERO)),
    ("min(x, -1)", function("min", x, neg(ONE))),
    (r"\max(x,0)^2", power(function("max", x, ZERO), TWO)),
    (r"\max(x,0)(1-y)", mul(function("max", x, ZERO), sub(ONE, y))),
    (r"\Gamma(x)", function("gamma", x)),
]

APPLICATIONS = [
    ("y(1-y)", mul(y, sub(ONE, y))),
    ("x(x+1)", mul(x, add(x, ONE))),
    (r"\gamma(1-p)^2", mul(symbol(r"\gamma"), power(sub(ONE, p), TWO))),
    ("y(1-y)!", mul(y, function("factorial", sub(ONE, y)))),
    ("n(n+1)", mul(n, add(n, ONE))),
    ("f(x+1)", at("f", add(x, ONE))),
    (r"\sigma(x)", at(r"\sigma", x)),
    (r"\sigma\left(x+1\right)", at(r"\sigma", add(x, ONE))),
    (r"\sigma(x)^2", power(at(r"\sigma", x), TWO)),
    (r"\sigma^2", power(sigma, TWO)),
    (r"\sigma^{-1}(1-p)", at(r"\sigma^{-1}", sub(ONE, p))),
    (r"\sigma^{-1}(p)", at(r"\sigma^{-1}", p)),
    ("r(a)", at("r", a)),
    ("L(y, x)", at("L", y, x)),
    (r"p_\theta(y \mid x)", at(r"p_{\cdot}(\cdot\mid \cdot)", theta, y, x)),
    (r"\pi_\theta(y|x)", at(r"\pi_{\cdot}(\cdot\mid \cdot)", theta, y, x)),
    ("p(x | y, z)", at(r"p(\cdot\mid \cdot,\cdot)", x, y, z)),
    (r"P(t=1 \mid x)", at(r"P(t=\cdot\mid \cdot)", ONE, x)),
    (r"P(Y=1 \mid X=x)", at(r"P(Y=\cdot\mid X=\cdot)", ONE, x)),
    (r"P(y_i=k \mid x)", at(r"P(y_{\cdot}=\cdot\mid \cdot)", i, k, x)),
    (r"P(X \le x)", at(r"P(X\le \cdot)", x)),
    (r"P(a < X \le b)", at(r"P(\cdot<X\le \cdot)", a, b)),
    (r"p_{\text{data}}(x)", at(r"p_{\text{data}}", x)),
    (r"\operatorname{softplus}(x)", at(r"\mathrm{softplus}", x)),
    ("sigmoid(x)", at(r"\mathrm{sigmoid}", x)),
    ("BCE(p, y)", at(r"\mathrm{BCE}", p, y)),
    (r"\text{loss}(y, x)", at(r"\mathrm{loss}", y, x)),
    (r"\mathrm{softmax}(z)_i", at(r"\mathrm{softmax}(\cdot)_{\cdot}", z, i)),
    (r"\log\sigma(x)", log(at(r"\sigma", x))),
    ("f'(x)", Term("prime", (f, ONE, x))),
    ("f''(x)", Term("prime", (f, TWO, x))),
    ("f^{(3)}(x)", Term("prime", (f, number(3), x))),
    (r"\sigma’(x)", Term("prime", (sigma, ONE, x))),
    ("y'(t)", Term("prime", (y, ONE, symbol("t")))),
]

SYMBOLS = [
    ("x_i", indexed("x", i)),
    ("z_{ij}", indexed("z", i, j)),
    ("z_{i,j+1}", indexed("z", i, add(j, ONE))),
    ("x_{i1}", indexed("x", i, ONE)),
    ("x_{12}", indexed("x", number(12))),
    ("x_1y", mul(indexed("x", ONE), y)),
    ("z_{y_i}", indexed("z", indexed("y", i))),
    (r"\theta_{t-1}", indexed(r"\theta", sub(symbol("t"), ONE))),
    (r"p_\theta", indexed("p", theta)),
    ("x_i^2", power(indexed("x", i), TWO)),
    ("x^2_i", power(indexed("x", i), TWO)),
    ("x^{(i)}", indexed(r"x^{(\cdot)}", i)),
    ("x_j^{(i)}", indexed(r"x_{\cdot}^{(\cdot)}", j, i)),
    ("x^{(i)}_j", indexed(r"x_{\cdot}^{(\cdot)}", j, i)),
    ("y_{<t}", indexed(r"y_{<\cdot}", symbol("t"))),
    ("x_{max}", symbol(r"x_{\text{max}}")),
    (r"x_{\text{max}}", symbol(r"x_{\text{max}}")),
    (r"x_\text{max}", symbol(r"x_{\text{max}}")),
    (r"x_{\mathrm{max}}", symbol(r"x_{\text{max}}")),
    (r"\theta^*", symbol(r"\theta^{*}")),
    (r"\hat y", symbol(r"\hat{y}")),
    (r"\hat{y}", symbol(r"\hat{y}")),
    (r"\widehat{y}", symbol(r"\hat{y}")),
    (r"\bar{x}_i", indexed(r"\bar{x}", i)),
    (r"\bar{x_i}", indexed(r"\bar{x}", i)),
    (r"\mathbf{w}", symbol(r"\mathbf{w}")),
    (r"\hat{\mathbf{x}}", symbol(r"\hat{\mathbf{x}}")),
    (r"\Delta x^2", power(symbol(r"\Delta x"), TWO)),
    (r"\text{loss}", symbol(r"\mathrm{loss}")),
    (r"\text{Focal Loss}", symbol(r"\text{Focal Loss}")),
    (r"\mathrm{one\_hot}(k)", at(r"\text{one\_hot}", k)),
    (r"\mathbf{1}[k{=}y]", kronecker(relation(k, "=", y))),
    (r"\text{损失}", symbol(r"\text{损失}")),
    ("σ", sigma),
    ("d", symbol("d")),
    (r"\frac{d}{2}", div(symbol("d"), TWO)),
    (r"\delta_{ij}", kronecker(relation(i, "=", j))),
    (r"\mathbb{1}[i = j]", kronecker(relation(i, "=", j))),
    (r"\mathbb{1}_{x>0}", kronecker(relation(x, ">", ZERO))),
    (r"\mathbf 1\{y = k\}", kronecker(relation(y, "=", k))),
]

CALCULUS = [
    (r"\frac{d}{dx} x^2", derivative(power(x, TWO), x)),
    (r"\frac d{dx} x^2", derivative(power(x, TWO), x)),
    (r"\frac{d}{dx}|x|", derivative(function("abs", x), x)),
    (r"\frac{d}{dx}\left(x+y\right)", derivative(add(x, y), x)),
    (r"\frac{d}{dx}x^x", derivative(power(x, x), x)),
    (r"\frac{d}{dx}\log x + 1", add(derivative(log(x), x), ONE)),
    (r"\frac{d}{dx} x y", derivative(mul(x, y), x)),
    (r"\frac{\mathrm{d}f}{\mathrm{d}x}", derivative(f, x)),
    (r"\frac{\partial}{\partial z_j} z_i", derivative(indexed("z", i), indexed("z", j))),
    (r"\frac{\partial L(y,x)}{\partial x}", derivative(at("L", y, x), x)),
    (r"\frac{\partial (a+b)}{\partial a}", derivative(add(a, b), a)),
    (r"\frac{\partial \ell}{\partial \hat y}", derivative(symbol(r"\ell"), symbol(r"\hat{y}"))),
    (r"\frac{d^2}{dx^2} f(x)", derivative(derivative(at("f", x), x), x)),
    (r"\frac{d^2 f}{dx^2}", derivative(derivative(f, x), x)),
    (r"\frac{\partial^2 f}{\partial x\partial y}", derivative(derivative(f, y), x)),
    (r"\frac{dz}{dy} \frac{dy}{dx}", mul(derivative(z, y), derivative(y, x))),
    ("(x^2)'", derivative(power(x, TWO), x)),
    (r"\left. x^2 \right|_{x=0}", Term("at", (power(x, TWO), x, ZERO))),
    (r"x^2\Big|_{x=0}", Term("at", (power(x, TWO), x, ZERO))),
    (r"\frac{d}{dx} f(x) \big|_{x=0}", Term("at", (derivative(at("f", x), x), x, ZERO))),
    (r"\frac{df}{dx}|_{x=0} + 1", add(Term("at", (derivative(f, x), x, ZERO)), ONE)),
    (r"|\sum_{i=1}^{n} |x_i||", function("abs", Term("sum", (function("abs", indexed("x", i)), i, ONE, n)))),
    (r"\lim_{x\to 0} \frac1x", Term("limit", (div(ONE, x), x, ZERO, ZERO))),
    (r"\lim_{x\to 0^+} \frac1x", Term("limit", (div(ONE, x), x, ZERO, ONE))),
    (r"\lim_{x\to a^{-}} x", Term("limit", (x, x, a, number(-1)))),
    (r"\lim_{x\to\infty} x", Term("limit", (x, x, INFINITY, ZERO))),
    (r"\lim_{x\to+\infty} x", Term("limit", (x, x, INFINITY, ZERO))),
    (r"\lim_{x\to-\infty} x", Term("limit", (x, x, neg(INFINITY), ZERO))),
    (r"\sum_{i=1}^{n} x_i + c", add(Term("sum", (indexed("x", i), i, ONE, n)), c)),
    (r"\sum\limits_{i=1}^n i", Term("sum", (i, i, ONE, n))),
    (r"-\sum_{i=1}^n a i + c", add(neg(Term("sum", (mul(a, i), i, ONE, n))), c)),
    (r"\prod_{i=1}^{n} i", Term("product", (i, i, ONE, n))),
    (r"\frac{a}{n}2x", mul(div(a, n), TWO, x)),
    (
        r"\prod_{i=1}^n i \prod_{i=1}^a n",
        mul(Term("product", (i, i, ONE, n)), Term("product", (n, i, ONE, a))),
    ),
    (r"\sum_{n \ge 0} a", Term("sum", (a, n, ZERO, Term("infinity")))),
    (r"\sum_{n > 0} a", Term("sum", (a, n, add(ZERO, ONE), Term("infinity")))),
    (r"\int_0^1 x^2\,dx", Term("integral", (power(x, TWO), x, ZERO, ONE))),
    (r"\int_0^1 x + 1 dx + a", add(Term("integral", (add(x, ONE), x, ZERO, ONE)), a)),
    (
        r"[a x]_0^1 + \int_0^1 x\,dx",
        add(
            sub(Term("limit", (mul(a, x), x, ONE, number(-1))), Term("limit", (mul(a, x), x, ZERO, ONE))),
            Term("integral", (x, x, ZERO, ONE)),
        ),
    ),
    (r"\int_0^1 dx\, x^2", Term("integral", (power(x, TWO), x, ZERO, ONE))),
    (r"\int_0^1 dx\, a", mul(Term("integral", (ONE, x, ZERO, ONE)), a)),
    (r"\int_1^a \frac{dx}{x}", Term("integral", (div(ONE, x), x, ONE, a))),
    (r"\int_1^a \frac{dx}{x} + a", add(Term("integral", (div(ONE, x), x, ONE, a)), a)),
    (r"\int_{\mathbb{R}} x\,dx", Term("integral", (x, x, neg(Term("infinity")), Term("infinity")))),
    (r"\int_0^1 \mathrm{d}x", Term("integral", (ONE, x, ZERO, ONE))),
    (r"\int_0^1 dx \int_0^x dy\, y", Term("integral", (Term("integral", (y, y, ZERO, x)), x, ZERO, ONE))),
    (r"\int_0^1 dx\, x + a", add(Term("integral", (x, x, ZERO, ONE)), a)),
    (r"a{\cdot}x", mul(a, x)),
    (r"a{\cdot{x}}", mul(a, x)),
    (r"\frac{1}{2} \[x + 1\]", mul(div(ONE, TWO), add(x, ONE))),
    (r"\sum_{k=1}^{k=a} k", Term("sum", (k, k, ONE, a))),
    (r"a 1\{x = y\}", mul(a, Term("cases", (ONE, relation(x, "=", y), ZERO, TRUE)))),
    (r"{\sigma^2}^* + a", add(symbol(r"{\sigma^2}^*"), a)),
    (r"\underbrace{x}_{\text{the part of } f(a)}", x),
    (r"\sin^{-1}(x)", function("arcsin", x)),
    (r"\tanh^{-1} x", function("artanh", x)),
    (r"\frac{\partial{y}}{\partial{x}}", Term("derivative", (y, x))),
    (
        r"\lim_{y \to 0} x^2 |_{x=1}^{x=y}",
        Term("limit", (sub(Term("at", (power(x, TWO), x, y)), Term("at", (power(x, TWO), x, ONE))), y, ZERO, ZERO)),
    ),
    (r"\int_{-1}^{1} |x|\,dx", Term("integral", (function("abs", x), x, neg(ONE), ONE))),
    (r"\int_0^1\int_0^x y\,dy\,dx", Term("integral", (Term("integral", (y, y, ZERO, x)), x, ZERO, ONE))),
]

POSITIVE, NEGATIVE = relation(x, ">", ZERO), relation(x, "<", ZERO)
CASES = [
    (r"\begin{cases} x & x > 0 \\ 0 & x < 0 \end{cases}", (x, POSITIVE, ZERO, NEGATIVE)),
    (r"\begin{cases} x, & x > 0, \\ 0, & \text{otherwise.} \end{cases}", (x, POSITIVE, ZERO, TRUE)),
    (r"\begin{cases} x & \text{if } x>0 \\ 0 & \text{else} \end{cases}", (x, POSITIVE, ZERO, TRUE)),
    (r"\begin{cases} x & \text{if $x>0$} \\ 0 & \text{otherwise} \\ \end{cases}", (x, POSITIVE, ZERO, TRUE)),
    (r"\begin{cases} x & \text{当 } x>0 \text{ 时} \\ 0 & 否则 \end{cases}", (x, POSITIVE, ZERO, TRUE)),
    (r"\begin{cases} x \quad x>0 \\ 0, x < 0 \end{cases}", (x, POSITIVE, ZERO, NEGATIVE)),
    (r"\begin{cases} x \text{ if } x>0 \\ 0 \text{ otherwise} \end{cases}", (x, POSITIVE, ZERO, TRUE)),
    (r"\left\{\begin{array}{ll} x & x>0 \\ 0 & x<0 \end{array}\right.", (x, POSITIVE, ZERO, NEGATIVE)),
]

TABLE = [
    *ARITHMETIC, *BRACKETS, *FUNCTIONS, *APPLICATIONS, *SYMBOLS, *CALCULUS,
    *((latex, Term("cases", rows)) for latex, rows in CASES),
]  # fmt: skip


@pytest.mark.parametrize(("latex", "term"), TABLE, ids=[latex for latex, _ in TABLE])
def test_term(latex: str, term: Term) -> None:
    assert read_term(latex) == term


def test_spaces_sizes_and_comments_are_nothing() -> None:
    plain = read_term(r"\frac{a}{b} + \sum_{i=1}^{n} x_i")
    assert (
        read_term(
            "\\displaystyle \\frac{a}{b}\\, + % a comment = with (anything\n \\sum\\limits_{i=1}^{n}\\! ~x_i\\mathstrut"
        )
        == plain
    )


FULL_WIDTH = [
    ("（1＋x）×y", "(1+x)y"),
    ("x−y·z", r"x-y\cdot z"),
    ("z²", "z^2"),
    ("α β", r"\alpha\beta"),
    ("∑_{i=1}^n i", r"\sum_{i=1}^n i"),
]


@pytest.mark.parametrize(("typed", "latex"), FULL_WIDTH)
def test_signs_as_people_type_them(typed: str, latex: str) -> None:
    assert read_term(typed) == read_term(latex)


NAMED = [
    ("L(x+1)", Names(functions=frozenset({"L"})), at("L", add(x, ONE))),
    ("L(0)", Names(functions=frozenset({"L"})), at("L", ZERO)),
    (r"\sigma(x+1)", Names(symbols=frozenset({r"\sigma"})), mul(sigma, add(x, ONE))),
    ("e^{x}", Names(symbols=frozenset({"e"})), power(symbol("e"), x)),
    (r"\pi", Names(symbols=frozenset({r"\pi"})), symbol(r"\pi")),
    (r"\pi(x)", Names(functions=frozenset({r"\pi"})), at(r"\pi", x)),
]


@pytest.mark.parametrize(("latex", "names", "term"), NAMED)
def test_the_document_says_what_a_name_is(latex: str, names: Names, term: Term) -> None:
    assert read_term(latex, names) == term


def both(*parts: Term) -> Term:
    return Term("and", parts)


def less(u: Term, v: Term) -> Term:
    return relation(u, "<", v)


CONDITIONS = [
    (
        r"\left(\begin{cases} x & x > 0 \\ y & \text{otherwise} \end{cases}\right)^{2} = x",
        relation(power(Term("cases", (x, relation(x, ">", ZERO), y, TRUE)), number(2)), "=", x),
    ),
    ("x>0", POSITIVE),
    ("x>=0", relation(x, ">=", ZERO)),
    (r"x \geqslant 0", relation(x, ">=", ZERO)),
    ("x≤0", relation(x, "<=", ZERO)),
    (r"i \ne j", relation(i, "!=", j)),
    ("0<p<1", both(less(ZERO, p), less(p, ONE))),
    ("(x > 0)", POSITIVE),
    ("x > 0, y < 1", both(POSITIVE, less(y, ONE))),
    (r"x > 0 \text{ and } y < 1", both(POSITIVE, less(y, ONE))),
    (r"x > 0 \land y < 1", both(POSITIVE, less(y, ONE))),
    ("x > 0 且 y < 1", both(POSITIVE, less(y, ONE))),
    (r"x < 0 \lor y < 1", Term("or", (NEGATIVE, less(y, ONE)))),
    ("x, y > 0", both(POSITIVE, relation(y, ">", ZERO))),
    (r"x \in \mathbb{R}", TRUE),
    (r"x \in \mathbb R^+", POSITIVE),
    (r"x \in \mathbb{R}_{>0}", POSITIVE),
    (r"x \in \mathbb{R}_{\ge 0}", relation(x, ">=", ZERO)),
    (r"x \in \mathbb{R} \setminus \{0\}", relation(x, "!=", ZERO)),
    (r"x, y \in \mathbb{R}", TRUE),
    (r"x \notin \{0, 1\}", both(relation(x, "!=", ZERO), relation(x, "!=", ONE))),
    (r"n \in \mathbb{Z}", Term("integer", (n,))),
    (r"n \in \mathbb{N}", both(Term("integer", (n,)), relation(n, ">=", ZERO))),
    ("n = 0, 1", Term("or", (relation(n, "=", ZERO), relation(n, "=", ONE)))),
    (r"n \in \mathbf{N_{+}}", both(Term("integer", (n,)), relation(n, ">", ZERO))),
    (r"n \in \mathbb{N_+}", both(Term("integer", (n,)), relation(n, ">", ZERO))),
    (r"n \in \mathbb{N}^+", both(Term("integer", (n,)), relation(n, ">", ZERO))),
    (r"y \in \{0, 1\}", Term("or", (relation(y, "=", ZERO), relation(y, "=", ONE)))),
    (r"p \in (0, 1)", both(less(ZERO, p), less(p, ONE))),
    (r"p \in [0, 1)", both(relation(ZERO, "<=", p), less(p, ONE))),
    (r"p \in \left[0, 1\right]", both(relation(ZERO, "<=", p), relation(p, "<=", ONE))),
    (r"x \in (0, \infty)", less(ZERO, x)),
    (r"x \in (-\infty, \infty)", TRUE),
    (r"x \in (-\infty, 0) \cup (0, \infty)", Term("or", (NEGATIVE, less(ZERO, x)))),
    (r"i = 1, \dots, n", both(Term("integer", (i,)), relation(ONE, "<=", i), relation(i, "<=", n))),
    ("i = 1, 2, ..., n", both(Term("integer", (i,)), relation(ONE, "<=", i), relation(i, "<=", n))),
    (r"i \in \{1, \ldots, n\}", both(Term("integer", (i,)), relation(ONE, "<=", i), relation(i, "<=", n))),
    (r"\forall x > 0", POSITIVE),
    (r"\sum_{i=1}^{n} y_i = 1", relation(Term("sum", (indexed("y", i), i, ONE, n)), "=", ONE)),
]  # fmt: skip


@pytest.mark.parametrize(("latex", "term"), CONDITIONS, ids=[latex for latex, _ in CONDITIONS])
def test_condition(latex: str, term: Term) -> None:
    assert read_condition(latex) == term


def test_one_relation() -> None:
    assert read_relation("x = y") == relation(x, "=", y)
    assert read_relation(r"x \le y") == relation(x, "<=", y)
