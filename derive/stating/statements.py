"""Document → Statements, from top to bottom.

Invariant: every link of every chain becomes one statement, and so does every problem;
a chain that begins with its relation goes on with the one before it.
"""

from __future__ import annotations

from dataclasses import replace

from derive.document import Chain, Condition, Display, Document, Link, Place, Problem, Prose, Side, Statement
from derive.reading.introductions import concludes_in_row
from derive.reading.scopes import is_simple
from derive.reading.vocabulary import MEMBERSHIPS
from derive.stating import telling
from derive.stating.asked import Slopes, is_slope
from derive.stating.case_lists import case_list
from derive.stating.defining import Defining, Meaning
from derive.stating.definitions import Head, head_of
from derive.stating.known import Known
from derive.stating.propositions import Propositions
from derive.stating.stipulating import stipulated
from derive.stating.steps import Step, is_setting, membership, supposed
from derive.stating.unfolding import Open, Refused
from derive.terms.relations import disjoint
from derive.terms.term import Term


class Stating:
    """States one document; run once."""

    def __init__(self, document: Document):
        self.document = document
        self.known = Known()
        self.defining = Defining(document, self.known)
        self.propositions = Propositions(document, self.known)
        self.slopes = Slopes(self.known)
        self.last: tuple[Side, tuple[Condition, ...]] | None = None  # where a chain can go on
        self.statements: list[Statement] = []

    def run(self) -> tuple[Statement, ...]:
        index = 0
        for block in self.document.blocks:
            if isinstance(block, Prose):
                self.prose(block)
            else:
                self.display(block, index)
                index += 1
        return tuple(self.statements)

    def prose(self, block: Prose) -> None:
        self.known.enter(block)

    # displays

    def display(self, display: Display, index: int) -> None:
        conditions = [c for condition in display.conditions if (c := self.known.condition(condition))]
        self.asked = self.slopes.asked(display)
        for condition in self.asked:
            self.known.equations.add(condition)
        cases = case_list(display)
        chains = [cases.get(place, chain) for place, chain in enumerate(display.chains)]
        parts: list[Chain | Problem] = sorted((*chains, *display.problems), key=_place)
        for part in parts:
            if isinstance(part, Problem):
                self.unread(part, display, index)
                self.last = None
            else:
                self.chain(part, display, index, tuple(conditions))
        self.slopes.pass_by(display)

    def chain(self, chain: Chain, display: Display, index: int, conditions: tuple[Condition, ...]) -> None:
        for aside in chain.asides:
            before = self.last
            self.chain(aside, display, index, conditions)
            self.last = before
        chain = replace(chain, links=tuple(map(self.known.with_names, chain.links)))
        left, number, said = chain.first, only_number(display), display.said
        asks = said.sets or said.sets_slope and left is not None and is_slope(left.term)
        if left is None:
            if self.last is None:
                link = chain.links[0]
                self.unread(telling.nothing_before(link), display, index, link)
                left = link.side
                self.known.occurred.add(left.term)
                chain = replace(chain, links=chain.links[1:])
            else:
                left, carried = self.last
                conditions = tuple(dict.fromkeys((*carried, *conditions)))
        else:
            new = chain.links[0].side.term
            alone = len(chain.links) == 1
            sets = alone and (said.sets and is_setting(left, chain.links[0]) or said.supposes)
            sets = sets or (alone and said.models and self.is_about_a_given(left, chain.links[0]))
            sets = sets or (alone and said.lets and self.ranges(left, chain.links[0]))
            sets = sets or (alone and said.lets and self.is_power_of_a_given(left, chain.links[0]))
            concluding = said.concludes or concludes_in_row(self.before(left.place))
            self.step(
                Step(
                    left,
                    chain.links[0],
                    True,
                    index,
                    number,
                    (*conditions, *chain.links[0].conditions),
                    sets,
                    replace(said, concludes=concluding or said.sets),
                    left is not display.chains[0].first,
                )
            )
            self.known.occurred.add(left.term)
            self.known.occurred.add(new)
            left, chain = chain.links[0].side, replace(chain, links=chain.links[1:])
        for link in chain.links:
            sets = asks and link is chain.links[-1] and is_setting(left, link)
            self.step(Step(left, link, False, index, number, (*conditions, *link.conditions), sets=sets))
            self.known.occurred.add(link.side.term)
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
        if self.document.displays[step.display].said.heads_case and self.is_case(step):
            return
        meaning = self.defining.meaning(step)
        if meaning is None:
            self.claim(step)
        elif isinstance(meaning, Problem):
            self.statements.append(self.statement("unread", step, problem=meaning))
        else:
            self.define(meaning, step)

    def define(self, meaning: Meaning, step: Step) -> None:
        number = step.link.number or step.number
        self.known.definitions.add(meaning.head, meaning.pieces, meaning.written, number, meaning.place)
        said = self.document.displays[step.display].said
        if said.item or said.turns:
            self.known.items.add(meaning.place)
        if meaning.ends:
            self.known.local.append((self.known.sections.level, meaning.head, None))
        self.statements.append(
            self.statement("definition", step, given=meaning.conditions, warning=meaning.warning)
        )

    def before(self, place: Place) -> str:
        """What stands before a place on its line."""
        return self.document.source.split("\n", place.line)[place.line - 1][: place.column - 1]

    def ranges(self, left: Side, link: Link) -> bool:
        """Whether a relation says in what range a name lies that is not defined."""
        sides = (left.term,) if link.relation in MEMBERSHIPS else (left.term, link.side.term)
        heads = [head_of(side) for side in sides if side.op in ("symbol", "indexed")]
        order = link.relation in MEMBERSHIPS or link.relation in ("<", "<=", ">", ">=", "!=")
        return order and any(head is not None and self.known.definitions.of(head) is None for head in heads)

    def is_power_of_a_given(self, left: Side, link: Link) -> bool:
        """Whether it says what a power of a name is that nothing defines: `where $$s_n^2 = …$$`."""
        if link.relation != "=" or left.term.op != "^" or not link.side.term.free:
            return False
        return self.is_about_a_given(replace(left, term=left.term.args[0]), link)

    def is_about_a_given(self, left: Side, link: Link) -> bool:
        """Whether one side of a relation is a name that nothing defines.

        Without one it is true or false, and can be a known identity: `(a + b)^2 = …`.
        """
        names = [side for side in (left.term, link.side.term) if side.op in ("symbol", "indexed")]
        try:
            return any(self.known.unfolding.unfold(name).term == name for name in names)
        except Refused:
            return False

    def declares(self, head: Head, step: Step) -> bool:
        """States `x \\in \\mathbb{R}` for a name that means nothing yet as what is given of it from here on."""
        if (
            head.op == "apply"
            or self.known.definitions.of(head) is not None
            or not self.defining.is_new(head, step)
        ):
            return False
        condition = membership(step)
        if condition is None:
            return False
        self.known.sections.add(condition)
        self.statements.append(self.statement("definition", step))
        return True

    def is_case(self, step: Step) -> bool:
        """States what a list item is about, `1. $x > 0$: …`, as given until another case or section."""
        condition = supposed(step)
        if condition is None or not is_simple(condition.term) or not condition.term.free:
            return False
        self.known.sections.add(replace(condition, supposed=True))
        self.statements.append(self.statement("definition", step))
        return True

    def claim(self, step: Step) -> None:
        said = None if step.sets else stipulated(step, self.known)
        step.sets = step.sets or said is not None
        relation = "=" if step.link.relation == ":=" else step.link.relation
        try:
            claimed, supposing = self.propositions.of(step, relation)
        except Refused as error:
            problem = Problem(step.link.side.place, error.message, error.edit, step.link.side.latex)
            kind, relation = ("claim", relation) if isinstance(error, Open) else ("unread", None)
            self.statements.append(self.statement(kind, step, relation, problem=problem))
            return
        proposition = claimed.proposition
        advice = self.advice(step, proposition.left.free | proposition.right.free, proposition.givens)
        follows = step.sets and not {c.term for c in self.asked}.isdisjoint(c.term for c in supposing.given)
        statement = self.statement(
            "claim", step, relation, sets=step.sets, follows=follows, advice=advice, **vars(claimed)
        )
        more = replace(statement, **vars(supposing)) if supposing.given != claimed.given else None
        self.statements.append(replace(statement, supposing=more))
        if step.sets and (condition := supposed(step)) is not None:
            self.known.equations.add(condition)
            if said is not None:
                self.known.stipulated[condition] = said

    def advice(self, step: Step, symbols: frozenset[Term], givens: tuple[Term, ...]) -> str | None:
        """What to write where a relation beside the step was not read as a condition on it."""
        for mention in self.document.displays[step.display].mentions:
            known = mention.term in givens or any(disjoint(mention.term, given) for given in givens)
            if not known and not symbols.isdisjoint(mention.term.free):
                return telling.mentioned(mention, self.document.language)
        head = head_of(step.left.term)
        known = self.known.definitions.of(head) if head is not None else None
        another = known is not None and (
            self.defining.can_mean_another(known, step)
            or step.first
            and step.link.relation == "="
            and self.defining.speaks_of_new(known, step.link.side.term)
        )
        if another:
            return telling.another(known, step.left.latex, self.document.language)
        return None

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


def only_number(display: Display) -> str | None:
    r"""The number that stands for the whole display: the one of `split`, or of the `\tag` below `aligned`."""
    return display.numbers[0] if len(display.numbers) == 1 else None


def _place(part: Chain | Problem) -> tuple[int, int]:
    place: Place | None
    if isinstance(part, Problem):
        place = part.place
    else:
        place = part.first.place if part.first else part.links[0].place
    return (place.line, place.column) if place else (0, 0)
