"""Signs of terms under a context's facts, each as a theorem `term relation 0`.

Invariant: every answer is a theorem of the kernel; None means not found.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq, fmpq_mpoly

from derive.proving import kernel
from derive.proving.context import Context, Need, Undefined
from derive.proving.evidence import Refusal
from derive.proving.kernel import Theorem
from derive.proving.linear import combination
from derive.proving.rational import key, lowest
from derive.terms.term import (
    ONE,
    PI,
    TWO,
    ZERO,
    Term,
    add,
    div,
    function,
    mul,
    neg,
    number,
    power,
    relation,
    sub,
    symbol,
)

_STRICT = (">", "<", "!=", "=")
_A, _B = symbol("a"), symbol("b")


def difference(left: Term, right: Term) -> Term:
    """left − right, written without a needless zero."""
    if right == ZERO:
        return left
    return neg(right) if left == ZERO else sub(left, right)


def fraction(value) -> Fraction:
    return Fraction(int(value.p), int(value.q))


def sign_of(context: Context, term: Term) -> Theorem | None:
    """`term relation 0` with relation one of =, >, <, !=, >=, <=."""
    ratio = context.normal(term)
    if ratio[0].is_zero():
        return kernel.arithmetic(term, ZERO, context.support(term))
    coefficient, factors = split_factors(context, ratio)
    used, relations, sign = [], set(), 1 if coefficient > 0 else -1
    for polynomial, exponent in _together(context, factors):
        theorem = factor_sign(context, polynomial)
        op = theorem.conclusion.op if theorem is not None else None
        if op is None:
            if exponent < 0:
                return None
            relations.add(">=" if exponent % 2 == 0 else "real")
        elif exponent % 2:
            relations.add({"<": ">", "<=": ">="}.get(op, op))
            sign = -sign if op in ("<", "<=") else sign
        else:
            relations.add({"<": ">", "!=": ">", "<=": ">="}.get(op, op))
        used.append((theorem if op is not None else context.term(polynomial), exponent))
    if "=" in relations:
        op, size = "=", coefficient
    elif "real" in relations or ("!=" in relations and ">=" in relations):
        return None
    elif "!=" in relations:  # a factor known to be negative stands for its opposite
        flips = sum(1 for f, e in used if isinstance(f, Theorem) and f.conclusion.op == "<" and e % 2)
        op, size = "!=", coefficient * (-1) ** flips
    else:
        op, size = (">=" if ">=" in relations else ">"), abs(coefficient)
        op = op if sign > 0 else {">": "<", ">=": "<="}[op]
    try:
        return kernel.order(relation(term, op, ZERO), ((size, tuple(used)),), context.support(term))
    except Refusal:
        return None


def _together(context: Context, factors):
    """The factors; those whose own sign is not known as one, when a fact gives its sign."""
    if len(factors) < 2:
        return factors
    unknown = [(p, e) for p, e in factors if factor_sign(context, p) is None]
    if len(unknown) < 2 or any(e != unknown[0][1] for _, e in unknown):
        return factors
    product = context.space.one
    for polynomial, _ in unknown:
        product = product * polynomial
    if context.signs.get(key(product)) is None:
        return factors
    return [*(f for f in factors if f not in unknown), (product, unknown[0][1])]


def split_factors(context: Context, ratio) -> tuple[Fraction, list[tuple[fmpq_mpoly, int]]]:
    """The ratio as coefficient · ∏ polynomial^exponent, leading coefficients positive."""
    upper, factors = _factored(context, ratio[0])
    if ratio[1].is_one():
        return upper, list(factors)
    lower, below = _factored(context, ratio[1])
    return upper / lower, [*factors, *((polynomial, -exponent) for polynomial, exponent in below)]


def _factored(
    context: Context, polynomial: fmpq_mpoly
) -> tuple[Fraction, tuple[tuple[fmpq_mpoly, int], ...]]:
    name = key(polynomial)
    known = context.factored.get(name)
    if known is not None:
        return known
    if polynomial.is_constant():
        known = (fraction(polynomial.leading_coefficient()), ())
    elif polynomial.total_degree() == 1:  # already irreducible
        monic, lead = primitive(polynomial)
        known = (lead, ((monic, 1),))
    else:
        constant, found = polynomial.factor()
        coefficient, factors = fraction(constant), []
        for part, exponent in found:
            part, lead = primitive(part)
            coefficient *= lead ** int(exponent)
            factors.append((part, int(exponent)))
        known = (coefficient, tuple(factors))
    context.factored[name] = known
    return known


def primitive(polynomial: fmpq_mpoly) -> tuple[fmpq_mpoly, Fraction]:
    """The polynomial with leading coefficient one, and that coefficient."""
    lead = polynomial.leading_coefficient()
    return polynomial / lead, fraction(lead)


def factor_sign(context: Context, polynomial: fmpq_mpoly) -> Theorem | None:
    """The sign of an irreducible polynomial with leading coefficient one."""
    name = key(polynomial)
    if name in context.signs:
        return context.signs[name]
    if name in context.pending or len(context.pending) > 12:
        return None
    context.pending.add(name)
    weak = None
    try:
        for attempt in (
            _closed,
            _single,
            _monomials,
            exponentials,
            logarithm,
            combined,
            _square,
            _conjugate,
            _without_root,
        ):
            found = attempt(context, polynomial)
            if found is not None and found.conclusion.op in _STRICT:
                break
            weak, found = weak or found, None
    finally:
        context.pending.discard(name)
    found = found or weak
    if found is not None or not context.pending:
        context.signs[name] = found
    return found


# ── ways to find a sign ──────────────────────────────────────────────────────


def atom_sign(context: Context, atom: Term) -> Theorem | None:
    """The sign of a generator, by its law or by the facts."""
    if atom.op == "exp":
        return kernel.law("exp-positive", {_A: atom.args[0]}, context.support(atom))
    if atom.op == "constant":
        return kernel.law("pi-positive", {})
    name = key(context.space.variable(atom))
    if name in context.signs:
        return context.signs[name]
    if atom.op == "log":
        return _sign_of_log(context, atom)
    if atom.op in ("sin", "cos"):
        return _sign_of_wave(context, atom)
    if atom.op in ("sum", "product"):
        from derive.proving.sums import sign_of_sum

        return sign_of_sum(context, atom)
    if atom.op == "gamma" and any(c.conclusion.op == ">" for c in context.conditions.get(atom, ())):
        return kernel.law("gamma-positive", {_A: atom.args[0]}, context.support(atom))
    if atom.op == "sqrt":
        return kernel.law("sqrt-nonnegative", {_A: atom.args[0]}, context.support(atom))
    return None


def _sign_of_log(context: Context, atom: Term) -> Theorem | None:
    (argument,) = atom.args
    sign = context.sign(sub(argument, ONE))
    op = sign.conclusion.op if sign is not None else None
    support = context.support(atom)
    if op == "!=":
        apart = kernel.order(relation(argument, "!=", ONE), ((1, ((sign, 1),)),), support)
        return kernel.law("log-nonzero", {_A: argument}, (apart, *support))
    if op not in (">", "<", ">=", "<="):
        return None
    larger = relation(argument, op, ONE)
    compared = kernel.order(larger, ((1, ((sign, 1),)),), support)
    above, below = (argument, ONE) if op in (">", ">=") else (ONE, argument)
    swapped = relation(above, ">" if op in ("<", ">") else ">=", below)
    compared = kernel.order(swapped, ((1, ((compared, 1),)),), support)
    name = "log-increasing" if op in (">", "<") else "log-monotone"
    grown = kernel.law(name, {_A: above, _B: below}, (compared, *support))
    one = kernel.law("log-one", {})
    return kernel.order(relation(atom, op, ZERO), ((1, ((grown, 1),)),), (one, *support))


def _sign_of_wave(context: Context, atom: Term) -> Theorem | None:
    """sin a > 0 where 0 < a < π, cos a > 0 where −π/2 < a < π/2."""
    (argument,) = atom.args
    half = div(PI, TWO)
    low, high = (ZERO, PI) if atom.op == "sin" else (neg(half), half)
    bounds = []
    for apart, goal in ((sub(argument, low), (argument, ">", low)), (sub(high, argument), (argument, "<", high))):
        sign = context.sign(apart)
        if sign is None or sign.conclusion.op != ">":
            return None
        bounds.append(kernel.order(relation(*goal), ((1, ((sign, 1),)),), context.support(argument, high)))
    return kernel.law(f"{atom.op}-positive", {_A: argument}, (*bounds, *context.support(argument)))


def _closed(context: Context, polynomial: fmpq_mpoly) -> Theorem | None:
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


def _single(context: Context, polynomial: fmpq_mpoly) -> Theorem | None:
    if len(polynomial) != 1 or polynomial.total_degree() != 1:
        return None
    place = next(i for i, e in enumerate(polynomial.monoms()[0]) if e)
    return atom_sign(context, context.space.atoms[place])


def monomial_factors(context: Context, exponents):
    """(factors, orientation, strict) of a monomial whose sign is known, or None."""
    factors, orientation, strict = [], 1, True
    for place, exponent in enumerate(exponents):
        if not exponent:
            continue
        exponent = int(exponent)
        atom = context.space.atoms[place]
        sign = atom_sign(context, atom)
        op = sign.conclusion.op if sign is not None else None
        if op in (None, "!=") and exponent % 2:
            return None
        if op is None:
            factors.append((atom, exponent))
            strict = False
            continue
        factors.append((sign, exponent))
        if op in ("<", "<=") and exponent % 2:
            orientation = -orientation
        if op in (">=", "<=", "="):
            strict = False
    return tuple(factors), orientation, strict


def _monomials(context: Context, polynomial: fmpq_mpoly) -> Theorem | None:
    parts, orientations, strict = [], set(), False
    for exponents, coefficient in polynomial.terms():
        found = monomial_factors(context, exponents)
        if found is None:
            return None
        factors, orientation, certain = found
        value = fraction(coefficient)
        orientations.add(orientation if value > 0 else -orientation)
        if len(orientations) > 1:
            return None
        strict = strict or certain
        parts.append((abs(value), factors))
    positive = orientations == {1}
    op = (">" if positive else "<") if strict else (">=" if positive else "<=")
    return _ordered(context, polynomial, op, parts)


def _ordered(context: Context, polynomial, op: str, parts, more=()) -> Theorem | None:
    term = context.term(polynomial)
    try:
        return kernel.order(relation(term, op, ZERO), parts, (*context.support(term), *more))
    except Refusal:
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
        return _ordered(context, polynomial, op, ((1, ((apart, 1),)),), more)
    if op not in (">", "<", ">=", "<="):
        return None
    high, low = (a, b) if op in (">", ">=") else (b, a)
    support = context.support(a, b)
    compared = kernel.order(relation(high, ">" if op in "<>" else ">=", low), ((1, ((sign, 1),)),), support)
    name = "exp-increasing" if op in "<>" else "exp-monotone"
    grown = kernel.law(name, {_A: high, _B: low}, (compared, *support))
    return _ordered(context, polynomial, op, ((1, ((grown, 1),)),), more)


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
        return _ordered(context, polynomial, op, (part,), (back, *support, *context.support(height)))
    return None


def columns(context: Context, polynomial: fmpq_mpoly):
    """Polynomials known not to be negative, each with the factors that say so."""
    one = context.space.one
    found = [(one, (), True)]
    facts = context.columns
    for p, theorem in facts:
        found.append((p, ((theorem, 1),), theorem.conclusion.op in ("<", ">")))
    for place, degree in enumerate(polynomial.degrees()):
        if degree:
            facts = facts + list(_own_bounds(context, context.space.atoms[place]))
    for p, theorem in facts[len(context.columns) :]:
        found.append((p, ((theorem, 1),), theorem.conclusion.op in ("<", ">")))
    if len(facts) <= 8:
        for i, (p, first) in enumerate(facts):
            for q, second in facts[i:]:
                strict = first.conclusion.op in "<>" and second.conclusion.op in "<>"
                found.append((p * q, ((first, 1), (second, 1)), strict))
    for exponents, _ in polynomial.terms():
        if any(exponents):
            monomial = monomial_factors(context, exponents)
            if monomial is not None:
                p = context.space.context.from_dict({exponents: monomial[1]})
                found.append((p, monomial[0], monomial[2]))
    for place, atom in enumerate(tuple(context.space.atoms)):
        if atom.op == "sum" and any(e[place] for e in polynomial.monoms()):
            from derive.proving.sums import one_terms

            for theorem in one_terms(context, atom):
                upper, lower = context.normal(sub(*theorem.conclusion.args))
                if lower.is_one():
                    found.append((upper, ((theorem, 1),), False))
        if atom.op in _BOUNDS and any(e[place] for e in polynomial.monoms()):
            found += _bounds(context, atom)
    return found


_BOUNDS = {"log": ("log-tangent",), "exp": ("exp-tangent",), "floor": ("floor-below", "floor-above")}


def _bounds(context: Context, atom: Term):
    """What the laws say of an atom beside polynomials in its argument."""
    for name in _BOUNDS[atom.op]:
        try:
            bound = kernel.law(name, {_A: atom.args[0]}, context.support(atom))
        except Refusal:
            continue
        op, (left, right) = bound.conclusion.op, bound.conclusion.args
        upper, lower = context.normal(sub(right, left) if op in ("<", "<=") else sub(left, right))
        if lower.is_one():
            yield upper, ((bound, 1),), op in ("<", ">")


def combined(context: Context, polynomial: fmpq_mpoly) -> Theorem | None:
    """The sign of the polynomial, as a combination of what is known not to be negative."""
    if len(context.pending) > 4:
        return None
    known = columns(context, polynomial)
    vectors = [_vector(p) for p, _, _ in known]
    strict = [s for _, _, s in known]
    for way, ops in ((1, (">", ">=")), (-1, ("<", "<="))):
        found = combination(vectors, _vector(way * polynomial), strict)
        if found is None:
            continue
        parts = [(c, known[i][1]) for i, c in enumerate(found) if c]
        op = ops[0] if any(c and strict[i] for i, c in enumerate(found)) else ops[1]
        theorem = _ordered(context, polynomial, op, parts)
        if theorem is not None:
            return theorem
    return None


def _vector(polynomial: fmpq_mpoly) -> dict:
    return dict(zip(polynomial.monoms(), polynomial.coeffs()))


def _square(context: Context, polynomial: fmpq_mpoly) -> Theorem | None:
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
            return _ordered(context, polynomial, ">=" if lead > 0 else "<=", (square,))
        sign = context.sign(context.term(rest))
        if sign is None or sign.conclusion.op not in ((">", ">=") if lead > 0 else ("<", "<=")):
            continue
        return _ordered(context, polynomial, sign.conclusion.op, (square, (1, ((sign, 1),))))
    return None


def _conjugate(context: Context, polynomial: fmpq_mpoly) -> Theorem | None:
    """A + B·√c by A² − B²c, when A and B√c have different signs."""
    from derive.proving.context import Split

    space = context.space
    for atom, theorem in context.powers.items():
        place = space.index.get(atom)
        exponent = theorem.conclusion.args[0].args[1]
        if place is None or exponent.value != 2 or polynomial.degrees()[place] != 1:
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
            return _ordered(context, polynomial, op, ((1, ((sign_b, 1),)), (1, ((sign_a, 1),))))
        if not strict:
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
        return _ordered(context, polynomial, op, ((1, ((product, 1), (opposite, -1))),))
    return None


def _without_root(context: Context, polynomial: fmpq_mpoly) -> Theorem | None:
    """A polynomial in one generator that has no root between the generator's bounds."""
    places = [place for place, degree in enumerate(polynomial.degrees()) if degree]
    if len(places) != 1 or polynomial.total_degree() < 2:
        return None
    (place,) = places
    atom = context.space.atoms[place]
    term = context.term(polynomial)
    try:
        return kernel.polynomial(term, atom, _bounds(context, atom), context.support(term, atom))
    except Refusal:
        return None


def _bounds(context: Context, atom: Term) -> list[Theorem]:
    """The tightest numbers known to be below and above a generator."""
    found: dict[str, tuple[Fraction, Theorem]] = {}
    name = context.space.variable(atom)
    known = [*((polynomial, theorem) for polynomial, theorem in context.columns)]
    known += [(p, context.signs[k]) for k, p in context.polynomials.items() if context.signs.get(k)]
    own = atom_sign(context, atom)
    if own is not None:
        known.append((name, own))
    known += _own_bounds(context, atom)
    for polynomial, theorem in known:
        op = theorem.conclusion.op
        place = context.space.index[atom]
        if op not in ("<", "<=", ">", ">=") or polynomial.total_degree() != 1:
            continue
        slope = polynomial.derivative(place)
        rest = polynomial - slope * name
        if slope.is_zero() or not rest.is_constant():
            continue
        scale = fraction(slope.leading_coefficient())
        end = -(fraction(rest.leading_coefficient()) if not rest.is_zero() else Fraction(0)) / scale
        for way in (">=", "<="):
            goal = relation(atom, way, number(end) if end >= 0 else neg(number(-end)))
            try:
                bound = kernel.order(goal, ((abs(1 / scale), ((theorem, 1),)),), context.support(atom))
            except Refusal:
                continue
            before = found.get(way)
            if before is None or (end > before[0]) == (way == ">="):
                found[way] = end, bound
    return [bound for _, bound in found.values()]


def _own_bounds(context: Context, atom: Term):
    """What a generator's laws and sign say: polynomials that are not negative, each with its theorem."""
    value = context.space.variable(atom)
    if atom.op in ("sin", "cos"):
        for name, p in (("most", 1 - value), ("least", 1 + value)):
            yield p, kernel.law(f"{atom.op}-{name}", {_A: atom.args[0]}, context.support(atom.args[0]))
    elif atom == PI:
        for way, p, bound in ((">", value - 3, number(3)), ("<", fmpq(22, 7) - value, number(Fraction(22, 7)))):
            yield p, kernel.numeric(relation(atom, way, bound))
    elif atom.op == "log":
        sign = atom_sign(context, atom)
        if sign is not None and sign.conclusion.op in ("<", "<=", ">", ">="):
            yield (-value if sign.conclusion.op in ("<", "<=") else value), sign


# ── side conditions ──────────────────────────────────────────────────────────

_IMPLIES = {
    "!=": ("!=", ">", "<"),
    ">": (">",),
    ">=": (">=", ">", "="),
    "=": ("=",),
    "<": ("<",),
    "<=": ("<=", "<", "="),
}
_EXCLUDES = {"!=": ("=",), ">": ("<", "=", "<="), ">=": ("<",)}


def require(context: Context, term: Term, op: str) -> Theorem:
    """`term op 0` or a stronger relation.

    Raises Undefined when the facts exclude it, Need with the simplest condition
    that would give it.
    """
    sign = context.sign(term)
    if sign is not None:
        if sign.conclusion.op in _IMPLIES[op]:
            return sign
        if sign.conclusion.op in _EXCLUDES[op]:
            raise Undefined(term)
    coefficient, factors = split_factors(context, context.normal(term))
    positive, open_factors = coefficient > 0, []
    for polynomial, exponent in factors:
        found = factor_sign(context, polynomial)
        known = found.conclusion.op if found is not None else None
        if known in ("<", "<=") and exponent % 2:
            positive = not positive
        if known in ("<", ">"):
            continue
        if op == "!=" or exponent % 2 == 0:
            if known != "!=" and not (op == ">=" and exponent > 0):
                raise Need(pretty(context, polynomial, "!="))
        elif known in (">=", "<="):
            if op == ">":
                raise Need(_not_empty(context, polynomial) or pretty(context, polynomial, "!="))
        else:
            open_factors.append(polynomial)
    if len(open_factors) == 1:
        towards = op if positive else {">": "<", ">=": "<="}[op]
        raise Need(pretty(context, open_factors[0], towards))
    if len(open_factors) == 2 and not positive and op in (">", ">="):
        lower = _lower_root(*open_factors)  # −(x − a)(x − b) ≥ 0 holds between a and b
        if lower is not None:
            raise Need(pretty(context, lower, op))
    raise Need(relation(term, op, ZERO))


def _lower_root(first: fmpq_mpoly, second: fmpq_mpoly) -> fmpq_mpoly | None:
    """The one of x − a and x − b with the lower root, when they are that."""
    apart = second - first
    if (
        first.total_degree() != 1
        or len(first) > 2
        or not apart.is_constant()
        or first.degrees() != second.degrees()
    ):
        return None
    return first if fraction(apart.leading_coefficient()) < 0 else second


def _not_empty(context: Context, polynomial: fmpq_mpoly) -> Term | None:
    """n ≥ 1 for a sum of positive terms from 1 to n."""
    if len(polynomial) != 1 or polynomial.total_degree() != 1:
        return None
    atom = next(context.space.atoms[i] for i, d in enumerate(polynomial.degrees()) if d)
    if atom.op != "sum":
        return None
    condition = relation(atom.args[3], ">=", atom.args[2])
    sign = sign_of(context.given(condition), atom)
    return condition if sign is not None and sign.conclusion.op == ">" else None


def pretty(context: Context, polynomial: fmpq_mpoly, op: str) -> Term:
    """The condition `polynomial op 0`, solved for its symbol when it has just one."""
    places = [i for i, d in enumerate(polynomial.degrees()) if d]
    if len(places) == 1 and polynomial.total_degree() == 1:
        atom = context.space.atoms[places[0]]
        lead = fraction(polynomial.leading_coefficient())
        rest = (
            fraction(
                (
                    polynomial - polynomial.leading_coefficient() * context.space.variables[places[0]]
                ).leading_coefficient()
            )
            if len(polynomial) > 1
            else Fraction(0)
        )
        if atom.op in ("symbol", "indexed"):
            turned = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}.get(op, op) if lead < 0 else op
            bound = -rest / lead
            return relation(atom, turned, number(bound) if bound >= 0 else neg(number(-bound)))
    return relation(context.term(polynomial), op, ZERO)
