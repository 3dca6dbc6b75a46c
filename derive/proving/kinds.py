"""Which function of the search works out what an atom equals, by the atom's operation.

Invariant: a table only; an operation that is not in it is opaque.
"""

from __future__ import annotations

from derive.proving import atoms, circular, integrals, limits, slopes, special, sums
from derive.proving.context import Context, Failure
from derive.terms.term import RELATIONS, Term

_CONDITIONS = frozenset((*RELATIONS, "and", "or", "true", "integer"))


def settle_atom(context: Context, term: Term) -> None:
    """Bring one atom, its arguments settled, to generators."""
    if term in context.rewrites:
        context.settle(context.rewrites[term].conclusion.args[1])
    elif term.op in _KINDS:
        _KINDS[term.op](context, term)
    elif term.op in _CALCULUS:
        context.rewrite(_CALCULUS[term.op](context, term))
    elif term.op in _CONDITIONS:
        raise Failure("a condition stands where a value is expected")
    elif term.args:
        atoms.by_arguments(context, term)


_KINDS = {
    "exp": atoms.exponential,
    "log": atoms.logarithm,
    "sqrt": atoms.square_root,
    "root": atoms.root,
    "^": atoms.power_of,
    "abs": atoms.absolute,
    "max": atoms.extreme,
    "min": atoms.extreme,
    "sign": atoms.sign,
    "cases": atoms.cases,
    "prime": atoms.prime,
    "unknown": atoms.unknown,
    "beyond": atoms.unknown,
    "sinh": atoms.hyperbolic,
    "cosh": atoms.hyperbolic,
    "tanh": atoms.hyperbolic,
    "arsinh": atoms.hyperbolic,
    "arcosh": atoms.hyperbolic,
    "artanh": atoms.hyperbolic,
    "sin": circular.circular,
    "cos": circular.circular,
    "tan": circular.tangent,
    "arcsin": circular.odd,
    "arctan": circular.odd,
    "arccos": circular.arccosine,
    "erf": circular.odd,
    "gamma": special.gamma,
    "factorial": special.factorial,
    "floor": special.floor,
    "sum": sums.settle_sum,
    "product": sums.settle_sum,
}
_CALCULUS = {  # what a search of calculus finds, as an equation
    "derivative": slopes.slope,
    "at": slopes.value,
    "limit": limits.limit,
    "integral": integrals.integral,
}
