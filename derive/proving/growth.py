"""Signs by the slope: a function that only grows away from a point where its sign is known.

Invariant: every answer is a theorem of the kernel; None means not found.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.proving import calculus, kernel
from derive.proving.context import Context, Failure, Need, Roots, Session, Split, Undefined
from derive.proving.evidence import Refusal
from derive.proving.facts import contradiction, note
from derive.proving.kernel import Theorem
from derive.proving.rational import Vanishing
from derive.proving.comparisons import exponentials, logarithm
from derive.proving.signs import factor_sign, sign_of, split_factors
from derive.proving.slopes import rough, slope
from derive.terms.term import ONE, RELATIONS, TWO, ZERO, Capture, Term, derivative, div, function, number
from derive.terms.term import relation, sub, substitute

DEEPEST = 3  # slopes of slopes
MOST_ROOTS = 4  # times that an exponent is divided further
MOST_LOOKS = 16  # functions looked at in one search of so many slopes
_NUMBERS = (ZERO, ONE, div(ONE, TWO), number(-1), TWO)
_NONE = (Failure, Need, Split, Undefined, Refusal, Vanishing, Capture)  # says nothing of this function


def sharpened(context: Context, term: Term) -> Iterator[Theorem | None]:
    """The sign of the term as it is found with slopes, with slopes of slopes, and so on."""
    for depth in range(1, DEEPEST + 1):
        context.session.looks_left = min(MOST_LOOKS, context.session.looks)
        yield sharpen(context, term, depth)


def sharpen(context: Context, term: Term, depth: int) -> Theorem | None:
    """The sign of the term once the growth of it, or of those of its factors that had no sign, is known."""
    ratio = context.normal(term)
    if not ratio[1].is_constant():
        found = _by_growth(context, ratio, depth)
        if found is not None:
            return kernel.order(
                relation(term, found.conclusion.op, ZERO), ((1, ((found, 1),)),), context.support(term)
            )
    _, factors = split_factors(context, ratio)
    for polynomial, _ in factors:
        known = factor_sign(context, polynomial)
        if known is None or known.conclusion.op not in ("<", ">", "="):
            for found in _looks(context, polynomial, depth):
                note(context, polynomial, found)
    return sign_of(context, term)


def _looks(context: Context, polynomial, depth: int) -> Iterator[Theorem]:
    """What is found of the sign of an irreducible polynomial, until it is strict."""

    def deeper(where: Context, term: Term) -> Theorem | None:
        return sharpen(where, term, depth - 1)

    for look in (exponentials, None, logarithm):
        if depth == 0:
            return
        try:
            if look is None:
                found = _by_growth(context, polynomial, depth)
            else:
                found = look(context, polynomial, deeper)
        except _NONE:
            continue
        if found is not None:
            yield found
            if found.conclusion.op in ("<", ">"):
                return


def _by_growth(context: Context, value, depth: int) -> Theorem | None:
    """The sign of a polynomial or ratio by its growth in one of its symbols."""
    atoms = [
        context.space.atoms[place]
        for part in (value if isinstance(value, tuple) else (value,))
        for place, degree in enumerate(part.degrees())
        if degree
    ]
    if depth == 0 or all(atom.op == "symbol" for atom in atoms):
        return None  # a polynomial is no simpler after it was differentiated
    term = context.term(value)
    weak = None
    for variable in sorted(term.free, key=repr)[:4]:
        if context.session.looks_left <= 0 or rough(term, variable):
            continue
        context.session.looks_left -= 1
        context.session.looks -= 1
        try:
            found = _along(context, term, variable, depth)
        except _NONE:
            continue
        if found is not None and found.conclusion.op in ("<", ">"):
            return found
        weak = weak or found
    return weak


def _along(context: Context, term: Term, variable: Term, depth: int) -> Theorem | None:
    """The sign of a function of the variable by the way it grows from some point."""
    inside = _convex(context, variable)
    inner = context.session.context(map(kernel.assume, inside))
    taken = slope(inner, derivative(term, variable))
    tried: set[Term] = set()
    for point in _points(context, inner, taken.conclusion.args[1], variable):
        if point in tried or len(tried) == 6:
            continue
        tried.add(point)
        try:
            value = sign_of(context, substitute(term, {variable: point}))
            if value is None or value.conclusion.op == "!=":
                continue
            kept = tuple(c for c in inside if _shown(context, substitute(c, {variable: point})))
            near = context.session.context(map(kernel.assume, kept))
            here = taken if kept == inside else slope(near, derivative(term, variable))
            found = _from(context, near, here, point, value, depth)
        except _NONE:
            continue
        if found is not None:
            return found
    return _between(context, taken, inside, depth)


def _convex(context: Context, variable: Term) -> tuple[Term, ...]:
    """The facts that hold between any two values of the variable at which they hold."""
    return tuple(
        fact.conclusion
        for fact in context.facts
        if fact.conclusion.op in ("<", "<=", ">", ">=", "=") and calculus.is_convex(fact.conclusion, variable)
    )


def _shown(context: Context, condition: Term) -> Theorem | None:
    if condition.op not in RELATIONS:
        return None
    if condition.op in ("<=", ">=") and condition.args[0] == condition.args[1]:
        return kernel.order(condition, (), context.support(*condition.args))
    return context.shown(condition)


# ── points to start from ─────────────────────────────────────────────────────


def _points(context: Context, inner: Context, value: Term, variable: Term) -> Iterator[Term]:
    """Where the slope may be zero, then the ends of what is given of the variable."""
    ends = [end for fact in context.facts if (end := _end(context, fact.conclusion, variable)) is not None]
    others = sorted(value.free - {variable}, key=repr)[:2]
    upper, _ = inner.normal(value)
    with Session() as apart:  # in which exponents may be divided further
        for polynomial, _ in split_factors(inner, (upper, inner.space.one))[1]:
            root = _root(inner, polynomial, variable)
            if root is not None:
                yield root
                continue
            factor = inner.term(polynomial)
            for point in (*ends, *_NUMBERS, *others) if calculus.depends(factor, variable) else ():
                if _vanishes(apart, context.facts, substitute(factor, {variable: point})):
                    yield point
    yield from ends


def _vanishes(session: Session, facts, term: Term) -> bool:
    for _ in range(MOST_ROOTS):
        try:
            return session.context(facts).is_zero(term)
        except Roots:
            session.restart()
        except _NONE:
            return False
    return False


def _end(context: Context, condition: Term, variable: Term) -> Term | None:
    """The value of the variable at which both sides are equal."""
    if condition.op not in ("<", "<=", ">", ">=") or not calculus.depends(condition, variable):
        return None
    left, right = condition.args
    for side, other in ((left, right), (right, left)):
        if side == variable and not calculus.depends(other, variable):
            return other
    try:
        return _root(context, context.normal(sub(left, right))[0], variable)
    except _NONE:
        return None


def _root(context: Context, polynomial, variable: Term) -> Term | None:
    """The root of a polynomial that is linear in the variable, or in its log, and has it nowhere else."""
    space = context.space
    moving = [
        place
        for place, degree in enumerate(polynomial.degrees())
        if degree and calculus.depends(space.atoms[place], variable)
    ]
    if len(moving) != 1 or polynomial.degrees()[moving[0]] != 1:
        return None
    (place,) = moving
    lead = polynomial.derivative(place)
    rest = -(polynomial - lead * space.variables[place])
    if lead.is_constant():
        root = context.term(rest / lead.leading_coefficient())
    else:
        root = div(context.term(rest), context.term(lead))
    atom = space.atoms[place]
    if atom == function("log", variable):
        return function("exp", root)
    return root if atom == variable else None


# ── between two points ───────────────────────────────────────────────────────


def _between(context: Context, taken: Theorem, inside: tuple[Term, ...], depth: int) -> Theorem | None:
    """The sign of f between two points where it has that sign, by the sign of its second slope."""
    term, variable = taken.conclusion.args[0].args
    ends = dict.fromkeys(e for f in context.facts if (e := _end(context, f.conclusion, variable)) is not None)
    below = {e: s for e in ends if (s := _compared(context, e, variable)) is not None}
    above = {e: s for e in ends if (s := _compared(context, variable, e)) is not None}
    for low, high in ((low, high) for low in below for high in above if low != high):
        try:
            values = [sign_of(context, substitute(term, {variable: end})) for end in (low, high)]
            if None in values:
                continue
            found = _under_chord(context, taken, inside, below[low], above[high], values, depth)
        except _NONE:
            continue
        if found is not None:
            return found
    return None


def _compared(context: Context, low: Term, high: Term) -> Theorem | None:
    """low ≤ high, or None."""
    try:
        return context.shown(relation(low, "<=", high))
    except _NONE:
        return None


def _under_chord(context, taken, inside, below: Theorem, above: Theorem, values, depth) -> Theorem | None:
    (low, variable), (_, high) = below.conclusion.args, above.conclusion.args
    kept = tuple(
        c for c in inside if all(_shown(context, substitute(c, {variable: end})) for end in (low, high))
    )
    near = context.session.context(map(kernel.assume, kept))
    there = near.given(relation(low, "<", variable)).given(relation(variable, "<", high))
    term = taken.conclusion.args[0].args[0]
    first = slope(near, derivative(term, variable))
    second = slope(there, derivative(first.conclusion.args[1], variable))
    value = second.conclusion.args[1]
    sign = sign_of(there, value)
    if sign is None or sign.conclusion.op not in ("<", "<=", ">", ">="):
        sign = sharpen(there, value, depth - 1)
    if sign is None or sign.conclusion.op == "!=":
        return None
    op = ">=" if sign.conclusion.op[0] == "<" else "<="  # above the chord, or below it
    if not all(v.conclusion.op in (op, op[0], "=") for v in values):
        return None
    found = kernel.chord(first, second, sign, below, above, context.support(low, variable, high))
    found = _discharged(context, found, ())
    width = context.shown(relation(high, ">", low))
    if width is None:
        return None
    over = ((width, -1),)
    parts = [(1, ((found, 1), *over))]
    for value, part in zip(values, (above, below)):
        parts.append((1, ((value, 1), (part, 1), *over)))
    return kernel.order(
        relation(term, op, ZERO), parts, context.support(term, *found.conclusion.args, low, high)
    )


# ── away from a point ────────────────────────────────────────────────────────


def _from(context, near: Context, taken: Theorem, point: Term, value: Theorem, depth: int) -> Theorem | None:
    """The sign of f from that of f(point), where f does not come back towards zero."""
    term, variable = taken.conclusion.args[0].args
    side = sign_of(context, sub(variable, point))
    op = side.conclusion.op if side is not None else "real"
    sides = {">": "<", ">=": "<", "=": "<", "<": ">", "<=": ">"}.get(op, "<>")
    signs = {way: _slope_beyond(near, taken, point, way, depth) for way in sides}
    if None in signs.values():
        return None
    # f(x) − f(point) has the sign of the slope on the right, and the opposite on the left
    up = {signs[way].conclusion.op[0] == (">" if way == "<" else "<") for way in sides}
    if len(up) > 1 or value.conclusion.op[0] == ("<" if True in up else ">"):
        return None
    return _joined(context, taken, point, value, side, signs)


def _slope_beyond(near: Context, taken: Theorem, point: Term, way: str, depth: int) -> Theorem | None:
    """The sign of the slope on one side of the point: "<" where point < x."""
    variable = taken.conclusion.args[0].args[1]
    beyond = relation(point, "<", variable) if way == "<" else relation(variable, "<", point)
    there = near.given(beyond)
    there.settle(point)
    value = taken.conclusion.args[1]
    sign = sign_of(there, value)
    if sign is None or sign.conclusion.op not in ("<", ">"):
        sign = sharpen(there, value, depth - 1)
    return sign if sign is not None and sign.conclusion.op in ("<", "<=", ">", ">=") else None


def _joined(context, taken: Theorem, point: Term, value: Theorem, side, signs) -> Theorem | None:
    """f relation 0 from what is known on one side of the point, or on both."""
    variable = taken.conclusion.args[0].args[1]
    if len(signs) == 1:
        (way,) = signs
        op = way if side.conclusion.op == ("<" if way == ">" else ">") else way + "="
        ordered = kernel.order(
            relation(point, op, variable), ((1, ((side, 1),)),), context.support(variable, point)
        )
        return _beyond(context, taken, signs[way], ordered, value)
    strict = side is not None and side.conclusion.op == "!="
    conditions = tuple(relation(point, op, variable) for op in (("<", "=", ">") if strict else ("<=", ">=")))
    found = []
    for condition in conditions:
        if condition.op == "=":
            falsehood = contradiction(context.given(condition))
            if falsehood is None:
                return None
            found.append(kernel.absurd(falsehood, found[0].conclusion))
        else:
            found.append(_beyond(context, taken, signs[condition.op[0]], kernel.assume(condition), value))
    weak = next((f for f in found if f.conclusion.op in ("<=", ">=")), None)
    if weak is not None:
        found = [f if f.conclusion == weak.conclusion else _weakened(f, weak.conclusion) for f in found]
    exists = kernel.defined(sub(point, variable), context.support(sub(point, variable)))
    return kernel.split(tuple(found), conditions, exists)


def _beyond(context: Context, taken: Theorem, sign: Theorem, ordered: Theorem, value: Theorem) -> Theorem:
    """f relation 0 on one side of the point, under the context's facts and the side."""
    variable = taken.conclusion.args[0].args[1]
    point, _ = ordered.conclusion.args
    support = context.support(variable, point)
    if ordered.conclusion.op[0] == ">":
        turned = relation(variable, ordered.conclusion.op.replace(">", "<"), point)
        ordered = kernel.order(turned, ((1, ((ordered, 1),)),), support)
    grown = kernel.monotone(taken, sign, ordered, support)
    grown = _discharged(context, grown, ordered.hypotheses)
    term = taken.conclusion.args[0].args[0]
    up = ("<" in grown.conclusion.op) == (grown.conclusion.args[1] == term)
    strict = "<" in (grown.conclusion.op, value.conclusion.op) or ">" in (
        grown.conclusion.op,
        value.conclusion.op,
    )
    op = (">" if up else "<") + ("" if strict else "=")
    parts = [(1, ((grown, 1),)), (1, ((value, 1),))]
    return kernel.order(relation(term, op, ZERO), parts, context.support(term, *grown.conclusion.args))


def _discharged(context: Context, theorem: Theorem, kept) -> Theorem:
    """The theorem under the context's facts and what is kept."""
    for condition in theorem.hypotheses:
        reason = next((f for f in context.facts if f.conclusion == condition), None)
        reason = reason or (None if condition in kept else _shown(context, condition))
        if reason is not None and condition not in reason.hypotheses:
            theorem = kernel.discharge(theorem, reason)
    return theorem


def _weakened(theorem: Theorem, conclusion: Term) -> Theorem:
    return kernel.order(conclusion, ((1, ((theorem, 1),)),), (theorem,))
