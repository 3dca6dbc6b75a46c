"""Traces → SVG and PDF, through matplotlib.

Invariant: the same picture gives the same bytes: no date, no number drawn by chance, letters as
outlines of a font that comes with matplotlib, and no setting of the user's.
"""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from derive.document import DeriveError
from derive.drawing.sampling import Trace, span

MISSING = "pictures need matplotlib: pip install 'derive-proofs[pictures]', or build with --no-pictures"

INK, PALE, PAPER = "#24292f", "#d0d7de", "#ffffff"
# After Okabe and Ito: told apart by colour-blind readers, 3 : 1 at least on either paper.
COLOURS = ("#0067a8", "#c24a00", "#00805f", "#a8327d", "#7a5c00", "#5a4fcf")
_DARK = {
    INK: "#d1d7e0", PALE: "#444c56", PAPER: "#151b23",
    "#0067a8": "#62b5f5", "#c24a00": "#ff9552", "#00805f": "#3fcfa2", "#a8327d": "#f08cc8",
    "#7a5c00": "#e0b93c", "#5a4fcf": "#a99dff",
}  # fmt: skip
WIDTH, HEIGHT = 6.2, 3.1  # inches
_LEGEND_SIZE, _ROOM, _HANDLE = 10.5, WIDTH * 72 - 10, 38  # points: of letters, of a row, before a label
_SMALLEST = 0.75  # of these letters, for all labels to stand in a row
_SETTINGS = {
    "svg.hashsalt": "derive",
    "svg.fonttype": "path",
    "pdf.fonttype": 3,
    "pdf.compression": 0,  # what compresses differs from one machine to the next
    "mathtext.fontset": "cm",
    "font.family": "cmr10",
    "axes.unicode_minus": False,
    "axes.formatter.use_mathtext": True,
    "font.size": 11,
    "path.simplify": True,
}


@dataclass(frozen=True)
class Shape:
    """One curve to be drawn: its label (LaTeX, or "" for none), where it holds, where it goes on without."""

    label: str
    role: str
    trace: Trace
    beyond: Trace | None = None


@dataclass(frozen=True)
class Mark:
    """A point to be shown, on every curve that has one: (x, y) pairs, and what is written beside it."""

    place: float
    heights: tuple[float, ...]
    label: str


def is_there() -> bool:
    """Whether pictures can be drawn."""
    from importlib.util import find_spec

    return find_spec("matplotlib") is not None


def svg(
    shapes: Sequence[Shape], variable: str, low: Fraction, high: Fraction, mark: Mark | None = None
) -> str:
    """The picture as SVG, in colours for light and dark pages."""
    written = _written("svg", shapes, variable, low, high, mark).decode()
    written = re.sub(r"<metadata>.*?</metadata>\s*", "", written, flags=re.DOTALL)
    written = re.sub(r"<!--.*?-->\s*", "", written, flags=re.DOTALL)
    written = re.sub(
        r'<defs>\s*<style type="text/css">.*?</style>\s*</defs>', _style(), written, count=1, flags=re.DOTALL
    )
    written = re.sub(r' d="[^"]*"', _rounded, written)
    return written[written.index("<svg") :].replace("<svg ", '<svg class="derive-picture" ', 1)


def _rounded(path: re.Match[str]) -> str:
    """A path with its places to a hundredth of a point."""
    return re.sub(r"-?\d+\.\d{3,}", lambda place: f"{float(place[0]):.2f}".rstrip("0").rstrip("."), path[0])


def pdf(
    shapes: Sequence[Shape], variable: str, low: Fraction, high: Fraction, mark: Mark | None = None
) -> bytes:
    """The picture as PDF, on no paper of its own."""
    return _written("pdf", shapes, variable, low, high, mark)


def _style() -> str:
    """What turns the colours over on a dark page, where the page is the picture's own or around it."""
    rules = "".join(
        f'.derive-picture [style*="{kind}: {light}"]{{{kind}:{dark}!important}}'
        for light, dark in _DARK.items()
        for kind in ("fill", "stroke")
    )
    lines = ".derive-picture *{stroke-linejoin:round;stroke-linecap:butt}"
    return f"<style>{lines}@media (prefers-color-scheme: dark){{{rules}}}</style>"


def _written(
    form: str, shapes: Sequence[Shape], variable: str, low: Fraction, high: Fraction, mark: Mark | None
) -> bytes:
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # it tells of its caches, which nobody asked for
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError:
        raise DeriveError(MISSING) from None
    with matplotlib.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # letters without a glyph are seen in the picture
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS)
        figure = Figure(figsize=(WIDTH, HEIGHT), layout="constrained", facecolor=PAPER)
        if form == "pdf":
            figure.patch.set_alpha(0)
        _fill(figure.add_subplot(), shapes, variable, float(low), float(high), mark)
        out = io.BytesIO()
        nothing = dict.fromkeys(("Date",) if form == "svg" else ("CreationDate", "Creator", "Producer"))
        figure.savefig(out, format=form, metadata=nothing, facecolor=figure.get_facecolor())
        return out.getvalue()


def _fill(axes, shapes: Sequence[Shape], variable: str, low: float, high: float, mark: Mark | None) -> None:
    colours = iter(COLOURS * len(shapes))
    traces = [t for shape in shapes for t in (shape.trace, shape.beyond) if t is not None]
    shown = [y for trace in traces for y in trace.heights]
    bottom, top = around(mark, *(span(shown) if shown else (-1.0, 1.0)))
    margin = (top - bottom) * 0.06
    axes.set_xlim(low, high)
    axes.set_ylim(bottom - margin, top + margin)
    _frame(axes, variable)
    bases = [shape for shape in shapes if shape.role == "base"]
    for order, shape in enumerate(shapes):
        below = bases[bases.index(shape) + 1 :] if shape in bases else None  # the last base is the broadest
        colour = INK if shape.role == "guide" or below == [] else next(colours)
        style = _STYLES[shape.role] | ({} if below is None else _breadth(len(bases) - len(below), len(below)))
        _draw(axes, shape, colour, str(order), _LAYERS[shape.role] - order / 100, style)
    if mark is not None:
        _mark(axes, mark)
    _legend(axes, shapes)


def around(mark: Mark | None, bottom: float, top: float) -> tuple[float, float]:
    """The heights to be shown, so that a difference at the mark is no less than a tenth of them."""
    if mark is None or len(mark.heights) < 2 or min(mark.heights) == max(mark.heights):
        return bottom, top
    low, high = min(mark.heights), max(mark.heights)
    reach = 4.5 * (high - low)
    return min(max(bottom, low - reach), low), max(min(top, high + reach), high)


def _legend(axes, shapes: Sequence[Shape]) -> None:
    """What each line is, in the author's order; the guides together, for they look alike."""
    lines = {line.get_gid(): line for line in axes.get_lines() if line.get_gid()}
    entries: dict[str, list[str]] = {}
    for order, shape in enumerate(shapes):
        entries.setdefault("guide" if shape.role == "guide" else str(order), []).append(shape.label)
    handles = [lines[name] for name in entries if name in lines]
    labels = [r",\ ".join(latex) for name, latex in entries.items() if name in lines]
    widths = [_width(label) + _HANDLE for label in labels]
    columns, fit = len(labels), _ROOM / max(sum(widths), 1)
    if fit < _SMALLEST:  # below each other, as many in a row as there is room for
        columns = max(1, int(_ROOM / max(widths)))
        fit = _ROOM / max(widths)
    axes.figure.legend(
        handles, [_label(label) for label in labels], loc="outside upper left", ncols=max(columns, 1),
        frameon=False, fontsize=_LEGEND_SIZE * max(0.55, min(1, fit)), handlelength=1.5, columnspacing=1.4,
        handletextpad=0.6, labelcolor=INK,
    )  # fmt: skip


def _width(latex: str) -> float:
    """The width of a label in points."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.mathtext import MathTextParser

    return MathTextParser("path").parse(_label(latex), 72, FontProperties(size=_LEGEND_SIZE))[0]


_LAYERS = {"base": 2, "curve": 3, "guide": 5}
_STYLES = {
    "curve": {"linewidth": 1.7},
    "guide": {"linewidth": 1.0, "linestyle": (0, (4, 3)), "alpha": 0.75},
    "base": {"solid_capstyle": "butt"},
}


def _breadth(order: int, below: int) -> dict[str, float]:
    """How broad a curve below others is, the first of them the least."""
    return {"linewidth": 1.8 + 4.2 * order, "alpha": 0.4 if below else 0.16}


def _draw(axes, shape: Shape, colour: str, name: str, layer: float, style: dict[str, object]) -> None:
    first = "guide" if shape.role == "guide" else name
    for line in shape.trace.lines:
        (drawn,) = axes.plot(*zip(*line), color=colour, zorder=layer, solid_joinstyle="round", **style)
        drawn.set_gid(first)
    for line in shape.beyond.lines if shape.beyond is not None else ():
        axes.plot(*zip(*line), color=colour, zorder=2.5, linewidth=1.2, linestyle=(0, (1, 2.2)))
    for points, face in ((shape.trace.filled, colour), (shape.trace.hollow, PAPER)):
        if points and shape.role == "curve":
            axes.plot(
                *zip(*points), "o", color=colour, markerfacecolor=face, markersize=4.5, zorder=layer + 0.005
            )


def _frame(axes, variable: str) -> None:
    axes.patch.set_alpha(0)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(PALE)
    axes.tick_params(colors=INK, labelsize=9.5, color=PALE, width=0.8)
    axes.grid(True, color=PALE, linewidth=0.5, alpha=0.6)
    axes.axhline(0, color=INK, linewidth=0.6, zorder=1.5)
    axes.set_axisbelow(True)
    axes.set_xlabel(_label(variable), color=INK, loc="right", labelpad=0)


def _mark(axes, mark: Mark) -> None:
    axes.axvline(mark.place, color=INK, linewidth=0.8, linestyle=(0, (2, 2)), zorder=2)
    for y in mark.heights:
        axes.plot([mark.place], [y], "o", color=INK, markersize=5, zorder=20)
    if len(mark.heights) == 2:
        axes.plot([mark.place] * 2, mark.heights, color=INK, linewidth=1.6, zorder=19)
    axes.annotate(
        _label(mark.label), (mark.place, 1), xycoords=("data", "axes fraction"), xytext=(5, -3),
        textcoords="offset points", va="top", color=INK, fontsize=10,
    )  # fmt: skip


def _label(latex: str) -> str:
    """The label as mathematics; letter for letter where it is more than matplotlib sets."""
    plain = " ".join(latex.split())
    for written, sign in _SPELLINGS:
        plain = re.sub(written, sign, plain)
    if is_set(plain):
        return f"${plain}$"
    return re.sub(r"[^A-Za-z0-9 .,()+=/<>|'-]", "", latex)[:60] or "?"


def is_set(latex: str) -> bool:
    """Whether matplotlib sets it as mathematics."""
    from matplotlib.mathtext import MathTextParser

    try:
        MathTextParser("path").parse(f"${latex}$")
    except (ValueError, RuntimeError, KeyError):
        return False
    return True


_SPELLINGS = (
    (r"\\le(?![a-zA-Z])", r"\\leq"),
    (r"\\ge(?![a-zA-Z])", r"\\geq"),
    (r"\\ne(?![a-zA-Z])", r"\\neq"),
    (r"\\[tdc]frac(?![a-zA-Z])", r"\\frac"),
    (r"\\frac\s*([0-9a-zA-Z])\s*([0-9a-zA-Z])", r"\\frac{\1}{\2}"),
    (r"\\frac(?=\{)", r"\\dfrac"),
    (r"\\(?:lbrace|\{)", r"\\{"),
    (r"\\(?:big|Big|bigg|Bigg)[lrm]?(?![a-zA-Z])", ""),
    (r"\\(?:lvert|rvert|vert|mid)(?![a-zA-Z])", "|"),
    (r"\\operatorname\*?", r"\\mathrm"),
    (r"\\text(?:rm|normal)?(?=\{)", r"\\mathrm"),
)
