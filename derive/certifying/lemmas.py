"""Proposition → the lemma that says it in Rocq, and the lemma that its sides are defined.

Invariant: the two together say what our theorem says, no less: under every given, with what it
needs to be defined, both sides are defined and the relation holds.  Every variable is bound,
with its type.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from derive.certifying.definedness import defined, integrand, near, together
from derive.certifying.expressions import INFINITE, REAL, SIGNS, WHOLE, Types, Writer
from derive.certifying.names import Names
from derive.document import Proposition
from derive.proving.conventions import with_conventions
from derive.terms.term import BINDERS, FAMILIES, ONE, ZERO, Term, relation, subterms

Variable = tuple[str, str]  # what kind of thing it is, and its LaTeX


@dataclass(frozen=True)
class Lemma:
    """A statement in Rocq: `Lemma name binders : hypotheses -> conclusion`."""

    binders: str
    hypotheses: tuple[str, ...]
    conclusion: str

    @property
    def statement(self) -> str:
        """The statement as one closed proposition."""
        inner = " ->\n  ".join((*self.hypotheses, self.conclusion))
        return f"forall {self.binders},\n  {inner}" if self.binders else inner

    def text(self, name: str, proof: str = "derive.") -> str:
        """The lemma with its proof: that of every step, unless another is given."""
        binders = f" {self.binders}" if self.binders else ""
        inner = " ->\n  ".join((*self.hypotheses, self.conclusion))
        return f"Lemma {name}{binders} :\n  {inner}.\nProof. {proof} Qed.\n"


def lemmas(proposition: Proposition, conditions: tuple[Term, ...]) -> tuple[Lemma | None, Lemma]:
    """That both sides are defined (None where that is plain), and that the relation holds.

    `conditions` are those that the proof adds to the givens.  Raises Inexpressible.
    """
    proposition = with_conventions(proposition)
    givens = tuple(dict.fromkeys((*proposition.givens, *conditions)))
    claim = relation(proposition.left, proposition.relation, proposition.right)
    types: Types = dict.fromkeys(_whole_symbols((claim, *givens)), WHOLE)
    writer = Writer(Names())
    conclusion, parts = _claim(claim, types, writer)
    hypotheses = tuple(dict.fromkeys(_hypotheses(givens, types, writer)))
    variables = dict.fromkeys(v for term in (claim, *givens) for v in free_variables(term))
    binders = _binders(list(variables), types, writer)
    main = Lemma(binders, hypotheses, conclusion)
    return (Lemma(binders, hypotheses, together(parts)) if parts else None), main


def _hypotheses(givens: tuple[Term, ...], types: Types, writer: Writer) -> Iterator[str]:
    for given in givens:
        for part in given.args if given.op == "and" else (given,):
            if part.op != "all":
                yield from _defined_condition(part, types, writer)
            said = writer.condition(part, types)
            if said != "True":
                yield said


def _defined_condition(condition: Term, types: Types, writer: Writer) -> list[str]:
    """What a given says of where its sides are defined; an alternative says nothing of the others."""
    return [] if condition.op == "or" else defined(condition, types, writer)


def _whole_symbols(terms: tuple[Term, ...]) -> Iterator[Term]:
    """The symbols that are given to be whole, and those that stand as an index."""
    for term in terms:
        for part in term.args if term.op == "and" else (term,):
            if part.op == "integer" and part.args[0].op == "symbol":
                yield part.args[0]
        for part in subterms(term):
            if part.op == "indexed":
                yield from (index for index in part.args[1:] if index.op == "symbol")


# ── what is claimed ──────────────────────────────────────────────────────────


def _claim(claim: Term, types: Types, writer: Writer) -> tuple[str, list[str]]:
    """The conclusion, and what it takes for both sides to be defined, but for what the conclusion
    itself says: that a derivative, a limit or an integral exists."""
    left, right = claim.args
    if claim.op == "=":
        for one, other in ((left, right), (right, left)):
            found = _existing(one, other, types, writer)
            if found is not None:
                conclusion, parts = found
                more = [] if other in INFINITE else defined(other, types, writer)
                return conclusion, list(dict.fromkeys((*parts, *more)))
    sides = (writer.real(left, types), writer.real(right, types))
    return f"{sides[0]} {SIGNS[claim.op]} {sides[1]}", defined(claim, types, writer)


def _existing(one: Term, other: Term, types: Types, writer: Writer) -> tuple[str, list[str]] | None:
    """That a derivative, a limit or an integral exists and is the other side."""
    taken, at = one, None
    if one.op == "at" and one.args[0].op == "derivative" and one.args[0].args[1] == one.args[1]:
        taken, at = one.args[0], one.args[2]
    if taken.op == "derivative":
        point = writer.point(taken, types) if at is None else writer.real(at, types)
        parts = [] if at is None else defined(at, types, writer)
        said = f"is_derive {writer.varied(taken, types)} {point} {writer.real(other, types)}"
        return said, [*parts, *near(taken, point, types, writer)]
    if one.op == "limit":
        return _limit(one, other, types, writer)
    if one.op == "integral":
        body, variable, lower, upper = one.args
        function, value = writer.lambda_(variable, body, types, REAL), writer.real(other, types)
        if lower in INFINITE or upper in INFINITE:
            ends = f"{writer.end(lower, types)} {writer.end(upper, types)}"
            said = f"is_RInt_gen {function} {ends} {value}"
        else:
            said = f"is_RInt {function} {writer.real(lower, types)} {writer.real(upper, types)} {value}"
        return said, integrand(one, types, writer)
    return None


def _limit(one: Term, other: Term, types: Types, writer: Writer) -> tuple[str, list[str]]:
    body, variable, point, side = one.args
    function = writer.lambda_(variable, body, types, REAL)
    value = INFINITE[other] if other in INFINITE else writer.real(other, types)
    at = INFINITE[point] if point in INFINITE else writer.real(point, types)
    if point in INFINITE or side == ZERO:
        said, near_point = f"is_lim {function} {at} {value}", f"Rbar_locally' {at}"
    else:
        near_point = f"at_right {at}" if side == ONE else f"at_left {at}"
        filter_ = f"Rbar_locally {value}" if other in INFINITE else f"locally {value}"
        said = f"filterlim {function} ({near_point}) ({filter_})"
    parts = [] if point in INFINITE else defined(point, types, writer)
    inner = defined(body, {**types, variable: REAL}, writer)
    if inner:
        name = writer.names.of("value", str(variable.value))
        parts.append(f"({near_point} (fun {name} : R => {together(inner)}))")
    return said, parts


# ── variables ────────────────────────────────────────────────────────────────


def free_variables(term: Term, bound: frozenset[Term] = frozenset()) -> Iterator[Variable]:
    """The symbols, families and functions of which the term says something."""
    op, args = term.op, term.args
    if op == "symbol":
        if term not in bound:
            yield "value", str(term.value)
        return
    if op in FAMILIES:
        kind = {"indexed": f"family {len(args) - 1}", "prime": "function 1"}.get(
            op, f"function {len(args) - 1}"
        )
        yield kind, str(args[0].value)
        args = args[1:]
    if op == "derivative":
        yield from free_variables(args[1], bound)
    if op in BINDERS:
        body, variable, *args = args
        inner = bound | {variable} if variable.op == "symbol" else bound
        yield from free_variables(body, inner)
    for part in args:
        yield from free_variables(part, bound)


def _binders(variables: list[Variable], types: Types, writer: Writer) -> str:
    """The variables with their types, those of a type together."""
    groups: dict[str, list[str]] = {}
    whole = {str(symbol.value) for symbol in types}
    for kind, latex in variables:
        what, _, count = kind.partition(" ")
        one = WHOLE if what == "family" or (what == "value" and latex in whole) else REAL
        shape = one if what == "value" else " -> ".join([one] * int(count) + [REAL])
        groups.setdefault(shape, []).append(writer.names.of(kind, latex))
    return " ".join(f"({' '.join(names)} : {shape})" for shape, names in groups.items())
