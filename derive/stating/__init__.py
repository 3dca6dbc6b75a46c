"""Document → Statements: one for each step, and one for each piece that could not be read.

Invariant: a claim's proposition is closed: the document's definitions are unfolded in
it, and its givens are the conditions in scope that say something of it.

    statements = state(document)
"""

from __future__ import annotations

from collections.abc import Sequence

from derive.document import Document, Statement

__all__ = ["state", "state_relation", "state_relations"]


def state(document: Document) -> tuple[Statement, ...]:
    """The statements of a document, in its order: claims, definitions, and what is unread."""
    from derive.stating.statements import Stating

    return Stating(document).run()


def state_relation(latex: str, givens: Sequence[str] = ()) -> Statement:
    """One claim on its own, from LaTeX; the place of its sides is their column in `latex`.

    A given `f(x) = …` (distinct symbols in the parentheses) defines f; every other one
    is a condition.  Raises DeriveError: what cannot be read, and that there is not
    exactly one relation.
    """
    from derive.stating.relation import state_relation

    return state_relation(latex, givens)


def state_relations(latex: str, givens: Sequence[str] = ()) -> tuple[Statement, ...]:
    """The claims of a chain, as `state_relation` states one."""
    from derive.stating.relation import state_relations

    return state_relations(latex, givens)
