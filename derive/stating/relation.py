"""One relation from the command line → its Statement.

Invariant: the relation is a claim, whatever stands on its left; only a given defines.
"""

from __future__ import annotations

from collections.abc import Sequence

from derive.document import Condition, DeriveError, Link, Place, Proposition, Side, Statement
from derive.reading.display import read_display
from derive.reading.math import MathError, Names, read_condition
from derive.reading.names import defined_names
from derive.stating.definitions import Definitions, Piece, head_of, occurs
from derive.reading.vocabulary import APPROXIMATIONS
from derive.stating.index_sets import IndexSets
from derive.stating.rounding import rounded
from derive.stating.scope import relevant
from derive.stating.unfolding import Refused, Unfolding
from derive.terms.term import Term


def state_relation(latex: str, givens: Sequence[str] = ()) -> Statement:
    """The claim that `latex` makes under `givens`; a given `f(x) = …` defines f.

    Raises DeriveError for what cannot be read, with its column, and unless there is
    exactly one relation.
    """
    first, *more = state_relations(latex, givens)
    if more:
        column = more[0].place.column
        raise DeriveError(f"relation, column {column}: a second relation: give one relation at a time")
    return first


def state_relations(latex: str, givens: Sequence[str] = ()) -> tuple[Statement, ...]:
    """The claims that `latex` makes, one for each relation of its chain `a \\le b < c`.

    Raises DeriveError for what cannot be read, with its column.
    """
    names = defined_names(givens)
    definitions = Definitions()
    conditions: list[Condition] = []
    said: list[tuple[tuple[Term, ...], Sequence[Term]]] = []
    for given in givens:
        where = f"given `{given.strip()[:80]}`"
        definition = _definition(given, names)
        if definition is None:
            conditions.append(_condition(given, names, where))
        else:
            head = head_of(definition[0].term)
            said.append(((definition[0].term, definition[1].term), ()))
            definitions.add(
                head, (Piece(definition[1].term),), definition[0].latex, None, definition[0].place
            )
    said += [((c.term,), ()) for c in conditions]
    unfolding = Unfolding(definitions)
    return tuple(_claim(left, link, conditions, unfolding, said) for left, link in _relations(latex, names))


def _claim(
    left: Side, link: Link, conditions: list[Condition], unfolding: Unfolding, said: list
) -> Statement:
    where = f"relation, column {link.side.place.column}"
    try:
        sides = unfolding.unfold(left.term).term, unfolding.unfold(link.side.term).term
        scope = [(c, unfolding.unfold(c.term).term) for c in (*conditions, *link.conditions)]
        given = relevant(scope, sides[0].free | sides[1].free)
        said = [*said, ((left.term, link.side.term), [c.term for c in (*conditions, *link.conditions)])]
        closed = IndexSets(said).close(sides, [t for _, t in given], link.side.place)
    except Refused as error:
        raise DeriveError(f"{where}: {error.message}: {error.edit}") from None
    one, other, *terms = closed.terms
    relation = "=" if link.relation == ":=" else link.relation
    if relation in APPROXIMATIONS:
        one, other = rounded(left, link.side, (one, other))
    proposition = Proposition(tuple(dict.fromkeys((*terms, *closed.more))), one, relation, other)
    return Statement(
        "claim",
        link.number,
        link.side.place,
        left.latex,
        relation,
        link.side.latex,
        0,
        (*(c for c, _ in given), *closed.told),
        proposition,
        sides=(left.term, link.side.term),
    )


def _relations(latex: str, names: Names) -> list[tuple[Side, Link]]:
    """The relations that `latex` writes, each with its left side."""
    if not latex.strip():
        raise DeriveError(
            r"relation: there is nothing to prove: write a relation, `\log(ab) = \log a + \log b`"
        )
    reading = read_display(latex, names, _column, 1)
    if reading.problems:
        problem = reading.problems[0]
        raise DeriveError(f"relation, column {problem.place.column}: {problem.message}: {problem.edit}")
    if not reading.chains:
        raise DeriveError(f"relation: `{latex.strip()}` has no relation sign: write `left = right`")
    found = []
    for chain in (part for whole in reading.chains for part in (*whole.asides, whole)):
        left = chain.first
        for link in chain.links:
            if left is None:
                raise DeriveError("relation, column 1: nothing stands on the left: write `left = right`")
            found.append((left, link))
            left = link.side
    return found


def _definition(latex: str, names: Names) -> tuple[Side, Side] | None:
    """The sides of a given `f(x) = …`, or None where it is something else."""
    reading = read_display(latex, names, _column, 1)
    if reading.problems or len(reading.chains) != 1:
        return None
    (chain,) = reading.chains
    if chain.first is None or len(chain.links) != 1 or chain.links[0].conditions:
        return None
    link, head = chain.links[0], head_of(chain.first.term)
    if head is None or head.op != "apply" or link.relation not in ("=", ":=") or occurs(head, link.side.term):
        return None
    return chain.first, link.side


def _condition(latex: str, names: Names, where: str) -> Condition:
    try:
        return Condition(latex.strip(), read_condition(latex, names), Place(1, 1))
    except MathError as error:
        raise DeriveError(f"{where}, column {error.offset + 1}: {error.message}: {error.edit}") from None


def _column(offset: int) -> Place:
    return Place(1, offset + 1)
