"""What speaks against a verdict: a second opinion from values at many points.

python tests/attacks/objections.py [SECONDS] [SEED]     search for verdicts that are wrong
"""

from __future__ import annotations

import random
import signal
import sys
import time
from collections import Counter
from fractions import Fraction
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

from attacks.relations import proposition as random_proposition
from attacks.relations import size
from attacks.values import Undefined, Unknown, fails, holds, points
from derive.document import Proposition, Verdict
from derive.deciding.verdicts import decide
from derive.reading.math import read_condition
from derive.terms.latex import write
from derive.terms.term import symbol


def objection(proposition: Proposition, verdict: Verdict) -> str | None:
    """A point that speaks against the verdict, or None.  An undecided step has none."""
    if verdict.kind == "proved":
        return _violation(proposition, tuple(map(read_condition, verdict.conditions)))
    if verdict.kind == "refuted":
        point = {symbol(name): Fraction(text) for name, text in verdict.counterexample.point}
        if not _certain(proposition.givens, point, unknown=True):
            return f"refuted at {_shown(point)}, where not all that is given holds"
        if fails(proposition.left, proposition.relation, proposition.right, point) is False:
            return f"refuted at {_shown(point)}, where it holds"
    return None


def _violation(proposition: Proposition, conditions) -> str | None:
    left, right = proposition.left, proposition.right
    symbols = left.free.union(right.free, *(g.free for g in proposition.givens))
    seen = 0
    for point in points(symbols):
        if not _certain((*proposition.givens, *conditions), point):
            continue
        seen += 1
        if fails(left, proposition.relation, right, point):
            return f"proved, and fails at {_shown(point)}"
    return None


def _certain(conditions, point, unknown: bool = False) -> bool:
    for condition in conditions:
        try:
            if not holds(condition, point):
                return False
        except Undefined:
            return False
        except (Unknown, OverflowError):
            if not unknown:
                return False
    return True


def _shown(point) -> str:
    return ", ".join(f"{s.value} = {v}" for s, v in point.items())


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
