"""A report as the JSON object that other programs read.

Invariant: the keys and their meaning are those of version 1; what is added later
is added beside them.
"""

from __future__ import annotations

from derive.document import Place, Report, Step
from derive.terms.latex import write

VERSION = 1


def report_object(report: Report, verbose: bool = False) -> dict[str, object]:
    """The report, ready for `json.dumps`.  `verbose`: each step has its sides as they were `read`."""
    return {
        "version": VERSION,
        "documents": [
            {
                "path": checked.document.path,
                "title": checked.document.title,
                "language": checked.document.language,
                "steps": [
                    {**step_object(step), **({"read": reading(step)} if verbose else {})}
                    for step in checked.steps
                ],
            }
            for checked in report.documents
        ],
        "summary": report.summary,
    }


def step_object(step: Step) -> dict[str, object]:
    """One step.  `line` and `column` are where its right side begins, from 1."""
    statement, verdict = step.statement, step.verdict
    return {
        "equation": statement.equation,
        **where(statement.place),
        "column": statement.place.column,
        "left": statement.left,
        "relation": statement.relation,
        "right": statement.right,
        "verdict": verdict.kind,
        "given": [{"latex": given.latex, **where(given.place)} for given in statement.given],
        "conditions": list(verdict.conditions),
        "laws": list(verdict.laws),
        "counterexample": _counterexample_object(verdict.counterexample),
        "message": message(step),
    }


def reading(step: Step) -> list[str] | None:
    """Both sides as they were read, written back as LaTeX; None where one was not read."""
    sides = step.statement.sides
    return None if sides is None else [write(side) for side in sides]


def where(place: Place) -> dict[str, int]:
    """The line; in a notebook the number of the cell among all cells, from 1, and the line in it."""
    return {"line": place.line} if place.cell is None else {"cell": place.cell[0], "line": place.cell[1]}


def message(step: Step) -> str | None:
    """What is told beside the verdict: its own message, the statement's warning, the author's note."""
    return "; ".join(remarks(step)) or None


def remarks(step: Step) -> tuple[str, ...]:
    """Each thing that is told beside the verdict, in one line each."""
    acknowledged = step.acknowledged
    if acknowledged and step.verdict.kind == "undecided":
        acknowledged = f"acknowledged: {acknowledged}"
    elif acknowledged:
        acknowledged = f"remove the note `derive: undecided {acknowledged}`: it is out of date"
    return tuple(text for text in (step.verdict.message, step.statement.warning, acknowledged) if text)


def _counterexample_object(counterexample) -> dict[str, object] | None:
    if counterexample is None:
        return None
    return {
        "point": dict(counterexample.point),
        "left": counterexample.left,
        "right": counterexample.right,
    }
