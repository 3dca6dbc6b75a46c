r"""Documents → statements: what is a definition, what a claim, what it is claimed of, and under which conditions."""

from __future__ import annotations

from pathlib import Path

import pytest

import derive
from derive.document import DeriveError, Statement
from derive.reading import read, read_text
from derive.reading.math import Names, read_condition, read_term
from derive.stating import state, state_relation

POST = Path(__file__).parent / "corpus" / "proved" / "bce-with-logits-post.txt"
FUNCTIONS = Names(functions=frozenset(("f", "g", "h", "L", r"\sigma", r"\ell", "u")))


def stated(text: str) -> tuple[Statement, ...]:
    return state(read_text(text, "post.md"))


def kinds(*formulas: str) -> list[str]:
    """The kinds of the statements that displays make, one after the other."""
    return [s.kind for s in stated("\n\n".join(f"$$\n{formula}\n$$" for formula in formulas))]


def test_the_post():
    statements = state(read(POST))
    rows = [
        (s.kind, s.equation, s.place.line, [(c.latex, c.place.line) for c in s.given]) for s in statements
    ]
    positive, negative = [("x>=0", 42)], [("x<0", 46)]
    assert rows == [
        ("definition", "1", 22, []),
        ("definition", "2", 26, []),
        ("definition", "3", 32, []),
        *[("claim", "4", 38, [])] * 6,
        ("claim", "5", 44, positive),
        *[("claim", "6", 48, negative)] * 5,
        ("claim", "7", 52, []),
        *[("claim", "8", 56, [])] * 3,
    ]
    assert [s.display for s in statements] == [0, 1, 2, *[3] * 6, 4, *[5] * 5, 6, *[7] * 3]
    assert [s.place.column for s in statements[3:9]] == [45, 124, 195, 258, 316, 388]
    assert (statements[3].left, statements[3].relation) == ("L(y, x)", "=")
    assert statements[4].left == statements[3].right
    assert [bool(s.warning) for s in statements] == [False, False, True, *[False] * 16]
    assert "(2)" in statements[2].warning and r"`L(y, \sigma(\hat{y}))`" in statements[2].warning
    assert [s.proposition is None for s in statements] == [s.kind == "definition" for s in statements]
    assert not any(s.problem for s in statements)
    loss = read_term(r"-[y \log(\frac{1}{1+e^{-x}}) + (1-y) \log(1 - \frac{1}{1+e^{-x}})]")
    assert statements[3].proposition.left == loss
    assert [s.proposition.givens for s in statements[9:11]] == [
        (read_condition("x >= 0"),),
        (read_condition("x < 0"),),
    ]
    # the last step names σ again
    assert statements[-1].proposition.right == read_term(r"\frac{1}{1 + e^{-x}} - y")


@pytest.mark.parametrize(
    "formulas, expected",
    [
        # functions
        (["f(x) = x^2"], ["definition"]),
        (["f(x) = x^2 = x x"], ["definition", "claim"]),
        (["f(x, y) = x y"], ["definition"]),
        (["f(x) = x^2", "f(x) = x x"], ["definition", "claim"]),
        (["f(x) = x^2", "f(y) = y^2"], ["definition", "claim"]),
        (["f(x) = x^2", "f(2) = 4"], ["definition", "claim"]),
        (["f(0) = 1"], ["claim"]),
        (["f(x, x) = 1"], ["claim"]),
        (["f(x + 1) = x"], ["claim"]),
        (["f(x) + 1 = x"], ["claim"]),
        (["f(x) \\le x"], ["claim"]),
        (["f'(x) = x"], ["claim"]),
        (
            ["f(x) + 1 > 0", "f(x) = x^2"],
            ["claim", "definition"],
        ),  # a function may occur before it is defined
        (["f(x) = f(x) + 1"], ["claim"]),
        (["f(x) = f(-x)"], ["claim"]),
        (["p = \\sigma(z) = \\frac{1}{1 + e^{-z}}"], ["definition", "definition"]),
        (["\\sigma(0) > 0", "p = \\sigma(z) = \\frac{1}{1 + e^{-z}}"], ["claim", "definition", "claim"]),
        (["L = L(y, p) = -y \\log p"], ["definition", "definition"]),
        (["p_\\theta(y) = \\theta y"], ["definition"]),
        # a name with arguments and without
        (["f(x) = x^2", "f = x x"], ["definition", "claim"]),
        (["f(x) = x^2", "f = z^2"], ["definition", "claim"]),
        (["J = (w - 1)^2", "J(w) = w^2"], ["definition", "unread"]),
        (["f(x) = 2x", "f^{-1}(y) = y/2"], ["definition", "claim"]),  # a claim about f
        (["f(m, s^2) = m + s^2", "f(0, 4) = 4", "f(m, s^2) = m"], ["definition", "claim", "claim"]),
        (["f(x^2) = x", "f(m, m^2) = m"], ["claim", "claim"]),
        (["f(x) = 2x", "f^{-1}(y) := y/2", "f(f^{-1}(y)) = y"], ["definition", "definition", "claim"]),
        (["f^{-1}(y) = y/2", "f^{-1}(2) = 1"], ["definition", "claim"]),
        # symbols
        (["p = \\frac{1}{1 + e^{-z}}"], ["definition"]),
        (["p = z^2", "p = z z"], ["definition", "claim"]),
        # a name that has occurred gets its meaning later, unless it is solved for
        (["z = x + p", "p = 2 x"], ["definition", "definition"]),
        (["z = x + p", "p = 2"], ["definition", "claim"]),
        (["z = x + p", "p = z - x"], ["definition", "claim"]),
        (["z = x + p", "p = 2 x", "p = x + x"], ["definition", "definition", "claim"]),
        (["x y = z \\Rightarrow y = 2 x"], ["definition", "claim"]),
        (["p_j > 0", "p_i = z_i"], ["claim", "definition"]),
        # a new name alone on the right
        (["\\log \\frac{p}{1 - p} = z"], ["definition"]),
        (["\\log \\frac{p}{1 - p} = z", "p = \\frac{e^z}{1 + e^z}"], ["definition", "claim"]),
        (["\\log p = z = x", "x = \\log p"], ["definition", "definition", "claim"]),
        (["f(x) = x^2", "f'(x) = 2 x = g", "g = x + x"], ["definition", "claim", "definition", "claim"]),
        (["f(x) = x^2", "f'(x) = g = 3 x"], ["definition", "definition", "claim"]),
        (["z > 0", "\\log p = z"], ["claim", "claim"]),
        (["\\log p \\le z"], ["claim"]),
        (["x^2 = 4"], ["claim"]),
        (["a + b = c"], ["definition"]),
        (["x^2 = 4", "x = 2"], ["claim", "claim"]),
        (["x = x + 1"], ["claim"]),
        (["a = b = c"], ["definition", "definition"]),
        (["\\pi = 3"], ["claim"]),
        (["e = 2"], ["claim"]),
        (["e = \\lim_{n \\to \\infty} (1 + \\frac{1}{n})^n"], ["claim"]),
        (["e = y - \\hat{y}", "e^2 > 0"], ["definition", "claim"]),
        (["f(x) = e^x", "e = y - \\hat{y}"], ["definition", "claim"]),
        (["\\sigma = 2"], ["definition"]),
        (["x < 1", "x = 0"], ["claim", "claim"]),
        (["p > 0"], ["claim"]),
        (["\\sum_{i=1}^{n} i = 3", "i = 1"], ["claim", "claim"]),
        (["\\hat{y} = w x"], ["definition"]),
        # indices
        (["p_i = \\frac{e^{z_i}}{2}"], ["definition"]),
        (["p_i = z_i", "p_j = z_j"], ["definition", "claim"]),
        (["h_1 = x^2", "h_2 = h_1 + 1"], ["definition", "definition"]),
        (["h_1 = x^2", "h_1 = x x"], ["definition", "claim"]),
        (["\\sum_{i=1}^{n} x_i > 0", "x_1 = 3"], ["claim", "claim"]),
        # by definition
        (["p := z^2"], ["definition"]),
        (["x > 0", "x := 2"], ["claim", "definition"]),
        (["f(x) \\triangleq x^2"], ["definition"]),
        (["f(x) \\equiv x^2"], ["definition"]),
        (["\\sin^2 x + \\cos^2 x \\equiv 1"], ["claim"]),
        (["x := x + 1"], ["unread"]),
        (["f(x) \\equiv f(-x)"], ["claim"]),
        (["f(x) = x^2", "f(x) \\equiv x x"], ["definition", "claim"]),
        (["f(x) = x^2", "f(x) := x x"], ["definition", "definition"]),
        # rows
        (["\\begin{aligned} f(x) &= x^2 \\\\ &= x x \\end{aligned}"], ["definition", "claim"]),
        (["\\begin{aligned} f(x) &= x^2 \\\\ g(x) &= f(x) + 1 \\end{aligned}"], ["definition", "definition"]),
        (["f(x) = x^2", "= x x"], ["definition", "claim"]),
        (["f(x) = x^2", "= x x \\\\ = x^2"], ["definition", "claim", "claim"]),
        # what is not read
        (["= x"], ["unread"]),
        (["= x = x"], ["unread", "claim"]),
        (["x = \\foo", "= x"], ["unread", "unread"]),
        (["2 = 1 + 1", "\\foo = 3", "= 3"], ["claim", "unread", "unread"]),
        (["x + 1"], []),
    ],
)
def test_definitions_and_claims(formulas, expected):
    assert kinds(*formulas) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        # a name used twice
        ("$$f(x) = \\log x$$\n\n$$f(x) = \\log(\\sigma(x))$$", ["definition", "definition"]),
        ("$$f(x) = x^2$$\n\n$$f(x) = (-x)^2$$", ["definition", "claim"]),
        ("$$f(x) = x^2$$\n\n$$f(x) = (x + 1)^2$$", ["definition", "claim"]),
        ("$$f(x) = \\log(1 + e^x)$$\n\n$$f(x) = \\log(1 + e^{-x})$$", ["definition", "claim"]),
        ("$$f(x, y) = x y$$\n\n$$f(x, y) = \\sigma(x) y$$", ["definition", "definition"]),
        ("$$f(x, y) = x y$$\n\n$$f(x, y) = \\sigma(z) y$$", ["definition", "claim"]),
        ("$$f(x, y) = x y$$\n\n$$f(x, z) = \\sigma(x) z$$", ["definition", "claim"]),  # other parameters
        ("$$f(x) = x + x$$\n\n$$f(x) = \\sigma(x) + x$$", ["definition", "claim"]),  # not everywhere
        ("$$f(x) = \\log x$$\n\n$$0 + f(x) = \\log(\\sigma(x))$$", ["definition", "claim"]),
        ("$$f(x) = \\log x$$\n\n$$g(x) = f(x) = \\log(\\sigma(x))$$", ["definition", "definition", "claim"]),
        ("$$p = \\log x$$\n\n$$p = \\log(\\sigma(x))$$", ["definition", "claim"]),
        # by cases
        ("For $x \\ge 0$:\n\n$$f(x) = x$$\n\nFor $x < 0$:\n\n$$f(x) = -x$$", ["definition", "definition"]),
        ("For $x \\ge 0$:\n\n$$f(x) = x$$\n\nFor $x \\le 0$:\n\n$$f(x) = -x$$", ["definition", "claim"]),
        ("$$f(x) = x$$\n\nFor $x < 0$:\n\n$$f(x) = -x$$", ["definition", "claim"]),
        ("For $x \\ge 0$:\n\n$$f(x) = x$$\n\nAnd:\n\n$$f(x) = -x$$", ["definition", "claim"]),
        ("$$\n\\begin{aligned}\nf(x) &= x, & x \\ge 0 \\\\\nf(x) &= -x, & x < 0\n\\end{aligned}\n$$",
         ["definition", "definition"]),
        # names in the prose
        ("Let $p = \\sigma(z)$.\n\n$$p = \\sigma(z)$$", ["claim"]),
        ("Let $p = e^z$.\n\n$$\\log p = z$$", ["claim"]),
        ("$$z = x + p$$\n\nSo we get\n\n$$p = 2 x$$", ["definition", "claim"]),
        ("Let $p = 2 y$.\n\n$$z = x + p$$\n\n$$p = 2 x$$", ["definition", "claim"]),
        ("Assume $p = q$.\n\n$$z = x + p$$\n\n$$p = 2 x$$", ["definition", "claim"]),
        ("Assume $p > 0$.\n\n$$z = x + p$$\n\n$$p = 2 x$$", ["definition", "definition"]),
        ("Let $f(x) = x^2$.\n\n$$f(x) = x x$$", ["claim"]),
        ("Assume $x > 0$.\n\n$$x = |x|$$", ["claim"]),
        ("If $x = 0$:\n\n$$x = 0$$", ["claim"]),
        ("Let $p = \\sigma(z)$.\n\n$$z = \\log(p)$$", ["claim"]),  # p is made of z: z is not new
        # what a name is in
        ("$$x \\in \\mathbb{R}$$\n\n$$x \\in [0, 1]$$", ["definition", "claim"]),
        ("$$p \\in (0, 1)$$\n\n$$p > 0$$", ["definition", "claim"]),
        ("$$p \\notin \\{0, 1\\}$$", ["definition"]),
        ("$$p = \\sigma(z)$$\n\n$$p \\in (0, 1)$$", ["definition", "claim"]),
        ("$$f(x) = x^2$$\n\n$$f(x) \\in [0, 1]$$", ["definition", "claim"]),
        ("$$x^2 > 0$$\n\n$$x \\in [0, 1]$$", ["claim", "claim"]),
        ("$$x + y \\in \\mathbb{R}$$", ["claim"]),
    ],
)  # fmt: skip
def test_definitions_and_claims_in_a_text(text, expected):
    assert [s.kind for s in stated(text)] == expected


@pytest.mark.parametrize(
    "text, warning",
    [
        (
            "$$f(x) = \\log x$$\n\n$$f(x) = \\log(\\sigma(x))$$",
            r"`f(x)` was defined in line 1 with another meaning: here it is what line 1 writes `f(\sigma(x))`. "
            "Give one of them another name.",
        ),
        (
            "函数：\n\n$$f(x) = \\log x \\tag{1}$$\n\n然后：\n\n$$f(x) = \\log(\\sigma(x))$$",
            r"`f(x)` 在式 (1) 中的定义是另一个意思：这里的 `f(x)` 按式 (1) 的写法是 `f(\sigma(x))`。请给其中一个换个名字。",
        ),
        (
            "$$f(x) = x$$\n\n$$f(x) := x + 1$$",
            "`f(x)` was defined in line 1 in another way; from here on it means what is written here.",
        ),
        ("$$f(x) = x$$\n\n$$f(x) := x$$", None),
        ("$$f(x) = x$$\n\n$$f(x) = x$$", None),
    ],
)
def test_warnings(text, warning):
    assert stated(text)[-1].warning == warning


@pytest.mark.parametrize(
    "text, left, right",
    [
        # functions
        ("$$f(x) = x^2$$\n\n$$f(2) + f(y) = 1$$", "2^2 + y^2", "1"),
        ("$$f(x, y) = x - y$$\n\n$$f(y, x) + 0 = 1$$", "(y - x) + 0", "1"),
        ("$$f(x) = x^2$$\n\n$$g(x) = f(x + 1)$$\n\n$$g(3) = 16$$", "(3 + 1)^2", "16"),
        ("$$g(x) = f(x + 1)$$\n\n$$f(x) = x^2$$\n\n$$g(3) = 16$$", "(3 + 1)^2", "16"),  # defined below its first use
        ("$$f(x) = x^2$$\n\n$$f(f(2)) = 16$$", "(2^2)^2", "16"),
        ("$$f(x) = a x$$\n\n$$f(a) = a^2$$", "a a", "a^2"),
        ("$$0 + f(x) = f(x)$$", "0 + f(x)", "f(x)"),
        ("$$f(x) = \\log x$$\n\n$$f(x) = \\log(\\sigma(x))$$\n\n$$f(2) + 0 = 1$$", "\\log(\\sigma(2)) + 0", "1"),
        ("$$f(x) = \\log x$$\n\n$$g(x) = f(x)$$\n\n$$f(x) = \\log(\\sigma(x))$$\n\n$$g(2) + 0 = 1$$", "\\log(2) + 0", "1"),
        # bound symbols are no parameters, and are not captured
        ("$$f(x) = \\sum_{k=1}^{3} k x$$\n\n$$f(y) + 0 = 1$$", "\\sum_{k=1}^{3} k y + 0", "1"),
        ("$$f(x) = x^2$$\n\n$$\\lim_{x \\to 0} f(x) = 0$$", "\\lim_{x \\to 0} x^2", "0"),
        ("$$f(x) = x^2$$\n\n$$\\int_0^1 f(x) \\, dx = \\frac13$$", "\\int_0^1 x^2 \\, dx", "\\frac13"),
        ("$$f(x) = x^2$$\n\n$$\\sum_{k=1}^{3} f(k) = 14$$", "\\sum_{k=1}^{3} k^2", "14"),
        # symbols
        ("$$p = z^2$$\n\n$$p + 1 = 2$$", "z^2 + 1", "2"),
        ("$$p = z^2$$\n\n$$q = p + 1$$\n\n$$q + p = 2$$", "(z^2 + 1) + z^2", "2"),
        ("$$q = p + 1$$\n\n$$p := z^2$$\n\n$$q + 0 = 2$$", "(z^2 + 1) + 0", "2"),
        ("Let $p = z^2$.\n\n$$p + 1 = 2$$", "z^2 + 1", "2"),
        ("设 $p = z^2$。\n\n$$p + 1 = 2$$", "z^2 + 1", "2"),
        ("$$0 + p = 2$$\n\nwhere $p = z^2$.", "0 + z^2", "2"),
        ("$$p_i = z_i^2$$\n\n$$p_j + p_1 = 1$$", "z_j^2 + z_1^2", "1"),
        ("$$p_i = z_i^2$$\n\n$$\\sum_{k=1}^{3} p_k = 1$$", "\\sum_{k=1}^{3} z_k^2", "1"),
        ("$$h_1 = x^2$$\n\n$$h_2 = h_1 + 1$$\n\n$$h_2 + 0 = 1$$", "(x^2 + 1) + 0", "1"),
        ("$$p = z^2$$\n\n$$\\lim_{z \\to 0} p = 0$$", "\\lim_{z \\to 0} z^2", "0"),
        # names of the prose: new ones stay, a second meaning ends with its section
        ("# A\n\nLet $p = z^2$.\n\n# B\n\n$$p + 1 = 2$$", "z^2 + 1", "2"),
        ("# A\n\n$$p + q = 1$$\n\nLet $p = z^2$.\n\n$$p + 1 = 2$$", "z^2 + 1", "2"),
        ("# A\n\n$$p + q = 1$$\n\nLet $p = z^2$.\n\n# B\n\n$$p + 1 = 2$$", "p + 1", "2"),
        ("# A\n\nLet $p = z^2$.\n\n# B\n\nLet $p = z^3$.\n\n# C\n\n$$p + 1 = 2$$", "z^2 + 1", "2"),
        # what a constraint makes of a name ends with its section, too
        ("# A\n\n$$\\sum_{i=1}^k x_i = r$$\n\n$$r + 0 = 2$$", "\\sum_{i = 1}^{k} x_{i} + 0", "2"),
        ("# A\n\n$$\\sum_{i=1}^k x_i = r$$\n\n## B\n\n$$r + 0 = 2$$", "\\sum_{i = 1}^{k} x_{i} + 0", "2"),
        ("# A\n\n$$\\sum_{i=1}^k x_i = r$$\n\n# B\n\n$$r + 0 = 2$$", "r + 0", "2"),
        ("# A\n\n$$r = \\sum_{i=1}^k x_i$$\n\n# B\n\n$$r + 0 = 2$$", "\\sum_{i = 1}^{k} x_{i} + 0", "2"),
        ("# A\n\n$$\\log a = z$$\n\n# B\n\n$$z + 0 = 2$$", "\\log(a) + 0", "2"),
        ("# A\n\n$$q = p + 1$$\n\nLet $p = z^2$.\n\n# B\n\n$$q + 0 = 2$$", "(p + 1) + 0", "2"),
        ("Let $f(x) = x^2$.\n\n$$f(3) = 9$$", "3^2", "9"),
        ("With $p = z^2$ we have\n\n$$p + 1 = 2$$", "z^2 + 1", "2"),
        ("$$p + q = 1$$\n\nWith $p = z^2$ we have\n\n$$p + 1 = 2$$", "p + 1", "2"),  # given, not defined
        # derivatives
        ("$$f(x) = x^2$$\n\n$$\\frac{d}{dx} f(x) = 2x$$", "\\frac{d}{dx} (x^2)", "2x"),
        ("$$f(x) = x^2$$\n\n$$f'(x) = 2x$$", "\\frac{d}{dx} (x^2)", "2x"),
        ("$$f(x) = x^2$$\n\n$$f''(y) = 2$$", "\\frac{d^2}{dy^2} (y^2)", "2"),
        ("$$L(y, x) = y x$$\n\n$$\\frac{\\partial L}{\\partial x} = y$$", "\\frac{\\partial}{\\partial x} (y x)", "y"),
        ("$$f(x) = x^2$$\n\n$$\\frac{df}{dz} = 2z$$", "\\frac{d}{dz} (z^2)", "2z"),
        ("$$p = z^2$$\n\n$$\\frac{dp}{dz} = 2z$$", "\\frac{d}{dz} (z^2)", "2z"),
        ("$$\\ell = \\log p$$\n\nLet $p = z^2$.\n\n$$\\frac{\\partial \\ell}{\\partial z} = 1$$",
         "\\frac{\\partial}{\\partial z} (\\log(z^2))", "1"),
    ],
)  # fmt: skip
def test_unfolding(text, left, right):
    proposition = stated(text)[-1 if not text.endswith(".") else 0].proposition
    assert (proposition.left, proposition.right) == (read_term(left, FUNCTIONS), read_term(right, FUNCTIONS))


@pytest.mark.parametrize(
    "text, left",
    [
        # the derivative where the argument is no symbol, or a symbol of the body
        ("$$f(x) = x^2$$\n\n$$f'(2) = 4$$", "at(derivative(^(x, 2), x), x, 2)"),
        ("$$f(t) = t x$$\n\n$$f'(x) = x$$", "at(derivative(*(t, x), t), t, x)"),
        ("$$f(x) = x^2$$\n\n$$p = z^3$$\n\n$$f'(p) = 1$$", "at(derivative(^(x, 2), x), x, ^(z, 3))"),
        # a bound symbol is renamed rather than captured
        ("$$f(x) = \\sum_{k=1}^{3} k x$$\n\n$$f(k) + 0 = 1$$", "+(sum(*(k_{1}, k), k_{1}, 1, 3), 0)"),
        # by a defined symbol: it is the variable, then it has its value
        ("Let $p = z^2$.\n\n$$\\ell = \\log p$$\n\n$$\\frac{\\partial \\ell}{\\partial p} = 1$$",
         "at(derivative(log(p), p), p, ^(z, 2))"),
        ("$$p = z^2$$\n\n$$\\frac{\\partial}{\\partial p} (p z) = 1$$", "at(derivative(*(p, z), p), p, ^(z, 2))"),
        ("$$p = z^2$$\n\n$$q = p + 1$$\n\n$$\\frac{\\partial}{\\partial p} q = 1$$",
         "at(derivative(+(p, 1), p), p, ^(z, 2))"),
        ("$$p = z^2$$\n\n$$\\frac{\\partial^2}{\\partial p^2} p^3 = 1$$",
         "at(derivative(derivative(^(p, 3), p), p), p, ^(z, 2))"),
        # a definition under a condition says nothing elsewhere
        ("For $x > 0$:\n\n$$f(x) = \\log x$$\n\nThen:\n\n$$f(y) + 0 = 1$$", "+(log(y), 0)"),  # y > 0 is given
        ("For $x \\ge 0$:\n\n$$f(x) = x$$\n\nThen:\n\n$$f(-1) = -1$$", "cases(neg(1), >=(neg(1), 0))"),
        ("For $x \\ge 0$:\n\n$$f(x) = x$$\n\nThen:\n\n$$\\sum_{k=1}^{3} f(k) = 6$$", "sum(cases(k, >=(k, 0)), k, 1, 3)"),
        ("For $x \\ge 0$:\n\n$$f(x) = x$$\n\nThen:\n\n$$\\lim_{x \\to 0} f(x) = 6$$",
         "limit(cases(x, >=(x, 0)), x, 0, 0)"),
        ("For $x > 0$:\n\n$$f(x) = x$$\n\nThen:\n\n$$f'(-1) = 1$$", "at(derivative(cases(x, >(x, 0)), x), x, neg(1))"),
        # under a derivative the condition has to hold around the point
        ("For $x \\ge 0$:\n\n$$f(x) = x$$\n\nThen:\n\n$$f'(x) = 1$$", "derivative(cases(x, >=(x, 0)), x)"),
        ("For $x > 0$:\n\n$$f(x) = x$$\n\nThen:\n\n$$f'(x) = 1$$", "derivative(x, x)"),
        ("For $x > 0$:\n\n$$f(x) = x$$\n\nThen:\n\n$$\\frac{d}{dz} f(z^2) = 1$$", "derivative(^(z, 2), z)"),
        ("For $x \\ge 0$:\n\n$$f(x) = x$$\n\nThen:\n\n$$\\frac{d}{dz} f(z^2) = 1$$",
         "derivative(cases(^(z, 2), >=(^(z, 2), 0)), z)"),
        ("For $y \\ge 0$:\n\n$$f(x) = x y$$\n\nThen:\n\n$$f'(x) = y$$", "derivative(*(x, y), x)"),
        ("For $\\lfloor x \\rfloor > 0$:\n\n$$f(x) = x$$\n\nThen:\n\n$$f'(x) = 1$$",
         "derivative(cases(x, >(floor(x), 0)), x)"),
        ("For $x \\ge 0$:\n\n$$f(x) = x$$\n\nFor $x < 0$:\n\n$$f(x) = -x$$\n\nThen:\n\n$$f(y) + 0 = 1$$",
         "+(cases(y, >=(y, 0), neg(y), <(y, 0)), 0)"),
    ],
)  # fmt: skip
def test_unfolding_beyond_what_is_written(text, left):
    assert repr(stated(text)[-1].proposition.left) == left


@pytest.mark.parametrize(
    "text, fragments",
    [
        ("$$w := w - 1$$", ["`w`", "update"]),
        ("$$f(x) := g(x)$$\n\n$$g(x) := f(x)$$\n\n$$f(1) = 2$$", ["defined by itself"]),
        ("$$a_0 = x + x$$\n\n" + "\n\n".join(f"$$a_{{{k}}} = a_{{{k - 1}}} a_{{{k - 1}}}$$" for k in range(1, 60))
         + "\n\n$$a_{59} + 0 = 1$$", ["unfold"]),
        ("$$a_0 = x$$\n\n" + "\n\n".join(f"$$a_{{{k}}} = a_{{{k - 1}}} + 1$$" for k in range(1, 400))
         + "\n\n$$a_{399} + 0 = 1$$", ["unfold"]),
        ("$$f = x^2$$\n\n$$f(x) = 4 x$$", ["`f` was defined as a number"]),
    ],
)  # fmt: skip
def test_what_cannot_be_unfolded(text, fragments):
    last = stated(text)[-1]
    assert (last.kind, last.proposition) == ("unread", None)
    for fragment in fragments:
        assert fragment in f"{last.problem.message}: {last.problem.edit}"


@pytest.mark.parametrize(
    "text, fragments",
    [
        ("$$f(x, y) = x y$$\n\n$$f(2) = 4$$", ["`f(2)`", "`f(x, y)`"]),
        ("$$f(x, y) = x y$$\n\n$$f'(2) = 4$$", ["prime", "`f(x, y)`"]),
        ("$$L(y, x) = y x$$\n\n$$L + 1 = 4$$", ["without its arguments", "`L(y, x)`"]),
        ("$$x_1 = 1$$\n\n$$x_2 = 2$$\n\n$$\\sum_{i=1}^{2} x_i = 3$$", ["`x_{i}`", "every index"]),
        ("$$w = i + 1$$\n\n$$\\sum_{i=1}^{3} w = 9$$", ["`w`", "`i`"]),
        ("$$f = x^2$$\n\n$$f(x, 1) = 4 x$$", ["`f` was defined as a number"]),
    ],
)
def test_what_is_read_and_left_open(text, fragments):
    last = stated(text)[-1]
    assert (last.kind, last.proposition) == ("claim", None)
    for fragment in fragments:
        assert fragment in f"{last.problem.message}: {last.problem.edit}"


def test_a_formula_at_its_own_variable():
    """`f(x)` is the f that was said to be a formula of x, and no other value of it."""
    assert repr(stated("$$f = 2 x c$$\n\n$$f(x) + 0 = 1$$")[-1].proposition.left) == "+(*(2, x, c), 0)"
    assert stated("$$f = 2 x c$$\n\n$$f(y) + 0 = 1$$")[-1].kind == "unread"
    assert stated("$$f = 2 x c$$\n\n$$f(2) + 0 = 1$$")[-1].kind == "unread"


@pytest.mark.parametrize(
    "text, given",
    [
        ("For $x > 0$:\n\n$$|x| + 0 = x$$", ["x > 0"]),
        ("For $x > 0$:\n\n$$y + 0 = y$$", []),  # says nothing of the step
        ("For $x > y$ and $y > 0$:\n\n$$|x| + 0 = x$$", ["x > y", "y > 0"]),
        ("Assume $x > 0$.\n\n$$|x| + 0 = x$$\n\nText.\n\n$$x + |x| = 2x$$", ["x > 0"]),
        ("# A\n\nAssume $x > 0$.\n\n# B\n\n$$|x| + 0 = x$$", []),
        ("# A\n\nAssume $x > 0$.\n\n## B\n\n$$|x| + 0 = x$$", ["x > 0"]),
        ("## A\n\nAssume $x > 0$.\n\n# B\n\n$$|x| + 0 = x$$", []),
        ("Assume $x > 0$.\n\n# A\n\n$$|x| + 0 = x$$", ["x > 0"]),
        ("Assume $x > 0$.\n\n$$x + 1 = y$$\n\nWe now drop this assumption.\n\n$$|x| + 0 = x$$", []),
        ("Let $x > 0$.\n\n$$x + 1 = y$$\n\nNow let $x < 0$.\n\n$$|x| + 0 = x$$", ["x < 0"]),
        ("Let $x > 0$.\n\n$$x + 1 = y$$\n\nFor $x < 0$:\n\n$$|x| + 0 = x$$", ["x < 0"]),
        ("Let $x > 0$.\n\nFor $x < 0$:\n\n$$x + 1 = y$$\n\nAgain:\n\n$$|x| + 0 = x$$", ["x > 0"]),
        ("$$|x| + 0 = x \\quad (x > 0)$$", ["x > 0"]),
        ("$$\\begin{aligned} |x| + 0 &= x && x > 0 \\\\ |x| + 1 &= x \\end{aligned}$$", []),
        ("$$|x| + 0 = x$$\n\nfor $x > 0$.", ["x > 0"]),
        ("Let $p = z^2$. For $p > 0$:\n\n$$|p| + 0 = p$$", ["p > 0"]),
        ("$$p + q = 1$$\n\nWith $p = z^2$ we have\n\n$$p + 1 = 2$$", ["p = z^2"]),
        ("$$p + q = 1$$\n\nWith $p = z^2$ we have\n\n$$p + 1 = 2$$\n\nText.\n\n$$p + 2 = 3$$", []),
        ("When $y = 1$:\n\n$$y + 0 = 1$$", ["y = 1"]),
        ("Assume $p = z^2$.\n\n$$p + 0 = z^2$$", ["p = z^2"]),
        ("For $x > 0$:\n\n$$|x| + 0 = x$$\n\nHence it goes on:\n\n$$= |x|$$", ["x > 0"]),
        ("For $x > 0$:\n\n$$f(x) = \\log x$$\n\nThen:\n\n$$f(y) + 0 = \\log y$$", ["x > 0"]),
    ],
)
def test_what_is_given(text, given):
    assert [c.latex for c in stated(text)[-1].given] == given


@pytest.mark.parametrize(
    "text, givens",
    [
        ("Let $p = z^2$. For $p > 0$:\n\n$$|p| + 0 = p$$", ["z^2 > 0"]),
        ("For $x > 0$:\n\n$$f(x) = \\log x$$\n\nThen:\n\n$$f(y) + 0 = \\log y$$", ["y > 0"]),
        ("For $n \\in \\mathbb{N}$:\n\n$$n + 0 = n$$", [r"n \in \mathbb{N}"]),
    ],
)
def test_what_is_given_unfolded(text, givens):
    assert stated(text)[-1].proposition.givens == tuple(read_condition(g) for g in givens)


@pytest.mark.parametrize(
    "text, rows",
    [
        ("$$a = b \\tag{7}$$", [("7", 1, 7, "a", "=", "b")]),
        ("$$\n\\begin{aligned}\n2 x &= x + x \\\\\n&\\le 3 x\n\\end{aligned} \\tag{4}\n$$",
         [("4", 3, 8, "2 x", "=", "x + x"), ("4", 4, 6, "x + x", "<=", "3 x")]),
        ("\\begin{align}\na &= b \\\\\nc + d &< v\n\\end{align}", [("1", 2, 6, "a", "=", "b"), ("2", 3, 10, "c + d", "<", "v")]),
        ("$$x < 1 = y$$", [(None, 1, 7, "x", "<", "1"), (None, 1, 11, "1", "=", "y")]),
        ("$$\\sin^2 x + \\cos^2 x \\equiv 1$$", [(None, 1, 30, "\\sin^2 x + \\cos^2 x", "=", "1")]),
        ("$$p := z$$", [(None, 1, 8, "p", ":=", "z")]),
    ],
)  # fmt: skip
def test_rows(text, rows):
    assert [
        (s.equation, s.place.line, s.place.column, s.left, s.relation, s.right) for s in stated(text)
    ] == rows


# one relation


@pytest.mark.parametrize(
    "latex, givens, left, right, given",
    [
        ("x = y", [], "x", "y", []),
        ("f(x) = x", [], "f(x)", "x", []),  # a claim, never a definition
        ("x := y", [], "x", "y", []),
        (
            "\\sigma(0) = \\frac12",
            ["\\sigma(x) = \\frac{1}{1 + e^{-x}}"],
            "\\frac{1}{1 + e^{-0}}",
            "\\frac12",
            [],
        ),
        ("g(1) = 2", ["g(x) = f(x) + 1", "f(x) = x"], "1 + 1", "2", []),
        ("x = y", ["x^2 = y^2"], "x", "y", ["x^2 = y^2"]),
        ("a = b", ["a = b"], "a", "b", ["a = b"]),
        ("|x| = x", ["x \\ge 0", "y > 0"], "|x|", "x", ["x \\ge 0"]),
        ("|x| = x", ["x \\in \\mathbb{R}"], "|x|", "x", []),
        ("|x| = x \\quad (x > 0)", [], "|x|", "x", ["x > 0"]),
    ],
)
def test_one_relation(latex, givens, left, right, given):
    statement = state_relation(latex, givens)
    assert (statement.kind, [c.latex for c in statement.given]) == ("claim", given)
    proposition = statement.proposition
    assert (proposition.left, proposition.right) == (read_term(left, FUNCTIONS), read_term(right, FUNCTIONS))
    assert proposition.relation == "="


@pytest.mark.parametrize(
    "latex, givens, message",
    [
        ("", [], "relation: there is nothing to prove"),
        ("x + 1", [], "no relation sign"),
        ("= x", [], "nothing stands on the left"),
        ("1 < x < 3", [], "relation, column 9: a second relation: give one relation at a time"),
        ("x = \\foo", [], "relation, column 5: unknown macro `\\foo`"),
        ("x = x", ["x +"], "given `x +`, column 3"),
        ("x = x", ["x"], "given `x`"),
        ("f(1, 2) = 3", ["f(x) = x"], "`f(1,2)`"),
    ],
)
def test_what_is_not_one_relation(latex, givens, message):
    with pytest.raises(DeriveError) as error:
        state_relation(latex, givens)
    assert "\n" not in str(error.value)
    assert message.replace(" ", "") in str(error.value).replace(" ", "")


@pytest.mark.parametrize(
    "text",
    [
        r"$$\frac{dy}{dx} = 0$$",
        r"$$\frac{d^2 y}{dx^2} = 0$$",
        r"$$\frac{\partial J}{\partial z_i} = 0$$",
        r"$$\frac{\partial p_i}{\partial z_j} = 0$$",
        "$$p = z^2$$\n\n$$\\frac{dp}{dx} = 0$$",
        r"$$\frac{\partial L}{\partial z} = \frac{\partial L}{\partial p} \cdot \frac{\partial p}{\partial z}$$",
    ],
)
def test_the_derivative_of_what_nothing_is_said_of_is_not_zero(text):
    verdict = derive.check(read_text(text), workers=1).documents[0].steps[-1].verdict
    assert (verdict.kind, (verdict.message or "").split("`")[0]) == ("undecided", "nothing above says what ")


@pytest.mark.parametrize(
    "text, sets",
    [
        ("Suppose that\n\n$$e^z (1 - P) = P$$", True),
        ("# A\n\nSuppose\n\n$$x^2 = x$$", True),
        ("We now assume that\n\n$$x > y$$", True),
        ("假设\n\n$$x^2 = x$$", True),
        ("$$x^2 > 0$$\n\nHere we have, with\n\n$$x \\in [0, 1]$$", True),
        ("Let\n\n$$x > 0$$", True),
        ("其中\n\n$$x > 0$$", True),
        ("Here we have, with\n\n$$x^2 \\in [0, 1]$$", False),
        ("The slope, where\n\n$$2x = x^2$$", False),
        ("$$p = z^2$$\n\nLet\n\n$$p > 1$$", False),
        ("We do not assume that\n\n$$x^2 = x$$", False),
        ("Under what we suppose, it follows that\n\n$$x^2 = x$$", False),
        ("Suppose not. Then\n\n$$x^2 = x$$", False),
        ("This is given by\n\n$$x^2 = x$$", False),
        ("Suppose that\n\n$$x^2 = x = 1$$", False),  # a chain claims something
    ],
)
def test_what_a_display_supposes(text, sets):
    assert stated(text)[-1].sets is sets


def test_what_is_supposed_is_given_from_there_on():
    text = "# First\n\nSuppose that\n\n$$e^z (1 - P) = P$$\n\nThen\n\n$$P = \\frac{e^z}{1 + e^z}$$\n\n# Next\n\n$$2P = z$$"
    supposed, then, later = stated(text)
    assert [c.latex for c in then.supposing.given] == ["e^z (1 - P) = P"]
    assert (supposed.given, then.given, later.supposing) == ((), (), None)
