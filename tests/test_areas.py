"""Integrals as the refuter encloses them: the true value inside, and none where there is none."""

from __future__ import annotations

import mpmath
import pytest
from flint import arb, ctx, fmpq

from derive.reading.math import read_term
from derive.refuting.enclosure import Undefined, Unknown
from derive.refuting.evaluation import Compiler
from derive.refuting.intervals import interval
from derive.refuting.valuation import Budget, Point

mpmath.mp.dps = 30


@pytest.fixture(autouse=True)
def precision():
    before, ctx.prec = ctx.prec, 128
    yield
    ctx.prec = before


def enclosed(latex: str, **values: int):
    point = Point({name: fmpq(v) for name, v in values.items()}, budget=Budget())
    return Compiler().compile(read_term(latex))(point)


@pytest.mark.parametrize(
    "latex, value",
    [
        (r"\int_0^1 x^2 dx", mpmath.mpf(1) / 3),
        (r"\int_1^0 x dx", mpmath.mpf(-1) / 2),
        (r"\int_{-1}^1 |x| dx", 1),
        (r"\int_{-1}^2 \max(x, 0) dx", 2),
        (r"\int_0^\pi x\sin x dx", mpmath.pi),
        (r"\int_0^1 \log x dx", -1),
        (r"\int_0^1 x \log x dx", mpmath.mpf(-1) / 4),
        (r"\int_0^1 \frac{1}{\sqrt{x}} dx", 2),
        (r"\int_0^1 \sqrt{x} dx", mpmath.mpf(2) / 3),
        (r"\int_0^1 \frac{1}{\sqrt{1-x^2}} dx", mpmath.pi / 2),
        (r"\int_{-1}^{1} \frac{1}{\sqrt{1-x^2}} dx", mpmath.pi),
        (r"\int_0^2 \frac{1}{\sqrt{|x-1|}} dx", 4),
        (r"\int_0^\infty e^{-x} dx", 1),
        (r"\int_{-\infty}^0 e^{x} dx", 1),
        (r"\int_0^\infty x^3 e^{-x} dx", 6),
        (r"\int_0^\infty \frac{1}{\sqrt{x}} e^{-x} dx", mpmath.sqrt(mpmath.pi)),
        (r"\int_0^\infty (e^{-x} - e^{-2x}) dx", mpmath.mpf(1) / 2),
        (r"\int_{-\infty}^{\infty} \frac{1}{1+x^2} dx", mpmath.pi),
        (r"\int_{-\infty}^{\infty} \frac{1}{x^2-x+1} dx", 2 * mpmath.pi / mpmath.sqrt(3)),
        (r"\int_1^\infty \frac{1}{x^2} dx", 1),
        (r"\int_{-\infty}^{\infty} e^{-x^2/2} dx", mpmath.sqrt(2 * mpmath.pi)),
        (r"\int_{-\infty}^{\infty} x^2 e^{-x^2/2} dx", mpmath.sqrt(2 * mpmath.pi)),
        (r"\int_{-\infty}^{\infty} e^{-(x-3)^2/8} dx", mpmath.sqrt(8 * mpmath.pi)),
        (r"\int_0^\infty x \cdot 2^{-x} dx", 1 / mpmath.log(2) ** 2),
    ],
)
def test_the_value_is_inside(latex, value):
    found = interval(enclosed(latex))
    true, least = arb(mpmath.nstr(mpmath.mpf(value), 28)), arb("1e-25")
    assert found.lo < true + least and true - least < found.hi
    assert found.hi - found.lo < 0.2


@pytest.mark.parametrize(
    "latex",
    [
        r"\int_0^1 \frac1x dx",
        r"\int_1^\infty \frac1x dx",
        r"\int_{-1}^1 \frac1x dx",
        r"\int_{-1}^1 \frac{1}{x^2} dx",
        r"\int_0^2 \frac{1}{(x-1)^2} dx",
        r"\int_{-\infty}^{\infty} x dx",
        r"\int_{-\infty}^{\infty} \frac{x}{1+x^2} dx",
        r"\int_0^\infty 1 dx",
        r"\int_0^\infty e^x dx",
        r"\int_0^\infty \frac{1}{1+x} dx",
        r"\int_0^1 \frac{1}{x(1-x)} dx",
    ],
)
def test_there_is_no_value(latex):
    try:
        found = interval(enclosed(latex))
    except (Undefined, Unknown):
        return
    assert not (found.lo.is_finite() and found.hi.is_finite())


@pytest.mark.parametrize(
    "latex",
    [r"\int_0^1 f(x) dx", r"\int_0^\infty \sin x dx", r"\int_{-1}^{2} \sqrt{x} dx", r"\int_0^2 \sin(1/x) dx"],
)
def test_what_is_not_told(latex):
    with pytest.raises((Undefined, Unknown)):
        enclosed(latex)
