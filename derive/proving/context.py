"""A context: what is assumed, and what has been worked out under it.

Invariant: everything kept here is a theorem whose hypotheses are among the
context's facts, so a bug here can lose a proof but not make a false one.

Terms are brought to a normal form: a ratio of polynomials in generators, which are
symbols, e to independent exponents, logs of square-free positive factors, and
terms that are opaque.  `equations` says for each other atom what it equals.
"""

from __future__ import annotations

from collections.abc import Iterable

from flint import fmpq_mpoly

from derive.proving import kernel
from derive.proving.evidence import Refusal
from derive.proving.identities import Sums, rewriting
from derive.proving.kernel import Theorem
from derive.proving.rational import (
    Arithmetic,
    Full,
    Ratio,
    Space,
    is_arithmetic,
    key,
    lowest,
    polynomial_term,
    ratio_term,
)
from derive.terms.term import BINDERS, Capture, Term


class Failure(Exception):
    """No proof was found.  `str(failure)` is the reason, for the reader."""


class Split(Exception):
    """The proof needs the sign of a term: strictly, or whether it is ≥ 0 or ≤ 0."""

    def __init__(self, term: Term, strict: bool):
        super().__init__(term)
        self.term, self.strict = term, strict


class Need(Exception):
    """A side condition that nothing gives.  `necessary` when the term is undefined without it."""

    def __init__(self, condition: Term, necessary: bool = True):
        super().__init__(condition)
        self.condition, self.necessary = condition, necessary


class Undefined(Exception):
    """The term has no value anywhere in this context."""


class Roots(Exception):
    """The exponent of a generator must be divided further; start again."""


NO_PROOF = (Failure, Need, Split, Undefined, Roots, Full, Refusal, Capture, RecursionError)  # for a search


class Session:
    """The contexts of one search, each made once, and the degrees of exponents they share.

    `with Session() as session`: its contexts, which refer to it, are let go at the end.
    """

    def __init__(self):
        self.degrees: dict[Term, int] = {}
        self.size = 12  # room for generators; monomials are slower to list with more
        self.contexts: dict[tuple, Context] = {}
        self.universal: tuple[Term, ...] = ()  # givens for every value of an index
        self.places: tuple[Term, ...] = ()  # the indices at which they are of use
        self.closely = False  # whether the growth of functions is looked at, which takes its time
        self.looks = 32  # at so many of them, in all; and in one search:
        self.looks_left = 0

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.contexts.clear()

    def context(self, facts: Iterable[Theorem]) -> Context:
        """The context with these facts."""
        facts = tuple(facts)
        name = tuple((fact.conclusion, fact.hypotheses) for fact in facts)
        if name not in self.contexts:
            made = self.contexts[name] = Context(facts, self)
            made.read_facts()  # which may ask for this very context again
        return self.contexts[name]

    def restart(self, larger: bool = False) -> None:
        """Forget the contexts, after the degrees have changed or for want of room."""
        self.contexts.clear()
        if larger:
            self.size *= 4


class Context:
    """Facts, and the normal forms, signs and side conditions that follow from them."""

    def __init__(self, facts: Iterable[Theorem], session: Session | None = None):
        self.facts = tuple(facts)
        self.session = session or Session()
        self.space = Space(self.session.size)
        self.equations: dict[Term, Term] = {}
        self.rewrites: dict[Term, Theorem] = {}
        self.powers: dict[Term, Theorem] = {}
        self.conditions: dict[Term, tuple[Theorem, ...]] = {}
        self.arithmetic = Arithmetic(self.space, self.equations)
        self.written: dict[str | tuple[str, str], Term] = {}  # polynomials and ratios, by their keys
        self.signs: dict[str, Theorem | None] = {}  # by the polynomial's key
        self.strict: dict[Term, Theorem] = {}  # signs of terms that no other fact can make stronger
        self.polynomials: dict[str, fmpq_mpoly] = {}
        self.settled: set[Term] = set()
        self.supports: dict[Term, dict[Theorem, None]] = {}
        self.slopes: dict[Term, Theorem] = {}
        self.ranges: dict[tuple, list[Term]] = {}  # sums that are generators, by operation and index
        self.pending: set[str] = set()
        self.columns: list[tuple[fmpq_mpoly, Theorem]] = []  # p with a theorem about its sign
        self.nonnegative: list = []  # what of them and of 1 is not negative, as columns.py keeps it
        self.products: dict[tuple, object] = {}  # of two of these
        self.unsolved: list[Theorem] = []  # equations that give no value of a generator
        self.counted: frozenset[Term] = frozenset()  # indices of sums whose body this is the context of
        self.learned = 0  # how often a fact gave a sign, or a stronger one
        self.deferred: list[Split] = []  # signs without which a fact could not be read

    def read_facts(self) -> None:
        """Record what the facts say."""
        from derive.proving.facts import register  # which uses the tools of this class

        register(self)

    # ── normal forms ─────────────────────────────────────────────────────────

    def normal(self, term: Term) -> Ratio:
        """The term as a ratio of polynomials in generators."""
        self.settle(term)
        upper, lower = self.arithmetic.ratio(term)
        return (upper, lower) if not self.powers else self._reduced(upper, lower)

    def settle(self, term: Term) -> None:
        """Work out what every atom of the term equals, and its side conditions."""
        if term in self.settled:
            return
        if term.op not in BINDERS and term.op != "cases":
            for part in term.args:
                if part not in self.settled:
                    self.settle(part)
        if term.args:
            from derive.proving.atoms import settle_condition

            settle_condition(self, term)
        if not is_arithmetic(term):
            from derive.proving.kinds import settle_atom

            settle_atom(self, term)
        self.settled.add(term)

    def rewrite(self, theorem: Theorem) -> None:
        """Use `atom = term` from now on, and settle the term."""
        left, right = theorem.conclusion.args
        if left == right:
            return
        self.settle(right)
        self.rewrites[left] = theorem
        self.equations[left] = right

    def redirect(self, theorem: Theorem) -> None:
        """Use `atom = term` from now on, for an atom that was a generator until now."""
        atom, value = theorem.conclusion.args
        self.settle(value)
        self.equations[atom], self.rewrites[atom] = value, theorem
        self.arithmetic.known.clear()
        self.supports.clear()

    def _reduced(self, upper, lower) -> Ratio:
        sums = Sums(self.space, *rewriting(self.powers.values()))
        sums.equations, sums.known = self.equations, self.arithmetic.known
        (top, by), (bottom, over) = sums.reduce(upper), sums.reduce(lower)
        return lowest(top * over, bottom * by)

    def is_zero(self, term: Term) -> bool:
        return self.normal(term)[0].is_zero()

    def term(self, value: fmpq_mpoly | Ratio) -> Term:
        """The polynomial or ratio as a term, its side conditions settled."""
        name = tuple(map(key, value)) if isinstance(value, tuple) else key(value)
        found = self.written.get(name)
        if found is None:
            write = ratio_term if isinstance(value, tuple) else polynomial_term
            found = self.written[name] = write(value, self.space)
        self.settle(found)
        return found

    # ── what a rule of the kernel needs to know ──────────────────────────────

    def support(self, *terms: Term) -> tuple[Theorem, ...]:
        """The theorems that show the terms defined and bring them to normal form."""
        found: dict[Theorem, None] = {}
        for term in terms:
            self.settle(term)
            found.update(self._support(term))
        return tuple(found)

    def _support(self, term: Term) -> dict[Theorem, None]:
        known = self.supports.get(term)
        if known is not None:
            return known
        found: dict[Theorem, None] = {}
        self.supports[term] = found
        for theorem in self.conditions.get(term, ()):
            found[theorem] = None
        if term in self.powers:
            found[self.powers[term]] = None
            found.update(self._support(self.powers[term].conclusion.args[1]))
        if term in self.rewrites:
            found[self.rewrites[term]] = None
            found.update(self._support(self.rewrites[term].conclusion.args[1]))
        elif term.op not in BINDERS and term.op != "cases":
            for part in term.args:
                found.update(self._support(part))
        return found

    # ── equality ─────────────────────────────────────────────────────────────

    def equal(self, left: Term, right: Term) -> Theorem | None:
        """left = right when the normal forms agree."""
        a, b = self.normal(left), self.normal(right)
        if a != b and not self._agree(a, b):
            return None
        return kernel.arithmetic(left, right, self.support(left, right))

    def _agree(self, a: Ratio, b: Ratio) -> bool:
        difference = a[0] * b[1] - b[0] * a[1]
        if difference.is_zero():
            return True
        if not self.powers:
            return False
        return self._reduced(difference, self.space.one)[0].is_zero()

    # ── signs ────────────────────────────────────────────────────────────────

    def sign(self, term: Term) -> Theorem | None:
        """`term relation 0`, the strongest found, or None."""
        from derive.proving.signs import sign_of

        found = self.strict.get(term) or sign_of(self, term)
        if found is not None and found.conclusion.op in ("<", ">", "="):
            self.strict[term] = found
        return found

    def shown(self, condition: Term) -> Theorem | None:
        """The condition as a theorem, from the signs known here, or None."""
        if condition.op == "integer":  # what is whole is given, not found
            return None
        left, right = condition.args
        if condition.op == "=":
            return self.equal(left, right)
        from derive.proving.signs import difference

        sign = self.sign(difference(left, right))
        if sign is None:
            return None
        try:
            return kernel.order(condition, ((1, ((sign, 1),)),), self.support(left, right))
        except Refusal:
            return None

    def given(self, condition: Term) -> "Context":
        """A new context with one more fact."""
        return self.session.context((*self.facts, kernel.assume(condition)))
