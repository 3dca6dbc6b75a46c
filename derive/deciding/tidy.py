"""Terms as one would write them by hand.

Invariant: a tidied term has the value of the term wherever that is defined, by arithmetic alone.
"""

from __future__ import annotations

from derive.proving.rational import literal
from derive.terms.term import ONE, ZERO, Term, mul, neg, number


def tidy(term: Term) -> Term:
    """The term without what arithmetic leaves behind: (−1)·a is −a, 1·a is a, a·b⁻¹ is a/b."""
    if not term.args or term.op == "cases":
        return term
    args = tuple(map(tidy, term.args))
    if term.op == "*":
        return _product(args)
    if term.op == "^" and args[1] == number(-1):
        return Term("/", (ONE, args[0]))
    if term.op == "/" and args[1] == ONE:
        return args[0]
    if term.op == "/" and args[0].op == "neg":
        return neg(Term("/", (args[0].args[0], args[1])))
    if term.op == "neg" and args[0].op == "neg":
        return args[0].args[0]
    if term.op == "neg" and args[0] == ZERO:
        return ZERO
    if term.op == "+":
        values = [literal(part) for part in args]
        if None not in values:
            return number(sum(values))
        kept = sorted((part for part in args if part != ZERO), key=_comes_later)
        return kept[0] if len(kept) == 1 else Term("+", tuple(kept)) if kept else ZERO
    return Term(term.op, args, term.value)


def _comes_later(part: Term) -> bool:
    """Not a sign first: 1 − p, rather than −p + 1."""
    return part.op == "neg"


def _product(factors: tuple[Term, ...]) -> Term:
    minus, above, below = False, [], []
    for factor in factors:
        if literal(factor) == -1:
            minus = not minus
            continue
        if factor.op == "neg":
            minus, factor = not minus, factor.args[0]
        if factor.op == "/" and factor.args[0] == ONE:
            below.append(factor.args[1])
        elif factor != ONE:
            above.append(factor)
    found = mul(*above)
    if below:
        found = Term("/", (found, mul(*below)))
    return neg(found) if minus else found
