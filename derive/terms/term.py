"""The term: one immutable tree for every expression, condition and relation.

Invariant: nothing is simplified on construction.  `x/x` stays `x/x`, because
where an expression is defined is judged on what is written.

A term is `op`, `args` (terms) and, for leaves, `value`:

leaves       number (Fraction) · symbol (LaTeX name) · constant ("pi") · infinity
             unsaid (the name of a set, or None): the upper bound of a sum that names none
arithmetic   + (two or more) · * (two or more) · neg · / · ^ (base, exponent)
             sqrt · root (radicand, degree)
functions    exp · log (natural) · abs · max · min · sin … (see FUNCTIONS)
             apply (function symbol, arguments…): a function without a formula
             prime (function symbol, order, argument): its derivative
             indexed (symbol, indices…): x_i
             unknown (name, indices…): a derivative of which nothing is known
             beyond (name, arguments…): what is read and never decided, a vector, say;
             `value` is its kind, the name its LaTeX with a \\cdot for each argument
cases        value, condition, value, condition, …: the first true row counts
binders      derivative (body, variable): at the current value of the variable
             at (body, variable, value): body with variable set to value
             limit (body, variable, point, side: number 0, 1 from above, -1 from below)
             sum, product, integral (body, variable, lower, upper)
relations    = != < <= > >=        (two terms)
conditions   and · or · true · integer (one term) · all (condition, symbol): for every
             whole value of the symbol
sets         set (condition, symbol): the values of the symbol for which it holds
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache

RELATIONS = ("=", "!=", "<", "<=", ">", ">=")
FAMILIES = ("apply", "prime", "indexed", "unknown", "beyond")  # the first argument is a name, not a value
BINDERS = ("derivative", "at", "limit", "sum", "product", "integral", "all", "set")
FUNCTIONS = {  # name: number of arguments (None: two or more)
    "exp": 1, "log": 1, "abs": 1, "max": None, "min": None, "sign": 1, "floor": 1,
    "sin": 1, "cos": 1, "tan": 1, "arcsin": 1, "arccos": 1, "arctan": 1,
    "sinh": 1, "cosh": 1, "tanh": 1, "arsinh": 1, "arcosh": 1, "artanh": 1,
    "erf": 1, "gamma": 1, "factorial": 1,
}  # fmt: skip


_known: dict[tuple, "Term"] = {}
MOST_KNOWN = 300_000


class Term:
    """An expression, condition or relation.  Equal when written the same.

    Equal terms are as a rule one object, which makes comparing them quick.
    """

    __slots__ = ("op", "args", "value", "_hash", "_free")

    def __new__(cls, op: str, args: tuple["Term", ...] = (), value: Fraction | str | None = None):
        # Hashing a Fraction is slow: it inverts the denominator modulo a prime.
        name = (op, value.numerator, value.denominator) if op == "number" else (op, args, value)
        found = _known.get(name)
        if found is not None:
            return found
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        made = object.__new__(cls)
        object.__setattr__(made, "op", op)
        object.__setattr__(made, "args", args)
        object.__setattr__(made, "value", value)
        object.__setattr__(made, "_hash", hash(name))
        object.__setattr__(made, "_free", None)
        _known[name] = made
        return made

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a term does not change")

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return (
            isinstance(other, Term)
            and self._hash == other._hash
            and self.op == other.op
            and self.value == other.value
            and self.args == other.args
        )

    def __reduce__(self):
        return (Term, (self.op, self.args, self.value))

    def __repr__(self) -> str:
        if self.value is not None and not self.args:
            return str(self.value)
        return f"{self.op}({', '.join(map(repr, self.args))})"

    @property
    def free(self) -> frozenset["Term"]:
        """The symbols whose value the term depends on.

        A derivative depends on its variable (it is taken at that value); `at`,
        `limit`, `sum`, `product` and `integral` bind theirs.
        """
        if self._free is None:
            object.__setattr__(self, "_free", _free(self))
        return self._free


def _free(term: Term) -> frozenset[Term]:
    if term.op == "symbol":
        return frozenset((term,))
    if term.op == "derivative":
        return term.args[0].free | term.args[1].free
    if term.op in BINDERS:
        body, variable, *rest = term.args
        found = body.free - {variable} if variable.op == "symbol" else body.free | variable.free
    else:
        found, rest = frozenset(), term.args
    for part in rest:
        found |= part.free
    return found


@lru_cache(maxsize=100_000)
def is_known(term: Term) -> bool:
    """Whether nothing that is read and never decided stands in the term."""
    return term.op not in ("unknown", "beyond") and all(map(is_known, term.args))


# Constructors.  Each returns the term as written, unsimplified.


def number(value: int | Fraction | str) -> Term:
    if type(value) is int:
        return _integer(value)
    return Term("number", (), value if type(value) is Fraction else Fraction(value))


@lru_cache(maxsize=1_000)
def _integer(value: int) -> Term:
    return Term("number", (), Fraction(value))


def symbol(name: str) -> Term:
    return Term("symbol", (), name)


PI = Term("constant", (), "pi")
INFINITY = Term("infinity")
UNSAID = Term("unsaid")
TRUE = Term("true")
ZERO, ONE, TWO = number(0), number(1), number(2)
E = Term("exp", (ONE,))


def add(*terms: Term) -> Term:
    return _many("+", terms, ZERO)


def mul(*terms: Term) -> Term:
    return _many("*", terms, ONE)


def _many(op: str, terms: tuple[Term, ...], empty: Term) -> Term:
    if not terms:
        return empty
    return terms[0] if len(terms) == 1 else Term(op, terms)


def neg(a: Term) -> Term:
    return Term("neg", (a,))


def sub(a: Term, b: Term) -> Term:
    return Term("+", (a, neg(b)))


def div(a: Term, b: Term) -> Term:
    return Term("/", (a, b))


def power(base: Term, exponent: Term) -> Term:
    return Term("^", (base, exponent))


def function(name: str, *arguments: Term) -> Term:
    return Term(name, arguments)


def derivative(body: Term, variable: Term) -> Term:
    return Term("derivative", (body, variable))


def relation(left: Term, op: str, right: Term) -> Term:
    return Term(op, (left, right))


def conjunction(*conditions: Term) -> Term:
    return _many("and", conditions, TRUE)


# Walking and replacing.


def subterms(term: Term) -> Iterator[Term]:
    """Every subterm, the term itself first; bodies of binders included."""
    stack = [term]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(current.args))


def fresh(name: str, avoid: frozenset[Term]) -> Term:
    """A symbol that is not in `avoid`, named after `name`."""
    count = 1
    while symbol(f"{name}_{{{count}}}") in avoid:
        count += 1
    return symbol(f"{name}_{{{count}}}")


class Capture(Exception):
    """A value that would come under a binder of one of its own elements: D by x_i at x_j."""


def substitute(term: Term, values: Mapping[Term, Term]) -> Term:
    """The term with symbols replaced, all at once, without capture.

    A derivative taken at another value becomes `at(derivative(…), x, value)`.
    Raises Capture where a binder's variable is an element (x_i) of a family in a value.
    """
    values = {s: v for s, v in values.items() if s in term.free and s != v}
    if not values:
        return term
    if term.op == "symbol":
        return values[term]
    if term.op not in BINDERS:
        named = 1 if term.op in FAMILIES else 0
        parts = (substitute(a, values) for a in term.args[named:])
        return Term(term.op, (*term.args[:named], *parts), term.value)
    body, variable, *rest = term.args
    if variable.op != "symbol":
        if any(variable.args[0] in v.free or variable.args[0] == s for s, v in values.items()):
            raise Capture(term)
        return Term(term.op, tuple(substitute(a, values) for a in term.args))
    outer = values.get(variable)
    inner = {s: v for s, v in values.items() if s != variable and s in body.free}
    if any(variable in v.free for v in inner.values()):
        avoid = body.free.union(*(v.free for v in values.values()))
        renamed = fresh(str(variable.value), avoid)
        body = substitute(body, {variable: renamed})
        if term.op == "derivative":
            outer = variable if outer is None else outer
        variable = renamed
    body = substitute(body, inner)
    if term.op == "derivative":
        taken = Term("derivative", (body, variable))
        if outer is None:
            return taken
        if outer.op == "symbol" and outer not in body.free:
            return Term("derivative", (substitute(body, {variable: outer}), outer))
        return Term("at", (taken, variable, outer))
    return Term(term.op, (body, variable, *(substitute(r, values) for r in rest)))


def replace(term: Term, old: Term, new: Term) -> Term:
    """The term with every occurrence of `old` replaced, binders' bodies included.

    Only for `old` and `new` that mean the same wherever they stand.
    """
    if term == old:
        return new
    if not term.args:
        return term
    return Term(term.op, tuple(replace(a, old, new) for a in term.args), term.value)
