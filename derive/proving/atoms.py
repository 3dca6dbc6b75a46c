"""What each kind of atom equals, under a context: one function a kind, by laws.

Invariant: an atom is only ever replaced through a theorem of the kernel.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from flint import fmpz

from derive.proving import kernel, powers
from derive.proving.context import Context, Failure, Need, Roots, Split, Undefined
from derive.proving.evidence import NEGATION, Evidence, compare, domain_of
from derive.proving.kernel import Theorem
from derive.proving.rational import literal, whole
from derive.terms.latex import write
from derive.proving.signs import difference, factor_sign, fraction, require, split_factors
from derive.terms.term import (
    FAMILIES,
    ONE,
    PI,
    TRUE,
    ZERO,
    Term,
    add,
    function,
    mul,
    number,
    power,
    relation,
    symbol,
)

_A, _B, _C = symbol("a"), symbol("b"), symbol("c")
GREATEST_MULTIPLE = 200
SPECIAL_ANGLES = (1, 2, 3, 4, 6)  # q, for the angles π/q whose sine and cosine are laws
GREATEST_FACTORED = 10**24


# ── side conditions ──────────────────────────────────────────────────────────


def settle_condition(context: Context, term: Term) -> None:
    """Record the theorem of the condition under which the outermost operation is defined."""
    op, args = term.op, term.args
    for condition in domain_of(term):
        _condition(context, term, condition, op != "gamma")
    if op == "root":
        degree = whole(args[1])
        if degree is None or degree < 1:
            raise Failure("a root whose degree is not a positive whole number")
        if degree % 2 == 0:
            _condition(context, term, relation(args[0], ">=", ZERO))
    elif op == "^":
        exponent = literal(args[1])
        if exponent is None:
            base = context.sign(args[0])
            known = base is not None and base.conclusion.op == ">"
            if not known and (reasons := powers.counted(context, *args)):
                context.conditions[term] = reasons
                return
            if base is not None and base.conclusion.op in ("=", ">="):
                _condition(context, term, relation(args[1], ">", ZERO), necessary=False)
                context.conditions[term] += (base,)
                return
            counted = Evidence(whole_facts(context)).holds(Term("integer", (args[1],)))
            _condition(context, term, relation(args[0], "!=" if counted else ">", ZERO), necessary=False)
            if counted:
                context.conditions[term] = (*context.conditions.get(term, ()), *whole_facts(context))
        elif exponent.denominator == 1:
            if exponent < 0:
                _condition(context, term, relation(args[0], "!=", ZERO))
        else:
            _condition(context, term, relation(args[0], ">=" if exponent > 0 else ">", ZERO))


def _condition(context: Context, term: Term, condition: Term, necessary: bool = True) -> None:
    part = condition.args[0]
    if condition.op == "integer":
        shown = whole_facts(context)
        if not Evidence(shown).holds(condition):
            raise Need(condition)
        context.conditions[term] = (*context.conditions.get(term, ()), *shown)
        return
    if literal(part) is not None and compare(literal(part), condition.op, Fraction(0)):
        return
    context.settle(part)
    try:
        found = require(context, part, condition.op)
    except Need as need:
        raise Need(need.condition, need.necessary and necessary) from None
    context.conditions[term] = (*context.conditions.get(term, ()), found)


def whole_facts(context: Context) -> tuple[Theorem, ...]:
    """What is given to be whole."""
    return tuple(fact for fact in context.facts if fact.conclusion.op == "integer")


# ── atoms ────────────────────────────────────────────────────────────────────


def prime(context: Context, term: Term) -> None:
    """The derivative of a function without a formula: any real value, where there is one."""
    exists = relation(term, "=", term)
    fact = next((f for f in context.facts if f.conclusion == exists), None)
    if fact is None:
        raise Need(exists)
    context.conditions[term] = (fact,)
    by_arguments(context, term)


def unknown(context: Context, term: Term) -> None:
    shown = write(term)
    if term.value == "vector":
        raise Failure(f"vectors and matrices are read, and not decided yet: `{shown}`")
    if term.value == "random":
        raise Failure(f"expectations and probabilities are read, and not decided yet: `{shown}`")
    if term.value == "antiderivative":
        raise Failure(f"integrals without bounds are read, and not decided, write their bounds: `{shown}`")
    if term.value == "range":
        raise Failure(
            f"sums over what no bounds say are read, and not decided, write their bounds: `{shown}`"
        )
    if term.value == "prime":
        raise Failure(f"primes without an argument are read, and not decided, write a derivative: `{shown}`")
    if term.value == "sigma":
        raise Failure(f"a capital sigma is read, and not decided, write it with ∑ for a sum: `{shown}`")
    if term.value == "list":
        raise Failure(f"lists and sets are read, and not decided yet: `{shown}`")
    if term.value == "dots":
        raise Failure(f"it is not clear what the dots stand for, write it with ∑ or ∏: `{shown}`")
    if term.value == "differential":
        raise Failure(f"differentials are read, and not decided, write derivatives: `{shown}`")
    if term.value == "sign":
        raise Failure(f"two signs at once are read, and not decided, write one line for each: `{shown}`")
    raise Failure(f"nothing above says what `{shown}` is")


def by_arguments(context: Context, term: Term) -> None:
    """An opaque term: its arguments in normal form, so that equal ones are the same."""
    first = 1 if term.op in FAMILIES else 0
    equations, changed = [], list(term.args)
    for place, argument in enumerate(term.args):
        if (
            place < first
            or argument.op == "number"
            or argument not in context.equations
            and argument.op == "symbol"
        ):
            continue
        plain = context.term(context.normal(argument))
        if plain != argument:
            equations.append(context.equal(argument, plain))
            changed[place] = plain
    if equations and None not in equations:
        support = context.support(*term.args) + context.conditions.get(term, ())
        context.rewrite(kernel.congruence(term, equations, support))


def law_at(context: Context, name: str, values: dict[Term, Term], *premises: Theorem) -> Theorem:
    return kernel.law(name, values, (*premises, *context.support(*values.values())))


def exchange(context: Context, term: Term, plain: Term) -> None:
    """term = the same function of `plain`, which equals its argument."""
    (argument,) = term.args
    if plain == argument:
        return
    equal = context.equal(argument, plain)
    if equal is None:
        raise Failure("a normal form that does not check")
    context.rewrite(
        kernel.congruence(term, (equal,), context.support(*term.args) + context.conditions.get(term, ()))
    )


def pieces(context: Context, argument: Term, kind: str = "") -> list[tuple[int, Term]]:
    """The argument as Σ n·b with whole n, in terms b that recur.

    Raises Roots when a b must be divided further; then all begins again.
    """
    upper, lower = context.normal(argument)
    found = []
    for exponents, coefficient in upper.terms():
        monomial = context.space.context.from_dict({exponents: 1})
        ratio = (monomial, lower)
        base = ONE if monomial.is_one() and lower.is_one() else context.term(_lowest(ratio))
        value = fraction(coefficient)
        key = Term(kind, (base,)) if kind else base
        degree = context.session.degrees.setdefault(key, 1)
        if kind == "angle" and base == PI and value.denominator in SPECIAL_ANGLES:
            share = PI if value.denominator == 1 else mul(number(Fraction(1, value.denominator)), PI)
            found.append((value.numerator, share))
            continue
        if value.denominator > 1 and degree % value.denominator:
            context.session.degrees[key] = lcm(degree, value.denominator)
            raise Roots
        if abs(value * degree) > GREATEST_MULTIPLE:  # e^{1000 x}: no polynomial of that degree
            found.append((1 if value > 0 else -1, mul(number(abs(value)), base)))
            continue
        if degree > 1:
            share = number(Fraction(1, degree))
            base = share if base == ONE else mul(share, base)
        found.append((int(value * degree), base))
    return found


def _lowest(ratio):
    from derive.proving.rational import lowest

    return lowest(*ratio)


def exponential(context: Context, term: Term) -> None:
    (argument,) = term.args
    found = pieces(context, argument)
    if not found:
        exchange(context, term, ZERO)
        context.rewrite(kernel.law("exp-zero", {}))
        return
    parts = [base if count == 1 else mul(number(count), base) for count, base in found]
    total = parts[-1]
    for part in reversed(parts[:-1]):
        total = add(part, total)
    exchange(context, term, total)
    if total != argument:
        return  # settled as the exponential of the total
    if len(parts) > 1:
        context.rewrite(law_at(context, "exp-sum", {_A: parts[0], _B: total.args[1]}))
        return
    ((count, base),) = found
    if count != 1:
        context.rewrite(law_at(context, "exp-multiple", {_A: number(count), _B: base}))
    elif base.op == "log":
        context.rewrite(law_at(context, "exp-log", {_A: base.args[0]}, *context.conditions.get(base, ())))
    elif base.op == "*" and len(base.args) == 2 and base.args[1].op == "log" and base.args[0].op == "number":
        _root_of(context, term, base)


def _root_of(context: Context, term: Term, base: Term) -> None:
    """e^{(1/q) log f} is a generator whose q-th power is f."""
    share, logarithm = base.args
    degree = number(share.value.denominator)
    raised = mul(degree, base)
    many = law_at(context, "exp-multiple", {_A: degree, _B: base})
    same = kernel.congruence(
        function("exp", raised),
        (kernel.arithmetic(raised, logarithm, context.support(base)),),
        context.support(base),
    )
    back = law_at(context, "exp-log", {_A: logarithm.args[0]}, *context.conditions.get(logarithm, ()))
    goal = relation(power(term, degree), "=", logarithm.args[0])
    steps = ((-1, ((many, 1),)), (1, ((same, 1),)), (1, ((back, 1),)))
    context.powers[term] = kernel.order(goal, steps, context.support(base))


def logarithm(context: Context, term: Term) -> None:
    (argument,) = term.args
    if argument.op == "product" and _log_of_product(context, argument):
        return
    ratio = context.normal(argument)
    coefficient, factors = split_factors(context, ratio)
    parts: list[tuple[Term, int]] = []
    for polynomial, exponent in factors:
        sign = factor_sign(context, polynomial)
        if sign is None or sign.conclusion.op not in ("<", ">"):
            raise Split(context.term(polynomial), True)
        if sign.conclusion.op == "<":
            polynomial = -polynomial
            coefficient = -coefficient if exponent % 2 else coefficient
        parts.append((context.term(polynomial), exponent))
    if coefficient <= 0:
        raise Undefined(term)
    parts = [(number(p), n) for p, n in _primes(coefficient)] + parts
    written = [base if count == 1 else power(base, number(count)) for base, count in parts]
    if not written:
        exchange(context, term, ONE)
        context.rewrite(kernel.law("log-one", {}))
        return
    total = written[-1]
    for part in reversed(written[:-1]):
        total = mul(part, total)
    exchange(context, term, total)
    if total != argument:
        return
    if len(written) > 1:
        values = {_A: written[0], _B: total.args[1]}
        premises = [require(context, value, ">") for value in values.values()]
        context.rewrite(law_at(context, "log-product", values, *premises))
        return
    ((base, count),) = parts
    if count != 1:
        values = {_A: base, _B: number(count)}
        context.rewrite(law_at(context, "log-power", values, require(context, base, ">")))
    elif base.op == "exp":
        context.rewrite(law_at(context, "log-exp", {_A: base.args[0]}))
    elif base.op == "product":
        _log_of_product(context, base)


def _log_of_product(context: Context, product: Term) -> bool:
    from derive.proving.sums import log_of_product

    found = log_of_product(context, product)
    if found is not None:
        context.rewrite(found)
    return found is not None


def _primes(value: Fraction) -> list[tuple[int, int]]:
    found = []
    for size, way in ((value.numerator, 1), (value.denominator, -1)):
        if size == 1:
            continue
        if size > GREATEST_FACTORED:
            found.append((size, way))
        else:
            found += [(int(p), way * int(n)) for p, n in fmpz(size).factor()]
    return sorted(found)


def square_root(context: Context, term: Term) -> None:
    (argument,) = term.args
    sign = context.sign(argument)
    if sign.conclusion.op == "=":
        exchange(context, term, ZERO)
        context.rewrite(kernel.law("sqrt-zero", {}))
    elif sign.conclusion.op == ">":
        context.rewrite(law_at(context, "sqrt-power", {_A: argument}, sign))
    else:
        factor = unknown_factor(context, argument, strict=True)
        if factor.op == "symbol":
            raise Split(factor, True)
        context.powers[term] = law_at(context, "sqrt-square", {_A: argument}, sign)


def root(context: Context, term: Term) -> None:
    argument, degree = term.args
    if degree != number(3):
        by_arguments(context, term)
        return
    sign = context.sign(argument)
    op = sign.conclusion.op if sign is not None else None
    if op == ">":
        context.rewrite(law_at(context, "cube-root-power", {_A: argument}, sign))
    elif op == "<":
        context.rewrite(law_at(context, "cube-root-odd", {_A: argument}))
    elif op != "=":
        raise Split(unknown_factor(context, argument, strict=True), True)


def power_of(context: Context, term: Term) -> None:
    base, exponent = term.args
    if whole(exponent) is not None:
        return  # too large to write out: left as it is
    sign = context.sign(base)
    op = sign.conclusion.op if sign is not None else None
    if op == ">":
        context.rewrite(law_at(context, "power-exp", {_A: base, _B: exponent}, sign))
    elif op != "=" and (reasons := powers.counted(context, base, exponent)):
        powers.settle_counted(context, term, reasons)
    elif op == "=":
        above = context.sign(exponent)
        if (above is None or above.conclusion.op != ">") and powers.counted(context, base, exponent):
            return  # 0^n, which is 1 for n = 0
        zero = kernel.congruence(
            term,
            (kernel.arithmetic(base, ZERO, context.support(base)),),
            context.support(base, exponent) + context.conditions.get(term, ()),
        )
        context.rewrite(zero)
        context.rewrite(law_at(context, "power-zero-base", {_A: exponent}, require(context, exponent, ">")))
    else:
        raise Split(unknown_factor(context, base, strict=True), True)


def unknown_factor(context: Context, term: Term, strict: bool) -> Term:
    """A factor of the term whose sign is missing."""
    _, factors = split_factors(context, context.normal(term))
    for polynomial, exponent in factors:
        sign = factor_sign(context, polynomial)
        op = sign.conclusion.op if sign is not None else None
        if op is None or op == "!=" or (strict and op in (">=", "<=")):
            if exponent % 2 or strict:
                return context.term(polynomial)
    raise Failure("a sign that cannot be found")


def decide_sign(context: Context, term: Term, strict: bool) -> Theorem:
    """The sign of the term, or a Split that asks for it."""
    sign = context.sign(term)
    op = sign.conclusion.op if sign is not None else None
    if op in (None, "!=") or (strict and op in (">=", "<=")):
        raise Split(unknown_factor(context, term, strict), strict or op == "!=")
    return sign


def absolute(context: Context, term: Term) -> None:
    (argument,) = term.args
    try:
        sign = decide_sign(context, argument, False)
    except Split as split:
        if split.term.free.isdisjoint(context.counted):
            raise
        by_arguments(context, term)  # |x_i| in a sum over i stays as it is
        if term not in context.rewrites:
            context.powers[term] = law_at(context, "abs-square", {_A: argument})
        return
    up = sign.conclusion.op in (">", ">=", "=")
    context.rewrite(
        law_at(context, "abs-of-nonnegative" if up else "abs-of-nonpositive", {_A: argument}, sign)
    )


def extreme(context: Context, term: Term) -> None:
    if len(term.args) == 3:
        context.rewrite(law_at(context, f"{term.op}-of-three", dict(zip((_A, _B, _C), term.args))))
        return
    if len(term.args) != 2:
        return
    left, right = term.args
    sign = decide_sign(context, difference(left, right), False)
    op = {">": ">=", "<": "<=", "=": ">="}.get(sign.conclusion.op, sign.conclusion.op)
    compared = kernel.order(
        relation(left, op, right),
        ((1, ((sign, 1),)),) if sign.conclusion.op != "=" else ((1, ((sign, 1),)),),
        context.support(left, right),
    )
    first = (op == ">=") == (term.op == "max")
    context.rewrite(
        law_at(context, f"{term.op}-{'first' if first else 'second'}", {_A: left, _B: right}, compared)
    )


def sign(context: Context, term: Term) -> None:
    sign = decide_sign(context, term.args[0], True)
    name = {">": "positive", "<": "negative", "=": "zero"}[sign.conclusion.op]
    context.rewrite(law_at(context, f"sign-{name}", {_A: term.args[0]}, sign))


def hyperbolic(context: Context, term: Term) -> None:
    name = f"{term.op}-log" if term.op.startswith("ar") else f"{term.op}-exp"
    context.rewrite(law_at(context, name, {_A: term.args[0]}, *context.conditions.get(term, ())))


# ── cases ────────────────────────────────────────────────────────────────────


def cases(context: Context, term: Term) -> None:
    if _indicator(term):
        for side in term.args[1].args:
            context.settle(side)
        if context.shown(term.args[1]) is None and context.shown(_opposite(term.args[1])) is None:
            return  # δ_ij with i and j apart or not: a generator, until someone must know
    elif _tells_apart(context, term):
        return
    shown: list[Theorem] = []
    for place, condition in enumerate(term.args[1::2]):
        if truth(context, condition, shown):
            value = term.args[2 * place]
            context.settle(value)
            context.rewrite(kernel.row(term, place, (*shown, *context.support(value))))
            return
    raise Undefined(term)


def _tells_apart(context: Context, term: Term) -> bool:
    """Write `u where i = j, else v` of indices as v + δ_ij (u − v)."""
    condition = term.args[1]
    if len(term.args) != 4 or term.args[3] != TRUE or condition.op not in ("=", "!="):
        return False
    wholes = Evidence(f for f in context.facts if f.conclusion.op == "integer")
    if not all(s.op == "symbol" and wholes.holds(Term("integer", (s,))) for s in condition.args):
        return False
    if context.shown(condition) is not None or context.shown(_opposite(condition)) is not None:
        return False
    equal, apart = (relation(condition.args[0], op, condition.args[1]) for op in ("=", "!="))
    first, second = term.args[0], term.args[2]
    inside, outside = (first, second) if condition.op == "=" else (second, first)
    delta = Term("cases", (ONE, equal, ZERO, TRUE))
    written = add(outside, mul(delta, difference(inside, outside)))
    context.settle(written)
    found = tuple(context.given(c).equal(term, written) for c in (equal, apart))
    if None in found:
        return False
    context.rewrite(kernel.split(found, (equal, apart), kernel.defined(difference(*condition.args))))
    return True


def _indicator(term: Term) -> bool:
    """Whether the term is δ_ij: 1 where two indices agree, else 0."""
    return term.args[0] == ONE and term.args[2:] == (ZERO, TRUE) and term.args[1].op == "="


def _opposite(condition: Term) -> Term:
    return relation(condition.args[0], NEGATION[condition.op], condition.args[1])


def truth(context: Context, condition: Term, shown: list[Theorem]) -> bool:
    """Whether the condition holds or fails throughout; why is added to `shown`."""
    if condition == TRUE:
        return True
    if condition.op == "integer":
        shown += whole_facts(context)
        if Evidence(shown).holds(condition):
            return True
        raise Failure("whether a term is whole is not known")
    if condition.op == "and":
        return all(truth(context, part, shown) for part in condition.args)
    if condition.op == "or":
        return any(truth(context, part, shown) for part in condition.args)
    if condition.op not in NEGATION:
        raise Failure("a row's condition that is not a relation")
    left, right = condition.args
    context.settle(left)
    context.settle(right)
    theorem = context.shown(condition)
    if theorem is not None:
        shown.append(theorem)
        return True
    opposite = relation(left, NEGATION[condition.op], right)
    theorem = context.shown(opposite)
    if theorem is not None:
        shown.append(theorem)
        return False
    raise Split(unknown_factor(context, difference(left, right), strict=True), True)
