"""Why a step holds, as a page shows it: statements in LaTeX, the laws that give them, what these stand on.

Invariant: nothing is said that the explanation does not say, and what was said once in a step
is not given its reasons again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from derive.document import Case, Explanation, Reason, Remark, Rewriting
from derive.terms.latex import write
from derive.terms.term import Term, relation

_OBVIOUS = ("this case", "arithmetic")
_DEEPEST = 2  # reasons within reasons that are still told in one line


@dataclass(frozen=True)
class Told:
    """A statement with what gives it.  `says`: the statement itself has to be shown.

    `conditions` are told in the same line, `below` on lines of their own.
    """

    kind: str  # "statement"
    latex: str
    by: tuple[str, ...]
    conditions: tuple[Told, ...] = ()
    below: tuple[Told | Rewritten | InCase, ...] = ()
    says: bool = True


@dataclass(frozen=True)
class Rewritten:
    """A chain of equations: what it begins with, and each side with what gives it."""

    kind: str  # "rewriting"
    first: str
    rows: tuple[tuple[str, tuple[Told, ...]], ...]


@dataclass(frozen=True)
class InCase:
    """What is said where a condition holds."""

    kind: str  # "case"
    condition: str
    remarks: tuple[Told | Rewritten | InCase, ...]


@dataclass(frozen=True)
class Why:
    """All that is told of a step.  `same`: once the definitions are put in, its sides are one."""

    remarks: tuple[Told | Rewritten | InCase, ...]
    defined: tuple[Told, ...]
    same: bool


@lru_cache(maxsize=1024)  # each format asks, and equal steps have one explanation
def why(explanation: Explanation | None) -> Why | None:
    """What a page tells of a proof."""
    if explanation is None:
        return None
    teller = _Teller(set())
    remarks = tuple(teller.remarks(explanation.remarks))
    defined = tuple(teller.reason(reason) for reason in explanation.defined if reason.claim not in teller.said)
    return Why(remarks, defined, explanation.same)


class _Teller:
    def __init__(self, said: set[object]):
        self.said = said

    def remarks(self, remarks: Iterable[Remark]) -> Iterator[Told | Rewritten | InCase]:
        for remark in remarks:
            if isinstance(remark, Case):
                inner = _Teller(set(self.said))  # what is said in one case is not said in the other
                yield InCase("case", write(remark.condition), tuple(inner.remarks(remark.remarks)))
            elif remark in self.said:
                continue
            elif isinstance(remark, Rewriting):
                self.said.add(remark)
                yield self.rewriting(remark)
            else:
                self.said.add(remark)
                yield self.reason(remark)

    def rewriting(self, rewriting: Rewriting) -> Rewritten:
        rows, before = [], rewriting.terms[0]
        for term, reasons in zip(rewriting.terms[1:], rewriting.reasons):
            told = tuple(self.reason(r, says=not _seen(r, before, term)) for r in reasons)
            rows.append((write(term), told))
            before = term
        return Rewritten("rewriting", write(rewriting.terms[0]), tuple(rows))

    def reason(self, reason: Reason, says: bool = True) -> Told:
        """The statement; its reasons where they were not told before."""
        reason = _plain(reason)
        because = () if reason.claim in self.said else reason.because
        self.said.add(reason.claim)
        if all(_is_short(one) for one in because):
            conditions, below = tuple(self.condition(one) for one in because), ()
        else:
            conditions, below = (), tuple(self.remarks(because))
        by = tuple(word for word in reason.by if word not in _OBVIOUS or not conditions)
        return Told("statement", _written(reason.claim), by, conditions, below, says)

    def condition(self, reason: Reason) -> Told:
        """What a law stands on; with its reasons the first time."""
        known = reason.claim in self.said
        return Told("statement", _written(reason.claim), ()) if known else self.reason(reason)


def _plain(reason: Reason) -> Reason:
    """The reason without what says nothing: t = t, and a statement that is given by itself."""
    while True:
        because = tuple(r for r in reason.because if not (isinstance(r, Reason) and _says_nothing(r.claim)))
        if len(because) != 1 or not isinstance(because[0], Reason) or because[0].claim != reason.claim:
            return replace(reason, because=because)
        reason = because[0]


def _says_nothing(claim: Term) -> bool:
    return claim.op == "=" and claim.args[0] == claim.args[1]


def _written(claim: Term) -> str:
    """The statement in LaTeX; that a limit is infinite as one writes it."""
    return write(relation(claim.args[0], "=", claim.args[1]) if claim.op == "tends" else claim)


def _is_short(remark: Remark) -> bool:
    return isinstance(remark, Reason) and _depth(remark) <= _DEEPEST and all(map(_is_short, remark.because))


def _depth(reason: Reason) -> int:
    return 1 + max((_depth(r) for r in reason.because if isinstance(r, Reason)), default=0)


def _seen(reason: Reason, before: object, after: object) -> bool:
    """Whether a law's equation is plain from the two terms that it leads between."""
    left, right = reason.claim.args[0], reason.claim.args[1]
    return left == before or right == after
