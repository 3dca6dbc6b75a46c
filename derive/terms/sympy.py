"""Terms → SymPy expressions, for other programs to go on with.

Invariant: no verdict rests on this.  SymPy is imported when a function is called.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from derive.document import DeriveError, Document
from derive.terms.latex import write
from derive.terms.term import Term

if TYPE_CHECKING:
    import sympy

_SAME_NAME = {
    "log": "log", "exp": "exp", "abs": "Abs", "max": "Max", "min": "Min", "sign": "sign", "floor": "floor",
    "sin": "sin", "cos": "cos", "tan": "tan", "arcsin": "asin", "arccos": "acos", "arctan": "atan",
    "sinh": "sinh", "cosh": "cosh", "tanh": "tanh", "arsinh": "asinh", "arcosh": "acosh", "artanh": "atanh",
    "erf": "erf", "gamma": "gamma", "factorial": "factorial",
}  # fmt: skip
_RELATIONS = {"=": "Eq", "!=": "Ne", "<": "Lt", "<=": "Le", ">": "Gt", ">=": "Ge"}


def to_sympy(term: Term) -> sympy.Basic:
    """The term in SymPy: symbols real, nothing simplified where SymPy allows it.

    Raises DeriveError where SymPy has no form for it.
    """
    import sympy

    try:
        return _Conversion(sympy).convert(term)
    except (AttributeError, NotImplementedError, TypeError, ValueError) as error:
        raise DeriveError(
            f"`{write(term)}` has no form in SymPy ({error}): leave it out of the equation"
        ) from error


def sides_by_number(document: Document) -> dict[str, tuple]:
    """The sides of each numbered equation, in order; see `Document.equations`."""
    sides: dict[str, list] = {}
    for display in document.displays:
        for chain in display.chains:
            for index, link in enumerate(chain.links):
                if link.number is None:
                    continue
                row = sides.setdefault(link.number, [])
                if index == 0 and chain.first is not None:
                    row.append(chain.first.term)
                row.append(link.side.term)
    return {number: tuple(map(to_sympy, terms)) for number, terms in sides.items()}


class _Conversion:
    def __init__(self, sympy):
        self.sympy = sympy

    def convert(self, term: Term):
        convert = getattr(self, "_" + term.op, None) if term.op.isalpha() else None
        if convert is not None:
            return convert(term)
        sympy, op = self.sympy, term.op
        if op in _SAME_NAME:
            return getattr(sympy, _SAME_NAME[op])(*self.all(term), evaluate=False)
        if op in _RELATIONS:
            return getattr(sympy, _RELATIONS[op])(*self.all(term), evaluate=False)
        if op == "+":
            return sympy.Add(*self.all(term), evaluate=False)
        if op == "*":
            return sympy.Mul(*self.all(term), evaluate=False)
        if op == "/":
            above, below = self.all(term)
            return sympy.Mul(above, sympy.Pow(below, -1, evaluate=False), evaluate=False)
        if op == "^":
            return sympy.Pow(*self.all(term), evaluate=False)
        raise DeriveError(f"`{write(term)}` has no form in SymPy: leave it out of the equation")

    def all(self, term: Term) -> list:
        return [self.convert(argument) for argument in term.args]

    def _number(self, term: Term):
        value = Fraction(term.value)
        return self.sympy.Rational(value.numerator, value.denominator)

    def _symbol(self, term: Term):
        return self.sympy.Symbol(str(term.value), real=True)

    def _constant(self, term: Term):
        return self.sympy.pi

    def _infinity(self, term: Term):
        return self.sympy.oo

    def _true(self, term: Term):
        return self.sympy.true

    def _neg(self, term: Term):
        argument = self.convert(term.args[0])
        if argument.is_Number:
            return -argument
        return self.sympy.Mul(-1, argument, evaluate=False)

    def _sqrt(self, term: Term):
        return self.sympy.Pow(self.convert(term.args[0]), self.sympy.Rational(1, 2), evaluate=False)

    def _root(self, term: Term):
        radicand, degree = self.all(term)
        return self.sympy.Pow(radicand, self.sympy.Pow(degree, -1), evaluate=False)

    def _apply(self, term: Term):
        head, *arguments = term.args
        return self.sympy.Function(str(head.value), real=True)(*map(self.convert, arguments))

    def _prime(self, term: Term):
        """f''(u): the derivative of f at a symbol of its own, then at u."""
        name, order, argument = term.args
        at = self.convert(argument)
        applied = self.sympy.Function(str(name.value), real=True)
        if at.is_Symbol:
            return self.sympy.Derivative(applied(at), (at, int(order.value)))
        variable = self.sympy.Dummy("x", real=True)
        taken = self.sympy.Derivative(applied(variable), (variable, int(order.value)))
        return self.sympy.Subs(taken, variable, at)

    def _indexed(self, term: Term):
        name, *indices = term.args
        return self.sympy.Indexed(
            self.sympy.IndexedBase(str(name.value), real=True), *map(self.index, indices)
        )

    def index(self, term: Term):
        if term.op == "symbol":  # SymPy wants integers for indices
            return self.sympy.Symbol(str(term.value), integer=True)
        return self.convert(term)

    def _cases(self, term: Term):
        pairs = zip(term.args[::2], term.args[1::2])
        rows = [(self.convert(value), self.convert(holds)) for value, holds in pairs]
        return self.sympy.Piecewise(*rows, evaluate=False)

    def _and(self, term: Term):
        return self.sympy.And(*self.all(term), evaluate=False)

    def _or(self, term: Term):
        return self.sympy.Or(*self.all(term), evaluate=False)

    def _integer(self, term: Term):
        argument = self.convert(term.args[0])
        return self.sympy.Eq(argument, self.sympy.floor(argument), evaluate=False)

    def _derivative(self, term: Term):
        body, variable = term.args
        return self.sympy.Derivative(self.convert(body), self.convert(variable))

    def _at(self, term: Term):
        body, variable, value = self.all(term)
        return self.sympy.Subs(body, variable, value)

    def _limit(self, term: Term):
        body, variable, point, side = term.args
        direction = {0: "+-", 1: "+", -1: "-"}[int(side.value)]
        goes = self.convert(point)
        if goes in (self.sympy.oo, -self.sympy.oo) or point.op == "infinity":
            direction = "-"
        return self.sympy.Limit(self.convert(body), self.convert(variable), goes, direction)

    def _over(self, kind, term: Term, variable):
        body, named, lower, upper = term.args
        if upper.op == "unsaid":
            raise DeriveError(f"`{write(term)}` has no bounds, which SymPy needs: write its bounds")
        whole = self.convert(body).xreplace({self.convert(named): variable})
        return kind(whole, (variable, self.convert(lower), self.convert(upper)))

    def _sum(self, term: Term):
        return self._over(self.sympy.Sum, term, self.sympy.Symbol(str(term.args[1].value), integer=True))

    def _product(self, term: Term):
        return self._over(self.sympy.Product, term, self.sympy.Symbol(str(term.args[1].value), integer=True))

    def _integral(self, term: Term):
        return self._over(self.sympy.Integral, term, self.convert(term.args[1]))
