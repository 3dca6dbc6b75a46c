"""Prose → conditions: what the sentence before a display says of it, and what is no condition."""

from __future__ import annotations

import re

import pytest

from derive.deciding.checking import check
from derive.reading import read_text
from derive.reading.math import read_condition
from derive.stating import state

SHOW = "\n\n$$\na = b\n$$\n"


def introduced(sentence: str) -> list[str]:
    """The conditions of the display that `sentence` introduces, as written."""
    (display,) = read_text(sentence + SHOW, "post.md").displays
    return [condition.latex for condition in display.conditions]


def assumed(prose: str) -> list[str]:
    """The conditions that hold to the end of the section."""
    document = read_text(prose + SHOW, "post.md")
    return [c.latex for block in document.blocks if hasattr(block, "text") for c in block.conditions if c.term.op not in ("any", "every")]


@pytest.mark.parametrize(
    "sentence, conditions",
    [
        # the cue, the filler, the relation
        (r"For $x \ge 0$ we get", [r"x \ge 0"]),
        (r"For all $x>0$:", ["x>0"]),
        (r"For every real number $x > 0$, we have", ["x > 0"]),
        (r"for any $x \neq 0$", [r"x \neq 0"]),
        (r"When $x<0$, this becomes", ["x<0"]),
        (r"When x<0, this becomes", ["x<0"]),
        (r"If \(x \le 1\) then", [r"x \le 1"]),
        (r"if $$x>0$$ then", ["x>0"]),
        (r"In the case $x<0$ one finds", ["x<0"]),
        (r"Whenever $0 < p < 1$,", ["0 < p < 1"]),
        (r"This is simple for 0<p<1:", ["0<p<1"]),
        (r"with x ≥ 0:", ["x ≥ 0"]),
        (r"Provided that $x > 0$ it holds that", ["x > 0"]),
        (r"Assuming $x > 0$, we get", ["x > 0"]),
        (r"and, as long as $|x| < 1$,", ["|x| < 1"]),
        (r"Since $x<0$, it follows that", ["x<0"]),
        (r"With $\gamma = 2$ the loss is", [r"\gamma = 2"]),
        (r"When $y = 1$ the loss is", ["y = 1"]),
        (r"where $x>0$:", ["x>0"]),
        # several relations
        (r"For $x>0$ and $y>0$ we have", ["x>0", "y>0"]),
        (r"for $x > 0$, $y > 0$:", ["x > 0", "y > 0"]),
        (r"for $a, b > 0$:", ["a, b > 0"]),
        (r"for $x > 0$ and for $y < 0$:", ["x > 0", "y < 0"]),
        (r"For $x \ge 0$ it is clear, and for $x<0$ we get", ["x<0"]),
        # sets
        (r"for $y \in \{0, 1\}$", [r"y \in \{0, 1\}"]),
        (r"for $p \in (0, 1)$", [r"p \in (0, 1)"]),
        (r"for $n \in \mathbb{N}$", [r"n \in \mathbb{N}"]),
        (r"for $i = 1, \dots, n$", [r"i = 1, \dots, n"]),
        (r"for $x \in \mathbb{R}$", []),  # says nothing: symbols are real
        # words
        (r"If $x$ is positive, then", ["x > 0"]),
        (r"If x is non-negative, then", [r"x \ge 0"]),
        (r"For positive $x$ we have", ["x > 0"]),
        (r"for strictly negative $x$", ["x < 0"]),
        (r"for positive $a, b$", ["a, b > 0"]),
        (r"When $x$ is at least $1$", [r"x \ge 1"]),
        (r"When $x$ is greater than 0", ["x > 0"]),
        (r"if $x$ is less than or equal to 3", [r"x \le 3"]),
        (r"for nonzero $x$", [r"x \ne 0"]),
        (r"for a positive integer $n$", [r"n \in \mathbb{N}, n \ge 1"]),
        # only the sentence that introduces the display
        (r"For $x > 0$ this is known. In general:", []),
        ("For $x > 0$ this is known.\n\nNow:", []),
        ("Nothing here.\nFor\n$x > 0$ we get", ["x > 0"]),
        ("- For $x > 0$:", ["x > 0"]),
        ("- for $x > 0$ nothing;\n- for $x < 0$:", ["x < 0"]),
        (r"See Fig. 2, i.e. for $x > 0.5$ we get", ["x > 0.5"]),
        # no condition
        (r"When $x$ goes to infinity we get", []),
        (r"When $x$ is very large,", []),
        (r"For the function $f(x) = x^2$ we get", []),
        (r"For $f(x) = x^2$ we get", []),
        (r"for $x > 0$ or $x < 0$:", []),
        (r"If $x > 0$ does not hold, then", []),
        (r"Not for $x > 0$, but", []),
        (r"Except for $x > 0$ we have", []),
        (r"Even when $x < 0$ we have", []),
        (r"Unless $x > 0$ we have", []),
        (r"Both for $x > 0$ and for $x < 0$ we have", []),
        (r"whether $x > 0$ or not,", []),
        (r"Regardless of the case $x > 0$ or $x < 0$:", []),
        (r"It is undefined for $x < 0$, so for every $x$ we write", []),
        (r"The term $x > 0$ gives", []),
        (r"If we drop the assumption $x > 0$,", []),
        (r"If we had $x > 0$, this would be easy, but in fact", []),
        (r"This was only valid for $x > 0$; without it,", []),
        (r"We do not need that it holds for $x > 0$:", []),
        (r"It is not hard to see that for $x > 0$", ["x > 0"]),
        (r"This is not obvious, so for $x > 0$", ["x > 0"]),
        (r"Instead of $x > 0$ take any $x$:", []),
        (r"with $x > 0$ removed", []),
        (r"a sample with $x > 0$ and one with $x < 0$", []),
        (r"For $x>0$, $|x| = x$; therefore, always", []),
        (r"since $\log(ab) = \log a + \log b$, we get", []),
        (r"with $e^{-x} < e^{-y} < \frac{$ we get", []),
        (r"for the loss of the model and $x > 0$", []),
        (r"for `x > 0` we get", []),
        (r"<!-- for $x > 0$ --> We get", []),
        ("```\nfor x > 0\n```\nWe get", []),
        ("## For $x > 0$", []),
    ],
)
def test_english(sentence, conditions):
    assert introduced(sentence) == conditions


@pytest.mark.parametrize(
    "sentence, conditions",
    [
        ("当x>=0时,可以表示为:", ["x>=0"]),
        ("上面的公式,当x>=0时,可以表示为:", ["x>=0"]),
        ("当x<0时", ["x<0"]),
        (r"当 $x \ge 0$ 时，上式不用改动：", [r"x \ge 0"]),
        (r"当输入 $x \ge 0$ 时：", [r"x \ge 0"]),
        (r"若 $x<0$，则", ["x<0"]),
        (r"如果x≤1，那么", ["x≤1"]),
        (r"对于 $x>0$，有", ["x>0"]),
        (r"对于任意的 $x>0$，有", ["x>0"]),
        (r"对所有 $x \ne 0$ 有", [r"x \ne 0"]),
        (r"其中 $0<p<1$：", ["0<p<1"]),
        (r"标签为 $y$、预测概率为 $p$（其中 $0 < p < 1$）时，二元交叉熵是", ["0 < p < 1"]),
        (r"x<0时：", ["x<0"]),
        (r"在 $x<0$ 的情况下，", ["x<0"]),
        (r"当 $x>0$ 且 $y>0$ 时", ["x>0", "y>0"]),
        (r"当 $x>0$，$y>0$ 时", ["x>0", "y>0"]),
        (r"当 $y \in \{0,1\}$ 时", [r"y \in \{0,1\}"]),
        ("当x∈(0,1)时", ["x∈(0,1)"]),
        ("当x大于0时", ["x > 0"]),
        ("当 $x$ 大于等于 0 时", [r"x \ge 0"]),
        ("当x不小于0时", [r"x \ge 0"]),
        ("当x为正数时", ["x > 0"]),
        ("若x是负数，", ["x < 0"]),
        ("当x为0时", ["x = 0"]),
        ("当 $x$ 不等于 0 时", [r"x \ne 0"]),
        ("令x=0，得", ["x=0"]),
        ("对正数x，有", ["x > 0"]),
        ("由于 $x<0$，所以", ["x<0"]),
        ("当 $x \\ge 0$ 时很简单；当 $x<0$ 时，", ["x<0"]),
        ("当 $x \\ge 0$ 时很简单，当 $x<0$ 时有", ["x<0"]),
        # no condition
        ("当输入为0时，sigmoid函数的输出为0.5，而梯度为0.25：", []),
        ("当输入非常大或非常小时，梯度接近0：", []),
        ("当 $x$ 很大时", []),
        ("当 $x \\to \\infty$ 时", []),
        ("即使x<0时，也有", []),
        ("无论x>0时还是x<0时，都有", []),
        ("不管 $x>0$ 与否", []),
        ("除了 $x>0$ 时", []),
        ("当 $x>0$ 或 $x<0$ 时", []),
        ("若 $x>0$ 不成立，则", []),
        ("只有当 $x>0$ 时", []),
        ("如果没有 $x>0$ 这个条件：", []),
        ("当 $x>0$ 时显然，对一般的 $x$：", []),
        ("当 $x>0$ 时显然，对任意实数 $x$，", []),
        ("绝对值大于0的数", []),
        ("应当x>0", []),
        ("因为无论x是正数还是负数：", []),
        ("公式4和公式7是等价的，我们直接从公式4求导：", []),
        ("当 $x>0$ 时成立。一般地：", []),
        ("把 $p = \\sigma(x)$ 代进去：", []),
    ],
)
def test_chinese(sentence, conditions):
    assert introduced(sentence) == conditions


@pytest.mark.parametrize(
    "prose, conditions",
    [
        ("Let $x > 0$.", ["x > 0"]),
        ("Let $x$ be positive.", ["x > 0"]),
        ("Let $x > 0$ and $y \\in \\{0, 1\\}$. Then:", ["x > 0", r"y \in \{0, 1\}"]),
        ("Assume that $0 < p < 1$.\n\nThe loss is", ["0 < p < 1"]),
        ("We assume x > 0.", ["x > 0"]),
        ("Suppose $\\sum_{i=1}^{n} y_i = 1$.", [r"\sum_{i=1}^{n} y_i = 1"]),
        ("Given $a > 0$ and $b > 0$, we have", ["a > 0", "b > 0"]),
        ("Let $n$ be a positive integer.", [r"n \in \mathbb{N}, n \ge 1"]),
        ("设 $x>0$。", ["x>0"]),
        ("假设x大于0。", ["x > 0"]),
        ("设n∈{1,2}。", ["n∈{1,2}"]),
        ("已知 $a>0$，$b>0$，求证：", ["a>0", "b>0"]),
        # a name
        ("Let $p = \\sigma(z)$.", [r"p = \sigma(z)"]),
        ("设 $p = \\sigma(z)$，则", [r"p = \sigma(z)"]),
        # neither
        ("Let $x = 0$. Then", []),
        ("Let $x$ be a real number.", []),
        ("Let us see.", []),
        ("Let the input be $x$.", []),
        ("We do not assume $x > 0$.", []),
        ("Do not assume that $x > 0$.", []),
        ("We do not need to assume that $x > 0$.", []),
        ("We no longer assume $x > 0$.", []),
        ("Assume $x = 0$ leads to a contradiction.", []),
        ("Suppose that $a = b$ were true.", []),
        ("Let $x > 0$. Now drop this assumption.", []),
        ("Let $x > 0$. We drop this restriction and let $y > 0$.", ["y > 0"]),
        ("不必假设 $x>0$。", []),
        ("没有假设 $x>0$。", []),
        ("去掉假设 $x>0$。", []),
        ("设 $x>0$。现在去掉这个条件。", []),
        ("The loss is given by $x > 0$.", []),
        ("Let $x > 0$ or $x < -1$.", []),
        ("不设 $x>0$。", []),
        ("假设检验", []),
        ("当 $x>0$ 时很简单。", []),
        ("For $x > 0$ it is simple.", []),
    ],
)
def test_what_holds_to_the_end_of_the_section(prose, conditions):
    assert assumed(prose) == conditions


@pytest.mark.parametrize(
    "latex, condition",
    [
        ("当x>=0时", "x >= 0"),
        ("for positive $x$", "x > 0"),
        ("设n∈{1,2}", r"n \in \{1, 2\}"),
        ("当x∈(0,1)时", r"x \in (0, 1)"),
    ],
)
def test_what_a_condition_says(latex, condition):
    document = read_text(latex + SHOW, "post.md")
    found = [
        *document.displays[0].conditions,
        *(c for b in document.blocks if hasattr(b, "text") for c in b.conditions),
    ]
    assert [c.term for c in found] == [read_condition(condition)]


@pytest.mark.parametrize(
    "source, places",
    [
        ("当x>=0时" + SHOW, [(1, 2)]),
        ("# T\n\nText.\nFor $x > 0$:" + SHOW, [(4, 6)]),
        ("\r\nFor \\( x > 0\\):\r\n\r\n$$a=b$$", [(2, 8)]),
        ("If $x$ is positive:" + SHOW, [(1, 5)]),
    ],
)
def test_where_a_condition_is_written(source, places):
    (display,) = read_text(source, "post.md").displays
    assert [(c.place.line, c.place.column) for c in display.conditions] == places


@pytest.mark.parametrize(
    "between, second",
    [
        ("\n\n", ["x > 0"]),  # one introduction, two displays
        ("\n\nand\n\n", ["x > 0"]),
        ("\n\n所以\n\n", ["x > 0"]),
        ("\n\nThis is known.\n\n", []),
        ("\n\nFor $y > 0$:\n\n", ["y > 0"]),
        ("\n\n# Next\n\n", []),
    ],
)
def test_how_far_an_introduction_reaches(between, second):
    document = read_text(f"For $x > 0$:\n\n$$a = b$${between}$$c = d$$\n", "post.md")
    assert [c.latex for c in document.displays[1].conditions] == second


@pytest.mark.parametrize(
    "after, first",
    [
        ("where $\\beta > 0$ is the temperature.", [r"\beta > 0"]),
        ("with $x > 0$.", ["x > 0"]),
        ("for $x > 0$.", ["x > 0"]),
        ("其中 $x>0$。", ["x>0"]),
        ("其中，$y$ 是真实标签。", []),
        ("For $x > 0$ it is positive.", []),
        ("Here $x > 0$ gives more.", []),
    ],
)
def test_what_follows_a_display_is_said_of_it(after, first):
    document = read_text(f"$$\na = b\n$$\n\n{after}\n\nNow:\n\n$$\nc = d\n$$\n", "post.md")
    assert [[c.latex for c in d.conditions] for d in document.displays] == [first, []]


def test_conditions_behind_their_displays():
    text = "Then\n$$\na = b\n$$\nif $x > 0$, and\n$$\na = c\n$$\nif $x < 0$.\n"
    assert [[c.latex for c in d.conditions] for d in read_text(text, "post.md").displays] == [
        ["x > 0"],
        ["x < 0"],
    ]


@pytest.mark.parametrize(
    "prose, advice",
    [
        ("With a frobnicated $x > 0$ in mind:", "line 1 mentions `x > 0`, which was not read as a condition"),
        ("若让 $x>0$，则", "第 1 行提到 `x>0`，但没有把它读作条件"),
        # what is denied, concluded or about something else is no slip of the author
        ("Unless $x > 0$,", None),
        ("So we get $x > 0$:", None),
        ("With a frobnicated $t > 0$ in mind:", None),
        ("For $x > -1$ and the frobnicated $x < -2$ of the other case:", None),
    ],
)
def test_what_is_told_of_a_relation_that_was_not_read_as_a_condition(prose, advice):
    (statement,) = state(read_text(f"{prose}\n\n$$\n|x| = x\n$$\n", "post.md"))
    assert re.split(r": write|：请", statement.advice or "")[0] == (advice or "")
    (step,) = check([read_text(f"{prose}\n\n$$\n|x| = x\n$$\n", "post.md")], workers=1).documents[0].steps
    assert step.verdict.kind == "refuted" and step.statement.warning == statement.advice


@pytest.mark.parametrize(
    "source, kinds",
    [
        # names hold before and behind the sentence that gives them
        ("$$L = -\\log p$$\n\nwhere $p = \\frac{1}{1+e^{-z}}$.\n\n$$L = \\log(1+e^{-z})$$", "definition proved"),
        ("$$L = -\\log p$$\n\n这里记 $p = \\frac{1}{1+e^{-z}}$。\n\n$$L = \\log(1+e^{-z})$$", "definition proved"),
        (r"$$L = -\log p \quad \text{where } p = e^z$$" + "\n\n$$L = -z$$", "definition proved"),
        (r"$$L = -\log p \quad \text{其中 } p = e^z$$" + "\n\n$$L = z$$", "definition refuted"),
        (r"$$a^2 = c \quad \text{with } c = a^2$$", "proved"),
        ("Denote by $s$ the sum $a + b$.\n\n$$s - a = b$$", "proved"),
        # an identity of a function is a claim, and never believed
        ("We get, with $f(-u) = -f(u)$,\n\n$$f(-u) + f(u) = 0$$", "refuted"),
        ("$$f(u) = u^2$$\n\nWith $f(u) = u$ we get\n\n$$f(u) = u$$", "definition refuted"),
        (r"$$f(-u) + f(u) = 0 \quad \text{where } f(-u) = -f(u)$$", "unread"),
        ("Given $f(-u) = -f(u)$, we get\n\n$$f(-u) + f(u) = 0$$", "refuted"),
        ("Let $x = x + 1$.\n\n$$x = x + 2$$", "refuted"),
        ("Let $p = f(z) = z$.\n\n$$f(z) = z$$", "definition"),
    ],
)
def test_names_in_prose(source, kinds):
    steps = check([read_text(source, "post.md")], workers=1).documents[0].steps
    assert " ".join(step.verdict.kind for step in steps) == kinds
