"""A term with the document's names → the term they stand for.

Invariant: unfolding is capture-avoiding and total: every use of a defined name is
replaced by what was said of it, or the term is refused with the reason.  A name that
nothing is said of stays what it is, any real or any real function.

Differentiating by a defined symbol (`p = σ(z)`, `∂ℓ/∂p`) treats it as the variable:
inside that derivative it is not unfolded, and the result is taken at its value.
"""

from __future__ import annotations

from typing import NamedTuple

from derive.document import Condition
from derive.stating.definitions import Definition, Definitions
from derive.terms.term import BINDERS, Term, conjunction, substitute, subterms, symbol

LARGEST = 20_000  # subterms of an unfolded term
DEEPEST = 150  # levels of one
_COUNTING = ("sum", "product")


class Refused(Exception):
    """A term that cannot be unfolded: why, and the edit."""

    def __init__(self, message: str, edit: str):
        super().__init__(message)
        self.message = message
        self.edit = edit


class Open(Refused):
    """A term that is read, and of which nothing can be said."""


class Unfolded(NamedTuple):
    """A closed term, and the conditions under which the definitions it uses were given."""

    term: Term
    domain: tuple[tuple[Condition, Term], ...] = ()


class Context(NamedTuple):
    """Where a term stands: what the definition numbered `before` sees, with `kept` symbols as they are.

    `counted` are indices of sums and products around it, `varied` what it is differentiated by;
    `bare`: a function may stand without its arguments; `hidden`: what it needs cannot be asked
    of the whole step, nor can what it needs of the `bound` variables of sums, limits and integrals.
    """

    before: int
    kept: frozenset[Term] = frozenset()
    counted: frozenset[Term] = frozenset()
    varied: frozenset[Term] = frozenset()
    bare: bool = False
    hidden: bool = False
    bound: frozenset[Term] = frozenset()


class Unfolding:
    """Unfolds terms by the definitions so far."""

    def __init__(self, definitions: Definitions):
        self.definitions = definitions
        self.known: dict[tuple[Term, Context], Unfolded] = {}
        self.sizes: dict[int, tuple[int, int, Term]] = {}
        self.active: set[int] = set()  # the definitions that are being unfolded
        self.version = -1
        self.level = 0

    def unfold(self, term: Term, beside: frozenset[Term] | None = None) -> Unfolded:
        """`term` without defined names.  Raises Refused.

        `beside` are the symbols of the other side of an equation: a function that stands alone,
        without its arguments, is meant at its own parameters when they are all it speaks of.
        """
        if self.version != self.definitions.count:
            self.version = self.definitions.count
            self.known.clear()
            self.sizes.clear()
        self.active.clear()
        self.level = 0
        alone = beside is not None and term.op == "symbol"
        result = self.visit(term, Context(self.definitions.count, bare=alone))
        if alone and not beside <= result.term.free:
            result = self.visit(term, Context(self.definitions.count))
        return Unfolded(result.term, tuple(dict.fromkeys(result.domain)))

    def visit(self, term: Term, context: Context) -> Unfolded:
        if not term.args and term.op != "symbol":
            return Unfolded(term)
        found = self.known.get((term, context))
        if found is None:
            self.level += 1
            if self.level > DEEPEST:
                raise Refused(
                    "the definitions unfold too deep", "define less by names that are defined by names"
                )
            found = self.rebuild(term, context)
            self.level -= 1
            self.measure(found.term)
            self.known[term, context] = found
        return found

    def rebuild(self, term: Term, context: Context) -> Unfolded:
        if term.op == "symbol":
            return self.symbol(term, context)
        if term.op in ("apply", "indexed"):
            return self.application(term, context)
        if term.op == "prime":
            return self.prime(term, context)
        if term.op == "derivative":
            return self.derivative(term, context)
        if term.op in BINDERS:
            return self.binder(term, context)
        if term.op == "beyond":  # of functions, too
            parts = [self.visit(a, context._replace(bare=True)) for a in term.args[1:]]
            return self.combine(Term(term.op, (term.args[0], *(p.term for p in parts)), term.value), parts)
        if term.op == "cases":
            context = context._replace(hidden=True)
        parts = [self.visit(a, context) for a in term.args]
        return self.combine(Term(term.op, tuple(p.term for p in parts), term.value), parts)

    @staticmethod
    def combine(term: Term, parts: list[Unfolded]) -> Unfolded:
        return Unfolded(term, tuple(d for part in parts for d in part.domain))

    # names

    def symbol(self, term: Term, context: Context) -> Unfolded:
        if term in context.kept:
            return Unfolded(term)
        found = self.definitions.find("symbol", term.value, (), context.before)
        if found is not None:
            return self.value(found, {}, context)
        functions = self.definitions.all("apply", term.value)
        if not functions:
            return Unfolded(term)
        above = [d for d in functions if d.index < context.before]
        function = above[-1] if above else functions[0]
        if not context.bare:
            raise Open(
                f"`{term.value}` is the function `{function.written}`, and stands without its arguments",
                f"write `{function.written}`",
            )
        return self.value(function, None, context)

    def application(self, term: Term, context: Context) -> Unfolded:
        name, *written = term.args
        parts = [self.visit(a, context) for a in written]
        arguments = tuple(p.term for p in parts)
        found = self.definitions.find(term.op, name.value, arguments, context.before)
        if found is None:
            if term.op == "apply" and self.level > 1 and (value := self.at_own(name, arguments, context)):
                return value
            self.refuse_misuse(term, name.value)
            return self.combine(Term(term.op, (name, *arguments)), parts)
        value = self.value(found, found.head.values(arguments), context)
        return self.combine(value.term, [*parts, value])

    def at_own(self, name: Term, arguments: tuple[Term, ...], context: Context) -> Unfolded | None:
        """`f(x)` where `f = e^{-x}` was defined: f, which varies with x as it stands."""
        found = self.definitions.find("symbol", name.value, (), context.before)
        if found is None or len(arguments) != 1 or arguments[0].op != "symbol" or name in context.kept:
            return None
        value = self.value(found, {}, context)
        return value if arguments[0] in value.term.free else None

    def refuse_misuse(self, term: Term, name: str) -> None:
        """Refuses a defined name that is used as nothing that was said of it."""
        others = self.definitions.all(term.op, name)
        if term.op == "indexed":  # N_c beside N_{ci} is another quantity
            others = [d for d in others if len(d.head.pattern) == len(term.args) - 1]
        shown = _written(term)
        if others:
            counts = {len(d.head.pattern) for d in others}
            if len(term.args) - 1 not in counts:
                raise Open(
                    f"`{shown}` has {len(term.args) - 1} arguments, and `{others[-1].written}` was defined",
                    f"write it as it was defined: `{others[-1].written}`",
                )
            raise Open(
                f"`{shown}` is not among what was defined (`{others[-1].written}`)",
                "define it for every index",
            )
        if term.op == "apply" and (functions := self.definitions.all("apply", inverted(name))):
            raise Open(
                f"`{shown}` is a value of the inverse of `{functions[-1].written}`, for which there is no formula",
                rf"write what it satisfies, `{inverted(name)}(…) = …`, or define `{shown} := …`",
            )
        if term.op == "apply" and (symbols := self.definitions.all("symbol", name)):
            refusal = Refused if len(term.args) == 2 else Open
            raise refusal(
                f"`{name}` was defined as a number (`{symbols[-1].written}`), and `{shown}` applies it",
                rf"write `\cdot` for a product, or define `{shown}`",
            )

    def value(self, found: Definition, arguments: dict[Term, Term] | None, context: Context) -> Unfolded:
        """What a definition says at the arguments; with None at its own parameters."""
        if found.index in self.active:
            raise Refused(f"`{found.written}` is defined by itself", "write it without itself on the right")
        values = arguments or {}
        own = frozenset(found.head.parameters) if arguments is not None else frozenset()
        varied, bound = (
            (outer - own) | {p for p, a in values.items() if not outer.isdisjoint(a.free)}
            for outer in (context.varied, context.bound)
        )
        inside = Context(
            found.index, context.kept | own, context.counted - own, varied, False, context.hidden, bound
        )
        self.active.add(found.index)
        body = self.body(found, inside, values)
        self.active.remove(found.index)
        caught = (body.term.free - own) & context.counted
        if caught:
            index = sorted(str(s.value) for s in caught)[0]
            raise Open(
                f"`{found.written}` depends on `{index}`, which a sum or product around it counts",
                f"give it `{index}` as an index or argument, or count with another letter",
            )
        self.bound(body.term, values)
        return Unfolded(
            substitute(body.term, values), tuple((c, substitute(t, values)) for c, t in body.domain)
        )

    def body(self, found: Definition, inside: Context, values: dict[Term, Term]) -> Unfolded:
        """The value at the definition's own parameters, where its conditions hold.

        Outside binders and cases they are asked of the whole step, and the value needs no case
        for them; under a derivative only if they hold all around the point then.  Of numbers
        nothing is asked: f(-1), with f given for x ≥ 0, is undefined.
        """
        if len(found.pieces) > 1:
            return self.visit(found.body, inside)
        (piece,) = found.pieces
        value = self.visit(piece.value, inside)
        needed = [self.visit(c.term, inside) for c in piece.conditions]
        kept, asked = [], []
        for condition, (term, _) in zip(piece.conditions, needed, strict=True):
            ask = not inside.hidden and inside.bound.isdisjoint(term.free)
            ask = ask and bool(substitute(term, values).free)
            if ask:
                asked.append((condition, term))
            if not ask or not holds_around(term, inside.varied):
                kept.append(term)
        term = Term("cases", (value.term, conjunction(*kept))) if kept else value.term
        return Unfolded(term, (*value.domain, *(d for n in needed for d in n.domain), *asked))

    # derivatives and other binders

    def prime(self, term: Term, context: Context) -> Unfolded:
        """`f''(a)`: the derivative of the body at the argument."""
        name, order, written = term.args
        argument = self.visit(written, context)
        found = self.definitions.find("apply", name.value, (written,), context.before)
        if found is None:
            if self.definitions.all("apply", name.value) or self.definitions.all("symbol", name.value):
                defined = (
                    self.definitions.all("apply", name.value) or self.definitions.all("symbol", name.value)
                )[-1]
                raise Open(
                    f"the prime on `{name.value}` asks for one argument, and `{defined.written}` was defined",
                    rf"write `\frac{{\partial}}{{\partial x}} {defined.written}`",
                )
            return self.combine(Term("prime", (name, order, argument.term)), [argument])
        (parameter,) = found.head.parameters
        hidden = context.hidden or not argument.term.free  # of numbers nothing is asked
        inner = context._replace(bare=False, varied=context.varied | {parameter}, hidden=hidden)
        value = self.value(found, {parameter: parameter}, inner)
        body, variable = value.term, parameter
        plain = argument.term.op == "symbol" and argument.term not in body.free - {parameter}
        if plain:
            body, variable = substitute(body, {parameter: argument.term}), argument.term
        for _ in range(int(order.value)):
            body = Term("derivative", (body, variable))
        if not plain:
            body = Term("at", (body, variable, argument.term))
        domain = tuple((c, substitute(t, {parameter: argument.term})) for c, t in value.domain)
        return Unfolded(body, (*argument.domain, *domain))

    def derivative(self, term: Term, context: Context) -> Unfolded:
        body, variable = term.args
        if variable.op != "symbol":
            return self.derivative_by_indexed(term, context)
        defined = variable not in context.kept and self.definitions.find(
            "symbol", variable.value, (), context.before
        )
        inner = context._replace(
            kept=context.kept | {variable}, varied=context.varied | {variable}, bare=True
        )
        written = differentiated(term)
        found = self.visit(written, inner)
        if variable not in found.term.free and (applied := self.at_variable(written, variable, inner)):
            found = applied
        if is_unknown(written, variable, found.term):
            return self.unknown(term, context)
        if written is not body:
            found = self.visit(body, inner)
        taken = Term("derivative", (found.term, variable))
        if not defined:
            return Unfolded(taken, found.domain)
        value = self.value(defined, {}, context)
        domain = tuple((c, substitute(t, {variable: value.term})) for c, t in found.domain)
        return Unfolded(Term("at", (taken, variable, value.term)), (*value.domain, *domain))

    def at_variable(self, body: Term, variable: Term, context: Context) -> Unfolded | None:
        """`dσ/dz`, where σ(x) was defined: the function of one argument at the variable."""
        if (
            body.op != "symbol"
            or body in context.kept
            or self.definitions.find("symbol", body.value, (), context.before)
        ):
            return None
        found = self.definitions.find("apply", body.value, (variable,), context.before)
        return self.value(found, {found.head.parameters[0]: variable}, context) if found else None

    def derivative_by_indexed(self, term: Term, context: Context) -> Unfolded:
        body, variable = term.args
        if variable.op != "indexed" or self.definitions.all("indexed", variable.args[0].value):
            raise Open(
                f"a derivative by `{_written(variable)}`, which is defined by a formula",
                "differentiate by a symbol that stands for itself",
            )
        varied = context.varied | {variable.args[0]}
        parts = [
            self.visit(body, context._replace(varied=varied, bare=True)),
            *(self.visit(i, context) for i in variable.args[1:]),
        ]
        indexed = Term("indexed", (variable.args[0], *(p.term for p in parts[1:])))
        if is_unknown(body, variable.args[0], parts[0].term):
            return self.unknown(term, context)
        return self.combine(Term("derivative", (parts[0].term, indexed)), parts)

    @staticmethod
    def unknown(term: Term, context: Context) -> Unfolded:
        """A derivative of which nothing is known, with the indices that it varies with.

        Raises Open where it may vary with more: in another derivative, a function's formula, an integral.
        """
        written = _written(term)
        if context.kept - context.counted:
            raise Open(f"nothing above says what `{written}` is", "define its function by a formula above")
        indices = sorted(context.counted & term.free, key=lambda index: str(index.value))
        return Unfolded(Term("unknown", (symbol(written), *indices)))

    def binder(self, term: Term, context: Context) -> Unfolded:
        body, variable, *rest = term.args
        inner = context._replace(kept=context.kept | {variable}, bound=context.bound | {variable})
        if term.op in _COUNTING:
            inner = inner._replace(counted=context.counted | {variable})
        parts = [self.visit(body, inner), *(self.visit(r, context) for r in rest)]
        return self.combine(Term(term.op, (parts[0].term, variable, *(p.term for p in parts[1:]))), parts)

    # sizes

    def measure(self, term: Term) -> tuple[int, int]:
        """How many subterms and levels a term has.  Raises Refused when they are too many."""
        known = self.sizes.get(id(term))
        if known is not None:
            return known[:2]
        size, depth = 1, 1
        for argument in term.args:
            more, below = self.measure(argument) if argument.args else (1, 1)
            size += more
            depth = max(depth, below + 1)
        if size > LARGEST or depth > DEEPEST:
            raise Refused(
                f"the definitions unfold to more than {LARGEST} parts or {DEEPEST} levels",
                "define less by names",
            )
        self.sizes[id(term)] = (size, depth, term)  # the term, so that its id stays its own
        return size, depth

    def bound(self, body: Term, values: dict[Term, Term]) -> None:
        """Raises Refused when putting the values into the body can give too much."""
        largest = max((self.measure(v)[0] for v in values.values()), default=1)
        if self.measure(body)[0] * largest > LARGEST * 50:
            raise Refused(f"the definitions unfold to more than {LARGEST} parts", "define less by names")


def differentiated(term: Term) -> Term:
    """What is differentiated, once or more than once."""
    return differentiated(term.args[0]) if term.op == "derivative" else term


def is_unknown(written: Term, variable: Term, body: Term) -> bool:
    """Whether a derivative is of a name that nothing is said of, which is no constant:
    `dy/dx` without a formula for y."""
    return differentiated(written).op in ("symbol", "indexed") and variable not in body.free


_CONTINUOUS = frozenset("symbol indexed number constant + * neg / exp log abs max min".split())
_OPEN = frozenset(("<", ">", "!="))


def holds_around(condition: Term, varied: frozenset[Term]) -> bool:
    """Whether a condition that holds at a point holds near it, too, as `varied` changes.

    Equations and weak inequalities need not: x ≥ 0 fails next to 0.  Nor does one of a term
    whose domain ends at the point (√x > -1 at 0) or that jumps there.
    """
    if varied.isdisjoint(condition.free):
        return True
    if condition.op in ("and", "or"):
        return all(holds_around(c, varied) for c in condition.args)
    return condition.op in _OPEN and all(
        part.op in _CONTINUOUS for side in condition.args for part in subterms(side)
    )


def inverted(name: str) -> str:
    """The function whose inverse is written by the name; empty where it is no inverse."""
    return name.removesuffix("^{-1}") if name.endswith("^{-1}") else ""


def _written(term: Term) -> str:
    from derive.terms.latex import write  # only messages need it

    return write(term)
