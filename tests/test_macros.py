"""Macros of a document: each is expanded to what TeX would set, and expansion ends."""

from __future__ import annotations

import time

import pytest

from derive.reading import read_text
from derive.reading.macros import Macro, Macros, expand, macros_of
from derive.reading.math import MathError, Names, read_condition, read_term
from derive.terms.latex import write

DEFINED = r"""
\newcommand{\R}{\mathbb{R}}
\newcommand\norm[1]{|#1|}
\renewcommand*{\vec}[1]{\mathbf{#1}}
\providecommand{\pd}[2][x]{\frac{\partial #2}{\partial #1}}
\def\half{\frac12}
\def\ratio#1#2{\frac{#1}{#2}}
\let\eps=\varepsilon
\let\al\alpha
\def\lgg#1{\log#1}
\DeclareMathOperator{\softplus}{softplus}
\DeclareMathOperator*{\argmx}{arg\,max}
\DeclarePairedDelimiter{\abs}{\lvert}{\rvert}
% \def\hidden{x}
\newcommand{\twice}[1]{\norm{#1} + \norm{#1}}
"""

# as written · without macros
TABLE = [
    (r"\norm{x+1}", "|x+1|"),
    (r"\norm x", "|x|"),
    (r"\ratio ab + \ratio{a}{b}", r"\frac{a}{b} + \frac{a}{b}"),
    (r"\ratio{\norm{x}}{2}", r"\frac{|x|}{2}"),
    (r"\vec{x}", r"\mathbf{x}"),
    (r"\pd{L} + \pd[y]{L}", r"\frac{\partial L}{\partial x} + \frac{\partial L}{\partial y}"),
    (r"\half x", r"\frac12 x"),
    (r"\eps\al", r"\varepsilon\alpha"),
    (r"\lgg x + \lgg{y}", r"\log x + \log y"),
    (r"\softplus(x)", r"\operatorname{softplus}(x)"),
    (r"\argmx", r"\operatorname*{arg\,max}"),
    (r"\abs{x} + \abs*{y}", r"\lvert x\rvert + \lvert y\rvert"),
    (r"\twice{x}", "|x| + |x|"),
    (r"\hidden", r"\hidden"),
    (r"\normal", r"\normal"),
    (r"a \\ \half", r"a \\ \frac12"),
    (r"\newcommand{\q}{x^2}\q + 1", "x^2 + 1"),
    (r"\def\half{2}\half", "2"),
    (r"x + y", "x + y"),
]


@pytest.mark.parametrize(("latex", "expanded"), TABLE, ids=[latex for latex, _ in TABLE])
def test_a_macro_stands_for_its_body(latex: str, expanded: str) -> None:
    assert expand(latex, macros_of(DEFINED).all).latex == expanded


def test_each_character_knows_where_it_comes_from() -> None:
    expanded = expand(r"a + \norm{x \foo}", macros_of(DEFINED).all)
    assert expanded.latex == r"a + |x \foo|"
    assert [expanded.origin(i) for i in range(len(expanded.latex))] == [
        0,
        1,
        2,
        3,
        4,
        10,
        11,
        12,
        13,
        14,
        15,
        4,
    ]
    with pytest.raises(MathError) as caught:
        read_term(r"a + \norm{x \foo}", Names(macros=macros_of(DEFINED).all))
    assert caught.value.offset == 12


FRONT = r"""---
title: A post
math:
  '\bx': '\mathbf{x}'
  "\\by": "\\mathbf{y}"
  \bz: \mathbf{z}
  "\\sq": ["#1^2", 1]
---
"""
SCRIPT = r"""<script>
MathJax = { tex: { macros: { R: "\\mathbb{R}", abs: ["|#1|", 1], "\\bw": '\\mathbf{w}' } } }
</script>
"""


def test_front_matter_and_scripts_define_macros() -> None:
    front = macros_of("", FRONT).all
    assert front == {
        "bx": Macro(r"\mathbf{x}"),
        "by": Macro(r"\mathbf{y}"),
        "bz": Macro(r"\mathbf{z}"),
        "sq": Macro("#1^2", 1),
    }
    assert macros_of(SCRIPT).all == {
        "R": Macro(r"\mathbb{R}"),
        "abs": Macro("|#1|", 1),
        "bw": Macro(r"\mathbf{w}"),
    }


ENDLESS = [
    r"\def\a{\a}\a",
    r"\def\a{\a\a}\a",
    r"\def\a{\b\b}\def\b{\a\a}\a",
    r"\def\a#1{\a{#1#1}}\a{x}",
    "".join(rf"\def\{x}{{\{y}\{y}\{y}\{y}}}" for x, y in zip("abcdefghijk", "bcdefghijkl")) + r"\def\l{x}\a",
    r"\newcommand{\a}{" + "x" * 5_000 + "}" + r"\a" * 5_000,
]


@pytest.mark.parametrize("latex", ENDLESS, ids=[latex[:30] for latex in ENDLESS])
def test_expansion_ends(latex: str) -> None:
    start = time.process_time()
    with pytest.raises(MathError, match="without end"):
        expand(latex, {})
    assert time.process_time() - start < 2


ERRORS = [
    (r"1 + \norm", r"\norm", "has 0 of its 1 arguments", r"write `\norm{…}`"),
    (r"\ratio{a}", r"\ratio", "has 1 of its 2 arguments", r"write `\ratio{…}`"),
    (r"\norm{x", r"\norm", "has 0 of its 1 arguments", r"write `\norm{…}`"),
]


@pytest.mark.parametrize(("latex", "offender", "message", "edit"), ERRORS)
def test_what_is_missing_is_told(latex: str, offender: str, message: str, edit: str) -> None:
    with pytest.raises(MathError) as caught:
        expand(latex, macros_of(DEFINED).all)
    assert latex[caught.value.offset :].startswith(offender)
    assert message in caught.value.message
    assert edit in caught.value.edit


DOCUMENT = r"""---
macros:
  '\bx': '\mathbf{x}'
---
# Macros

$$
\newcommand{\R}{\mathbb{R}}
\newcommand{\norm}[1]{|#1|}
\DeclareMathOperator{\softplus}{softplus}
$$

For $z \in \R$ and $\norm{z} < 1$:

$$ \softplus(z) - \softplus(-z) = \norm{z} \bx $$

$$ 1 + \norm{z # y} = 2 $$

```
\newcommand{\bad}{x}
```

$$ \bad = x $$
"""


def test_a_document_is_read_without_its_macros() -> None:
    document = read_text(DOCUMENT)
    definitions, first, second, third = document.displays
    assert not definitions.chains and not definitions.problems
    (chain,) = first.chains
    assert write(chain.first.term) == r"\mathrm{softplus}(z) - \mathrm{softplus}(-z)"
    assert write(chain.links[0].side.term) == r"|z| \mathbf{x}"
    assert [write(condition.term) for condition in first.conditions] == ["|z| < 1"]
    assert first.source == r"$$ \softplus(z) - \softplus(-z) = \norm{z} \bx $$"
    assert [(p.place.line, p.place.column, p.message) for p in second.problems] == [
        (17, 16, "`#` means nothing here")
    ]
    assert third.problems[0].message == r"unknown macro `\bad`"


def test_a_macro_holds_from_its_definition_on() -> None:
    macros = Macros([(5, "a", Macro("1")), (9, "a", Macro("2"))])
    assert dict(macros.before(4)) == {}
    assert dict(macros.before(5)) == {"a": Macro("1")}
    assert dict(macros.before(9)) == {"a": Macro("2")}


def test_a_condition_is_read_without_macros() -> None:
    names = Names(macros=macros_of(DEFINED).all)
    assert read_condition(r"\norm{x} < 1", names) == read_condition("|x| < 1")
