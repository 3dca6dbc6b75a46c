"""The sign of a polynomial of a particular form, by comparing what stands in its functions.

Invariant: every answer is a theorem of the kernel; None means not found.
"""

from __future__ import annotations

from flint import fmpq_mpoly

from derive.proving import kernel
from derive.proving.context import Context, Split
from derive.proving.evidence import Refusal
from derive.proving.kernel import Theorem
from derive.proving.rational import lowest
from derive.proving.signs import difference, factor_sign, fraction, ordered, sign_of, split_factors
from derive.terms.term import ZERO, add, function, mul, number, power, relation, sub, symbol

_A, _B = symbol("a"), symbol("b")


def closed(context: Context, polynomial: fmpq_mpoly) -> Theorem | None:
    """The sign of a number such as 1 − log 2, by an enclosure."""
    degrees = polynomial.degrees()
    atoms = [atom for atom, degree in zip(context.space.atoms, degrees) if degree]
    if any(
        atom.free or atom.op not in ("exp", "log", "constant", "sin", "cos", "erf", "arctan", "sqrt")
        for atom in atoms
    ):
        return None
    term = context.term(polynomial)
    for op in (">", "<"):
        try:
            return kernel.numeric(relation(term, op, ZERO))
        except Refusal:
            continue
    return None


def exponentials(context: Context, polynomial: fmpq_mpoly, find=sign_of) -> Theorem | None:
    """α e^A − β e^B by comparing A + log α with B + log β, whose difference has the sign that `find` finds."""
    terms = list(polynomial.terms())
    if len(terms) != 2:
        return None
    exponents = []
    for powers, coefficient in terms:
        value, parts = fraction(coefficient), []
        for place, count in enumerate(powers):
            if count:
                atom = context.space.atoms[place]
                if atom.op != "exp":
                    return None
                parts.append(atom.args[0] if count == 1 else mul(number(int(count)), atom.args[0]))
        if abs(value) != 1:
            parts.append(function("log", number(abs(value))))
        exponents.append((value, add(*parts)))
    (first, a), (second, b) = exponents
    if first * second > 0:
        return None
    if first < 0:
        a, b = b, a
    sign = find(context, difference(a, b))
    op = sign.conclusion.op if sign is not None else None
    more = context.support(function("exp", a), function("exp", b))
    if op == "!=":
        apart = kernel.order(relation(a, "!=", b), ((1, ((sign, 1),)),), context.support(a, b))
        apart = kernel.law("exp-injective", {_A: a, _B: b}, (apart, *context.support(a, b)))
        return ordered(context, polynomial, op, ((1, ((apart, 1),)),), more)
    if op not in (">", "<", ">=", "<="):
        return None
    high, low = (a, b) if op in (">", ">=") else (b, a)
    support = context.support(a, b)
    compared = kernel.order(relation(high, ">" if op in "<>" else ">=", low), ((1, ((sign, 1),)),), support)
    name = "exp-increasing" if op in "<>" else "exp-monotone"
    grown = kernel.law(name, {_A: high, _B: low}, (compared, *support))
    return ordered(context, polynomial, op, ((1, ((grown, 1),)),), more)


def logarithm(context: Context, polynomial: fmpq_mpoly, find=sign_of) -> Theorem | None:
    """c log g + h, where c has a sign, by comparing g with e^{−h/c}, whose difference `find` finds the sign of."""
    space = context.space
    for place, atom in enumerate(space.atoms):
        if atom.op != "log" or polynomial.degrees()[place] != 1:
            continue
        lead = polynomial.derivative(place)
        rest = polynomial - lead * space.variables[place]
        if rest.is_zero():
            continue
        scale = (abs(fraction(lead.leading_coefficient())), ())
        positive = lead.leading_coefficient() > 0
        if not lead.is_constant():
            if any(a.op == "log" and d for a, d in zip(space.atoms, rest.degrees())):
                continue
            weight = sign_of(context, context.term(lead)) if len(context.pending) < 3 else None
            if weight is None or weight.conclusion.op not in ("<", ">"):
                continue
            scale, positive = (1, ((weight, 1),)), weight.conclusion.op == ">"
        height = context.term(lowest(-rest, lead))
        bound, (argument,) = function("exp", height), atom.args
        sign = find(context, difference(argument, bound))
        if sign is None or sign.conclusion.op not in (">", "<", ">=", "<="):
            continue
        support = (*context.support(bound, atom), *context.support(difference(argument, bound)))
        op = ">" if sign.conclusion.op in "<>" else ">="
        high, low = (argument, bound) if sign.conclusion.op in (">", ">=") else (bound, argument)
        above = [context.sign(high), context.sign(low)]
        if any(p is None or p.conclusion.op != ">" for p in above):
            continue
        compared = kernel.order(relation(high, op, low), ((1, ((sign, 1),)),), support)
        name = "log-increasing" if op == ">" else "log-monotone"
        grown = kernel.law(name, {_A: high, _B: low}, (compared, *above, *support))
        back = kernel.law("log-exp", {_A: height}, support)
        up = (sign.conclusion.op in (">", ">=")) == positive
        op = {">": ">" if up else "<", ">=": ">=" if up else "<="}[op]
        part = (scale[0], ((grown, 1), *scale[1]))
        return ordered(context, polynomial, op, (part,), (back, *support, *context.support(height)))
    return None


def square(context: Context, polynomial: fmpq_mpoly) -> Theorem | None:
    """a v² + b v + c = a (v + b/2a)² + (c − b²/4a), a a number."""
    space = context.space
    degrees = polynomial.degrees()
    for place, degree in enumerate(degrees):
        if degree != 2:
            continue
        v = space.variables[place]
        second = polynomial.derivative(place).derivative(place)
        if not second.is_constant():
            continue
        a = second / 2
        b = polynomial.derivative(place) - 2 * a * v
        rest = polynomial - a * (v + b / (2 * a.leading_coefficient())) ** 2
        lead = fraction(a.leading_coefficient())
        square = (abs(lead), ((context.term(v + b / (2 * a.leading_coefficient())), 2),))
        if rest.is_zero():
            return ordered(context, polynomial, ">=" if lead > 0 else "<=", (square,))
        sign = context.sign(context.term(rest))
        if sign is None or sign.conclusion.op not in ((">", ">=") if lead > 0 else ("<", "<=")):
            continue
        return ordered(context, polynomial, sign.conclusion.op, (square, (1, ((sign, 1),))))
    return None


def conjugate(context: Context, polynomial: fmpq_mpoly) -> Theorem | None:
    """A + B·√c by A² − B²c, when A and B√c have different signs."""
    space = context.space
    for atom, theorem in tuple(context.powers.items()):
        place = space.index.get(atom)
        exponent = theorem.conclusion.args[0].args[1]
        if place is None or atom.op in ("abs", "^") or exponent.value != 2 or polynomial.degrees()[place] != 1:
            continue
        root = space.variables[place]
        b = polynomial.derivative(place)
        a = polynomial - b * root
        first, second = context.term(a), context.term(b * root)
        sign_a, sign_b = context.sign(first), context.sign(second)
        if sign_b is None or sign_b.conclusion.op not in ("<", ">", "<=", ">="):
            continue
        if sign_a is None:
            (unknown, *_rest) = [
                p
                for p, e in split_factors(context, (a, space.one))[1]
                if factor_sign(context, p) is None and e % 2
            ]
            raise Split(context.term(unknown), False)
        towards = sign_b.conclusion.op[0]
        strict = sign_a.conclusion.op in "<>" or sign_b.conclusion.op in "<>"
        if sign_a.conclusion.op in (towards, towards + "="):
            op = towards if strict else towards + "="
            return ordered(context, polynomial, op, ((1, ((sign_b, 1),)), (1, ((sign_a, 1),))))
        if not strict:
            found = _root_beside(context, polynomial, atom, a, b)
            if found is not None:
                return found
            continue
        # (b√c + a)(b√c − a) = b²c − a², and b√c − a has the sign of b√c
        opposite = kernel.order(
            relation(sub(second, first), towards, ZERO),
            ((1, ((sign_b, 1),)), (1, ((sign_a, 1),))),
            context.support(first, second),
        )
        product = context.sign(sub(power(second, number(2)), power(first, number(2))))
        if product is None or product.conclusion.op not in (">", "<", ">=", "<="):
            continue
        op = (
            product.conclusion.op
            if towards == ">"
            else {">": "<", "<": ">", ">=": "<=", "<=": ">="}[product.conclusion.op]
        )
        return ordered(context, polynomial, op, ((1, ((product, 1), (opposite, -1))),))
    return None


def _root_beside(context: Context, polynomial: fmpq_mpoly, atom, a: fmpq_mpoly, b: fmpq_mpoly) -> Theorem | None:
    """A + B·√c, B not 0, by comparing c with (A/B)²: either of √c and −A/B may be 0."""
    size = context.sign(context.term(b)) if atom.op == "sqrt" else None
    if size is None or size.conclusion.op not in ("<", ">"):
        return None
    (argument,) = atom.args
    bound = context.term(lowest(-a, b))
    squared = power(bound, number(2))
    sign = context.sign(sub(argument, squared))
    if sign is None or sign.conclusion.op not in (">", ">=", "<", "<=", "="):
        return None
    support = context.support(atom, squared)
    up = sign.conclusion.op in (">", ">=", "=")
    compared = kernel.order(relation(argument, ">=" if up else "<=", squared), ((1, ((sign, 1),)),), support)
    premises = [compared, *support]
    if not up:
        above = context.sign(bound)
        if above is None or above.conclusion.op not in (">", ">="):
            return None
        premises.append(above)
    law = kernel.law("sqrt-at-least" if up else "sqrt-at-most", {_A: argument, _B: bound}, premises)
    op = ">=" if up == (size.conclusion.op == ">") else "<="
    return ordered(context, polynomial, op, ((1, ((law, 1), (size, 1))),), support)
