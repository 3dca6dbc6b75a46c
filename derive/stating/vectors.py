r"""Which symbols of a document are vectors or matrices.

Invariant: a symbol is one where the document writes it in bold or with an arrow, or
transposes it, multiplies it as vectors are, or takes its norm, wherever that stands; or
where the prose says so: `matrices $A$, $B$`, `$v$ is a vector`, `$A \in \mathbb{R}^{n \times n}$`.
The entries of what the prose calls a vector are numbers: x is one, x_i is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from derive.document import Document, Prose
from derive.terms.term import Term, subterms, symbol

_BOLD = (r"\mathbf{", r"\boldsymbol{", r"\vec{")
_OF_NUMBERS = (r"\nabla", r"\arg", r"\begin")  # what is written of numbers, too

_MATH = r"(?:\$[^$\n]{1,60}\$|\\\([^$\n]{1,60}?\\\))"
_NAMES = rf"(?P<names>{_MATH}(?:\s*(?:,|，|、|\band\b|\bor\b|和|与|及)+\s*{_MATH})*)"
_THING = r"(?:matrix|matrices|vectors?)\b(?!\s*(?:'|’|of\s+(?:ones|length)|length|dimension|size|norm|space))"
_PLAIN = r"(?!(?:of|in|for|with|by|to|from|and|or|than|not|no|number|entr|element|component|row|column)\w*\b)"
_CALLED = (
    re.compile(rf"\b(?:matrix|matrices|vectors?)\s+{_NAMES}", re.IGNORECASE),
    re.compile(
        rf"{_NAMES}(?:\s+|,\s*)(?:(?:be|is|are|being|denotes?)\s+(?:both\s+|all\s+)?(?:(?:an?|the|two|some)\s+)?|an?\s+|the\s+)"
        rf"(?:{_PLAIN}(?:[\w-]+|{_MATH})\s+){{0,3}}?{_THING}",
        re.IGNORECASE,
    ),
    re.compile(rf"(?:矩阵|向量)\s*{_NAMES}"),
    re.compile(
        rf"{_NAMES}\s*(?:均|都)?(?:是|为|表示)(?:(?!不|的|数)[^，。；$]){{0,12}}?(?:矩阵|向量)(?!的|个|维|长)"
    ),
)
_SPACE = re.compile(
    r"(?P<names>[^$]{1,40}?)\s*\\in\s*\\(?:mathbb|mathbf|Bbb)\s*(?:\{[RC]\}|[RC])\s*\^\s*(?:\{\s*)?(?:[A-Za-z]|[2-9]|\d\d|\\[a-z]+\b)"
)
_NAME = re.compile(r"(?P<head>\\[A-Za-z]+|[A-Za-z])(?P<index>_(?:\{[^{}]*\}|\w))?")
_NO_NAMES = (r"\ge", r"\le", r"\geq", r"\leq", r"\in", r"\dots", r"\ldots", r"\cdots")


@dataclass(frozen=True)
class Vectors:
    """`families`: symbols that are vectors with an index, too; `whole`: those whose entries are numbers."""

    families: frozenset[Term] = frozenset()
    whole: frozenset[Term] = frozenset()

    def speak(self, *terms: Term) -> bool:
        """Whether one of the terms speaks of a vector."""
        return any(
            not self.families.isdisjoint(term.free)
            or (not self.whole.isdisjoint(term.free) and any(map(self._stands, subterms_apart(term))))
            for term in terms
        )

    def _stands(self, part: Term) -> bool:
        return part in self.whole


def subterms_apart(term: Term) -> list[Term]:
    """The subterms without the names of elements: not x in x_i."""
    parts = term.args[1:] if term.op in ("indexed", "apply") else term.args
    return [term, *(inner for part in parts for inner in subterms_apart(part))]


def vectors(document: Document) -> Vectors:
    """The symbols that stand for vectors or matrices in the displays, or are called so in the prose."""
    found: set[Term] = set()
    for display in document.displays:
        for chain in display.chains:
            sides = [link.side for link in chain.links] + ([chain.first] if chain.first else [])
            for side in sides:
                for part in subterms(side.term):
                    found |= _in(part)
    called = [name for block in document.blocks if isinstance(block, Prose) for name in _called(block.text)]
    families = found | {name for name, index in called if index}
    return Vectors(frozenset(families), frozenset(name for name, index in called if not index))


def _called(text: str) -> list[tuple[Term, bool]]:
    """The names that a text calls vectors or matrices, and whether it writes an index below them."""
    lists = [match["names"] for pattern in _CALLED for match in pattern.finditer(text)]
    said = [match["names"] for math in re.findall(_MATH, text) if (match := _SPACE.match(_inside(math)))]
    inside = [_inside(math) for names in lists for math in re.findall(_MATH, names)] + said
    return [pair for one in inside for pair in _names(one)]


def _inside(math: str) -> str:
    return math.removeprefix(r"\(").removesuffix(r"\)").strip("$ ")


def _names(latex: str) -> list[tuple[Term, bool]]:
    found = [_NAME.fullmatch(part.strip()) for part in latex.split(",")]
    return [(symbol(m["head"]), bool(m["index"])) for m in found if m and m["head"] not in _NO_NAMES]


def _in(part: Term) -> set[Term]:
    if part.op == "symbol" and part.value.startswith(_BOLD) and part.value.rstrip("}")[-1:].isalpha():
        return {part}
    if part.op != "beyond" or part.value != "vector" or part.args[0].value.startswith(_OF_NUMBERS):
        return set()
    return {_head(a) for a in part.args[1:] if _head(a).op == "symbol"}


def _head(term: Term) -> Term:
    return term.args[0] if term.op == "indexed" else term
