r"""Whether a relation is the first thing that a document says of a name it does not define.

    \hat\sigma^2 = \frac{1}{n} \sum_i (x_i - \bar x)^2
    F_m(x) = F_{m-1}(x) + h_m(x)
    x_{t+1} = x_t - g_t
    \ln p(y \mid x) = -\frac{1}{2} (y - x)^2

Invariant: the name stands alone on the left, but for a power, a logarithm or a sign, and
nothing defines it or says another thing of it.  The text's words come first: what it
proves, recalls or concludes is a claim.
"""

from __future__ import annotations

from collections.abc import Iterable

from derive.document import Condition
from derive.stating.definitions import head_of
from derive.stating.known import Known
from derive.stating.steps import Step
from derive.stating.unfolding import Refused
from derive.terms.term import Term, subterms

_NAMES = frozenset(("symbol", "indexed", "apply", "prime"))


def stipulated(step: Step, known: Known) -> Term | None:
    """The name of which a claim is the first to say something, or None: it is given from there on."""
    left, right = step.left.term, step.link.side.term
    if step.link.relation != "=" or step.said.concludes or step.said.recalls:
        return None
    name = _name(left)
    if not step.first and (
        name is None or name.op != "apply" or name != left or known.occurred.times(name) > 1
    ):
        return None  # `y = F(x_i) = …` says what F is
    if name is None or any(part == name for part in subterms(right)) or not _is_simple(name):
        return None
    if name.op in ("symbol", "indexed"):
        if name == left and head_of(name) is not None and not _is_recurrence(name, right):
            return None  # whether a name alone is defined is told from what stands on the right
        if (name != left or head_of(name) is None) and _has_occurred(name, known):
            return None  # something was said of it, if not in these words
        if not right.free:
            return None  # x^2 = 4 solves something
    if name.op == "apply" and all(part.op == "number" for part in name.args[1:]):
        return None  # f(2) = 6 says nothing of f elsewhere
    return name if _is_unsaid(name, known) else None


def _name(term: Term) -> Term | None:
    """The name that alone stands in a side, below a power, a logarithm or a sign."""
    while term.op not in _NAMES:
        if term.op == "^" and term.args[1].op == "number" and term.args[1].value > 0:
            term = term.args[0]
        elif term.op in ("log", "neg", "sqrt"):
            term = term.args[-1]
        else:
            return None
    return term


def _is_simple(name: Term) -> bool:
    """Whether its arguments are names and numbers: `f(-x)` says how f is at another place.

    An index may be that of a step of a sequence: `x_{t+1}`.
    """
    arguments = name.args[1:] if name.op != "symbol" else ()
    steps = name.op == "indexed"
    return all(
        part.op in ("symbol", "indexed", "number") or steps and _is_shifted(part) for part in arguments
    )


def _is_shifted(index: Term) -> bool:
    if index.op != "+" or len(index.args) != 2:
        return False
    letter, shift = index.args
    return letter.op == "symbol" and (shift.args[0] if shift.op == "neg" else shift).op == "number"


def _is_recurrence(name: Term, right: Term) -> bool:
    """Whether the right side has the name at another index."""
    return name.op == "indexed" and any(
        p.op == "indexed" and p.args[0] == name.args[0] for p in subterms(right)
    )


def _has_occurred(name: Term, known: Known) -> bool:
    return known.occurred.times(name) > 0


def _is_unsaid(name: Term, known: Known) -> bool:
    """Whether nothing defines the name, and no equation that is given is about it."""
    plain = Term("apply", (name.args[0], name.args[2])) if name.op == "prime" else name
    try:
        if known.unfolding.unfold(plain).term != plain:
            return False
    except Refused:
        return False
    return not any(
        _meets(name, part)
        for condition in (*known.sections.beside(()), *known.equations.beside(()))
        if condition.term.op == "="
        for part in _subjects(condition, known)
    )


def _subjects(condition: Condition, known: Known) -> Iterable[Term]:
    """What an equation is about: the name that it was the first to speak of, or all that stands in it."""
    name = known.stipulated.get(condition)
    return subterms(condition.term) if name is None else (name,)


def _meets(name: Term, other: Term) -> bool:
    """Whether two names can be one at some values of their arguments."""
    if name.op != other.op or len(name.args) != len(other.args) or name.value != other.value:
        return False
    if name.op == "symbol":
        return True
    pairs = tuple(zip(name.args[1:], other.args[1:], strict=True))
    if name.op == "apply" and not any("number" in (a.op, b.op) for a, b in pairs):
        return name == other  # f(y \mid a, b) and f(y \mid c, d) are two
    return name.args[0] == other.args[0] and not any(a.op == b.op == "number" and a != b for a, b in pairs)
