r"""Which symbols of a document are vectors or matrices.

Invariant: a symbol is one where the document writes it in bold or with an arrow, or
transposes it, multiplies it as vectors are, or takes its norm, wherever that stands.
"""

from __future__ import annotations

from derive.document import Document
from derive.terms.term import Term, subterms

_BOLD = (r"\mathbf{", r"\boldsymbol{", r"\vec{")
_OF_NUMBERS = (r"\nabla", r"\arg", r"\begin")  # what is written of numbers, too


def vectors(document: Document) -> frozenset[Term]:
    """The symbols, families among them, that stand for vectors or matrices in the displays."""
    found: set[Term] = set()
    for display in document.displays:
        for chain in display.chains:
            sides = [link.side for link in chain.links] + ([chain.first] if chain.first else [])
            for side in sides:
                for part in subterms(side.term):
                    found |= _in(part)
    return frozenset(found)


def _in(part: Term) -> set[Term]:
    if part.op == "symbol" and part.value.startswith(_BOLD) and part.value.rstrip("}")[-1:].isalpha():
        return {part}
    if part.op != "beyond" or part.value != "vector" or part.args[0].value.startswith(_OF_NUMBERS):
        return set()
    return {_head(a) for a in part.args[1:] if _head(a).op == "symbol"}


def _head(term: Term) -> Term:
    return term.args[0] if term.op == "indexed" else term
