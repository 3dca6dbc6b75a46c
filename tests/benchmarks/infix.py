"""Terms in the syntax of Maxima and of Giac.

Invariant: `Unstated` is raised for what the system has no form for; nothing is simplified.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from derive.terms.term import TRUE, Term


class Unstated(Exception):
    """The system cannot state the term."""


@dataclass
class Syntax:
    """How one system writes.  Symbols are v0, v1, … since LaTeX names are no identifiers."""

    constants: dict[str, str]
    functions: dict[str, str]
    relations: dict[str, str]
    names: dict[str, str] = field(default_factory=dict)

    def name(self, latex: str) -> str:
        return self.names.setdefault(latex, f"v{len(self.names)}")

    def write(self, term: Term) -> str:
        op, args = term.op, term.args
        if op == "number":
            return f"({term.value})"
        if op == "symbol":
            return self.name(str(term.value))
        if op in ("constant", "infinity"):
            return self.constants["pi" if op == "constant" else op]
        if op in ("+", "*"):
            return "(" + op.join(map(self.write, args)) + ")"
        if op in ("/", "^"):
            return f"({self.write(args[0])}){op}({self.write(args[1])})"
        if op == "neg":
            return f"(-{self.write(args[0])})"
        if op in self.relations:
            return self.relations[op].format(*map(self.write, args))
        if op in ("and", "or"):
            return "(" + f" {op} ".join(map(self.write, args)) + ")"
        if op in self.functions:
            return f"{self.functions[op]}({', '.join(map(self.write, args))})"
        writer = getattr(self, op, None)
        if writer is None:
            raise Unstated(op)
        return writer(*args)

    def root(self, radicand: Term, degree: Term) -> str:
        return f"({self.write(radicand)})^(1/{self.write(degree)})"

    def apply(self, head: Term, *arguments: Term) -> str:
        return f"{self.write(head)}({', '.join(map(self.write, arguments))})"

    def derivative(self, body: Term, variable: Term) -> str:
        return f"diff({self.write(body)}, {self.write(variable)})"

    def sum(self, body: Term, index: Term, lower: Term, upper: Term) -> str:
        return f"sum({', '.join(map(self.write, (body, index, lower, upper)))})"

    def product(self, body: Term, index: Term, lower: Term, upper: Term) -> str:
        return f"product({', '.join(map(self.write, (body, index, lower, upper)))})"


def _rows(parts: tuple[Term, ...]) -> list[tuple[Term, Term]]:
    """The rows with a condition; none where a single row says only where the value is defined."""
    rows = list(zip(parts[::2], parts[1::2], strict=True))
    return [row for row in rows if row[1] != TRUE] if len(rows) > 1 else []


_FUNCTIONS = {
    "exp": "exp", "log": "log", "abs": "abs", "max": "max", "min": "min", "sqrt": "sqrt", "floor": "floor",
    "sin": "sin", "cos": "cos", "tan": "tan", "arcsin": "asin", "arccos": "acos", "arctan": "atan",
    "sinh": "sinh", "cosh": "cosh", "tanh": "tanh", "arsinh": "asinh", "arcosh": "acosh", "artanh": "atanh",
    "erf": "erf", "factorial": "factorial",
}  # fmt: skip
_ORDER = {"<": "({} < {})", "<=": "({} <= {})", ">": "({} > {})", ">=": "({} >= {})"}


class Maxima(Syntax):
    def __init__(self):
        super().__init__(
            {"pi": "%pi", "infinity": "inf"},
            {**_FUNCTIONS, "sign": "signum", "gamma": "gamma"},
            {**_ORDER, "=": "equal({}, {})", "!=": "notequal({}, {})"},
        )

    def indexed(self, family: Term, *indices: Term) -> str:
        return f"{self.write(family)}[{', '.join(map(self.write, indices))}]"

    def cases(self, *parts: Term) -> str:
        rows, written = _rows(parts), self.name("gap") if parts[-1] != TRUE else self.write(parts[-2])
        if not rows:
            return self.write(parts[0])
        for value, condition in reversed(rows):
            written = f"(if {self.write(condition)} then {self.write(value)} else {written})"
        return written

    def limit(self, body: Term, variable: Term, point: Term, side: Term) -> str:
        way = {1: ", plus", -1: ", minus"}.get(int(side.value), "")
        return f"limit({self.write(body)}, {self.write(variable)}, {self.write(point)}{way})"

    def integral(self, body: Term, variable: Term, lower: Term, upper: Term) -> str:
        return f"integrate({', '.join(map(self.write, (body, variable, lower, upper)))})"

    def at(self, body: Term, variable: Term, value: Term) -> str:
        return f"at({self.write(body)}, {self.write(variable)} = {self.write(value)})"


class Giac(Syntax):
    def __init__(self):
        super().__init__(
            {"pi": "pi", "infinity": "+infinity"},
            {**_FUNCTIONS, "sign": "sign", "gamma": "Gamma"},
            {**_ORDER, "=": "({} == {})", "!=": "({} != {})"},
        )

    def indexed(self, family: Term, *indices: Term) -> str:
        return f"{self.write(family)}({', '.join(map(self.write, indices))})"  # a function of its index

    def derivative(self, body: Term, variable: Term) -> str:
        if variable.op != "symbol":
            raise Unstated("a derivative by an element of a family")
        return super().derivative(body, variable)

    def cases(self, *parts: Term) -> str:
        rows = [f"{self.write(condition)}, {self.write(value)}" for value, condition in _rows(parts)]
        if not rows:
            return self.write(parts[0])
        otherwise = [self.write(parts[-2])] if parts[-1] == TRUE else []
        return f"piecewise({', '.join((*rows, *otherwise))})"

    def limit(self, body: Term, variable: Term, point: Term, side: Term) -> str:
        way = f", {int(side.value)}" if side.value else ""
        return f"limit({self.write(body)}, {self.write(variable)}, {self.write(point)}{way})"

    def integral(self, body: Term, variable: Term, lower: Term, upper: Term) -> str:
        return f"int({', '.join(map(self.write, (body, variable, lower, upper)))})"

    def at(self, body: Term, variable: Term, value: Term) -> str:
        return f"subst({self.write(body)}, {self.write(variable)} = {self.write(value)})"
