"""Terms → Rocq expressions over Reals and Coquelicot.

Invariant: wherever a term is defined, the expression has its value; where it is not, the
expression is some number that says nothing (Rocq's functions are total), which is why no
statement stands without its definedness.  Everything that has parts is bracketed.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from derive.certifying.names import Names
from derive.terms.term import INFINITY, RELATIONS, Term, neg, relation, subterms

REAL, WHOLE = "R", "Z"
Types = Mapping[Term, str]  # of the symbols: real numbers or whole ones

_FUNCTIONS = {
    "exp": "exp", "log": "ln", "abs": "Rabs", "sign": "sign", "sqrt": "sqrt", "floor": "floor",
    "sin": "sin", "cos": "cos", "tan": "tan", "arcsin": "asin", "arccos": "acos", "arctan": "atan",
    "sinh": "sinh", "cosh": "cosh", "tanh": "tanh", "arsinh": "arcsinh", "arcosh": "arcosh",
    "artanh": "artanh", "erf": "erf",
}  # fmt: skip
SIGNS = {"=": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_DECIDED = {"<": "Rlt_dec", "<=": "Rle_dec", ">": "Rgt_dec", ">=": "Rge_dec", "=": "Req_EM_T"}
INFINITE = {INFINITY: "p_infty", neg(INFINITY): "m_infty"}


class Inexpressible(Exception):
    """Why a step has no lemma.  `str(error)` is what the reader is told."""


class Writer:
    """Writes the terms of one lemma, whose names it shares."""

    def __init__(self, names: Names):
        self.names = names

    # ── numbers ──────────────────────────────────────────────────────────────

    def real(self, term: Term, types: Types) -> str:
        """The term as a real number."""
        op, args = term.op, term.args
        if op == "number":
            return rational(term.value)
        if op == "symbol":
            name = self.names.of("value", str(term.value))
            return f"(IZR {name})" if types.get(term) == WHOLE else name
        if op == "constant" and term.value == "pi":
            return "PI"
        if op == "+":
            return f"({self.real(args[0], types)}{''.join(self._added(part, types) for part in args[1:])})"
        if op == "*":
            return f"({' * '.join(self.real(part, types) for part in args)})"
        if op == "neg":
            return f"(- {self.real(args[0], types)})"
        if op == "/":
            return f"({self.real(args[0], types)} / {self.real(args[1], types)})"
        if op == "^":
            return self._power(args[0], args[1], types)
        if op in _FUNCTIONS:
            return f"({_FUNCTIONS[op]} {self.real(args[0], types)})"
        if op in ("max", "min"):
            found = self.real(args[0], types)
            for part in args[1:]:
                found = f"(R{op} {found} {self.real(part, types)})"
            return found
        if op == "root" and integer(args[1]) is not None:
            return f"(root {integer(args[1])} {self.real(args[0], types)})"
        if op == "factorial":
            return f"(INR (fact (Z.to_nat {self.whole(args[0], types)})))"
        if op == "indexed":
            return (
                f"({self.family(args[0], len(args) - 1)} {' '.join(self.index(i, types) for i in args[1:])})"
            )
        if op == "apply":
            name = self.names.of(f"function {len(args) - 1}", str(args[0].value))
            return f"({name} {' '.join(self.real(part, types) for part in args[1:])})"
        if op == "prime" and integer(args[1]) is not None:
            name = self.names.of("function 1", str(args[0].value))
            return f"(Derive_n {name} {integer(args[1])} {self.real(args[2], types)})"
        if op == "cases":
            return self._cases(args, types)
        if op in ("sum", "product"):
            body, index, lower, upper = args
            if upper == INFINITY:
                raise Inexpressible("a sum without end is not expressed")
            inner = self.lambda_(index, body, types, WHOLE)
            return f"({op} {self.index(lower, types)} {self.index(upper, types)} {inner})"
        if op == "derivative":
            return f"(Derive {self.varied(term, types)} {self.point(term, types)})"
        if op == "at":
            body, variable, value = args
            if body.op == "derivative" and body.args[1] == variable:
                return f"(Derive {self.varied(body, types)} {self.real(value, types)})"
            return f"({self.lambda_(variable, body, types, REAL)} {self.real(value, types)})"
        if op == "integral":
            return self._integral(args, types)
        raise Inexpressible(f"{_SAID.get(op, op)} has no counterpart in Rocq's library")

    def _added(self, part: Term, types: Types) -> str:
        if part.op == "neg":
            return f" - {self.real(part.args[0], types)}"
        return f" + {self.real(part, types)}"

    def _power(self, base: Term, exponent: Term, types: Types) -> str:
        written, count = self.real(base, types), integer(exponent)
        if count is not None:
            return f"({written} ^ {count})" if count >= 0 else f"(/ ({written} ^ {-count}))"
        if self.is_whole(exponent, types):
            return f"(powerRZ {written} {self.index(exponent, types)})"
        return f"(power {written} {self.real(exponent, types)})"

    def _cases(self, args: tuple[Term, ...], types: Types) -> str:
        if not args:
            return "0"
        value, condition, *rest = args
        return self.choice(condition, self.real(value, types), self._cases(tuple(rest), types), types)

    def choice(self, condition: Term, yes: str, no: str, types: Types) -> str:
        """`yes` where the condition holds, else `no`."""
        op = condition.op
        if op == "true":
            return yes
        if op == "and":
            for part in reversed(condition.args):
                yes = self.choice(part, yes, no, types)
            return yes
        if op == "or":
            for part in reversed(condition.args):
                no = self.choice(part, yes, no, types)
            return no
        if op == "!=":
            return self.choice(relation(condition.args[0], "=", condition.args[1]), no, yes, types)
        if op not in _DECIDED:
            raise Inexpressible("a row's condition that is no relation")
        sides = " ".join(self.real(side, types) for side in condition.args)
        return f"(if {_DECIDED[op]} {sides} then {yes} else {no})"

    def _integral(self, args: tuple[Term, ...], types: Types) -> str:
        body, variable, lower, upper = args
        inner = self.lambda_(variable, body, types, REAL)
        if lower in INFINITE or upper in INFINITE:
            return f"(RInt_gen {inner} {self.end(lower, types)} {self.end(upper, types)})"
        return f"(RInt {inner} {self.real(lower, types)} {self.real(upper, types)})"

    def end(self, bound: Term, types: Types) -> str:
        """A bound of an improper integral, as what comes near it."""
        if bound in INFINITE:
            return f"(Rbar_locally {INFINITE[bound]})"
        return f"(at_point {self.real(bound, types)})"

    # ── functions ────────────────────────────────────────────────────────────

    def lambda_(self, variable: Term, body: Term, types: Types, kind: str) -> str:
        """The body as a function of a symbol, real or whole."""
        if variable.op != "symbol":
            raise Inexpressible("an element of a family where a letter is bound")
        name = self.names.of("value", str(variable.value))
        return f"(fun {name} : {kind} => {self.real(body, {**types, variable: kind})})"

    def varied(self, taken: Term, types: Types) -> str:
        """The body of a derivative as a function of what it is taken by."""
        body, variable = taken.args
        return self.varying(variable, types, lambda inner: self.real(body, inner))

    def varying(self, variable: Term, types: Types, write) -> str:
        """What `write` writes as a function of a symbol or of an element x_i of a family: the
        family with that element at another value."""
        if variable.op == "symbol":
            name = self.names.of("value", str(variable.value))
            return f"(fun {name} : R => {write({**types, variable: REAL})})"
        if variable.op != "indexed" or len(variable.args) != 2:
            raise Inexpressible("a derivative by something that is no letter")
        family, value = self.family(variable.args[0], 1), self.names.of("another value", "t")
        place = self.index(variable.args[1], types)
        return f"(fun {value} : R => let {family} := varied {family} {place} {value} in {write(types)})"

    def name_of_varied(self, variable: Term) -> str:
        """The Rocq name that stands for what a derivative varies: the symbol, or the family."""
        if variable.op == "indexed":
            return self.family(variable.args[0], 1)
        return self.names.of("value", str(variable.value))

    def point(self, taken: Term, types: Types) -> str:
        """The value at which a derivative is taken: that of its variable."""
        return self.real(taken.args[1], types)

    def family(self, name: Term, indices: int) -> str:
        return self.names.of(f"family {indices}", str(name.value))

    # ── whole numbers ────────────────────────────────────────────────────────

    def is_whole(self, term: Term, types: Types) -> bool:
        """Whether the term is written with whole numbers, so that it is one."""
        try:
            self.whole(term, types)
        except Inexpressible:
            return False
        return True

    def whole(self, term: Term, types: Types) -> str:
        """The term as a whole number, to stand in the scope Z."""
        op, args = term.op, term.args
        if op == "number" and term.value.denominator == 1:
            return f"{term.value}" if term.value >= 0 else f"({term.value})"
        if op == "symbol" and types.get(term) == WHOLE:
            return self.names.of("value", str(term.value))
        if op in ("+", "*"):
            sign = f" {op} "
            return f"({sign.join(self.whole(part, types) for part in args)})"
        if op == "neg":
            return f"(- {self.whole(args[0], types)})"
        if op == "floor":
            return f"(Int_part {self.real(args[0], types)}%R)"
        raise Inexpressible("an index that is not written with whole numbers")

    def index(self, term: Term, types: Types) -> str:
        """The same where a real number could stand: with its scope."""
        written = self.whole(term, types)
        return written if term.op == "symbol" else f"{written}%Z"

    # ── conditions ───────────────────────────────────────────────────────────

    def condition(self, term: Term, types: Types) -> str:
        """The condition as a proposition; of whole numbers where both sides are written so."""
        op, args = term.op, term.args
        if op == "true":
            return "True"
        if op in ("and", "or"):
            sign = r" /\ " if op == "and" else r" \/ "
            return f"({sign.join(self.condition(part, types) for part in args)})"
        if op == "integer":
            if self.is_whole(args[0], types):
                return "True"
            name = self.names.fresh("k")
            return f"(exists {name} : Z, {self.real(args[0], types)} = IZR {name})"
        if op == "all":
            condition, index = args
            name = self.names.of("value", str(index.value))
            return f"(forall {name} : Z, {self.condition(condition, {**types, index: WHOLE})})"
        if op not in RELATIONS:
            raise Inexpressible(f"{op} is no condition that is expressed")
        named = any(part.op == "symbol" for side in args for part in subterms(side))
        if named and all(self.is_whole(side, types) for side in args):
            return f"({self.whole(args[0], types)} {SIGNS[op]} {self.whole(args[1], types)})%Z"
        return f"({self.real(args[0], types)} {SIGNS[op]} {self.real(args[1], types)})"


_SAID = {
    "gamma": "the function Γ",
    "limit": "a limit inside a term",
    "infinity": "∞ as a number",
    "unknown": "a derivative of which nothing is known",
    "beyond": "a vector or an expectation",
}


def rational(value: Fraction) -> str:
    """The rational number as a real one."""
    if value < 0:
        return f"(- {rational(-value)})"
    return str(value) if value.denominator == 1 else f"({value.numerator} / {value.denominator})"


def integer(term: Term) -> int | None:
    """The integer that the term is, written as one or as minus one."""
    if term.op == "number" and term.value.denominator == 1:
        return int(term.value)
    if term.op == "neg":
        inner = integer(term.args[0])
        return None if inner is None else -inner
    return None
