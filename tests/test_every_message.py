"""Every reason for which something is not read has a witness, and points at the offender with its edit.

The messages are taken from the source of the reader, so that a new one without a row here, or in
one of the tables beside, fails.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import test_display
import test_math_errors

from derive.reading import read_text
from derive.reading.math import MathError, Names, read_condition, read_relation, read_term
from derive.reading.pictures import read_plot
from derive.reading.unsupported import UNSUPPORTED
from derive.reading.vocabulary import APPROXIMATIONS, MEMBERSHIPS, COMPARISONS, UNSUPPORTED_RELATIONS
from derive.stating import state

PACKAGE = Path(__file__).parent.parent / "derive"
RAISERS = ("error", "MathError", "Problem", "Refused")

# The right side of `a = …` · what stands under the caret · in the message.
SIDES = [
    (r"\mathbb{E} {x y}", "{", "does not show what it is of"),
    (r"2 + \begin{tabular}{l} x \end{tabular}", r"\begin", "the environment `tabular` inside an expression"),
    (r"\mathrm{softmax}(z|x)_i", "_i", "a subscript on what is not a symbol"),
    (r"\mathrm{softmax}(z)_{\text{out}}", r"_", "a word below the value"),
    (r"(b + c)_i", "_i", "a subscript on what is not a symbol"),
    (r"\frac .5 2", ".5", "a number without braces"),
    (r"\lim_{2 \to 0} x", "2", "goes by what is no variable"),
    (r"\frac{d}{dx'} x", "x'", "a prime on a variable"),
    (r"\lim_{x} f(x)", "}", "goes nowhere"),
    (r"\lim_{x \to 0, y \to 0} x", ", y", "a limit in several variables"),
    (r"\int_0^1 x \, dx^2", r"\int", "an integral by a power"),
    (r"\left. x^2 \right)", r"\left.", r"`\left.` is not closed"),
    (r"\left. x^2 \right|", r"\right|", "the bar does not say at which value"),
    (r"\left. x^2 \right|_{x}", r"\right|", "the bar does not say at which value"),
    (r"\frac{\partial}{2} L", r"\frac", r"`\partial` in a fraction that is no derivative"),
    (r"\frac{\partial L}{\partial x \cdot 2}", r"\cdot", "holds more than variables"),
    (r"\left/ b \right.", r"\left/", "opens nothing"),
    (r"\left\{ \begin{array}{ll} 1 & x > 0 \end{array} \right)", r"\left\{", r"`\left\{` is not closed"),
    (r"\left\{ \begin{array} 1 & x > 0 \end{array} \right.", r"\begin", "without its columns"),
    (r"\begin{cases} 1 & x > 0 \end{array}", r"\end", "closes `cases`"),
    (r"\begin{cases} \end{cases}", r"\begin", "`cases` without a row"),
    (r"b_{\ref{x}}", r"\ref", "inside an expression"),
    (r"\mathbf{log} b", "log", "`log` where a name belongs"),
    (r"dL/d\frac{1}{2}", r"\frac", r"`\frac` where a name belongs"),
    (r"\partial_{} L", r"\partial", "a derivative by no variable"),
    (r"\sin_2 x", "_2", r"a subscript on `\sin`"),
    (r"\mathbb{1} + b", r"\mathbb", "an indicator without its condition"),
    (r"\mathbb{R} + b", r"\mathbb", r"the set `\mathbb{R}` inside an expression"),
    (r"\mathbf{loss} + b", r"\mathbf", "holds one symbol"),
    (r"\mathbf{b'} + b", "{b'", "holds one symbol"),
    (r"\cancel b", "b", "a macro without its braces"),
    (r"\hat{\mathrm{exp}} + b", r"\mathrm", "the function `exp` has no argument"),
    (r"\mathrm{--}", r"\mathrm", "is no name"),
    (r"\mathrm{b + c}", r"\mathrm", "holds more than a name"),
    (r"b_{\text{--}}", r"\text", "below a name is no word"),
    (r"b_{c = 1}", "= 1", "a relation in a subscript"),
    (r"b_{\cdot}", r"\cdot", "a dot for an index"),
    (r"b^+", "^+", "can be a part of `b` or a name of its own"),
    (r"b^{[i]j}", "[i]", "an index in brackets with more beside it"),
    (r"f^{(n)}(x)", "^{(n)}", "derivative of unknown order"),
    (r"b^{\text{foo}}", r"\text", "can be a power or a name of its own"),
    (r"f^{'2}(x)", "^{'2}", "primes with something else above"),
    (r"b^{(i + )}", ")}", "`)` closes nothing"),
    (r"b^{[i)}", "[i", "above a name is no index"),
    (r"\text{$b}", "{$b", "a `$` in `\\text` is not closed"),
    (r"2e-3", "2e", "can be the number 2·10^(-3)"),
]  # fmt: skip

# Conditions · the message.
CONDITIONS = [
    (r"x_i > 0 \text{ for all } i + 1", "without a letter behind it"),
    (r"x \in (0)", "an interval without its second bound"),
    ("x > 0, y", "is no condition"),
]

# Whole documents, each with one thing wrong · the message.
DOCUMENTS = [
    ("$$ = b $$", "the formula begins with a relation, and there is no formula before it"),
    ("$$ w := w - 1 $$", "stands on both sides of a definition: an update"),
    ("$$ L(y, x) = y x $$\n\n$$ b + c = L(y) $$", "has 1 arguments, and `L(y, x)` was defined"),
    ("$$ g = 2 $$\n\n$$ g(x) + b = c $$", "was defined as a number (`g`)"),
    ("$$ p = i^2 $$\n\n$$ b + c = \\sum_{i=1}^{3} p $$", "depends on `i`, which a sum or product around it counts"),
    ("$$ L(y, x) = y x $$\n\n$$ b + c = L'(2) $$", "the prime on `L` asks for one argument"),
    ("$$ C_n^k = \\binom{n}{k} $$\n\n$$ b = C_i^2 $$", "a value of what was defined or a power"),
    ("$$ \\text{If } x > 0 $$", "is a condition on nothing"),
    ("$$ \\text{top-k accuracy}(y) = y $$", "before a parenthesis can be a note or the name of a function"),
    ("$$ b = \\sigma^2 $$\n\n$$ y = \\sigma(a + b) $$\n\n$$ \\sigma(x) = x + b $$", "is both elsewhere"),
    ("$$ (f*g)(t) = b $$\n\n$$ f * 0 = 0 $$", "can be a convolution or a product"),
    ("<!-- derive: proved -->\n\n$$ a = b $$", "the note `derive: proved` is not known"),
    ("<!-- derive: undecided -->\n\n$$ a = b $$", "has no reason"),
    ("$$ a = b", "`$$` is not closed"),
    ("\\newcommand{\\two}[2]{#1 #2}\n\n$$ a = \\two{b} $$", "has 1 of its 2 arguments"),
    ("\\newcommand{\\x}{\\x}\n\n$$ a = \\x $$", "a macro expands without end"),
]  # fmt: skip


# Expressions that no display holds: a row ends, or they are too long.
TERMS = [(r"a \\ b", "a row ends"), ("x" + "+2x" * 70_000, "an expression of more than 200000 parts")]


def templates() -> Iterator[tuple[str, re.Pattern[str], str]]:
    """Each message of the reader: the module, a pattern of it, and how it is written there."""
    for path in sorted((PACKAGE / "reading").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for message in messages(node):
                pattern = pattern_of(message)
                if pattern is not None:
                    yield path.name, re.compile(pattern, re.DOTALL), ast.unparse(message)


def messages(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Call):
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        at = 0 if name == "Refused" else 1
        if name in RAISERS and len(node.args) > at:
            yield node.args[at]
    elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "UNSUPPORTED":
        yield from (value.elts[0] for value in node.value.values)


def pattern_of(message: ast.expr) -> str | None:
    if isinstance(message, ast.Constant) and isinstance(message.value, str):
        return re.escape(message.value)
    if isinstance(message, ast.JoinedStr):
        return "".join(re.escape(p.value) if isinstance(p, ast.Constant) else ".*" for p in message.values)
    return None


def said(read, latex: str) -> str:
    with pytest.raises(MathError) as caught:
        read(latex)
    return caught.value.message


def told(text: str) -> list[str]:
    problems = (statement.problem for statement in state(read_text(text, "post.md")))
    return [problem.message for problem in problems if problem]


@pytest.mark.parametrize(("latex", "offender", "message"), SIDES, ids=[row[0] for row in SIDES])
def test_side(latex: str, offender: str, message: str) -> None:
    source = f"a = {latex}"
    (problem, *_) = test_display.read(source).problems
    assert message in problem.message
    assert problem.edit
    assert source[problem.place.column - 1 :].startswith(offender)


TABLES = [(rf"a = {macro} c", why) for macro, why in UNSUPPORTED.items()]
TABLES += [
    (rf"a {sign} b", (meaning, ""))
    for sign, meaning in UNSUPPORTED_RELATIONS.items()
    if sign not in (r"\noted", *MEMBERSHIPS, *APPROXIMATIONS, *COMPARISONS)
]


@pytest.mark.parametrize(("latex", "why"), TABLES, ids=[row[0] for row in TABLES])
def test_what_is_not_supported(latex: str, why: tuple[str, str]) -> None:
    message, edit = why
    (problem, *_) = test_display.read(latex).problems
    assert message in problem.message
    assert edit in problem.edit


@pytest.mark.parametrize(("latex", "message"), TERMS, ids=[row[1] for row in TERMS])
def test_term(latex: str, message: str) -> None:
    assert message in said(read_term, latex)


# The title of a picture, behind `plot` · what stands under the caret · in the message.
PICTURES = [
    ("x ", "", "a picture needs a range"),
    (", ".join("x" * 13) + " for 0 <= x <= 1", "x, x", "13 curves in one picture"),
    ("x for x > 1", "x > 1", "`x > 1` is no range"),
    ("x for 0 <= 2 <= 1", " 2 <=", "the range is not one of a symbol"),
    ("x for 0 <= x <= b", "0 <=", "the range does not go from a number to a number"),
    ("b x for 0 <= x <= 1, b > 2", "b > 2", "`b > 2` gives no symbol a value"),
    ("x, for 0 <= x <= 1", " for", "a formula is missing"),
]


@pytest.mark.parametrize(("title", "offender", "message"), PICTURES)
def test_picture(title: str, offender: str, message: str) -> None:
    with pytest.raises(MathError, match=re.escape(message)) as error:
        read_plot(title, Names())
    assert error.value.edit and title[error.value.offset :].startswith(offender)


@pytest.mark.parametrize(("latex", "message"), CONDITIONS)
def test_condition(latex: str, message: str) -> None:
    assert message in said(read_condition, latex)


@pytest.mark.parametrize(("text", "message"), DOCUMENTS, ids=[row[0] for row in DOCUMENTS])
def test_document(text: str, message: str) -> None:
    assert any(message in one for one in told(text))


def test_every_message_has_a_row() -> None:
    shown = {said(read_term, row[0]) for row in test_math_errors.TABLE}
    shown |= {said(read_condition, row[0]) for row in (*test_math_errors.CONDITIONS, *CONDITIONS)}
    shown |= {said(read_term, row) for row in test_math_errors.DEEP} | {said(read_relation, "x")}
    shown |= {said(read_term, row[0]) for row in TERMS}
    shown |= {said(lambda title: read_plot(title, Names()), row[0]) for row in PICTURES}
    rows = (*(latex for latex, _ in TABLES), *(f"a = {row[0]}" for row in SIDES))
    for latex in (*(row[0] for row in test_display.PROBLEMS), *rows):
        shown |= {problem.message for problem in test_display.read(latex).problems}
    shown |= {message for text, _ in DOCUMENTS for message in told(text)}
    without = [
        f"{module}: {written}"
        for module, pattern, written in templates()
        if not any(map(pattern.fullmatch, shown))
    ]
    assert without == []
