"""What speaks against a verdict: a second opinion from values at many points.

python tests/attacks/objections.py [SECONDS] [SEED]     search for verdicts that are wrong
"""

from __future__ import annotations

import random
import signal
import sys
import time
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

import mpmath
from attacks.relations import proposition as random_proposition
from attacks.relations import size
from attacks.indices import meant, settled
from attacks.tables import ONLY_GIVEN, Table, points
from attacks.values import Undefined, Unknown, fails, holds, value
from derive.document import Proposition, Verdict
from derive.deciding.verdicts import decide
from derive.reading.math import read_condition
from derive.reading.tokens import MathError
from derive.terms.latex import write
from derive.terms.term import Term


WORK = 60_000  # operations for one relation
_COST = {"derivative": 3, "prime": 3, "sum": 3, "product": 3, "limit": 6, "integral": 300}
EXISTS = r" \text{ exists}"
ENOUGH = 3  # points at which a relation must hold to be called true


def objection(proposition: Proposition, verdict: Verdict) -> str | None:
    """A point that speaks against the verdict, or None.  An undecided step has none."""
    if verdict.kind == "proved":
        return _violation(proposition, tuple(map(_read, verdict.conditions)))
    if verdict.kind == "refuted":
        point = dict(filter(None, map(_entry, verdict.counterexample.point)))
        if len(point) < len(verdict.counterexample.point):
            return None  # a value of f(2), or one that is rounded, is no point of ours
        point[ONLY_GIVEN] = True
        if not _certain(meant(proposition), point, unknown=True):
            return f"refuted at {_shown(point)}, where not all that is given holds"
        if fails(proposition.left, proposition.relation, proposition.right, point) is False:
            return f"refuted at {_shown(point)}, where it holds"
    return None


@dataclass(frozen=True)
class Opinion:
    """What values at many points say of a relation: "true" where it fails at none and holds at some,
    "false" where it fails at one, else "not judged"."""

    kind: str
    detail: str


def opinion(proposition: Proposition, conditions: tuple[str, ...] = ()) -> Opinion:
    """What the points say at which all that is given holds, and the conditions (LaTeX), too."""
    return _opinion(proposition, tuple(map(_read, conditions)))


def _read(condition: str) -> Term:
    """A verdict's condition; of `t exists`, t = t."""
    exists = condition.removesuffix(EXISTS)
    return read_condition(condition if exists == condition else f"{exists} = {exists}")


def _violation(proposition: Proposition, conditions) -> str | None:
    found = _opinion(proposition, conditions)
    return f"proved, and {found.detail}" if found.kind == "false" else None


def _opinion(proposition: Proposition, conditions) -> Opinion:
    left, right = proposition.left, proposition.right
    given = meant(proposition, conditions)
    held, tried, point = 0, 0, {}
    values = settled(given)
    names = frozenset(s for s, _, _ in values if s.op == "symbol")
    alone = [g for g in given if len(g.free) == 1]

    def admits(name: Term, here: Fraction) -> bool:
        return _certain([g for g in alone if name in g.free], {name: here}, unknown=True)

    most = max(12, min(600, WORK // _cost(left, right, *given)))
    for point in points((left, right, *given), most, names, admits):
        _settle(point, values)
        if not _certain(given, point):
            continue
        tried += 1
        outcome = fails(left, proposition.relation, right, point)
        if outcome:
            return Opinion("false", f"fails at {_shown(point)}")
        held += outcome is False and (held >= ENOUGH or _has_value(left, point))
    return Opinion(
        "true" if held >= ENOUGH or (held and not point) else "not judged",
        f"held at {held} of {tried} points",
    )


def _entry(entry: tuple[str, str]) -> tuple | None:
    """A coordinate of a counterexample: the value of x, or of x_2; None for another one."""
    name, text = entry
    if "." in text:
        return None
    try:
        term = read_condition(f"{name} = 0").args[0]
    except MathError:
        return None
    if term.op == "symbol":
        return term, Fraction(text)
    if term.op == "indexed" and all(i.op == "number" for i in term.args[1:]):
        return (term.args[0], tuple(i.value for i in term.args[1:])), Fraction(text)
    return None


def _has_value(term: Term, point) -> bool:
    try:
        value(term, point)
    except (Undefined, Unknown, OverflowError):
        return _is_limit(term)
    return True


def _is_limit(term: Term) -> bool:
    """Whether the term is a limit, which may be ±∞ and no number."""
    return (term.args[0] if term.op == "neg" else term).op == "limit"


def _settle(point: dict, values) -> None:
    """Puts into the point what its other values give by equations."""
    for name, term, index in values:
        try:
            if index is None:
                point[name] = value(term, point)
            else:
                for i in map(Fraction, range(6)):
                    point[name.args[0], (i,)] = value(term, {**point, index: i})
        except (Undefined, Unknown, OverflowError):
            continue


def _cost(*terms: Term) -> int:
    return sum((1 + _cost(*t.args)) * _COST.get(t.op, 1) for t in terms)


def _certain(conditions, point, unknown: bool = False) -> bool:
    for condition in conditions:
        try:
            if not holds(condition, point):
                return False
        except Undefined:
            return False
        except (Unknown, OverflowError, ValueError, mpmath.libmp.NoConvergence):
            if not unknown:
                return False
    return True


def _shown(point) -> str:
    return ", ".join(f"{_name(key)} = {v}" for key, v in point.items() if key != ONLY_GIVEN)


def _name(key) -> str:
    if isinstance(key, Table):
        return f"table of {key.head.value}"
    return key.value if isinstance(key, Term) else f"{key[0].value}_{{{', '.join(map(str, key[1]))}}}"


def shown(proposition: Proposition) -> str:
    """The proposition as text."""
    given = "; ".join(map(write, proposition.givens))
    return f"{write(proposition.left)} {proposition.relation} {write(proposition.right)}" + (
        f"  given {given}" if given else ""
    )


def _late(*_):
    raise TimeoutError


def search(seconds: float, seed: int) -> Counter:
    """Decide random propositions and print each objection; how many had which verdict."""
    count: Counter = Counter()
    signal.signal(signal.SIGALRM, _late)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        seed += 1
        choose = random.Random(seed).choice
        proposition = random_proposition(choose)
        if size(proposition) > 60:
            continue
        signal.setitimer(signal.ITIMER_REAL, 5)
        try:
            verdict = decide(proposition)
            signal.setitimer(signal.ITIMER_REAL, 20)
            against = objection(proposition, verdict)
            count[verdict.kind] += 1
        except TimeoutError:
            count["late"] += 1
            continue
        except Exception as error:  # every other exception is a bug, and is shown
            against, verdict = f"{type(error).__name__}: {str(error)[:300]}", None
            count["error"] += 1
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        if against:
            conditions = f"  if {', '.join(verdict.conditions)}" if verdict and verdict.conditions else ""
            print(f"{seed}: {shown(proposition)}{conditions}\n    {against}", flush=True)
    return count


if __name__ == "__main__":
    print(
        search(
            *(
                kind(text)
                for kind, text in zip((float, int), (*sys.argv[1:], *("60", "0")[len(sys.argv) - 1 :]))
            )
        )
    )
