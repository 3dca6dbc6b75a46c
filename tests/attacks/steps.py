"""Steps made from laws: true ones by using a law inside a context, false ones by breaking it there.

Invariant: every choice is made by `choose(options)`, so that the same code serves a random generator
and hypothesis.  A step that is called true is so by the law that made it; of a broken one nothing is
said, for some slips happen to be true.

    python tests/attacks/steps.py [NUMBER] [SEED]     decide so many, and say what speaks against the verdicts
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

from attacks.objections import objection, opinion, shown
from attacks.relations import naive_slope

from derive.document import Proposition
from derive.proving.laws import LAWS, Law
from derive.reading.math import read_condition, read_term
from derive.terms.term import (
    BINDERS,
    Capture,
    ONE,
    RELATIONS,
    TWO,
    ZERO,
    Term,
    add,
    derivative,
    div,
    function,
    mul,
    neg,
    number,
    power,
    relation,
    substitute,
    subterms,
    symbol,
)

MORE = (  # what follows from several laws, as people write it
    Law("log-of-square", r"\log(a^2) = 2\log|a|", (r"a \ne 0",)),
    Law("root-of-square", r"\sqrt{a^2} = |a|"),
    Law("power-of-power", r"(a^b)^c = a^{bc}", ("a > 0",)),
    Law("power-of-product", r"(ab)^c = a^c b^c", ("a > 0", "b > 0")),
    Law("power-sum", r"a^b a^c = a^{b+c}", ("a > 0",)),
    Law("cancelled", r"\frac{ab}{b} = a", (r"b \ne 0",)),
    Law("halves", r"\max(a, b) = \frac{a + b + |a - b|}{2}"),
    Law("parts", r"a = \max(a, 0) - \max(-a, 0)"),
    Law("pieces", r"|a| = \begin{cases} a & a > 0 \\ -a & a \le 0 \end{cases}"),
    Law("sign-of", r"a = |a| \operatorname{sign}(a)"),
    Law("quotient-of-logs", r"\log\frac{a}{b} = \log a - \log b", ("a > 0", "b > 0")),
    Law("root-of-product", r"\sqrt{ab} = \sqrt{a}\sqrt{b}", (r"a \ge 0", r"b \ge 0")),
    Law("sigmoid", r"\frac{1}{1 + e^{-a}} = \frac{e^a}{1 + e^a}"),
    Law("softplus", r"\log(1 + e^a) = \max(a, 0) + \log(1 + e^{-|a|})"),
    Law("no-power", r"a^0 = 1"),
    Law("inverse", r"a a^{-1} = 1", (r"a \ne 0",)),
    Law("triangle", r"|a + b| \le |a| + |b|"),
    Law("means", r"ab \le \frac{a^2 + b^2}{2}"),
    Law("kink", r"\frac{d}{da} (a|a|) = 2|a|"),
    Law("rectified", r"\frac{d}{da} \max(a, 0)^2 = 2\max(a, 0)"),
    Law("absolute-slope", r"\frac{d}{da} |a| = \frac{a}{|a|}", (r"a \ne 0",)),
    Law("sum-of-constant", r"\sum_{i=1}^{n} a = n a"),
    Law("sum-of-sum", r"\sum_{i=1}^{n} (a x_i + b) = a \sum_{i=1}^{n} x_i + n b"),
    Law("sum-renamed", r"\sum_{i=1}^{n} a x_i = \sum_{k=1}^{n} x_k a"),
    Law("sum-of-indices", r"\sum_{i=1}^{n} i = \frac{n(n+1)}{2}"),
    Law("sum-of-exponentials", r"\sum_{i=1}^{n} e^{x_i + a} = e^a \sum_{i=1}^{n} e^{x_i}"),
    Law("sum-picked", r"\sum_{i=1}^{n} \delta_{ij} x_i = x_j"),
    Law("log-of-product", r"\log \prod_{i=1}^{n} p_i = \sum_{i=1}^{n} \log p_i", ("p_i > 0",)),
    Law("sum-slope", r"\frac{\partial}{\partial x_j} \sum_{i=1}^{n} a x_i^2 = 2 a x_j"),
    Law("limit-sum", r"\lim_{t \to 0} (a t + b) = b"),
    Law("limit-slope", r"\lim_{t \to 0} \frac{e^{at} - 1}{t} = a"),
    Law("limit-far", r"\lim_{t \to \infty} \frac{a t + b}{t} = a"),
    Law("limit-of-sigmoid", r"\lim_{t \to \infty} \frac{a}{1 + e^{-t}} = a"),
    Law("integral-line", r"\int_0^1 (2 a t + b)\,dt = a + b"),
    Law("integral-exp", r"\int_0^b e^t\,dt = e^b - 1"),
    Law("integral-kink", r"\int_{-1}^{1} a|t|\,dt = a"),
    Law("opaque", r"\frac{e^{r(a)}}{e^{r(a)} + e^{r(b)}} = \frac{1}{1 + e^{r(b) - r(a)}}"),
    Law("opaque-slope", r"\frac{d}{dx} r(x)^2 = 2 r(x) r'(x)"),
)

X, Y = symbol("x"), symbol("y")
PLAIN = tuple(
    map(
        read_term,
        r"x;y;-x;x+y;2x;x-y;x^2-1;|x|;\max(x,y);e^x;xy;0;1;-1;x-x;\frac{1}{1+x^2};\sin x;\frac{x}{2};\min(x,0);3".split(
            ";"
        ),
    )
)
POSITIVE = tuple(map(read_term, r"e^x;1+x^2;|x|+1;2;\frac12;x;e^{-y};1+e^x;\max(x,1)".split(";")))
ODD = tuple(
    map(read_term, r"\frac{x}{y};\log x;\sqrt{x};x_1;r(x);\frac{x}{x};x^{-1};\lfloor x \rfloor".split(";"))
)
TIED = tuple(map(read_condition, r"x > 0;x \ge 0;x = 0;x < 0;0 < x < 1;x \ne y;x^2 = 1;x > y".split(";")))


@dataclass(frozen=True)
class Made:
    """A proposition, the law it was made from, and how that was broken ("" where it was not)."""

    proposition: Proposition
    law: str
    broken: str


def made(choose: Callable) -> Made:
    """A step from a law."""
    law = choose(laws())
    statement, conditions = law.relation, law.side_conditions
    values = {v: _value(choose, v, conditions) for v in sorted(_variables(law), key=repr)}
    try:
        left, right = _instance(statement, values)
    except Capture:  # x_1 for a, in what is differentiated by x_j
        values = dict.fromkeys(values, TWO)
        left, right = _instance(statement, values)
    conditions = tuple(substitute(c, values) for c in conditions)
    broken = choose(("", "", "", "condition", "sign", "constant", "relation"))
    op = statement.op
    if broken == "condition" and conditions:
        gone = choose(conditions)
        conditions = tuple(c for c in conditions if c != gone)
    elif broken == "sign":
        right = _flipped(choose, right)
    elif broken == "constant":
        right = _changed(choose, right)
    elif broken == "relation":
        op = choose(tuple(o for o in RELATIONS if o != op))
    elif broken:
        broken = ""
    left, op, right = _inside(choose, left, op, right)
    extra = choose(((), (), (), (choose(TIED),)))
    givens = tuple(dict.fromkeys(c for c in (*conditions, *extra) if c.free))
    return Made(Proposition(givens, left, op, right), law.name, broken)


@lru_cache(maxsize=1)
def laws() -> tuple[Law, ...]:
    """The laws, and what people make of them."""
    return (*LAWS, *MORE)


def _variables(law: Law) -> set[Term]:
    return {s for s in law.relation.free if s.value in ("a", "b", "c")}


def _value(choose, variable: Term, conditions: tuple[Term, ...]) -> Term:
    """A term for the variable, as a rule one that meets the law's conditions."""
    wanted = any(c.op in (">", ">=", "!=") and variable in c.free for c in conditions)
    kinds = (POSITIVE, POSITIVE, POSITIVE, PLAIN, ODD) if wanted else (PLAIN, PLAIN, PLAIN, PLAIN, ODD)
    return choose(choose(kinds))


def _instance(statement: Term, values: dict[Term, Term]) -> tuple[Term, Term]:
    """Both sides at the values; the derivative of f(a) as that of f(a(x)) by x, with the chain rule."""
    left, right = statement.args
    if left.op != "derivative" or left.args[1] not in values:
        return substitute(left, values), substitute(right, values)
    body, variable = left.args
    inner = values[variable]
    rest = {s: v for s, v in values.items() if s != variable}
    if any(X in v.free for v in rest.values()):  # the law holds its other variables fixed
        rest = {s: symbol("b") for s in rest}
    whole = {**rest, variable: inner}
    return derivative(substitute(body, whole), X), mul(substitute(right, whole), naive_slope(inner, X))


def _inside(choose, left: Term, op: str, right: Term) -> tuple[Term, str, Term]:
    """The relation, with the same done to both sides."""
    flip = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}.get(op, op)
    kind = choose(
        ("", "", "+", "*", "-", "exp", "turned", "f", "sum", "slope", "limit", "integral", "cases", "square")
    )
    if kind == "+":
        other = choose(PLAIN)
        return add(left, other), op, add(other, right)
    if kind == "*":
        other = choose(POSITIVE[:5])
        return mul(other, left), op, mul(right, other)
    if kind == "-":
        return neg(left), flip, neg(right)
    if kind == "turned":
        return right, flip, left
    if kind == "exp":
        return function("exp", left), op, function("exp", right)
    if op != "=":
        return left, op, right
    if kind == "f":
        name = choose(("abs", "sin", "sign", "arctan"))
        return function(name, left), op, function(name, right)
    if kind == "square":
        return power(left, TWO), op, power(right, TWO)
    if kind == "cases":
        condition = choose((relation(X, ">", ZERO), relation(X, "<=", Y)))
        return (
            Term("cases", (left, condition, Y, Term("true"))), op, Term("cases", (right, condition, Y, Term("true"))),
        )  # fmt: skip
    binds = any(part.op in BINDERS for side in (left, right) for part in subterms(side))
    if binds or kind == "":
        return left, op, right
    t = symbol("t")
    if kind == "sum":
        k = symbol("k")
        parts = (mul(side, Term("indexed", (symbol("z"), k))) for side in (left, right))
        return (*_both(op, *(Term("sum", (part, k, ONE, symbol("n"))) for part in parts)),)
    if kind == "slope":
        return derivative(left, X), op, derivative(right, X)
    moved = [substitute(side, {X: t}) for side in (left, right)]
    if kind == "limit":
        point = choose((ZERO, ONE, Y, Term("infinity"), number("1/2")))
        side = choose((ZERO, ONE)) if point.op != "infinity" else ZERO
        return (*_both(op, *(Term("limit", (part, t, point, side)) for part in moved)),)
    ends = choose(((ZERO, ONE), (number(-1), ONE), (ONE, TWO), (ZERO, Y)))
    return (*_both(op, *(Term("integral", (part, t, *ends)) for part in moved)),)


def _both(op: str, left: Term, right: Term) -> tuple[Term, str, Term]:
    return left, op, right


def _flipped(choose, term: Term) -> Term:
    """The term with the sign of one of its parts changed."""
    return _with_one(
        choose, term, lambda part: part.args[0] if part.op == "neg" else neg(part), lambda part: True
    )


def _changed(choose, term: Term) -> Term:
    """The term with one of its numbers changed, or one more added to it."""
    other = _with_one(choose, term, lambda part: number(part.value + 1), lambda part: part.op == "number")
    return other if other != term else choose((add(term, ONE), mul(TWO, term), div(term, TWO)))


def _with_one(choose, whole: Term, change, wanted) -> Term:
    paths = [path for path, part in _places(whole) if wanted(part)]
    if not paths:
        return whole
    path = choose(tuple(paths))

    def walk(term: Term, left: tuple[int, ...]) -> Term:
        if not left:
            return change(term)
        args = list(term.args)
        args[left[0]] = walk(args[left[0]], left[1:])
        return Term(term.op, tuple(args), term.value)

    return walk(whole, path)


def _places(term: Term, path: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], Term]]:
    """The parts that are numbers, with the way to each: no names, conditions or bound letters."""
    if term.op in RELATIONS or term.op in ("and", "or", "true", "infinity"):
        return
    yield path, term
    skip = (
        {1, 2, 3}
        if term.op in BINDERS
        else {0, 1, 2}
        if term.op in ("indexed", "prime")
        else {0}
        if term.op == "apply"
        else set()
    )
    for place, part in enumerate(term.args):
        if place not in skip:
            yield from _places(part, (*path, place))


# ── the script ───────────────────────────────────────────────────────────────


def search(count: int, seed: int) -> tuple[Counter, Counter]:
    """Decide so many steps and print each objection; how many true ones and how many others had which verdict."""
    from attacks.tally import without_hints

    from derive.deciding.workers import decide_all

    without_hints()
    found = [made(random.Random(seed * 1_000_003 + k).choice) for k in range(count)]
    verdicts = decide_all([m.proposition for m in found], 10.0, 1)
    true, others = Counter(), Counter()
    missed = Counter()
    for m, verdict in zip(found, verdicts):
        against = objection(m.proposition, verdict)
        if (
            against is None
            and verdict.kind == "undecided"
            and (verdict.message or "").startswith(("internal", "the prov"))
        ):
            against = verdict.message
        view = opinion(m.proposition, verdict.conditions)
        kind = verdict.kind
        if m.broken == "" and view.kind == "true":
            true[kind] += 1
            if kind != "proved":
                missed[m.law] += 1
                against = against or (
                    "refuted, and true as far as the grid shows" if kind == "refuted" else None
                )
        else:
            others[f"{kind}, {view.kind}"] += 1
        if against:
            print(
                f"{m.law} {m.broken}: {kind} {', '.join(verdict.conditions)}: {shown(m.proposition)}\n    {against}",
                flush=True,
            )
    print("not proved, by law:", dict(missed.most_common(20)))
    return true, others


if __name__ == "__main__":
    print(*search(*(map(int, (*sys.argv[1:], *("1000", "0")[len(sys.argv) - 1 :])))), sep="\n")
