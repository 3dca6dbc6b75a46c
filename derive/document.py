"""The nouns that pass between the phases.  Imports nothing of ours but the term.

text ──read──▶ Document ──state──▶ Statement ──decide──▶ Verdict ──▶ Report
"""

from __future__ import annotations

from dataclasses import dataclass, field

from derive.terms.term import Term

VERDICTS = ("proved", "refuted", "undecided", "unread", "definition")


class DeriveError(Exception):
    """A command that cannot run.  `str(error)` is one line: place, offender, edit."""


# ── what is read ─────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Place:
    """Where something begins in the source: line and column, both from 1.

    In a notebook the source is the text of its Markdown cells, and `cell` is the number of the cell
    among all cells, and the line in it.
    """

    line: int
    column: int
    cell: tuple[int, int] | None = None

    def __str__(self) -> str:
        return f"line {self.line}" if self.cell is None else "cell {}, line {}".format(*self.cell)

    @property
    def label(self) -> str:
        """The line for a table or a sentence that says `line` itself: `5`, in a notebook `3:5`."""
        return str(self.line) if self.cell is None else "{}:{}".format(*self.cell)


@dataclass(frozen=True)
class Problem:
    """Why a piece of the source could not be read, and the edit that fixes it."""

    place: Place
    message: str  # what is wrong, naming the offender
    edit: str  # what to write instead
    latex: str = ""  # the offending source


@dataclass(frozen=True)
class Condition:
    """An assumption of the text.  `latex` is as written, `term` what it says.

    `supposed`: it is one of several cases (`Suppose $x > 0$.`), and what is said in general leaves it.
    """

    latex: str
    term: Term
    place: Place
    supposed: bool = False


@dataclass(frozen=True)
class Side:
    """One side of a relation, as written and as read."""

    latex: str
    term: Term
    place: Place


@dataclass(frozen=True)
class Link:
    """One more member of a chain: `relation side`, with the remarks on its row.

    `relation` is a term relation (=, !=, <, <=, >, >=), ":=" (by definition), `\\in` or `\\notin`
    (the side is a set), `\\approx` (a number is rounded), or one that
    is never decided (`\\propto`, `\\sim`, `\\gets`).
    """

    relation: str
    side: Side
    conditions: tuple[Condition, ...] = ()
    number: str | None = None  # the equation number of the row it stands on
    place: Place | None = None  # of the relation sign


@dataclass(frozen=True)
class Chain:
    """`A = B ≤ C`.  `first` is None when the chain goes on with the one before.

    `asides` are what braces in it say of its parts (`\\underbrace{w x}_{z}`); no chain goes on with one.
    """

    first: Side | None
    links: tuple[Link, ...]
    asides: tuple[Chain, ...] = ()


@dataclass(frozen=True)
class Curve:
    """One line of a picture: a term, or (`equation`) the right side of what stands under that number.

    `role` is "curve", "guide" (dashed, beside the curves) or "base" (broad, below them).
    """

    latex: str
    term: Term | None
    role: str = "curve"
    equation: str | None = None


@dataclass(frozen=True)
class Plot:
    """What a picture draws: curves over `low` ≤ `variable` ≤ `high`, other symbols with a value."""

    curves: tuple[Curve, ...]
    variable: Term
    low: Term
    high: Term
    values: tuple[tuple[Term, Term], ...] = ()


@dataclass(frozen=True)
class Picture:
    """An image of the text whose title says what to draw.

    `address` is where the text says it is; `plot` is None where the title is not read (`problem`).
    """

    address: str
    place: Place
    plot: Plot | None = None
    problem: Problem | None = None


@dataclass(frozen=True)
class Prose:
    """Text between displays, as written.  `conditions` hold from here to the end
    of the section (Let, Assume, 设 …)."""

    text: str
    line: int
    conditions: tuple[Condition, ...] = ()
    section: bool = False  # it begins with a heading: the section's conditions end
    level: int | None = None  # of the heading, where its text alone does not tell
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Introduction:
    """What the sentence before a display says of it, besides conditions.

    `sets`: that an equation to zero is asked for, not claimed; `asks`: that "the derivative" is zero, or
    what stands above, "one" or "all"; `sets_slope`: it asks for a derivative where something is extreme,
    so that `\\frac{dL}{dw} = … = 0` is asked for, too.
    `supposes`: that it is no claim at all; `models`: none about quantities that nothing defines; `lets`:
    none where it says in what range a name lies; `heads_case`: it is the case that a list item is about.
    `defines`: it gives a meaning to a name; `recalls`: one that the name has already; `turns`: it is about
    another model; `names_another`: it names what is defined, one of several; `item`: the sentence is a
    line of a list; `concludes`: the display follows from what stands above.
    """

    sets: bool = False
    asks: str = ""
    sets_slope: bool = False
    supposes: bool = False
    models: bool = False
    lets: bool = False
    heads_case: bool = False
    defines: bool = False
    recalls: bool = False
    turns: bool = False
    names_another: bool = False
    item: bool = False
    concludes: bool = False


@dataclass(frozen=True)
class Display:
    """A displayed formula.  `source` is exactly what the author wrote, delimiters
    included; `latex` the mathematics without the outer delimiters.

    `conditions` come from the sentence that introduces it, and `said` is what else it says of it.
    `acknowledged` is the author's reason for a step that cannot be proved (a `derive: undecided` note).
    `mentions` are relations of the sentences beside it that were not read as conditions.
    `numbers` are all equation numbers that LaTeX prints on it, in order.
    """

    source: str
    latex: str
    place: Place
    numbers: tuple[str, ...] = ()
    chains: tuple[Chain, ...] = ()
    problems: tuple[Problem, ...] = ()
    conditions: tuple[Condition, ...] = ()
    said: Introduction = Introduction()
    acknowledged: str | None = None
    mentions: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Document:
    """One source file.  `language` is "en" or "zh"."""

    path: str
    title: str
    language: str
    blocks: tuple[Prose | Display, ...]
    source: str = field(repr=False, default="")

    @property
    def displays(self) -> tuple[Display, ...]:
        return tuple(b for b in self.blocks if isinstance(b, Display))

    @property
    def equations(self) -> dict[str, object]:
        """By equation number: the tuple of its sides as SymPy expressions.

        An equation that goes on with the one before has the sides it writes.
        Raises DeriveError where a side has no SymPy form.
        """
        from derive.terms.sympy import sides_by_number  # SymPy costs 0.3 s to import

        return sides_by_number(self)


# ── what is decided ──────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Proposition:
    """given ⊢ left relation right: closed, definitions unfolded.  All the prover sees.

    Behind `\\in` and `\\notin` stands a set; so it does behind `\\approx`: the numbers that are
    rounded to what is written (or, where nothing tells, the side as it is).

    Symbols are real.  `givens` are condition terms; each must hold.
    """

    givens: tuple[Term, ...]
    left: Term
    relation: str
    right: Term


@dataclass(frozen=True)
class Statement:
    """One step of a document: where it stands, and what it claims.

    `kind` is "claim", "definition" or "unread".  `proposition` is None unless it
    is a claim.  `warning` is told with the verdict (a name used twice, say), `advice` where
    the claim is not proved: a relation beside it that was not read as a condition.
    `sides` are the terms that its two sides were read as, None where one was not.

    `sets`: the text asks for the equation (`Setting the derivative to zero: …`); unless it
    holds by itself it is given from there on.  `supposing` is the same step with such
    equations among its givens, for one that does not hold without them.  `follows`: the derivative that
    the text sets to zero is among these, and the equation has to follow from it.

    `unknown` are the derivatives in a claim that nothing is said of (LaTeX): it can be proved,
    whatever they are, and not be refuted.  `untold` is a side that is a name of which nothing is
    said (LaTeX): the relation may be what it means, which no value of it refutes.  A claim that is read, and of which nothing can be
    said, has no proposition, and its `problem` says why.
    """

    kind: str
    equation: str | None
    place: Place  # of the right side
    left: str  # LaTeX
    relation: str  # as the author reads it: = \le …  written as "=", "<=", …
    right: str
    display: int  # index into Document.displays
    given: tuple[Condition, ...] = ()
    proposition: Proposition | None = None
    warning: str | None = None
    problem: Problem | None = None
    sets: bool = False
    follows: bool = False
    supposing: Statement | None = None
    sides: tuple[Term, Term] | None = None
    unknown: tuple[str, ...] = ()
    untold: str | None = None
    advice: str | None = None


@dataclass(frozen=True)
class Counterexample:
    """A point at which the step fails.

    `point` maps the LaTeX of each symbol to an exact rational, as text; `left` and
    `right` are enclosures (decimal text), exact values, or "undefined".
    """

    point: tuple[tuple[str, str], ...]
    left: str
    right: str


@dataclass(frozen=True)
class Use:
    """A law at the terms it was used on (LaTeX), with its side conditions (LaTeX)."""

    law: str
    statement: str
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reason:
    """A statement, the laws (or words) that give it, and what these stand on."""

    claim: Term
    by: tuple[str, ...]
    because: tuple[Remark, ...] = ()
    place: Place | None = None  # in the source, of what is given


@dataclass(frozen=True)
class Rewriting:
    """t₀ = t₁ = … = tₙ.  `reasons[k]` are those of tₖ = tₖ₊₁, beside arithmetic."""

    terms: tuple[Term, ...]
    reasons: tuple[tuple[Reason, ...], ...]


@dataclass(frozen=True)
class Case:
    """What is said where the condition holds."""

    condition: Term
    remarks: tuple[Remark, ...]


Remark = Reason | Rewriting | Case


@dataclass(frozen=True)
class Explanation:
    """The remarks of a proof in order, and why what is written is defined.

    `same`: the two sides are one term, once the definitions are put in.
    """

    remarks: tuple[Remark, ...]
    defined: tuple[Reason, ...]
    same: bool


@dataclass(frozen=True)
class Verdict:
    """What was decided.  `conditions` (LaTeX) are those the proof adds to the text's.

    `holds_if` (LaTeX) is a condition under which a refuted step is proved.
    `explanation` is there where it was asked for and the step is proved.
    """

    kind: str
    conditions: tuple[str, ...] = ()
    uses: tuple[Use, ...] = ()
    counterexample: Counterexample | None = None
    message: str | None = None
    holds_if: str | None = None
    explanation: Explanation | None = field(default=None, compare=False, repr=False)

    @property
    def laws(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(use.law for use in self.uses))


@dataclass(frozen=True)
class Step:
    """A statement with its verdict."""

    statement: Statement
    verdict: Verdict
    acknowledged: str | None = None


@dataclass(frozen=True)
class Checked:
    """A document with its steps in order."""

    document: Document
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Report:
    """Everything that was checked in one run."""

    documents: tuple[Checked, ...]

    @property
    def summary(self) -> dict[str, int]:
        """How many steps have each verdict, in the order of VERDICTS."""
        count = dict.fromkeys(VERDICTS, 0)
        for checked in self.documents:
            for step in checked.steps:
                count[step.verdict.kind] += 1
        return count

    @property
    def passed(self) -> bool:
        """True when every step is proved, a definition, or acknowledged as undecided.

        Nothing to check is no pass.  An acknowledged step that is proved or refuted
        fails, for its note is out of date.
        """
        steps = [step for checked in self.documents for step in checked.steps]
        return bool(steps) and all(
            step.verdict.kind in (("undecided",) if step.acknowledged else ("proved", "definition"))
            for step in steps
            if not (step.acknowledged and step.verdict.kind == "definition")
        )
