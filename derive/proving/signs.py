"""Signs of terms under a context's facts, each as a theorem `term relation 0`.

Invariant: every answer is a theorem of the kernel; None means not found.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq_mpoly

from derive.proving import kernel
from derive.proving.context import Context, Need, Split, Undefined
from derive.proving.evidence import Refusal
from derive.proving.kernel import Theorem
from derive.proving.rational import key
from derive.terms.term import (
    ONE,
    PI,
    TWO,
    ZERO,
    Term,
    div,
    neg,
    number,
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
    goal = relation(term, op, ZERO)
    if size == 1 and _says(used, goal):
        return used[0][0]
    try:
        return kernel.order(goal, ((size, tuple(used)),), context.support(term))
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


_known: dict[tuple[int, str], tuple[Fraction, tuple[tuple[fmpq_mpoly, int], ...]]] = {}
MOST_KNOWN = 5_000


def _factored(
    context: Context, polynomial: fmpq_mpoly
) -> tuple[Fraction, tuple[tuple[fmpq_mpoly, int], ...]]:
    """The coefficient, and the factors with leading coefficient one, each with its exponent."""
    name = len(context.space.variables), key(polynomial)
    found = _known.get(name)
    if found is None:
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        found = _known[name] = _factors(polynomial)
    return found


def _factors(polynomial: fmpq_mpoly) -> tuple[Fraction, tuple[tuple[fmpq_mpoly, int], ...]]:
    if polynomial.is_constant():
        return fraction(polynomial.leading_coefficient()), ()
    if polynomial.total_degree() == 1:  # already irreducible
        monic, lead = primitive(polynomial)
        return lead, ((monic, 1),)
    constant, found = polynomial.factor()
    coefficient, factors = fraction(constant), []
    for part, exponent in found:
        part, lead = primitive(part)
        coefficient *= lead ** int(exponent)
        factors.append((part, int(exponent)))
    return coefficient, tuple(factors)


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
    from derive.proving.columns import combined, rootless
    from derive.proving.comparisons import closed, conjugate, exponentials, logarithm, square
    from derive.proving.totals import term_by_term

    context.pending.add(name)
    weak = None
    try:
        for attempt in (
            closed,
            _single,
            _monomials,
            exponentials,
            logarithm,
            combined,
            square,
            conjugate,
            rootless,
            term_by_term,
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
    if atom.op == "^":
        return _sign_of_power(context, atom)
    if atom.op == "abs":
        return kernel.law("abs-nonnegative", {_A: atom.args[0]}, context.support(atom))
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


def _sign_of_power(context: Context, atom: Term) -> Theorem | None:
    """x^n ≠ 0 where x ≠ 0, and x^n ≥ 0 where x ≥ 0, for a whole n; the latter for every n > 0."""
    base, exponent = atom.args
    sign = context.sign(base)
    wholes = tuple(f for f in context.facts if f.conclusion.op == "integer")
    nonzero, nonnegative = ("power-nonzero",), ("power-nonnegative-whole", "power-nonnegative")
    names = {"!=": nonzero, "<": nonzero, ">=": nonnegative}
    if sign is None or sign.conclusion.op not in names:
        return None
    premises = (sign, *wholes, *context.support(atom))
    for name in names[sign.conclusion.op]:
        try:
            return kernel.law(name, {_A: base, _B: exponent}, premises)
        except Refusal:
            continue
    return None


def _sign_of_wave(context: Context, atom: Term) -> Theorem | None:
    """sin a > 0 where 0 < a < π, cos a > 0 where −π/2 < a < π/2."""
    (argument,) = atom.args
    half = div(PI, TWO)
    low, high = (ZERO, PI) if atom.op == "sin" else (neg(half), half)
    bounds = []
    for apart, goal in (
        (sub(argument, low), (argument, ">", low)),
        (sub(high, argument), (argument, "<", high)),
    ):
        sign = context.sign(apart)
        if sign is None or sign.conclusion.op != ">":
            return None
        bounds.append(kernel.order(relation(*goal), ((1, ((sign, 1),)),), context.support(argument, high)))
    return kernel.law(f"{atom.op}-positive", {_A: argument}, (*bounds, *context.support(argument)))


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
    return ordered(context, polynomial, op, parts)


def ordered(context: Context, polynomial, op: str, parts, more=()) -> Theorem | None:
    """`polynomial op 0` by the parts, or None."""
    term = context.term(polynomial)
    goal = relation(term, op, ZERO)
    if len(parts) == 1 and parts[0][0] == 1 and _says(parts[0][1], goal):
        return parts[0][1][0][0]
    try:
        return kernel.order(goal, parts, (*context.support(term), *more))
    except Refusal:
        return None


def _says(factors, goal: Term) -> bool:
    """Whether the factors are one theorem, which is the goal."""
    return (
        len(factors) == 1
        and factors[0][1] == 1
        and isinstance(factors[0][0], Theorem)
        and factors[0][0].conclusion == goal
    )


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
                raise Need(_not_empty(context, polynomial) or pretty(context, polynomial, "!="))
        elif known in (">=", "<="):
            if op == ">":
                _split_on_end(context, polynomial)
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


def _split_on_end(context: Context, polynomial: fmpq_mpoly) -> None:
    """Ask whether a symbol of a longer polynomial is 0 that is known not to be negative: of λ x + (1 − λ) y."""
    atoms = [context.space.atoms[place] for place, degree in enumerate(polynomial.degrees()) if degree]
    for atom in atoms if len(polynomial) > 1 and len(atoms) > 2 else ():
        sign = atom_sign(context, atom) if atom.op == "symbol" else None
        if sign is not None and sign.conclusion.op in (">=", "<="):
            raise Split(atom, True)


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
    terms = context.normal(sub(atom.args[3], atom.args[2]))[0]
    condition = pretty(context, terms, ">=") if len(terms) else relation(atom.args[3], ">=", atom.args[2])
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
