"""Powers with whole exponents under a context: x^n for a base of any sign.

Invariant: a power is only ever replaced through a theorem of the kernel.

Where n ≥ 0 is known, x^{n+1} is x · x^n; so powers whose exponents differ by a number are
multiples of the one with the least exponent that is known not to be negative.
"""

from __future__ import annotations

from derive.proving import kernel
from derive.proving.context import Context
from derive.proving.evidence import Evidence
from derive.proving.kernel import Theorem
from derive.proving.rational import literal
from derive.terms.term import ONE, ZERO, Term, add, power, relation, sub, symbol

_A, _B = symbol("a"), symbol("b")


def counted(context: Context, exponent: Term) -> tuple[Theorem, ...]:
    """Why the exponent is whole and not negative, or nothing."""
    wholes = tuple(fact for fact in context.facts if fact.conclusion.op == "integer")
    if not Evidence(wholes).holds(Term("integer", (exponent,))):
        return ()
    shown = context.shown(relation(exponent, ">=", ZERO))
    return () if shown is None else (*wholes, shown)


def settle_counted(context: Context, term: Term, reasons: tuple[Theorem, ...]) -> None:
    """Bring base^n, n whole and not negative, to the power with the least such exponent."""
    base, exponent = term.args
    plain = context.term(context.normal(exponent))
    if literal(plain) is not None:
        _exchange(context, term, power(base, plain), reasons)
        return
    if exponent.op == "+" and exponent.args[1:] == (ONE,) and counted(context, exponent.args[0]):
        below = exponent.args[0]
        premises = (*counted(context, below), *context.support(base, below))
        context.rewrite(kernel.law("power-successor", {_A: base, _B: below}, premises))
        return
    lower = context.term(context.normal(sub(exponent, ONE)))
    if literal(lower) is None and counted(context, lower):
        _exchange(context, term, power(base, add(lower, ONE)), reasons)
        return
    _exchange(context, term, power(context.term(context.normal(base)), plain), reasons)


def _exchange(context: Context, term: Term, other: Term, reasons: tuple[Theorem, ...]) -> None:
    """term = the same power with its base and exponent written in another way."""
    pairs = [(a, b) for a, b in zip(term.args, other.args, strict=True) if a != b]
    equations = [context.equal(a, b) for a, b in pairs]
    if equations and None not in equations:
        support = (*reasons, *context.support(*term.args))
        context.rewrite(kernel.congruence(term, equations, support))
