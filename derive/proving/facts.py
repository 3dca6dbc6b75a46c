"""What a context's facts say: values of symbols, signs of polynomials, exclusions.

Invariant: only theorems of the kernel are recorded.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq, fmpq_mpoly

from derive.proving import kernel
from derive.proving.context import Failure, Need, Split, Undefined
from derive.proving.evidence import Evidence, Refusal, strict_subterms
from derive.proving.kernel import Theorem
from derive.proving.linear import Column, combination
from derive.proving.rational import (
    Arithmetic,
    Cyclic,
    Full,
    Space,
    Vanishing,
    key,
    literal,
    polynomial_term,
    whole,
)
from derive.terms.term import (
    BINDERS,
    ONE,
    ZERO,
    Term,
    div,
    function,
    is_known,
    mul,
    relation,
    sub,
    subterms,
)


def facts_of(conditions) -> tuple[Theorem, ...]:
    """One theorem for each relation, or whole term, among the conditions; `or` gives none,
    nor does what is never decided."""
    found = []
    for condition in filter(is_known, conditions):
        if condition.op == "and":
            for index, inner in enumerate(condition.args):
                if inner.op in ("=", "!=", "<", "<=", ">", ">=", "integer"):
                    found.append(kernel.part(condition, index))
        elif condition.op in ("=", "!=", "<", "<=", ">", ">=", "integer"):
            found.append(kernel.assume(condition))
    return tuple(found)


def register(context) -> None:
    """Record what the context's facts say, equations first."""
    instances = instances_of(context)
    plain = [fact for fact in instances if not _has_sum(fact)]  # a sum's own index has its instances, too
    facts = (*context.facts, *instances)
    facts += tuple(condition for fact in (*context.facts, *plain) for condition in _conditions(fact))
    equations = [fact for fact in facts if fact.conclusion.op == "="]
    open_equations = [f for f in equations if not _solve(context, f) and (f not in instances or f in plain)]
    open_equations = [fact for fact in open_equations if not _divide(context, fact)]
    context.signs = {name: sign for name, sign in context.signs.items() if sign is not None}  # facts follow
    rest = [fact for fact in facts if fact.conclusion.op not in ("=", "integer")]
    known: dict[Theorem, int] = {}  # facts that were read, by how much was learned until then
    for _ in range(2):  # one fact may give the sign that another needs
        context.deferred.clear()
        for fact in rest:
            if known.get(fact) == context.learned:
                continue
            try:
                _record(context, fact)
                known[fact] = context.learned
            except Split as split:
                context.deferred.append(split.with_traceback(None))  # which would keep the context
            except (Failure, Need, Undefined, Refusal):
                pass  # a fact that cannot be read helps no proof
    for fact in open_equations:
        if not (_divide(context, fact) or _solve_generator(context, fact) or _in_logarithms(context, fact)):
            context.unsolved.append(fact)
    for atom, fact in context.powers.items():
        _record_square(context, atom, fact)
    _strengthen(context)


def _record_square(context, atom: Term, fact: Theorem) -> None:
    """What x² = a says of a: it is not negative."""
    raised, value = fact.conclusion.args
    exponent = whole(raised.args[1])
    if atom.op != "symbol" or exponent % 2 or literal(value) is not None:
        return
    try:
        square = ((1, ((atom, exponent),)),)
        _record(context, kernel.order(relation(value, ">=", ZERO), square, (fact, *context.support(value))))
    except (Failure, Need, Split, Undefined, Refusal):
        return  # a fact that cannot be read helps no proof


def _strengthen(context) -> None:
    """Where one fact gives a weak sign and others a strict one: n ≥ 0 beside n ≥ 2."""
    from derive.proving.columns import combined
    from derive.proving.signs import primitive

    for polynomial, _ in tuple(context.columns) if len(context.columns) > 1 else ():
        if polynomial.is_constant():
            continue
        polynomial, _ = primitive(polynomial)
        known = context.signs.get(key(polynomial))
        if known is not None and known.conclusion.op in (">=", "<="):
            found = combined(context, polynomial)
            if found is not None:
                note(context, polynomial, found)


def _has_sum(fact: Theorem) -> bool:
    return any(part.op in ("sum", "product") for part in subterms(fact.conclusion))


def _conditions(fact: Theorem) -> list[Theorem]:
    """What a fact says by being defined: its denominators are not zero, and so on."""
    return [
        kernel.condition_of(fact, term)
        for side in fact.conclusion.args
        if fact.conclusion.op != "integer"
        for term in strict_subterms(side)
        if term.op in ("/", "log", "sqrt") and literal(term.args[-1]) is None
    ]


def instances_of(context) -> list[Theorem]:
    """What is given for every index, at the indices that are spoken of."""
    if not context.session.universal:
        return []
    wholes = tuple(fact for fact in context.facts if fact.conclusion.op == "integer")
    evidence = Evidence(wholes)
    places = dict.fromkeys(fact.conclusion.args[0] for fact in wholes)
    places.update((p, None) for p in context.session.places if evidence.holds(Term("integer", (p,))))
    found = []
    for place in places:
        reasons = [fact for fact in wholes if not place.free.isdisjoint(fact.conclusion.free)]
        found += [kernel.specialize(c, place, reasons) for c in context.session.universal]
    return found


def places_in(terms) -> tuple[Term, ...]:
    """The indices below names and the bounds of sums that no sum counts: 1, n, n + 1."""
    parts = [part for term in terms for part in subterms(term)]
    counted = {part.args[1] for part in parts if part.op in BINDERS}
    found: dict[Term, None] = {}
    for part in parts:
        if part.op in ("sum", "product"):
            found.update(dict.fromkeys(part.args[2:]))
        elif part.op in ("indexed", "apply"):
            found.update(dict.fromkeys(part.args[1:]))
    return tuple(place for place in found if place.op != "infinity" and counted.isdisjoint(place.free))


def _solve(context, fact: Theorem) -> bool:
    """Use an equation that is linear in a symbol as the symbol's value; whether that went."""
    left, right = fact.conclusion.args
    if left.op == "^" and left.args[0].op == "symbol" and (whole(left.args[1]) or 0) > 1:
        if left.args[0] not in right.free:
            context.powers[left.args[0]] = fact
            return True
    if right.op == "symbol" and left.op != "symbol":
        left, right = right, left
    if left.op in ("symbol", "indexed") and not _leads_to(context, right, {left, *left.args[:1]}):
        same = fact if fact.conclusion.args[0] == left else _turned(fact)
        context.equations[left], context.rewrites[left] = right, same
        return True
    space = Space(32)
    try:
        upper, lower = Arithmetic(space, context.equations).ratio(sub(left, right))
    except (Full, Cyclic, Vanishing):
        return False
    candidates = [a for a in space.atoms if a.op in ("symbol", "indexed")]
    candidates.sort(key=lambda a: (a != left, a.op != "symbol"))
    for atom in candidates:
        place = space.index[atom]
        lead = upper.derivative(place)
        if not lead.is_constant() or lead.is_zero():
            continue
        rest = upper - lead * space.variables[place]
        value = polynomial_term(-rest / lead.leading_coefficient(), space)
        if atom in value.free or any(
            atom in a.free for a in space.atoms if a != atom and _in(rest, space, a)
        ):
            continue
        scale = lead.leading_coefficient()
        part = (Fraction(int(scale.q), int(scale.p)), ((fact, 1), (polynomial_term(lower, space), 1)))
        try:
            solved = kernel.order(relation(atom, "=", value), (part,), context.rewrites.values())
        except Refusal:
            continue
        context.equations[atom] = value
        context.rewrites[atom] = solved
        return True
    return False


def _leads_to(context, value: Term, names: set[Term]) -> bool:
    """Whether one of the names stands in the value, or in what its atoms equal: y = c + i beside c = b y."""
    if names & value.free:
        return True
    seen, stack = set(), [value]
    while stack and context.equations:
        for part in subterms(stack.pop()):
            other = context.equations.get(part)
            if other is not None and part not in seen:
                if names & other.free:
                    return True
                seen.add(part)
                stack.append(other)
    return False


def _divide(context, fact: Theorem) -> bool:
    """Use an equation that is linear in a symbol as its value, by dividing by what it is
    multiplied by: e^z (1 − P) = P gives P = e^z / (e^z + 1).  Whether that went."""
    space = Space(32)
    try:
        upper, lower = Arithmetic(space, context.equations).ratio(sub(*fact.conclusion.args))
        for place, degree in enumerate(upper.degrees()):
            atom = space.atoms[place] if degree == 1 else ZERO
            if atom.op not in ("symbol", "indexed") or atom in context.rewrites:
                continue
            if any(atom in a.free for a in space.atoms if a != atom):
                continue
            lead = polynomial_term(upper.derivative(place), space)
            sign = context.sign(lead)
            if sign is None or sign.conclusion.op not in ("<", ">", "!="):
                continue
            rest = upper.derivative(place) * space.variables[place] - upper
            value = div(polynomial_term(rest, space), lead)
            way = -1 if sign.conclusion.op == "<" else 1
            part = (way, ((fact, 1), (polynomial_term(lower, space), 1), (sign, -1)))
            goal = relation(atom, "=", value)
            context.redirect(
                kernel.order(goal, (part,), (*context.rewrites.values(), *context.support(value)))
            )
            return True
    except (Failure, Need, Split, Undefined, Refusal, Full, Cyclic, Vanishing):
        pass
    return False


def _in_logarithms(context, fact: Theorem) -> bool:
    """Use log a = log b for a = b, both positive, where exponentials stand in them; whether that went."""
    left, right = fact.conclusion.args
    if not any(part.op in ("exp", "^", "product") for side in (left, right) for part in strict_subterms(side)):
        return False
    try:
        signs = [context.sign(side) for side in (left, right)]
        if any(sign is None or sign.conclusion.op != ">" for sign in signs):
            return False
        term = function("log", left)
        same = kernel.congruence(term, (fact,), context.support(term, function("log", right)))
    except (Failure, Need, Split, Undefined, Refusal):
        return False
    return _solve_generator(context, same, ("symbol", "indexed", *_SOLVED))


_SOLVED = ("sum", "product", "apply")


def _solve_generator(context, fact: Theorem, solved_for=_SOLVED) -> bool:
    """Use an equation that is linear in another generator (a sum, f(x), …) as its value; whether that went."""
    left, right = fact.conclusion.args
    try:
        upper, lower = context.normal(sub(left, right))
    except (Failure, Need, Split, Undefined, Refusal):
        return False
    space = context.space
    for place, degree in enumerate(upper.degrees()):
        if degree != 1 or space.atoms[place].op not in solved_for:
            continue
        lead = upper.derivative(place)
        atom, rest = space.atoms[place], lead * space.variables[place] - upper
        try:
            value, factors = _over(context, rest, lead)
            part = (factors[0], ((fact, 1), (context.term(lower), 1), *factors[1]))
            solved = kernel.order(relation(atom, "=", value), (part,), context.support(left, right, value))
        except (Failure, Need, Split, Undefined, Refusal):
            continue
        context.redirect(solved)
        return True
    return False


def _over(context, upper: fmpq_mpoly, lead: fmpq_mpoly):
    """upper / lead as a term, and (1 / lead as a number and factors of a theorem)."""
    from derive.proving.signs import fraction

    if lead.is_constant():
        scale = lead.leading_coefficient()
        return context.term(upper / scale), (1 / fraction(scale), ())
    below = context.term(lead)
    sign = context.sign(below)
    if sign is None or sign.conclusion.op not in ("<", ">", "!="):
        raise Failure("a factor that may be zero")
    value = div(context.term(upper), below)
    context.settle(value)
    return value, (-1 if sign.conclusion.op == "<" else 1, ((sign, -1),))


def _turned(fact: Theorem) -> Theorem:
    left, right = fact.conclusion.args
    return kernel.order(relation(right, "=", left), ((-1, ((fact, 1),)),))


def _in(polynomial, space: Space, atom: Term) -> bool:
    return polynomial.degrees()[space.index[atom]] > 0


def _record(context, fact: Theorem) -> None:
    from derive.proving.signs import difference, factor_sign, split_factors

    left, right = fact.conclusion.args
    op = fact.conclusion.op
    ratio = context.normal(difference(left, right))
    if ratio[0].is_constant():
        context.columns.append((-ratio[0] if op in ("<", "<=") else ratio[0], fact))
        return
    if ratio[1].is_one() and op != "!=" and all(fact is not known for _, known in context.columns):
        context.columns.append((-ratio[0] if op in ("<", "<=") else ratio[0], fact))
    coefficient, factors = split_factors(context, ratio)
    support = context.support(left, right)
    if op == "!=":
        for polynomial, exponent in factors:
            known = factor_sign(context, polynomial)
            if exponent > 0 and (known is None or known.conclusion.op not in ("<", ">")):
                _exclude(context, fact, polynomial, ratio, support)
        return
    signed, unknown = [], []
    certain = op in ("<", ">") and len(factors) == 1 and factors[0][1] == 1  # it says the sign itself
    for polynomial, exponent in factors:
        known = context.signs.get(key(polynomial)) or (None if certain else factor_sign(context, polynomial))
        if known is not None and known.conclusion.op in ("<", ">"):
            signed.append((known, exponent))
        else:
            unknown.append((polynomial, exponent))
    if not unknown or any(exponent != 1 for _, exponent in unknown):
        return
    flip = coefficient < 0
    for known, exponent in signed:
        flip ^= known.conclusion.op == "<" and exponent % 2 == 1
    op = {">": "<", "<": ">", ">=": "<=", "<=": ">="}[op] if flip else op
    polynomial = unknown[0][0]
    for other, _ in unknown[1:]:  # of a product no factor has a sign: the product has
        polynomial = polynomial * other
    term = context.term(polynomial)
    part = (abs(1 / coefficient), ((fact, 1), *((known, -exponent) for known, exponent in signed)))
    try:
        found = kernel.order(relation(term, op, ZERO), (part,), (*support, *context.support(term)))
    except Refusal:
        return
    note(context, polynomial, found)


def note(context, polynomial: fmpq_mpoly, found: Theorem) -> None:
    """Keep the stronger of what is known of the polynomial's sign and what was found."""
    name = key(polynomial)
    known = context.signs.get(name)
    if known is None:
        context.polynomials[name] = polynomial
    else:
        strength = {"!=": 0, ">=": 0, "<=": 0, "=": 2, ">": 2, "<": 2}
        for weak, other in ((known, found), (found, known)):
            if weak.conclusion.op in (">=", "<=") and other.conclusion.op == "!=":
                found = kernel.strengthen(weak, other)
                break
        else:
            if strength[found.conclusion.op] <= strength[known.conclusion.op]:
                return
    context.signs[name] = found
    context.learned += 1


def _exclude(context, fact: Theorem, polynomial, ratio, support) -> None:
    factor = context.term(polynomial)
    cofactor = context.term((ratio[0] / polynomial, ratio[1]))
    more = (*support, *context.support(factor, cofactor))
    try:
        note(context, polynomial, kernel.nonzero_factor(fact, factor, cofactor, more))
    except Refusal:
        pass


def contradiction(context) -> Theorem | None:
    """A false relation between numbers that the facts give, or None."""
    for fact in context.facts:
        if fact.conclusion.op == "integer":
            continue
        left, right = fact.conclusion.args
        if fact.conclusion.op == "!=" and context.is_zero(sub(left, right)):
            return kernel.order(
                relation(ZERO, "!=", ZERO), ((1, ((fact, 1),)),), context.support(left, right)
            )
        if fact.conclusion.op == "=":
            upper = context.normal(sub(left, right))[0]
            if upper.is_constant() and not upper.is_zero():
                return kernel.order(
                    relation(_number(upper), "=", ZERO), ((1, ((fact, 1),)),), context.support(left, right)
                )
    known = [(context.space.one, (), True)]
    for polynomial, theorem in context.columns:
        known.append((polynomial, ((theorem, 1),), theorem.conclusion.op in ("<", ">")))
    for name, polynomial in context.polynomials.items():
        theorem = context.signs[name]
        if theorem is not None and theorem.conclusion.op in ("<", ">", "<=", ">="):
            way = -1 if theorem.conclusion.op in ("<", "<=") else 1
            known.append((way * polynomial, ((theorem, 1),), theorem.conclusion.op in ("<", ">")))
    from derive.proving.columns import column

    every = [Column({**column(p).entries, "strict": fmpq(int(s))}) for p, _, s in known]
    found = combination(every, Column({"strict": fmpq(1)}), [False] * len(known))
    if found is None:
        return None
    parts = [(c, known[i][1]) for i, c in enumerate(found) if c]
    try:
        return kernel.order(
            relation(ZERO, ">", ZERO), parts, context.support(*(context.term(p) for p, _, _ in known))
        )
    except Refusal:
        return None


def _number(polynomial) -> Term:
    from derive.terms.term import number

    value = polynomial.leading_coefficient()
    return mul(number(Fraction(int(value.p), int(value.q))), ONE)
