"""Document → Statements, from top to bottom.

Invariant: every link of every chain becomes one statement, and so does every problem;
a definition is accepted only for a name that means nothing yet, or that is said to be
defined; anything else is a claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from derive.document import (
    Chain,
    Condition,
    Display,
    Document,
    Link,
    Place,
    Problem,
    Proposition,
    Prose,
    Side,
    Statement,
)
from derive.stating import telling
from derive.stating.case_lists import case_list
from derive.stating.definitions import Definition, Definitions, Head, Occurrences, Piece, head_of, occurs
from derive.stating.index_sets import IndexSets
from derive.stating.matching import renamed
from derive.stating.vectors import vectors
from derive.stating.scope import Sections, relevant
from derive.reading.introductions import can_be_set, concludes_in_row
from derive.stating.unfolding import Open, Refused, Unfolded, Unfolding, inverted
from derive.stating.unknown import hide, unknown_in
from derive.reading.vocabulary import APPROXIMATIONS, MEMBERSHIPS
from derive.stating.rounding import rounded
from derive.terms.latex import RELATION_SIGNS
from derive.terms.relations import disjoint
from derive.terms.sets import denied, said_of
from derive.terms.term import Term, substitute, subterms, symbol


@dataclass
class Step:
    """A link with its left side, before it is stated."""

    left: Side
    link: Link
    first: bool  # the chain's first relation
    display: int
    number: str | None  # of the display, when it prints one only
    conditions: tuple[Condition, ...]  # of the display and of the row
    sets: bool = False  # the text asks for the equation
    concludes: bool = False  # the text says that it follows from what stands above
    defines: bool = False  # the text says that it gives a meaning to a name
    recalls: bool = False  # or that the name has this one already, or the display goes on to it
    turns: bool = False  # or that it turns to another model


@dataclass
class Stating:
    """States one document; run once."""

    document: Document
    definitions: Definitions = field(default_factory=Definitions)

    def __post_init__(self) -> None:
        self.unfolding = Unfolding(self.definitions)
        self.occurred = Occurrences()
        self.sections = Sections()
        self.equations = Sections()  # what the text asks for: set, not claimed
        self.vectors = vectors(self.document)
        self.last: tuple[Side, tuple[Condition, ...]] | None = None  # where a chain can go on
        self.statements: list[Statement] = []
        self.sets = IndexSets(said(self.document))
        self.local: list[
            tuple[int, Head, Definition | None]
        ] = []  # names of a section: its level, what they were

    def run(self) -> tuple[Statement, ...]:
        index = 0
        for block in self.document.blocks:
            if isinstance(block, Prose):
                self.prose(block)
            else:
                self.display(block, index)
                index += 1
        return tuple(self.statements)

    # prose

    def prose(self, block: Prose) -> None:
        self.sections.enter(block)
        self.equations.enter(block)
        if block.section:
            self.forget()
        for condition in block.conditions:
            if condition.term.op == "any":
                self.sections.renew(condition.term.args)
            elif head := named(condition):
                before = self.definitions.of(head)
                if before is not None or (head.op == "symbol" and self.occurred.has(head)):
                    self.local.append((self.sections.level, head, before))
                self.name(head, condition)
            else:
                self.sections.add(condition)
                self.occurred.add(condition.term)

    def name(self, head: Head, condition: Condition) -> None:
        """`Let p = σ(z)`: the prose gives a name to a formula."""
        self.occurred.add(condition.term.args[1])
        written = condition.latex.split("=")[0].strip()
        self.definitions.add(head, (Piece(condition.term.args[1]),), written, None, condition.place)

    def forget(self) -> None:
        """Ends the second meanings that names were given for a section; new names stay."""
        ended = [entry for entry in self.local if entry[0] >= self.sections.level]
        self.local = [entry for entry in self.local if entry[0] < self.sections.level]
        for _, head, before in reversed(ended):
            self.definitions.restore(head, before)

    # displays

    def display(self, display: Display, index: int) -> None:
        conditions = [c for condition in display.conditions if (c := self.condition(condition))]
        cases = case_list(display)
        chains = [cases.get(place, chain) for place, chain in enumerate(display.chains)]
        parts: list[Chain | Problem] = sorted((*chains, *display.problems), key=_place)
        for part in parts:
            if isinstance(part, Problem):
                self.unread(part, display, index)
                self.last = None
            else:
                self.chain(part, display, index, tuple(conditions))

    def condition(self, condition: Condition) -> Condition | None:
        """What holds for a display, or None for what gives a name: `…, where p = σ(z)`."""
        if condition.term.op == ":=":
            head = named(condition)
            known = self.definitions.of(head) if head else None
            if known is not None and known.pieces == (Piece(condition.term.args[1]),):
                return None
            if known is None and head is not None and not self.occurred.has(head):
                self.name(head, condition)
                return None
            if head is None or head.op == "apply":
                return None  # what a function is said to be besides its definition is no assumption
            condition = replace(condition, term=Term("=", condition.term.args))
        self.occurred.add(condition.term)
        return condition

    def with_names(self, link: Link) -> Link:
        """The link without the remarks that give names: `where p = σ(z)`."""
        if not link.conditions:
            return link
        return replace(link, conditions=tuple(c for c in map(self.condition, link.conditions) if c))

    def chain(self, chain: Chain, display: Display, index: int, conditions: tuple[Condition, ...]) -> None:
        for aside in chain.asides:
            before = self.last
            self.chain(aside, display, index, conditions)
            self.last = before
        chain = replace(chain, links=tuple(map(self.with_names, chain.links)))
        left, number = chain.first, only_number(display)
        if left is None:
            if self.last is None:
                link = chain.links[0]
                self.unread(telling.nothing_before(link), display, index, link)
                left = link.side
                self.occurred.add(left.term)
                chain = replace(chain, links=chain.links[1:])
            else:
                left, carried = self.last
                conditions = tuple(dict.fromkeys((*carried, *conditions)))
        else:
            new = chain.links[0].side.term
            alone = len(chain.links) == 1
            sets = alone and (display.sets and is_setting(left, chain.links[0]) or display.supposes)
            sets = sets or (alone and display.models and self.is_about_a_given(left, chain.links[0]))
            sets = sets or (alone and display.lets and self.ranges(left, chain.links[0]))
            self.step(
                Step(
                    left,
                    chain.links[0],
                    True,
                    index,
                    number,
                    (*conditions, *chain.links[0].conditions),
                    sets,
                    display.concludes or display.sets or concludes_in_row(self.before(left.place)),
                    display.defines,
                    display.recalls or left is not display.chains[0].first,
                    display.turns,
                )
            )
            self.occurred.add(left.term)
            self.occurred.add(new)
            left, chain = chain.links[0].side, replace(chain, links=chain.links[1:])
        for link in chain.links:
            sets = display.sets and link is chain.links[-1] and is_setting(left, link)
            self.step(Step(left, link, False, index, number, (*conditions, *link.conditions), sets=sets))
            self.occurred.add(link.side.term)
            left = link.side
        self.last = (left, conditions)

    def unread(self, problem: Problem, display: Display, index: int, link: Link | None = None) -> None:
        self.statements.append(
            Statement(
                "unread",
                link.number if link and link.number else only_number(display),
                problem.place,
                "",
                link.relation if link else "",
                link.side.latex if link else problem.latex,
                index,
                problem=problem,
            )
        )

    # steps

    def step(self, step: Step) -> None:
        head = head_of(step.left.term)
        if head is not None and step.link.relation in MEMBERSHIPS and self.declares(head, step):
            return
        if step.link.relation not in ("=", ":="):
            self.claim(step)
        elif not (head is not None and self.defines(head, step) or self.defines_backwards(step)):
            self.claim(step)

    def defines_backwards(self, step: Step) -> bool:
        """States `log a = z` as the definition of a z that has not occurred, if that is what it is:
        a claim about a name that nothing is said of says nothing else."""
        head = head_of(step.link.side.term)
        if head is None or step.link.relation != "=" or self.occurred.has(head):
            return False
        if self.definitions.all(head.op, head.name) or not self.is_without(head, step.left.term):
            return False
        conditions = self.defining_conditions(head, step.left.term, step)
        place, number = step.link.side.place, step.link.number or step.number
        self.definitions.add(head, (Piece(step.left.term, conditions),), step.link.side.latex, number, place)
        if step.left.term.op == "sum":  # a constraint on its terms: that of its section
            self.local.append((self.sections.level, head, None))
        self.statements.append(self.statement("definition", step, given=conditions))
        return True

    def defines(self, head: Head, step: Step) -> bool:
        """States the step as a definition, if it is one."""
        right = step.link.side.term
        known = self.definitions.of(head)
        conditions = self.defining_conditions(head, right, step)
        pieces = (Piece(right, conditions),)
        warning = None
        if step.link.relation == ":=":
            if occurs(head, right):
                return head.op == "symbol" and self.refuse(step, telling.update(step.link, step.left.latex))
            if known is not None and known.pieces != pieces:
                if self.says_identical(step.link):
                    return False
                warning = telling.redefined(known, self.document.language)
        elif known is not None:
            values = renamed(known.pieces[-1].value, right, known.head.parameters) if step.first else None
            if values is not None and known.head == head:
                left = substitute_arguments(step.left.term, values)
                warning = telling.second_meaning(known, left, self.document.language)
            elif self.completes(known, head, conditions, step):
                pieces = (*known.pieces, *pieces)
            elif self.means_another(head, known, step):
                warning = telling.redefined(known, self.document.language)
            else:
                return False
        elif self.is_inverse(head) or not self.is_new(head, step):
            return False
        if known is None and head.op != "apply" and self.occurred.has(head):
            warning = telling.late(step.left.latex, self.document.language)
        self.definitions.add(head, pieces, step.left.latex, step.link.number or step.number, step.left.place)
        self.statements.append(self.statement("definition", step, given=conditions, warning=warning))
        return True

    def before(self, place: Place) -> str:
        """What stands before a place on its line."""
        return self.document.source.split("\n", place.line)[place.line - 1][: place.column - 1]

    def ranges(self, left: Side, link: Link) -> bool:
        """Whether a relation says in what range a name lies that is not defined."""
        sides = (left.term,) if link.relation in MEMBERSHIPS else (left.term, link.side.term)
        heads = [head_of(side) for side in sides if side.op in ("symbol", "indexed")]
        order = link.relation in MEMBERSHIPS or link.relation in ("<", "<=", ">", ">=", "!=")
        return order and any(head is not None and self.definitions.of(head) is None for head in heads)

    def is_about_a_given(self, left: Side, link: Link) -> bool:
        """Whether one side of a relation is a name that nothing defines.

        Without one it is true or false, and can be a known identity: `(a + b)^2 = …`.
        """
        names = [side for side in (left.term, link.side.term) if side.op in ("symbol", "indexed")]
        try:
            return any(self.unfolding.unfold(name).term == name for name in names)
        except Refused:
            return False

    def declares(self, head: Head, step: Step) -> bool:
        """States `x \\in \\mathbb{R}` for a name that means nothing yet as what is given of it from here on."""
        if head.op == "apply" or self.definitions.of(head) is not None or not self.is_new(head, step):
            return False
        condition = membership(step)
        if condition is None:
            return False
        self.sections.add(condition)
        self.statements.append(self.statement("definition", step))
        return True

    def says_identical(self, link: Link) -> bool:
        r"""Whether the relation is `\equiv`, which defines a new name and claims something of an old one."""
        if link.place is None:
            return False
        line = self.document.source.split("\n", link.place.line)[link.place.line - 1]
        return line.startswith((r"\equiv", "≡"), link.place.column - 1)

    def refuse(self, step: Step, problem: Problem) -> bool:
        """States the step as unread.  Returns True: it is stated."""
        self.statements.append(self.statement("unread", step, problem=problem))
        return True

    def is_new(self, head: Head, step: Step) -> bool:
        """Whether the left side is a name that means nothing yet."""
        if occurs(head, step.link.side.term) or self.comes_back(head, step.link.side.term):
            return False
        if head.op != "apply":
            taken = head.op == "symbol" and self.definitions.all("apply", head.name)
            return step.first and not taken and (not self.occurred.has(head) or self.is_late(head, step))
        symbol = self.definitions.of(Head("symbol", head.name))
        if (
            symbol is not None and head_of(symbol.pieces[-1].value) != head
        ):  # but `L = L(y, p) = …` defines both
            return False
        # `p = σ(z) = …` may define σ: it has occurred once then, as the side on the left
        return step.first or (self.occurred.count(head) == 1 and not self.definitions.all(head.op, head.name))

    def is_inverse(self, head: Head) -> bool:
        """Whether the name is `f^{-1}` for a function f that has a formula: a claim about f then."""
        return head.op == "apply" and bool(self.definitions.all("apply", inverted(head.name)))

    def is_late(self, head: Head, step: Step) -> bool:
        """Whether a name that has occurred gets its meaning now: `ŷ = σ(z)` below a loss of ŷ.

        A number gives none (x = 2 solves something), nor does what is said to follow from what
        stands above, or a formula of what was defined by the name: z = log p, then p = σ(z).
        """
        right = step.link.side.term
        if not right.free or step.concludes or step.link.relation != "=":
            return False
        said = (*self.sections.beside(step.conditions), *self.equations.beside(()))
        if any(part.op == "=" and occurs(head, part) for c in said for part in subterms(c.term)):
            return False
        return self.is_without(head, right)

    def is_without(self, head: Head, term: Term) -> bool:
        """Whether a term can define a name: nothing in it means something by that name."""
        try:
            return not occurs(head, term) and not occurs(head, self.unfolding.unfold(term).term)
        except Refused:
            return False

    def comes_back(self, head: Head, right: Term) -> bool:
        """Whether the definitions of what stands in a term speak of the name: z in p, after `p = σ(z)`."""
        try:
            return occurs(head, self.unfolding.unfold(right).term)
        except Refused:
            return False

    def completes(self, known: Definition, head: Head, conditions: tuple[Condition, ...], step: Step) -> bool:
        """Whether a definition by cases goes on: `for x < 0` after `for x ≥ 0`."""
        if not step.first or known.head != head or not conditions or occurs(head, step.link.side.term):
            return False
        new = Piece(step.link.side.term, conditions).condition
        return all(piece.conditions and disjoint(piece.condition, new) for piece in known.pieces)

    def can_mean_another(self, known: Definition, step: Step) -> bool:
        """Whether what a relation says of a name can be a new meaning: the old one's section, or model, has ended."""
        ended = step.first and step.link.relation == "=" and not (step.concludes or step.recalls)
        return ended and (step.turns or self.sections.ended(known.place.line))

    def means_another(self, head: Head, known: Definition, step: Step) -> bool:
        """Whether a name that a section above defined is defined again, for another section.

        A formula of what the old one speaks of is a claim about it, and true or false, unless
        the text says that it defines the name.
        """
        if not self.can_mean_another(known, step) or not self.is_without(head, step.link.side.term):
            return False
        try:
            old, new = (
                self.unfolding.unfold(step.left.term).term,
                self.unfolding.unfold(step.link.side.term).term,
            )
        except Refused:
            return False
        return old != new and (
            step.defines and not step.turns or self.is_foreign(new, old.free | set(head.parameters), step)
        )

    def is_foreign(self, new: Term, known: frozenset[Term], step: Step) -> bool:
        """Whether a formula speaks of symbols that nothing given, `x = 2 t`, expresses by the known ones."""
        foreign, given = new.free - known, []
        for condition in (*self.sections.beside(step.conditions), *self.equations.beside(())):
            free = condition.term.free
            if any(p.op == "=" for p in subterms(condition.term)) and not free.isdisjoint(foreign):
                given.append(condition)
                foreign |= free - known
        return len(foreign) > len(given)

    def defining_conditions(self, head: Head, right: Term, step: Step) -> tuple[Condition, ...]:
        """The conditions under which a definition is made: those that say something of it."""
        symbols = frozenset(head.parameters) | right.free
        scope = [(c, c.term) for c in self.sections.beside(step.conditions)]
        return tuple(c for c, _ in relevant(scope, symbols))

    def claim(self, step: Step) -> None:
        relation = "=" if step.link.relation == ":=" else step.link.relation
        beside = self.sections.beside(step.conditions)
        equations = self.equations.beside(())
        try:
            right = self.unfolding.unfold(step.link.side.term)
            left = self.unfolding.unfold(step.left.term, right.term.free)
            if relation in APPROXIMATIONS:
                member, near = rounded(step.left, step.link.side, (left.term, right.term))
                left, right = left._replace(term=member), right._replace(term=near)
            if self.vectors.speak(left.term, right.term):
                left = left._replace(term=undecided(step.left))
            claimed = self.under(beside, left, relation, right, step)
            supposing = (
                self.under((*beside, *equations), left, relation, right, step) if equations else claimed
            )
        except Open as error:
            problem = Problem(step.link.side.place, error.message, error.edit, step.link.side.latex)
            self.statements.append(self.statement("claim", step, relation, problem=problem))
            return
        except Refused as error:
            self.refuse(step, Problem(step.link.side.place, error.message, error.edit, step.link.side.latex))
            return
        more = supposing if supposing["given"] != claimed["given"] else None
        advice = self.advice(step, left.term.free | right.term.free, claimed["proposition"].givens)
        statement = self.statement("claim", step, relation, sets=step.sets, advice=advice, **claimed)
        self.statements.append(replace(statement, supposing=replace(statement, **more) if more else None))
        if step.sets and (condition := supposed(step)) is not None:
            self.equations.add(condition)

    def advice(self, step: Step, symbols: frozenset[Term], givens: tuple[Term, ...]) -> str | None:
        """What to write where a relation beside the step was not read as a condition on it."""
        for mention in self.document.displays[step.display].mentions:
            known = mention.term in givens or any(disjoint(mention.term, given) for given in givens)
            if not known and not symbols.isdisjoint(mention.term.free):
                return telling.mentioned(mention, self.document.language)
        head = head_of(step.left.term)
        known = self.definitions.of(head) if head is not None else None
        if known is not None and self.can_mean_another(known, step):
            return telling.another(known, step.left.latex, self.document.language)
        return None

    def under(
        self, beside: tuple[Condition, ...], left: Unfolded, relation: str, right: Unfolded, step: Step
    ) -> dict[str, object]:
        """The proposition of a step under those of the conditions that say something of it."""
        given = relevant(
            list(self.scope(beside, step)), left.term.free | right.term.free, (*left.domain, *right.domain)
        )
        terms = tuple(dict.fromkeys(t for _, t in given))
        closed = self.sets.close((left.term, right.term), terms, step.link.side.place)
        one, other, *terms = map(hide, closed.terms)
        conditions = tuple(dict.fromkeys((*(c for c, _ in given), *closed.told)))
        proposition = Proposition(tuple(dict.fromkeys((*terms, *closed.more))), one, relation, other)
        return {"given": conditions, "proposition": proposition, "unknown": unknown_in(*closed.terms)}

    def scope(self, beside: tuple[Condition, ...], step: Step) -> Iterator[tuple[Condition, Term]]:
        """The conditions, unfolded.

        Raises Refused for one that speaks of the step and cannot be; others do not matter.
        """
        symbols = step.left.term.free | step.link.side.term.free
        for condition in beside:
            try:
                yield condition, self.unfolding.unfold(condition.term).term
            except Refused:
                if not symbols.isdisjoint(condition.term.free):
                    raise

    def statement(
        self,
        kind: str,
        step: Step,
        relation: str | None = None,
        given: tuple[Condition, ...] = (),
        **more: object,
    ) -> Statement:
        link, sides = step.link, (step.left.term, step.link.side.term)
        if kind != "unread" and not more.get("warning"):
            more["warning"] = telling.indices(sides, self.document.language)
        return Statement(
            kind,
            link.number or step.number,
            link.side.place,
            step.left.latex,
            relation or link.relation,
            link.side.latex,
            step.display,
            given,
            sides=sides,
            **more,
        )


def supposed(step: Step) -> Condition | None:
    """What a step says, as a condition; None where it cannot be one."""
    link = step.link
    if link.relation in MEMBERSHIPS:
        return membership(step)
    if link.relation not in RELATION_SIGNS:
        return None
    written = f"{step.left.latex} {RELATION_SIGNS[link.relation]} {link.side.latex}"
    return Condition(written, Term(link.relation, (step.left.term, link.side.term)), link.side.place)


def membership(step: Step) -> Condition | None:
    """What `x \\in S` says of x; None where that is no condition on x."""
    said = said_of(step.left.term, step.link.side.term)
    if step.link.relation != r"\in":
        said = denied(said)
    if said is None:
        return None
    written = f"{step.left.latex} {step.link.relation} {step.link.side.latex}"
    return Condition(written, said, step.link.side.place)


def undecided(side: Side) -> Term:
    """A side that speaks of vectors, whose products do not commute: read, and not decided."""
    return Term("beyond", (symbol(side.latex.replace(r"\cdot", r"\times")),), "vector")


def is_setting(left: Side, link: Link) -> bool:
    """Whether a relation can be an equation that the text asks for."""
    return link.relation == "=" and can_be_set(left.term, link.side.term)


def said(document: Document) -> Iterator[tuple[tuple[Term, ...], tuple[Term, ...]]]:
    """The terms of each chain and condition, with the conditions that are said with them."""
    for block in document.blocks:
        conditions = tuple(c.term for c in block.conditions)
        yield from (((term,), ()) for term in conditions)
        if isinstance(block, Display):
            for chain in block.chains:
                sides = [link.side.term for link in chain.links]
                if chain.first is not None:
                    sides.append(chain.first.term)
                more = (c.term for link in chain.links for c in link.conditions)
                yield tuple(sides), (*conditions, *more)


def only_number(display: Display) -> str | None:
    r"""The number that stands for the whole display: the one of `split`, or of the `\tag` below `aligned`."""
    return display.numbers[0] if len(display.numbers) == 1 else None


def named(condition: Condition) -> Head | None:
    """The name that a condition of the prose gives to a formula, if that is what it does."""
    if condition.term.op != ":=":
        return None
    left, right = condition.term.args
    head = head_of(left)
    return head if head is not None and not occurs(head, right) else None


def substitute_arguments(term: Term, values: dict[Term, Term]) -> Term:
    """`f(x, y)` at other arguments."""
    name, *arguments = term.args
    return Term(term.op, (name, *(substitute(a, values) for a in arguments)))


def _place(part: Chain | Problem) -> tuple[int, int]:
    place: Place | None
    if isinstance(part, Problem):
        place = part.place
    else:
        place = part.first.place if part.first else part.links[0].place
    return (place.line, place.column) if place else (0, 0)
