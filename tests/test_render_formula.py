"""What of a formula may reach TeX, how it is numbered, and what Markdown makes of it."""

from __future__ import annotations

import pytest
from checked import shown

from derive.rendering.display import formula
from derive.rendering.formula import flaw
from derive.rendering.guarding import guarded


@pytest.mark.parametrize(
    ("latex", "environment"),
    [
        (r"\sigma(x) = \frac{1}{1 + e^{-x}}", "equation"),
        (r"\frac12 + \sqrt[3]{x} + \sqrt x", "equation"),
        (r"f'(x) + f''_0 + x'^2", "equation"),
        (r"x^\frac{1}{2} + x_\text{max} + x^\mathrm{T} + x^\prime", "equation"),
        (
            r"\left( \frac{a}{b} \right)^2 \bigl[ c \bigr] \left\{ d \right. \left.\frac{d}{dx}\right|_{x=0}",
            "equation",
        ),
        (
            r"\begin{cases} x & \text{if } $x > 0$ \\ 0 & \text{otherwise} \end{cases}".replace(
                "$x > 0$", "x > 0"
            ),
            None,
        ),
        (r"\begin{cases} x & \text{if $x > 0$} \\[2pt] 0 & \text{否则} \end{cases}", None),
        (r"\begin{aligned} a &= b \\ [a] &= c \end{aligned}", "equation"),
        (r"\begin{array}{c|c} a & b \\ c & d \end{array}", "equation"),
        (r"a &= b \tag{1} \\ c &= d \label{eq:two} \tag{2}", "align*"),
        (r"\sum_{i=1}^n x_i + \sum\limits_i \operatorname*{argmax}_x \lim_{x \to 0^+} f", "equation"),
        (r"\underbrace{a + b}_{\text{100\% of it}} \overset{(a)}{=} c", "equation"),
        (r"\color{red} x \textcolor{blue}{y}", "equation"),
        (r"{}^2 x \not= y \{1\}", "equation"),
        (r"\substack{a \\ b}", "equation"),
    ],
)
def test_mathematics_may_be_shown(latex, environment):
    assert flaw(latex, environment) is None


@pytest.mark.parametrize(
    ("latex", "environment", "why"),
    [
        (r"\input{/etc/passwd}", "equation", r"\input"),
        (r"\immediate\write18{id}", "equation", r"\immediate"),
        (r"\def\a{\a\a}\a", "equation", r"\def"),
        (r"\catcode`\%=12", "equation", r"\catcode"),
        (r"\csname input\endcsname{x}", "equation", r"\csname"),
        (r"\href{javascript:alert(1)}{x}", "equation", r"\href"),
        (r"\require{html} x", "equation", r"\require"),
        (r"\newcommand{\x}{y}", "equation", r"\newcommand"),
        (r"^^5cinput{x}", "equation", "^"),
        (r"x^^M", "equation", "^"),
        (r"\text{^^5cinput}", "equation", "^"),
        (r"\text{\input{x}}", "equation", r"\input"),
        (r"\text{$\input{x}$}", "equation", r"\input"),
        (r"\tag{\input{x}}", "equation", "cannot stand"),
        (r"\label{\input x}", "equation", "cannot stand"),
        (r"\begin{verbatim} \end{verbatim}", "equation", "verbatim"),
        (r"\end{equation*}\input{x}\begin{equation*}", "equation", r"\end"),
        (r"$ x", "equation", "$"),
        (r"x $", None, "$"),
        (r"x # y", "equation", "#"),
        (r"x % y", "equation", "%"),
        (r"\frac{1}", "equation", "too early"),
        (r"\frac{1", "equation", "missing"),
        (r"x}", "equation", "}"),
        (r"{" * 300 + "}" * 300, "equation", "deeply"),
        (r"x^2^3", "equation", "twice"),
        (r"x_1_2", "equation", "twice"),
        (r"x^2'", "equation", "twice"),
        (r"x'_1^2", "equation", "twice"),
        (r"x^", "equation", "too early"),
        (r"x^\sqrt{2}", "equation", "braces"),
        (r"a & b", "equation", "&"),
        (r"\begin{cases} a & b & c \end{cases}", "equation", "&"),
        (r"\begin{array}{c} a & b \end{array}", "equation", "&"),
        (r"\left( a & b \right)", "align", "&"),
        (r"\left( a", "equation", "missing"),
        (r"\right) a", "equation", r"\right"),
        (r"\left\alpha a \right)", "equation", "delimiter"),
        (r"\begin{aligned} a \end{cases}", "equation", "aligned"),
        (r"\begin{aligned} a", "equation", "missing"),
        (r"\begin{aligned} a \tag{1} \end{aligned}", "equation", r"\tag"),
        (r"a \tag{1} \tag{2}", "equation", "twice"),
        (r"a \tag{1}", None, r"\tag"),
        (r"\begin{align} a \end{align}", "equation", "align"),
        (r"\begin{cases} a \\ [b] \end{cases}", "equation", "distance"),
        (r"a \\[x] b", "align", "distance"),
        (r"x \limits_a", "equation", "operator"),
        (r"\color{evil} x", "equation", "evil"),
        ("x \x00 y", "equation", "control"),
        ("x \u202e y", "equation", "control"),
    ],
)
def test_a_flaw_is_named(latex, environment, why):
    assert why in (flaw(latex, environment) or "")


@pytest.mark.parametrize(
    ("latex", "numbers", "environment", "body"),
    [
        ("a = b", None, "equation*", "a = b"),
        (r"a = b \tag{4}", "4", "equation*", r"a = b \tag{4}"),
        (r"\begin{equation} a = b \end{equation}", "4", "equation*", r"a = b \tag{4}"),
        (r"\begin{equation*} a = b \end{equation*}", None, "equation*", "a = b"),
        (
            r"\begin{equation} \begin{split} a &= b \\ &= c \end{split} \end{equation}",
            "4",
            "equation*",
            r"\begin{split} a &= b \\ &= c \end{split} \tag{4}",
        ),
        (
            r"\begin{aligned} a &= b \\ &= c \end{aligned}\tag{4}",
            "4",
            "equation*",
            r"\begin{aligned} a &= b \\ &= c \end{aligned}\tag{4}",
        ),
        (r"\begin{align} a &= b \\ c &= d \end{align}", "4 5", "align*", r"a &= b \tag{4} \\ c &= d \tag{5}"),
        (
            r"\begin{align} a &= b \notag \\ c &= d \end{align}",
            "4",
            "align*",
            r"a &= b \notag \\ c &= d \tag{4}",
        ),
        (
            r"\begin{align} a &= b \tag{A} \\ c &= \begin{cases} 1 \\ 2 \end{cases} \end{align}",
            "A 1",
            "align*",
            r"a &= b \tag{A} \\ c &= \begin{cases} 1 \\ 2 \end{cases} \tag{1}",
        ),
        (r"\begin{align*} a &= b \end{align*}", None, "align*", "a &= b"),
        (r"\begin{gather} a \\ b \end{gather}", "1 2", "gather*", r"a \tag{1} \\ b \tag{2}"),
        (r"\begin{multline} a \\ b \end{multline}", "1", "multline*", r"a \\ b \tag{1}"),
        ("a % note\n\n= b", None, "equation*", "a\n= b"),
        (r"100\% = 1", None, "equation*", r"100\% = 1"),
    ],
)
def test_numbers_are_tags_in_a_starred_environment(latex, numbers, environment, body):
    found = formula(shown(latex, numbers))
    assert (found.flaw, found.environment, found.body) == (None, environment, body)


@pytest.mark.parametrize(
    "latex",
    [
        r"\begin{equation} a \end{equation} \begin{equation} b \end{equation}",
        r"a \end{equation*} \input{x} \begin{equation*}",
        r"\newcommand{\R}{x} \R",
    ],
)
def test_a_flawed_display_keeps_its_source(latex):
    found = formula(shown(latex, "1"))
    assert found.flaw and found.body == latex


@pytest.mark.parametrize(
    ("latex", "written"),
    [
        ("x = y", "x = y"),
        (
            r"\begin{aligned} a &= b \\ &= c \end{aligned}",
            "\\begin{aligned} a &= b \\\\\n &= c \\end{aligned}",
        ),
        ("a \\\\\nb", "a \\\\\nb"),
        (r"a \\[2pt] b", "a \\\\\n b"),
        (r"\int f\,dx \; \{1\}", r"\int f\thinspace dx \thickspace \lbrace1\rbrace"),
        (r"\sum_{i}_{j} x_{k}", r"\sum_{i}_ {j} x_{k}"),
        (r"a*b^*", "a* b^* "),
        (r"\operatorname*{argmax}", r"\mathop{\mathrm{argmax}}"),
        ("a<b", "a< b"),
        ("a<script>b", "a< script>b"),
        ("[a](b)", "[a] (b)"),
        ("a\n- b\n+ c", "a\n-b\n+c"),
        ("a\n=\nb", "a =\nb"),
        ("a\n> b", "a > b"),
        ("a &b; c", "a & b; c"),
        (r"100\%", None),
        ("> b", None),
        ("a ` b", None),
    ],
)
def test_markdown_leaves_guarded_mathematics_alone(latex, written):
    shown = guarded(latex)
    assert (shown if shown is None else shown.rstrip()) == (written if written is None else written.rstrip())
