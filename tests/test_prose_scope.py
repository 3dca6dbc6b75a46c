"""How far a condition in prose reaches: which of the steps behind it are proved under it."""

from __future__ import annotations

import pytest

from derive.deciding.checking import check
from derive.reading import read_text

STEP = "\n\n$$\n|x| = x\n$$\n\n"


@pytest.mark.parametrize(
    "source, kinds",
    [
        # to the end of the section
        ("# A\n\nLet $x > 0$.@@\n\n## B\n\n@\n\n# C\n\n@", "proved proved proved refuted"),
        ("# A\n\n设 $x > 0$。@@\n\n## B\n\n@\n\n# C\n\n@", "proved proved proved refuted"),
        ("## A\n\nAssume that the scale $x > 0$ is known.@\n\n## B\n\n@", "proved refuted"),
        ("Given $x > 0$, we have@Now:@", "proved proved"),
        # a sentence that begins anew speaks of what comes after it
        ("@Setting $x = 1$ gives@", "refuted proved"),
        # where the sides are equal is not where the relation is said to hold
        ("@with equality for $x > 0$.", "refuted"),
        ("@where equality holds when $x > 0$.", "refuted"),
        ("@if $x > 0$ equality holds.", "refuted"),
        ("@where $x > 0$, with equality only for $x > 1$.", "proved"),
        ("@where the second term vanishes for $x > 0$.", "refuted"),
        ("@with the minimum at $x = 0$.", "refuted"),
        ("@其中等号在 $x > 0$ 时成立。", "refuted"),
        ("@Substituting $x = 1$, we get@", "refuted proved"),
        ("@代入 $x = 1$，得@", "refuted proved"),
        ("@setting $x = 1$.\n\nNow:@", "proved refuted"),
        # for the display
        ("For $x > 0$ we get@Now:@", "proved refuted"),
        ("当 $x > 0$ 时，有@一般情况：@", "proved refuted"),
        ("If we assume $x > 0$, then@Now:@", "proved refuted"),
        ("如果假设 $x > 0$，那么@一般情况：@", "proved refuted"),
        ("Then@for $x > 0$.\n\nNow:@", "proved refuted"),
        ("于是@对 $x>0$ 成立。\n\n一般情况：@", "proved refuted"),
        ("Then@where $x > 0$.\n\nNow:@", "proved refuted"),
        ("Take $x = 2$. Then@Now:@", "refuted refuted"),  # only the sentence that runs into it
        ("Take $x = 2$, then@Now:@", "proved refuted"),
        # for both: it says what the symbol is
        ("# A\n\nThen@where $x > 0$ is the scale.\n\nNow:@\n\n# B\n\n@", "proved proved refuted"),
        ("# A\n\n于是@其中 $x > 0$ 为尺度。\n\n再看：@\n\n# B\n\n@", "proved proved refuted"),
        ("Then@where\n\n- $x > 0$ is the scale,\n- $n$ counts.\n\nNow:@", "proved proved"),
        # what comes later ends it
        ("Let $x > 0$.@Now let $x$ be an arbitrary real number.@", "proved refuted"),
        ("Let $x > 0$.@Let $x \\in \\mathbb{R}$.@", "proved refuted"),
        ("设 $x > 0$。@现设 $x$ 为任意实数。@", "proved refuted"),
        ("Let $x > 0$.@Let $x \\in \\mathbb{R}$ with $x > 1$.@", "proved proved"),
        ("Let $x \\in \\mathbb{R}$ and $x > 0$.@", "proved"),
        ("Let $x > 0$.@We drop this assumption.@", "proved refuted"),
        ("Suppose $x > 0$.@This is a contradiction.@", "proved refuted"),
        ("Let $x > 0$.@For $x < 0$:@", "proved refuted"),
        # other letters do not
        ("Let $x > 0$.@Let $y$ be an arbitrary real number.@", "proved proved"),
        # what is said in general, or of the other case, leaves what was supposed
        ("Suppose $x > 0$. Then@In general,@", "proved refuted"),
        ("Suppose $x > 0$. Then@In general, this fails. Still@", "proved refuted"),
        ("Suppose $x > 0$. Then@For all $x$ we have@", "proved refuted"),
        ("Suppose $x > 0$. Then@For every $x \\in \\mathbb{R}$@", "proved refuted"),
        ("Suppose $x > 0$. Then@More generally, for any real $x$,@", "proved refuted"),
        ("Suppose $x < 0$. Then@Otherwise,@", "refuted proved"),
        ("Suppose $x > 0$. Then@If not, we have@", "proved refuted"),
        ("If $x < 0$, then@and otherwise@", "refuted proved"),
        ("If $x < 0$ and $y < 0$, then@Otherwise,@", "refuted refuted"),  # one of them, or both
        ("假设 $x > 0$，则@一般地，@", "proved refuted"),
        ("假设 $x>0$，那么@对任意实数 $x$，@", "proved refuted"),
        ("先设 $x>0$，则@对一般的 $x$，@", "proved refuted"),
        ("假设 $x < 0$，则@否则@", "refuted proved"),
        # what a symbol is, it is in general
        ("Assume a scale $x > 0$.@In general,@", "proved proved"),
        ("Throughout, we assume $x > 0$.@In general,@", "proved proved"),
        ("Let $x > 0$.@For all $x$@", "proved proved"),
        # an item of a list, and what goes on with another statement, say nothing of the display before
        ("@- if $x = 1$, then this is 1", "refuted"),
        ("@if $x > 0$, then we get more.", "refuted"),
        # said of the display that comes
        ("@Here, with $x = 1$, we get@", "refuted proved"),
        ("@Where, with $x = 1$, we get@", "refuted proved"),
        ("@这里，令 $x=1$，可得@", "refuted proved"),
        # one of two cases
        ("When $x > 0$ and when $x < 0$ we get@", "refuted"),
        ("For $x > 0$ (resp. $x < 0$) we get@", "refuted"),
        # in parentheses
        ("The loss (for $x > 0$) is@", "proved"),
        ("The loss (it is linear for $x > 0$) is@", "refuted"),
        # of some elements only
        ("Let $x > 0$ if $y > 0$.@", "refuted"),
    ],
)
def test_how_far_a_condition_reaches(source, kinds):
    steps = check([read_text(source.replace("@", STEP), "post.md")], workers=1).documents[0].steps
    assert " ".join(step.verdict.kind for step in steps) == kinds


@pytest.mark.parametrize("restriction", ["for some $i$", "for $i > 1$", "for at least one $i$", "if $i > 1$"])
def test_what_holds_of_some_elements_is_not_believed_of_all(restriction):
    text = f"Let $w_i > 0$ {restriction}.\n\n$$\\sum_{{i=1}}^{{3}} |w_i| = \\sum_{{i=1}}^{{3}} w_i$$"
    (step,) = check([read_text(text, "post.md")], workers=1).documents[0].steps
    assert step.verdict.kind == "refuted"


@pytest.mark.parametrize(
    "source, kind",
    [
        # a function that gets its formula in a case has none elsewhere
        ("Define $f(x) = x$ if $x > 0$ and $f(x) = 0$ otherwise.\n\n$$f(x) = x$$", "refuted"),
        ("Let $f(x) = |x|$ for $x > 0$.\n\n$$f(-1) = 1$$", "refuted"),
        ("Let $f(x) = |x|$ for $x > 0$.\n\n$$f(2) = 2$$", "proved"),
        ("Let $f(x) = x$ for all $x$.\n\n$$f(-1) = -1$$", "proved"),
        ("Let $f(x) = x$ for $x > 0$ and $-x$ for $x \\le 0$.\n\n$$f(-1) = 1$$", "proved"),
        ("Let $f(x) = x$ for $x > 0$ and $-x$ for $x \\le 0$.\n\n$$f(-1) = -1$$", "refuted"),
        ("Let $f(x) = x$ if $x > 0$, $0$ otherwise.\n\n$$f(-1) = 0$$", "proved"),
        ("Let $f(x) = x$ for $x > 0$ and $-x$.\n\n$$f(1) = 1$$", "undecided"),  # what f is then is not said
    ],
)
def test_a_formula_for_a_case(source, kind):
    (checked,) = check([read_text(source, "post.md")], workers=1).documents
    assert checked.steps[-1].verdict.kind == kind
