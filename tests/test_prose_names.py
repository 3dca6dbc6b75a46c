"""Names that prose gives to formulas, the display they stand beside (`@`): for it, and for its section."""

from __future__ import annotations

import pytest
from sentences import stated

NAMED = [
    ("Let $f(x) = x^2$ and $a > 0$.", [], ["f(x) = x^2", "a > 0"]),
    (r"Let $p = \sigma(z)$.", [], [r"p = \sigma(z)"]),
    (r"@where $p = \sigma(z)$.", [r"p = \sigma(z)"], []),
    (r"@where $\sigma(x) = 1/(1+e^{-x})$ is the sigmoid.", [r"\sigma(x) = 1/(1+e^{-x})"], []),
    ("@with $q = 1 - p$.", ["q = 1 - p"], []),
    (r"Denote by $s$ the sum $\sum_{i=1}^n x_i$.", [], [r"s = \sum_{i=1}^n x_i"]),
    ("We denote by $s$ the sum $a + b$.", [], ["s = a + b"]),
    ("We denote the sum $a + b$ by $s$.", [], ["s = a + b"]),
    ("Let $s$ be the sum $a+b$.", [], ["s = a+b"]),
    ("Let $s$ denote $a + b$.", [], ["s = a + b"]),
    ("Write $s$ for the product $ab$.", [], ["s = ab"]),
    ("We write $q$ for $1 - p$.", [], ["q = 1 - p"]),
    ("Define $g(x) = x^2$.", [], ["g(x) = x^2"]),
    (r"We define $\hat{p} = \frac{k}{n}$.", [], [r"\hat{p} = \frac{k}{n}"]),
    (r"Put $u = \log x$.", [], [r"u = \log x"]),
    ("Writing $u = e^x$ and $v = e^{-x}$, we get@", ["u = e^x", "v = e^{-x}"], []),
    ("Setting $u = e^x$ gives@", ["u = e^x"], []),
    (r"Substituting $p = \sigma(z)$ we get@", [r"p = \sigma(z)"], []),
    ("For brevity, write $q = 1 - p$.", [], ["q = 1 - p"]),
    ("For brevity let $q = 1-p$ and $r = 1 - q$.", [], ["q = 1-p", "r = 1 - q"]),
    ("With the shorthand $q = 1 - p$ we get@", ["q = 1 - p"], []),
    ("@where we write $q = 1-p$.", ["q = 1-p"], []),
    ("@where $q := 1-p$.", ["q := 1-p"], []),
    ("Let $z := wx + b$.", [], ["z := wx + b"]),
    (r"Let $z = wx + b$ be the logit and $p = \sigma(z)$ the predicted probability.", [], ["z = wx + b", r"p = \sigma(z)"]),
    (r"记 $p = \sigma(z)$。", [], [r"p = \sigma(z)"]),
    ("记 $q = 1 - p$，则@", [], ["q = 1 - p"]),
    ("用 $s$ 表示 $a+b$。", [], ["s = a+b"]),
    ("记 $a + b$ 为 $s$。", [], ["s = a + b"]),
    ("令 $u = e^x$，则@", [], ["u = e^x"]),
    ("定义 $f(x) = x^2$。", [], ["f(x) = x^2"]),
    (r"其中 $p = \sigma(z)$：@", [r"p = \sigma(z)"], []),
    (r"@其中 $p = \sigma(z)$，$q = 1-p$。", [r"p = \sigma(z)", "q = 1-p"], []),
    (r"@其中 $\sigma(z) = \frac{1}{1+e^{-z}}$ 是 sigmoid 函数。", [r"\sigma(z) = \frac{1}{1+e^{-z}}"], []),
    (r"@这里记 $p = \sigma(z)$。", [r"p = \sigma(z)"], [r"p = \sigma(z)"]),
    (r"设 $z = wx + b$，$p = \sigma(z)$。", [], ["z = wx + b", r"p = \sigma(z)"]),
    ("令 $z = wx+b$ 为 logit，则@", [], ["z = wx+b"]),
]  # fmt: skip


@pytest.mark.parametrize("sentence, display, section", NAMED)
def test_what_a_sentence_names(sentence, display, section):
    assert stated(sentence) == (display, section)
