"""Powers with whole exponents under a context: x^n for a base of any sign.

Invariant: a power is only ever replaced through a theorem of the kernel.

The base is brought to its factors and the exponent to its parts: (2x)^{n+m} is a product of
2^n, 2^m, x^n and x^m.  Where x may be 0, n ≥ 1 is counted from there: x^n is x · x^{n−1}.
"""

from __future__ import annotations

from fractions import Fraction

from derive.proving import kernel
from derive.proving.context import Context
from derive.proving.evidence import Evidence, Refusal
from derive.proving.kernel import Theorem
from derive.proving.rational import literal
from derive.proving.signs import fraction, split_factors
from derive.terms.term import ONE, TWO, ZERO, Term, add, div, mul, neg, number, power, relation, sub, symbol

_A, _B, _C = symbol("a"), symbol("b"), symbol("c")
MOST_LOWERED = 8  # from n to the least exponent that is counted
MINUS = neg(ONE)


def counted(context: Context, base: Term, exponent: Term) -> tuple[Theorem, ...]:
    """Why the exponent is whole, and not negative or the base not 0; or nothing."""
    wholes = tuple(fact for fact in context.facts if fact.conclusion.op == "integer")
    if not Evidence(wholes).holds(Term("integer", (exponent,))):
        return ()
    shown = context.shown(relation(exponent, ">=", ZERO)) or context.shown(relation(base, "!=", ZERO))
    return () if shown is None else (*wholes, shown)


def settle_counted(context: Context, term: Term, reasons: tuple[Theorem, ...]) -> None:
    """Bring base^n, n whole, to powers of what is no product, with exponents that are no sums."""
    base, exponent = term.args
    plain = context.term(context.normal(exponent))
    if literal(plain) is not None:
        _exchange(context, term, power(base, plain), reasons)
        return
    if _by_base(context, term, reasons):
        return
    parts = _parts(context, base, exponent)
    if parts is None:
        _lowered(context, term, plain, reasons)
    elif len(parts) > 1:
        written = add(parts[0], parts[1] if len(parts) == 2 else add(*parts[1:]))
        _by_law(
            context,
            term,
            power(base, written),
            "power-sum",
            reasons,
            {_A: base, _B: parts[0], _C: written.args[1]},
        )
    elif parts[0].op == "*" and literal(parts[0].args[-1]) is not None:
        values = {_A: base, _B: parts[0].args[0], _C: parts[0].args[1]}
        _by_law(context, term, power(base, parts[0]), "power-multiple", reasons, values)
    else:
        _exchange(context, term, power(context.term(context.normal(base)), parts[0]), reasons)
        if term == power(MINUS, parts[0]):
            _alternating(context, term)


# ── the base ─────────────────────────────────────────────────────────────────


def _by_base(context: Context, term: Term, reasons) -> bool:
    """(ab)^n = a^n b^n, (1/a)^n = 1/a^n and (a^k)^n = a^{kn}; whether the base is such."""
    base, exponent = term.args
    if base.op == "^" and literal(base) is None and counted(context, *base.args):
        law = _law_at(context, "power-multiple", {_A: base.args[0], _B: base.args[1], _C: exponent})
        if law is not None:
            value = law.conclusion.args[0]
            context.rewrite(
                kernel.order(relation(term, "=", value), ((-1, ((law, 1),)),), context.support(value))
            )
            return True
    coefficient, factors = split_factors(context, context.normal(base))
    pieces = _numbers(coefficient)
    pieces += [context.term(p) if e == 1 else power(context.term(p), number(e)) for p, e in factors if e > 0]
    below = [context.term(p) if e == -1 else power(context.term(p), number(-e)) for p, e in factors if e < 0]
    pieces += [div(ONE, piece) for piece in below]
    if len(pieces) > 1:
        written = mul(pieces[0], mul(*pieces[1:]))
        values = {_A: pieces[0], _B: written.args[1], _C: exponent}
        return _by_law(context, term, power(written, exponent), "power-product", reasons, values)
    piece = pieces[0] if pieces else ONE
    if piece.op == "/" and piece.args[0] == ONE and literal(piece) is None:
        law = _law_at(context, "power-reciprocal", {_A: piece.args[1], _B: exponent})
        return law is not None and _used(context, term, power(piece, exponent), law, reasons)
    if piece != base and (piece.op == "^" or literal(piece) is not None):
        _exchange(context, term, power(piece, exponent), reasons)
        return True
    return False


def _numbers(coefficient: Fraction) -> list[Term]:
    """The number as a factor −1, where it is negative, and a positive one that is not 1."""
    found = [MINUS] if coefficient < 0 else []
    return found + ([number(abs(coefficient))] if abs(coefficient) != 1 else [])


# ── the exponent ─────────────────────────────────────────────────────────────


def _parts(context: Context, base: Term, exponent: Term) -> list[Term] | None:
    """The exponent as terms that are counted each, or None: m, k · number and a number."""
    upper, lower = context.normal(exponent)
    if not lower.is_one():
        return None
    nonzero = context.shown(relation(base, "!=", ZERO)) is not None
    constant, found = 0, []
    for exponents, coefficient in upper.terms():
        value = fraction(coefficient)
        if value.denominator != 1 or value < 0 and not nonzero:
            return None
        if not any(exponents):
            constant += int(value)
            continue
        monomial = context.term(context.space.context.from_dict({exponents: 1}))
        least = 0 if nonzero else _least(context, monomial)
        constant += least * int(value)
        counting = context.term(context.normal(sub(monomial, number(least)))) if least else monomial
        if not counted(context, base, counting):
            return None
        found.append(counting if value == 1 else mul(counting, _number(int(value))))
    if constant < 0 and not nonzero:
        return None
    return found + ([_number(constant)] if constant or not found else [])


def _number(value: int) -> Term:
    return number(value) if value >= 0 else neg(number(-value))


def _least(context: Context, term: Term) -> int:
    """The greatest number up to which the term is known to be at least it."""
    for least in range(MOST_LOWERED):
        if context.shown(relation(sub(term, number(least + 1)), ">=", ZERO)) is None:
            return least
    return MOST_LOWERED


def _lowered(context: Context, term: Term, plain: Term, reasons) -> None:
    """x^{n−k+1} = x · x^{n−k}, down to the least exponent that is counted."""
    base, exponent = term.args
    lower = context.term(context.normal(sub(exponent, ONE)))
    if literal(lower) is None and counted(context, base, lower):
        values = {_A: base, _B: lower, _C: ONE}
        _by_law(context, term, power(base, add(lower, ONE)), "power-sum", reasons, values)
        return
    _exchange(context, term, power(context.term(context.normal(base)), plain), reasons)
    if base == MINUS and term == power(base, plain):
        _alternating(context, term)


def _alternating(context: Context, term: Term) -> None:
    """((−1)^n)² = 1."""
    base, exponent = term.args
    inside = _law_at(context, "power-multiple", {_A: base, _B: TWO, _C: exponent})
    outside = _law_at(context, "power-multiple", {_A: base, _B: exponent, _C: TWO})
    one = context.equal(inside.conclusion.args[1], ONE)
    first, second = inside.conclusion.args[0], outside.conclusion.args[0]
    turned = kernel.congruence(
        first,
        (kernel.arithmetic(first.args[1], second.args[1], context.support(exponent)),),
        (inside, *context.support(exponent)),
    )
    parts = ((-1, ((outside, 1),)), (-1, ((turned, 1),)), (1, ((inside, 1),)), (1, ((one, 1),)))
    context.powers[term] = kernel.order(relation(power(term, TWO), "=", ONE), parts)


# ── laws ─────────────────────────────────────────────────────────────────────


def _law_at(context: Context, name: str, values: dict[Term, Term]) -> Theorem | None:
    """The law for exponents that are not negative, or the one for bases that are not 0."""
    for value in values.values():
        context.settle(value)
    wholes = tuple(fact for fact in context.facts if fact.conclusion.op == "integer")
    conditions = [relation(v, ">=", ZERO) for n, v in values.items() if n != _A and literal(v) is None]
    conditions += [relation(v, "!=", ZERO) for v in values.values() if literal(v) is None]
    shown = tuple(theorem for c in conditions if (theorem := context.shown(c)) is not None)
    premises = (*wholes, *shown, *context.support(*values.values()))
    for form in (name, f"{name}-nonzero"):
        try:
            return kernel.law(form, values, premises)
        except (Refusal, KeyError):
            continue
    return None


def _by_law(context: Context, term: Term, written: Term, name: str, reasons, values) -> bool:
    law = _law_at(context, name, values)
    return law is not None and _used(context, term, written, law, reasons)


def _used(context: Context, term: Term, written: Term, law: Theorem, reasons) -> bool:
    """Rewrite the power by the law about it, or by the power written in the law's way."""
    if term == written:
        context.rewrite(law)
    else:
        _exchange(context, term, written, reasons)
    return True


def _exchange(context: Context, term: Term, other: Term, reasons: tuple[Theorem, ...]) -> None:
    """term = the same power with its base and exponent written in another way."""
    pairs = [(a, b) for a, b in zip(term.args, other.args, strict=True) if a != b]
    equations = [context.equal(a, b) for a, b in pairs]
    if equations and None not in equations:
        support = (*reasons, *context.support(*term.args))
        context.rewrite(kernel.congruence(term, equations, support))
