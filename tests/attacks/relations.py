"""Small random relations: a term, and beside it what someone might write for it.

Invariant: every choice is made by `choose(options)`, so that the same code serves a
random generator and hypothesis.  Half of the rewrites are right, half are the classic
slips; which is which is not recorded.

    python tests/attacks/relations.py [SECONDS] [SEED]     search for disagreements
"""

from __future__ import annotations

from derive.document import Proposition
from derive.terms.term import (
    ONE,
    TRUE,
    TWO,
    ZERO,
    Term,
    add,
    conjunction,
    derivative,
    div,
    function,
    mul,
    neg,
    number,
    power,
    relation,
    sub,
    subterms,
    symbol,
)

X, Y = symbol("x"), symbol("y")
LEAVES = (X, X, X, Y, X, Y, ONE, TWO, ZERO, number(3), number("1/2"), neg(ONE))
EXPONENTS = (TWO, TWO, number(3), neg(ONE), number("1/2"), div(ONE, number(3)), neg(TWO), X, Y, ZERO)


def term(choose, depth: int) -> Term:
    """A term over x and y."""
    if depth <= 0:
        return choose(LEAVES)
    kind = choose(
        (
            "leaf",
            "+",
            "-",
            "*",
            "*",
            "/",
            "^",
            "exp",
            "log",
            "sqrt",
            "abs",
            "max",
            "min",
            "cases",
            "neg",
            "sign",
        )
    )
    if kind == "leaf":
        return choose(LEAVES)
    first = term(choose, depth - 1)
    if kind in ("exp", "log", "sqrt", "abs", "neg", "sign"):
        return Term(kind, (first,))
    if kind == "^":
        return power(first, choose(EXPONENTS))
    second = term(choose, depth - 1)
    if kind == "cases":
        return _pieces(choose, first, second)
    if kind == "-":
        return sub(first, second)
    return Term(kind, (first, second))


def _pieces(choose, first: Term, second: Term) -> Term:
    over = choose((X, Y, sub(X, Y), add(X, ONE), mul(X, Y)))
    op, other = choose(((">", "<="), (">=", "<"), (">", "<"), ("=", "!="), ("<", "=")))
    last = choose((TRUE, relation(over, other, ZERO)))
    return Term("cases", (first, relation(over, op, ZERO), second, last))


# ── rewriting ────────────────────────────────────────────────────────────────


def rewritten(choose, whole: Term, depth: int = 1) -> Term:
    """The term with one subterm written another way, rightly or wrongly."""
    candidates = [(part, other) for part in _outside(whole) for other in _others(choose, part, depth)]
    old, new = choose(candidates)
    return _replaced(whole, old, new)


def _outside(whole: Term) -> list[Term]:
    found = []
    stack = [whole]
    while stack:
        current = stack.pop()
        if current.op in ("true", "=", "!=", "<", "<=", ">", ">=", "and", "or"):
            continue
        found.append(current)
        stack.extend(current.args[:1] if current.op == "derivative" else current.args)
    return found


def _replaced(whole: Term, old: Term, new: Term) -> Term:
    if whole == old:
        return new
    if not whole.args:
        return whole
    if whole.op == "derivative":
        return derivative(_replaced(whole.args[0], old, new), whole.args[1])
    return Term(whole.op, tuple(_replaced(a, old, new) for a in whole.args), whole.value)


def _others(choose, u: Term, depth: int) -> list[Term]:
    """What the term could be written as: some of it right everywhere, some nowhere."""
    v = choose((X, Y, add(X, ONE), sub(X, Y), ONE, TWO, power(X, TWO), function("exp", X)))
    found = [
        u,
        neg(neg(u)),
        div(mul(u, v), v),
        sub(add(u, v), v),
        function("log", function("exp", u)),
        function("exp", function("log", u)),
        function("sqrt", power(u, TWO)),
        power(function("sqrt", u), TWO),
        function("abs", u),
        function("max", u, neg(u)),
        function("max", u, v),
        mul(function("abs", u), function("sign", u)),
        Term(
            "cases",
            (u, relation(v, ">", ZERO), u, choose((TRUE, relation(v, "<=", ZERO), relation(v, "<", ZERO)))),
        ),
        add(function("max", u, ZERO), function("min", u, ZERO)),
        neg(u),
        add(u, mul(ZERO, function("log", v))),
    ]
    op, args = u.op, u.args
    if op in ("+", "*", "max", "min"):
        found.append(Term(op, tuple(reversed(args))))
    if op == "abs":
        a = args[0]
        found += [
            a,
            neg(a),
            function("sqrt", power(a, TWO)),
            Term(
                "cases",
                (a, relation(a, choose((">", ">=")), ZERO), neg(a), choose((TRUE, relation(a, "<", ZERO)))),
            ),
        ]
        if a.op == "*":
            found.append(mul(*(function("abs", p) for p in a.args)))
        if a.op == "+":
            found.append(add(*(function("abs", p) for p in a.args)))
    if op in ("max", "min") and len(args) == 2:
        a, b = args
        apart = function("abs", sub(a, b))
        found += [a, b, div(add(a, b, apart if op == "max" else neg(apart)), TWO)]
        found.append(Term("cases", (a, relation(a, choose((">", ">=")), b), b, TRUE)))
    if op == "log":
        a = args[0]
        if a.op == "*":
            found += [
                add(*(function("log", p) for p in a.args)),
                add(*(function("log", function("abs", p)) for p in a.args)),
            ]
        if a.op == "/":
            found.append(sub(function("log", a.args[0]), function("log", a.args[1])))
        if a.op == "^":
            found += [
                mul(a.args[1], function("log", a.args[0])),
                mul(a.args[1], function("log", function("abs", a.args[0]))),
            ]
        if a.op == "exp":
            found.append(a.args[0])
    if op == "exp" and args[0].op == "+":
        found.append(mul(*(function("exp", p) for p in args[0].args)))
    if op == "exp" and args[0].op == "log":
        found.append(args[0].args[0])
    if op == "sqrt":
        a = args[0]
        found.append(power(a, number("1/2")))
        if a.op in ("*", "/"):
            found.append(Term(a.op, tuple(function("sqrt", p) for p in a.args)))
        if a.op == "^":
            found += [a.args[0], power(a.args[0], div(a.args[1], TWO))]
    if op == "^":
        a, b = args
        found += [
            function("exp", mul(b, function("log", a))),
            div(power(a, add(b, ONE)), a),
            mul(power(a, sub(b, ONE)), a),
        ]
        if a.op == "^":
            found.append(power(a.args[0], mul(a.args[1], b)))
        if a.op == "*":
            found.append(mul(*(power(p, b) for p in a.args)))
    if op == "/":
        found += [mul(args[0], power(args[1], neg(ONE))), div(mul(args[0], v), mul(args[1], v))]
        if args[0] == args[1]:
            found.append(ONE)
    if op == "*" and ZERO in args:
        found.append(ZERO)
    if op == "sign":
        found += [div(args[0], function("abs", args[0])), div(function("abs", args[0]), args[0])]
    if op == "cases":
        found += [args[0], args[2], Term("cases", (args[2], args[3], args[0], args[1]))]
    if op == "number":
        found += [number(u.value + 1), number(-u.value)]
    if op == "derivative":
        found += [naive_slope(args[0], args[1])] * 6
    return found


def naive_slope(body: Term, variable: Term) -> Term:
    """The derivative as a table of rules gives it, conditions and kinks forgotten."""
    if body == variable:
        return ONE
    if variable not in body.free:
        return ZERO
    args = body.args
    slopes = [naive_slope(a, variable) if a.op in _NUMERIC else ZERO for a in args]
    match body.op:
        case "+":
            return add(*slopes)
        case "neg":
            return neg(slopes[0])
        case "*":
            return add(*(mul(*args[:i], s, *args[i + 1 :]) for i, s in enumerate(slopes)))
        case "/":
            return div(sub(mul(slopes[0], args[1]), mul(args[0], slopes[1])), power(args[1], TWO))
        case "^" if variable not in args[1].free:
            return mul(args[1], power(args[0], sub(args[1], ONE)), slopes[0])
        case "^":
            return mul(
                body, add(mul(slopes[1], function("log", args[0])), div(mul(args[1], slopes[0]), args[0]))
            )
        case "exp":
            return mul(body, slopes[0])
        case "log":
            return div(slopes[0], args[0])
        case "sqrt":
            return div(slopes[0], mul(TWO, body))
        case "abs":
            return mul(function("sign", args[0]), slopes[0])
        case "max" | "min":
            op = ">=" if body.op == "max" else "<="
            return Term("cases", (slopes[0], relation(args[0], op, args[1]), slopes[1], TRUE))
        case "cases":
            return Term("cases", (slopes[0], args[1], slopes[2], args[3]))
    return ZERO


_NUMERIC = frozenset("number symbol + * neg / ^ exp log sqrt abs max min cases sign derivative".split())

# ── propositions ─────────────────────────────────────────────────────────────

GIVENS = (
    (), (), (), (), (),
    (relation(X, ">", ZERO),),
    (relation(X, ">=", ZERO),),
    (relation(X, "<", ZERO),),
    (relation(X, "<=", ONE), relation(Y, ">", ZERO)),
    (relation(X, "!=", ZERO),),
    (relation(Y, "=", X),),
    (relation(Y, ">=", X),),
    (relation(power(X, TWO), "=", ONE),),
    (relation(add(X, Y), "=", ZERO),),
    (conjunction(relation(ZERO, "<", X), relation(X, "<", ONE)),),
    (Term("or", (relation(X, "=", ZERO), relation(X, "=", ONE))),),
    (relation(mul(X, Y), "=", ZERO),),
    (relation(function("abs", X), "<=", Y),),
    (relation(X, ">=", ZERO), relation(Y, ">=", ZERO)),
)  # fmt: skip


def proposition(choose) -> Proposition:
    """A relation with what is given."""
    left = term(choose, choose((1, 2, 2, 3)))
    if choose((False, False, True)):
        left = derivative(left, X)
    right = left
    for _ in range(choose((1, 1, 2, 3))):
        right = rewritten(choose, right)
    if choose((False, False, False, True)):
        left, right = right, left
    op = choose(("=", "=", "=", "=", "=", "<=", ">=", "<", ">", "!="))
    if op != "=" and choose((False, True)):
        right = add(right, choose((ONE, function("exp", X), neg(ONE), power(Y, TWO))))
    return Proposition(choose(GIVENS), left, op, right)


def size(given: Proposition) -> int:
    """How many subterms the relation has."""
    return sum(1 for side in (given.left, given.right) for _ in subterms(side))
