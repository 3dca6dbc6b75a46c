"""What an image asks for is drawn from the document's own definitions, right at kinks and jumps."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from fractions import Fraction

import pytest
from conftest import ROOT

import derive
from derive.document import DeriveError
from derive.drawing import canvas
from derive.drawing.sampling import Allowance, NotDrawn, sample, span
from derive.reading import read_text
from derive.reading.math import read_term
from derive.rendering.formats import render
from derive.rendering.pictures import counterexample
from derive.rendering.pictures import pictures as views
from derive.stating.pictures import drawn
from derive.terms.latex import write
from derive.terms.term import symbol

X = symbol("x")
TEXT = r"""# Title

$$ f(x) = \log(1 + e^x) \tag{1} $$

$$ g(a, x) = a x \tag{2} $$

For $x \ge 0$:

$$ f(x) = x + \log(1 + e^{-x}) \tag{3} $$

%s
"""


def document(*titles: str, address: str = "p.svg"):
    images = "\n\n".join(f'![words]({address} "{title}")' for title in titles)
    return read_text(TEXT % images, "page.md")


def lines(title: str) -> list[tuple[str, str, str, str]]:
    (picture,) = drawn(document(title))
    return [(line.latex, line.role, write(line.term), write(line.condition)) for line in picture.lines]


# ── reading ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("plot x for -1 <= x <= 1", [("x", "curve", "x", r"\text{true}")]),
        ("plot f(x) for -1 < x < 1", [("f(x)", "curve", r"\log(1 + e^{x})", r"\text{true}")]),
        (r"plot $f(x)$ for $-1 \le x \le 1$", [("f(x)", "curve", r"\log(1 + e^{x})", r"\text{true}")]),
        ("plot g(2,x), x with 0, 1 for 0<=x<=1",
         [("g(2,x)", "curve", r"2 \cdot x", r"\text{true}"), ("x", "curve", "x", r"\text{true}"),
          ("0", "guide", "0", r"\text{true}"), ("1", "guide", "1", r"\text{true}")]),
        ("plot (3) over (1) for -1 <= x <= 1",
         [("(3)", "curve", r"x + \log(1 + e^{-x})", r"x \ge 0"), ("(1)", "base", r"\log(1 + e^{x})", r"\text{true}")]),
        ("plot (2) for -1 <= x <= 1, a = 1/2", [("(2)", "curve", r"\frac{1}{2} \cdot x", r"\text{true}")]),
        ("plot f'(x) for -1 <= x <= 1",
         [("f'(x)", "curve", r"\frac{\partial}{\partial x} \log(1 + e^{x})", r"\text{true}")]),
    ],
)  # fmt: skip
def test_what_is_asked_for(title, expected):
    assert [(a, b, read_term(c), d) for a, b, c, d in lines(title)] == [
        (a, b, read_term(c), d) for a, b, c, d in expected
    ]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("plot x", "a picture needs a range"),
        ("plot x for x > 1", "is no range"),
        ("plot x for a <= x <= 1", "does not go from a number to a number"),
        ("plot x, for 0 <= x <= 1", "a formula is missing"),
        ("plot x +  for 0 <= x <= 1", "nothing follows `+`"),
        ("plot f(x) for 0 <= x <= 1, y", "one relation was expected"),
        ("plot f(x) for 0 <= x <= 1, x = 2", "gives no symbol a value"),
        ("plot g(a,x) for 0 <= x <= 1", "varies with `a`, which has no value here: write `, a = 1` behind"),
        ("plot h(x) for 0 <= x <= 1", "nothing above says what stands in `h(x)`"),
        ("plot (7) for 0 <= x <= 1", "no equation above is `(7)`: the numbers above are 1, 2, 3"),
        ("plot g(x) for 0 <= x <= 1", "has 1 arguments"),
    ],
)
def test_what_cannot_be_drawn_is_told_with_its_place(title, said):
    with pytest.raises(DeriveError, match="^page.md: line 11: the picture cannot be drawn: ") as error:
        drawn(document(title))
    assert said in str(error.value) and "\n" not in str(error.value), str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        '`![w](p.svg "plot x for 0 <= x <= 1")`',
        '```\n![w](p.svg "plot x for 0 <= x <= 1")\n```',
        '<!-- ![w](p.svg "plot x for 0 <= x <= 1") -->',
        '![w](p.svg "plotted by hand")',
        '![w](p.png "plot of the loss")',
        "![w](p.svg)",
    ],
)
def test_no_picture(text):
    assert drawn(read_text(TEXT % text, "page.md")) == ()


def test_a_title_is_no_condition():
    """The range of a picture says nothing of the steps around it."""
    before = read_text(TEXT % "![w](p.svg)\n\n$$ f(x) = f(x) $$\n\n![w](p.svg)", "page.md")
    image = '![w](p.svg "plot x for 0 <= x <= 1")\n\n'
    after = read_text(TEXT % f"{image}$$ f(x) = f(x) $$\n\n{image}", "page.md")
    assert [d.conditions for d in before.displays] == [d.conditions for d in after.displays]
    assert [d.mentions for d in before.displays] == [d.mentions for d in after.displays]


def test_a_name_means_what_it_means_at_the_picture():
    image = '![w](a.svg "plot h(x) for 0 <= x <= 1")'
    text = f"# A\n\n$$ h(x) := 2 x $$\n\n{image}\n\n# B\n\n$$ h(x) := 3 x $$\n\n{image}\n"
    one, other = drawn(read_text(text, "page.md"))
    assert write(one.lines[0].term) != write(other.lines[0].term)


# ── drawing ──────────────────────────────────────────────────────────────────


def ends(latex: str) -> tuple[list, list, list]:
    """First and last point of each line, and the points, of a curve from -4 to 4; None beyond 1000."""
    found = sample(read_term(latex), X, Fraction(-4), Fraction(4))

    def near(point):
        x, y = point
        return (round(x, 6), round(y, 6) + 0.0 if abs(y) < 1000 else None)

    return (
        [(near(line[0]), near(line[-1])) for line in found.lines],
        [near(p) for p in found.filled],
        [near(p) for p in found.hollow],
    )


@pytest.mark.parametrize(
    ("latex", "lines", "filled", "hollow"),
    [
        ("|x|", [((-4, 4), (4, 4))], [], []),
        (r"\frac{d}{dx} |x|", [((-4, -1), (0, -1)), ((0, 1), (4, 1))], [], [(0, -1), (0, 1)]),
        (r"\begin{cases} x & x < 1/3 \\ 2 & x \ge 1/3 \end{cases}",
         [((-4, -4), (0.333333, 0.333333)), ((0.333333, 2), (4, 2))], [(0.333333, 2)], [(0.333333, 0.333333)]),
        (r"\begin{cases} 0 & x < 0 \\ 1 & x > 0 \\ 3 & x = 0 \end{cases}",
         [((-4, 0), (0, 0)), ((0, 1), (4, 1))], [(0, 3)], [(0, 0), (0, 1)]),
        ("1/x", [((-4, -0.25), (0, None)), ((0, None), (4, 0.25))], [], []),
        ("x/x", [((-4, 1), (0, 1)), ((0, 1), (4, 1))], [], [(0, 1)]),
        (r"\sqrt{x}", [((0, 0), (4, 2))], [], []),
        (r"\log x", [((0, -30.721619), (4, 1.386294))], [], []),
        ("1/(x^2 - 2)", [((-4, 0.071429), (-1.414214, None)), ((-1.414214, None), (1.414214, None)),
                         ((1.414214, None), (4, 0.071429))], [], []),
    ],
)  # fmt: skip
def test_kinks_jumps_poles_and_ends(latex, lines, filled, hollow):
    assert ends(latex) == (lines, filled, hollow)


def test_a_kink_is_sharp_where_it_is_no_simple_number():
    found = sample(read_term(r"|x - \sqrt{2}|"), X, Fraction(-4), Fraction(4))
    lowest = min(y for line in found.lines for _, y in line)
    assert lowest < 0.005


def test_each_point_is_on_the_curve():
    found = sample(read_term("x^2"), X, Fraction(-4), Fraction(4))
    assert all(y == pytest.approx(x * x) for line in found.lines for x, y in line)


@pytest.mark.parametrize(
    ("latex", "said"),
    [
        (r"\sqrt{-1 - x^2}", "it has no value there"),
        (r"\sum_{n=1}^{100000} \sin(n x)", "not known there|too long"),
        (r"\sin(100000 x)", "too long to draw"),
    ],
)
def test_what_is_not_drawn_is_told(latex, said):
    with pytest.raises(NotDrawn, match=said):
        sample(read_term(latex), X, Fraction(-4), Fraction(4))


def test_a_page_may_not_cost_more_than_it_may():
    page = Allowance()
    page.points = 800
    sample(X, X, Fraction(0), Fraction(1), None, page)
    with pytest.raises(NotDrawn, match="too long to draw"):
        sample(X, X, Fraction(0), Fraction(1), None, page)
    page.points, page.terms = 10_000, 3
    with pytest.raises(NotDrawn, match="too long to draw"):
        sample(read_term(r"\sum_{n=1}^{20} x^n"), X, Fraction(0), Fraction(1), None, page)


@pytest.mark.parametrize(
    ("heights", "shown"),
    [
        ([0, 1, 2], (0, 2)),
        ([1, 1], (0, 2)),
        ([-1e9, *range(40), 1e9], (-36, 75)),
        ([2**k for k in range(9)], (1, 256)),
    ],
)
def test_the_far_ends_of_poles_are_out_of_the_picture(heights, shown):
    assert span(heights) == shown


@pytest.mark.parametrize(
    ("heights", "seen", "shown"),
    [
        ((3, 6), (0, 700), (0, 19.5)),
        ((0, 1), (-2, 3), (-2, 3)),
        ((2,), (0, 700), (0, 700)),
        ((2, 2), (0, 9), (0, 9)),
        ((5, 9), (6, 7), (5, 9)),
    ],
)
def test_a_difference_is_seen(heights, seen, shown):
    assert canvas.around(canvas.Mark(0, heights, ""), *seen) == shown


# ── pictures on pages ────────────────────────────────────────────────────────


def checked(title: str = "plot f(x) for -1 <= x <= 1", address: str = "p.svg"):
    return derive.check(document(title, address=address), workers=1).documents[0]


@pytest.mark.parametrize(
    ("form", "shown"),
    [("markdown", "\n\n![words](page/p.svg)\n\n"), ("latex", r"\drawing{page/p.pdf}{words}")],
)
def test_a_page_shows_it(form, shown):
    assert shown in next(render(form, [checked()]))


@pytest.mark.parametrize(("form", "shown"), [("markdown", "\n\n*words*\n\n"), ("latex", "\n\nwords\n\n")])
def test_a_page_without_pictures_shows_their_words(form, shown):
    text = next(render(form, [checked()], drawn=False))
    assert shown in text and "plot" not in text


@pytest.mark.parametrize(
    "address",
    ["../p.svg", "../../etc/cron.d/p.svg", "/etc/p.svg", "a/p.svg", "..", ".svg", "p.png", "p.svg%00", "x" * 200 + ".svg",
     "file:///p.svg", "..\\p.svg", "javascript:p.svg", "-p.svg", "p q.svg"],
)  # fmt: skip
def test_a_hostile_address_is_refused(address):
    found = checked(address=f"<{address}>")
    with pytest.raises(DeriveError, match="is drawn beside the page: give it a name of letters"):
        views(found)


def test_two_pictures_of_one_name_are_refused():
    text = document("plot x for 0 <= x <= 1", "plot x for 0 <= x <= 2")
    with pytest.raises(DeriveError, match="there twice"):
        views(derive.check(text, workers=1).documents[0])


@pytest.mark.parametrize(
    "title", ["plot x for 1 <= x <= 0", "plot x for 1 <= x <= 1", r"plot x for 0 <= x <= 1/0"]
)
def test_a_range_that_is_none(title):
    with pytest.raises(DeriveError, match="has no range: write two numbers, the smaller one first"):
        _ = views(checked(title))["p.svg"].svg


def test_without_matplotlib_the_message_names_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(
        DeriveError, match=r"pip install 'derive-proofs\[pictures\]', or build with --no-pictures"
    ):
        _ = views(checked())["p.svg"].svg


def test_svg_does_nothing_and_asks_for_nothing():
    svg = canvas.svg([canvas.Shape("<script>&lt;\"'", "curve", sample(X, X, Fraction(0), Fraction(1)))],
                     "]]><!-- x", Fraction(0), Fraction(1))  # fmt: skip
    assert not re.search(r"<script|<image|<foreignObject|\son\w+=|<!|<\?|http(?!://www\.w3\.org/)", svg)
    assert re.fullmatch(r'<svg class="derive-picture" .*</svg>\n?', svg, re.DOTALL)


def contrast(one: str, other: str) -> float:
    def luminance(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        parts = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_colours_are_legible_on_either_paper(dark):
    def shown(colour):
        return canvas._DARK[colour] if dark else colour

    assert [c for c in canvas.COLOURS if contrast(shown(c), shown(canvas.PAPER)) < 4.5] == []
    assert contrast(shown(canvas.INK), shown(canvas.PAPER)) > 7
    assert set(canvas._DARK) == {*canvas.COLOURS, canvas.INK, canvas.PALE, canvas.PAPER}


def test_the_same_bytes_whatever_the_seed_and_the_settings(tmp_path):
    (tmp_path / "matplotlibrc").write_text("font.size: 30\nsvg.fonttype: none\nlines.linewidth: 9\n")
    program = (
        "import sys; sys.path[:0] = ['tests']\nimport hashlib\n"
        "from test_pictures import checked, views\n"
        "view = views(checked('plot f(x), |x| with 0 over (3) for -1 <= x <= 1'))['p.svg']\n"
        "print(hashlib.sha256(view.svg.encode()).hexdigest(), hashlib.sha256(view.pdf).hexdigest())\n"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), **more},
            capture_output=True,
            check=True,
        ).stdout
        for seed, more in (("0", {}), ("1", {}), ("2", {"MATPLOTLIBRC": str(tmp_path), "TZ": "Asia/Tokyo"}))
    }
    assert len(printed) == 1


@pytest.mark.parametrize(
    ("relation", "shown"),
    [
        ("f(x) = |x| + 1", True),
        (r"\log(-1-x) = |x|", True),
        (r"\lfloor x \rfloor = x", True),
        (r"x + y = y", False),
        (r"f(x) = f(x)", False),
        (r"h(x) = x", False),
    ],
)
def test_a_counterexample_of_one_variable_is_drawn(relation, shown):
    found = derive.check(read_text(TEXT % f"$$ {relation} $$", "page.md"), workers=1).documents[0]
    view = counterexample(found.steps[-1], "step-1.svg")
    assert (view is not None) == shown
    if view is not None:
        place = Fraction(found.steps[-1].verdict.counterexample.point[0][1])
        parts = view.parts
        assert parts["low"] < place < parts["high"] and parts["mark"].place == float(place)
        assert "<svg" in view.svg and len(parts["shapes"]) == 2
        text = next(render("markdown", [found]))
        assert "](page/step-1.svg)" in text


def test_labels_that_are_more_than_matplotlib_sets_do_not_stop_it():
    title = r"plot \begin{cases} 1 & x<0 \\ 2 & x \ge 0 \end{cases}, \operatorname{sinh}(x), \dfrac12 for -1 <= x <= 1"
    assert "<svg" in views(checked(title))["p.svg"].svg


@pytest.mark.parametrize("name", ["bce-with-logits", "bce-with-logits.zh"])
def test_what_ships_has_its_four_pictures(name):
    pictures = drawn(derive.read(ROOT / f"derive/derivations/{name}.md"))
    assert [picture.address for picture in pictures] == [
        "sigmoid.svg",
        "halves.svg",
        "loss.svg",
        "gradient.svg",
    ]
