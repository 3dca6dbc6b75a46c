"""Presentation MathML → LaTeX, and an HTML page → Markdown, by what the page shows and nothing else.

Written for tests: what a browser draws is read back, and has to be what was proved.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from derive.rendering.characters import MATHEMATICAL

FUNCTIONS = frozenset(
    "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth log ln lg exp arg deg det dim gcd hom "
    "inf sup ker lim max min Pr".split()
)
SIGNS = {
    "−": "-", "∗": "*", "\u2061": "", "\u2062": "", "\u2063": "", "′": "'", "″": "''", "‴": "'''",
    "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&", "$": r"\$", "_": r"\_", "∣": r"\mid",
    "‖": r"\|", "≔": ":=", "\u00a0": r"\ ", "⋯": r"\cdots", "⋮": r"\vdots", "∖": r"\setminus", "ϕ": r"\phi",
    "φ": r"\varphi", "ϵ": r"\epsilon", "ε": r"\varepsilon", "𝟙": r"\mathbb{1}", "⟹": r"\implies", "⟺": r"\iff",
    "⟸": r"\impliedby", "∕": "/", "⩾": r"\ge", "⩽": r"\le", "·": r"\cdot", "∉": r"\notin",
}  # fmt: skip
ACCENTS = {"ˆ": "hat", "^": "hat", "\u0302": "widehat", "¯": "bar", "‾": "bar", "˜": "tilde", "~": "tilde",
           "⃗": "vec", "→": "vec", "˙": "dot", "¨": "ddot", "⏞": "overbrace", "ˇ": "check", "˘": "breve"}  # fmt: skip
STYLES = {"BOLD": "mathbf", "DOUBLE-STRUCK": "mathbb", "SCRIPT": "mathcal", "FRAKTUR": "mathfrak",
          "SANS-SERIF": "mathsf", "MONOSPACE": "mathtt", "BLACK-LETTER": "mathfrak"}  # fmt: skip
VOID = frozenset("meta br hr img link input".split())


@dataclass
class Node:
    """An element with its children, or a text."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list = field(default_factory=list)

    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text() for c in self.children)

    def elements(self) -> list[Node]:
        return [c for c in self.children if isinstance(c, Node)]

    def find(self, tag: str, name: str | None = None):
        """Every element of that tag (and class) below, in order."""
        for child in self.elements():
            if child.tag == tag and (name is None or name in child.attributes.get("class", "").split()):
                yield child
            yield from child.find(tag, name)


class _Tree(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self.open = [self.root]

    def handle_starttag(self, tag, attributes):
        node = Node(tag, {name: value or "" for name, value in attributes})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag, attributes):
        self.open[-1].children.append(Node(tag, {name: value or "" for name, value in attributes}))

    def handle_endtag(self, tag):
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data):
        self.open[-1].children.append(data)


def tree(html: str) -> Node:
    """The page as elements; every tag is closed in its order."""
    parser = _Tree()
    parser.feed(html)
    parser.close()
    assert parser.open == [parser.root]
    return parser.root


# ── mathematics ──────────────────────────────────────────────────────────────


def latex(node: Node) -> str:
    """The LaTeX of what an element of MathML shows."""
    written = _WRITERS.get(node.tag)
    if written is None:
        raise AssertionError(f"<{node.tag}> is not read")
    return written(node)


def _row(node: Node) -> str:
    children = [c for c in node.elements() if not (c.tag == "mspace" and not c.attributes)]
    if len(children) == 3 and children[1].attributes.get("linethickness") == "0":
        top, bottom = map(latex, children[1].elements())
        return rf"\binom{{{top}}}{{{bottom}}}"
    if len(children) >= 2 and _is_fence(children[0]) and _is_fence(children[-1]):
        if len(children) == 3 and children[1].tag == "mtable" and children[-1].text() == "\u2063":
            return _table(children[1], "cases")
        first, last = (c.text() for c in (children[0], children[-1]))
        inside = _joined(rf"\middle{c.text()}" if _is_middle(c) else latex(c) for c in children[1:-1])
        return rf"\left{_fence(first)} {inside} \right{_fence(last)}"
    return _joined(map(latex, children))


def _joined(pieces: Iterable[str]) -> str:
    """The pieces side by side, as one writes them: a space only where a command would run on."""
    out = ""
    for piece in pieces:
        if piece in (".", r"\cdot") and out.endswith(piece * 2):
            out, piece = out[: -2 * len(piece)], r"\dots"
        out += " " if re.search(r"\\[A-Za-z]+\Z", out) and piece[:1].isalpha() else ""
        out += piece
    return out


def _is_fence(node: Node) -> bool:
    return (
        node.tag == "mo"
        and node.attributes.get("stretchy") != "false"
        and "minsize" not in node.attributes
        and node.text() in "()[]{}|‖⌊⌋⌈⌉⟨⟩\u2063/"
        and node.text() != ""
    )


def _is_middle(node: Node) -> bool:
    return node.tag == "mo" and node.text() == "|" and node.attributes.get("stretchy") == "true"


def _fence(sign: str) -> str:
    return "." if sign == "\u2063" else _sign(sign)


def _sign(sign: str) -> str:
    if sign in SIGNS:
        return SIGNS[sign]
    known = MATHEMATICAL.get(sign)
    if known is not None:
        return known
    return _styled(sign) if len(sign) == 1 and ord(sign) > 0x2100 else sign


def _styled(letter: str) -> str:
    """A mathematical letter (`𝐱`) as the letter in its style."""
    name = unicodedata.name(letter, "")
    plain = unicodedata.normalize("NFKC", letter)
    for word, style in STYLES.items():
        if word in name and plain != letter:
            return rf"\{style}{{{MATHEMATICAL.get(plain, plain)}}}"
    return letter


def _identifier(node: Node) -> str:
    text = re.sub(r"[\ufe00\ufe01]", "", node.text())
    if len(text) == 1:
        upright = node.attributes.get("mathvariant") == "normal" and text.isascii() and text.isalpha()
        return rf"\mathrm{{{text}}}" if upright else _sign(text)
    if text in FUNCTIONS:
        return "\\" + text
    return rf"\operatorname{{{text}}}" if text.isascii() and text.isalpha() else "".join(map(_sign, text))


def _operator(node: Node) -> str:
    text = node.text()
    if "minsize" in node.attributes:
        return rf"\Big{_fence(text)}"
    if text == "|" and node.attributes.get("form") in ("prefix", "postfix"):
        return r"\lvert" if node.attributes["form"] == "prefix" else r"\rvert"
    return _identifier(node) if len(text) > 1 and text.isalpha() else _sign(text)


def _words(node: Node) -> str:
    text = node.text()
    if not text.strip("\u00a0\u2009\u2004 "):
        return r"\ "
    plain = re.sub("[\u00a0\u2009\u2004]", " ", text)
    return rf"\text{{{plain}}}"


def _space(node: Node) -> str:
    width = node.attributes.get("width", "")
    found = re.fullmatch(r"([\d.]+)em", width)
    return "" if found is None else r"\quad" if float(found[1]) >= 1 else r"\,"


def _scripts(node: Node) -> str:
    base, *scripts = node.elements()
    kinds = {"msub": "_", "msup": "^", "msubsup": "_^", "munder": "_", "mover": "^", "munderover": "_^"}[node.tag]
    accent = node.attributes.get("accent") == "true" or node.attributes.get("accentunder") == "true"
    if accent:
        sign = scripts[0].text()
        if sign == "⏟":
            return rf"\underbrace{{{latex(base)}}}"
        return rf"\{ACCENTS[sign]}{{{latex(base)}}}"
    if node.tag in ("mover", "munder") and scripts[0].text() and base.text() in "=<>≤≥≠≈∼":
        return rf"\{'over' if node.tag == 'mover' else 'under'}set{{{latex(scripts[0])}}}{{{latex(base)}}}"
    shown = latex(base)
    if base.tag in ("msup", "msub", "msubsup", "mfrac"):
        shown = f"{{{shown}}}"
    for kind, script in zip(kinds, scripts):
        inside = latex(script)
        shown += inside if kind == "^" and set(inside) == {"'"} else f"{kind}{{{inside}}}"
    return shown


def _table(node: Node, name: str | None = None) -> str:
    wide = "width: 100%" in node.attributes.get("style", "")
    rows = []
    for row in node.elements():
        cells = row.elements()
        tag = ""
        if wide:
            tag = "".join(rf" \tag{{{word.text().strip('()')}}}" for word in cells[-1].find("mtext"))
            cells = cells[1:-1]
        rows.append(" & ".join(map(_row, cells)) + tag)
    kind = name or ("align*" if wide else "aligned")
    return rf"\begin{{{kind}}}" + r" \\ ".join(rows) + rf"\end{{{kind}}}"


def _fraction(node: Node) -> str:
    top, bottom = map(latex, node.elements())
    return rf"\frac{{{top}}}{{{bottom}}}"


def _root(node: Node) -> str:
    radicand, degree = map(latex, node.elements())
    return rf"\sqrt[{degree}]{{{radicand}}}"


_WRITERS = {
    "math": _row, "mrow": _row, "mpadded": _row, "mstyle": _row, "mtd": _row,
    "mi": _identifier, "mn": lambda node: node.text(), "mo": _operator, "mtext": _words, "mspace": _space,
    "mfrac": _fraction, "mroot": _root, "msqrt": lambda node: rf"\sqrt{{{_row(node)}}}",
    **dict.fromkeys(("msub", "msup", "msubsup", "munder", "mover", "munderover"), _scripts),
    "mtable": _table, "mphantom": lambda node: "",
    "menclose": lambda node: rf"\{'boxed' if node.attributes['notation'] == 'box' else 'cancel'}{{{_row(node)}}}",
}  # fmt: skip


# ── a page ───────────────────────────────────────────────────────────────────


def markdown(html: str) -> str:
    """The page as a source that says what the page shows: headings, words, formulas with their numbers."""
    (main,) = tree(html).find("main")
    return "\n\n".join(block for block in map(_block, main.elements()) if block)


def _block(node: Node) -> str:
    if node.tag == "figure":
        return _display(node)
    if node.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return f"{'#' * int(node.tag[1])} {line(node)}"
    if node.tag in ("ul", "ol", "blockquote"):
        mark = "> " if node.tag == "blockquote" else "- "
        return "\n".join(mark + line(child) for child in node.elements())
    if node.tag == "pre":
        return f"```\n{node.text()}\n```"
    return line(node)


def line(node: Node) -> str:
    """The words of an element, with its formulas between dollars."""
    out = []
    for child in node.children:
        if isinstance(child, str):
            out.append(child)
        elif child.tag == "math":
            out.append(f"${_row(child)}$")
        elif child.tag == "code":
            out.append(f"`{child.text()}`")
        else:
            out.append(line(child))
    return "".join(out)


def _display(figure: Node) -> str:
    (formula,) = figure.find("div", "formula")
    body = " ".join(_row(math) for math in formula.find("math"))
    body = body or next(formula.find("pre")).text()
    number = "".join(rf" \tag{{{n.text().strip('()')}}}" for n in formula.find("span", "number"))
    return body if body.startswith(r"\begin{align*}") else f"$$\n{body}{number}\n$$"
