"""The laws as a list for a person and as an object for programs.

Invariant: everything that a proof may rest on is listed, and every statement as it is
stated there, in LaTeX.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from derive.proving.laws import LAWS, REJECTED, RULES

INDENT = "  "
LONGEST = 40  # a statement that pushes no remark to the right


def law_lines() -> Iterator[str]:
    """The laws, the rules and what was rejected, one line each where it fits."""
    yield click.style(f"{len(LAWS)} laws", bold=True)
    yield from _table([(law.name, law.statement, _if(law.conditions)) for law in LAWS])
    yield ""
    yield click.style(f"{len(RULES)} rules about functions, sums and limits as wholes", bold=True)
    for rule in RULES:
        yield f"{INDENT}{rule.name}: {rule.conditions} ({rule.checked_by})"
        yield from (f"{INDENT}{INDENT}{part}" for part in rule.statement.split(r", \quad "))
    yield ""
    yield click.style(f"{len(REJECTED)} rejected, each with a point at which it fails", bold=True)
    said = ((law, " ".join(filter(None, (_if(law.conditions), f"not at {law.witness}")))) for law in REJECTED)
    yield from _table([(law.name, law.statement, remark) for law, remark in said])


def _if(conditions: Iterable[str]) -> str:
    said = ", ".join(conditions)
    return f"if {said}" if said else ""


def _table(rows: list[tuple[str, str, str]]) -> Iterator[str]:
    """Name, statement and remark in columns; a long statement keeps its remark close."""
    first = max(len(name) for name, _, _ in rows)
    second = max((len(s) for _, s, remark in rows if remark and len(s) <= LONGEST), default=0)
    for name, statement, remark in rows:
        yield f"{INDENT}{name:<{first}}  {statement:<{second}}  {remark}".rstrip()


def laws_object() -> dict[str, object]:
    """The same, ready for `json.dumps`."""
    return {
        "version": 1,
        "laws": [
            {"name": law.name, "statement": law.statement, "conditions": list(law.conditions)} for law in LAWS
        ],
        "rules": [
            {
                "name": rule.name,
                "statement": rule.statement,
                "conditions": rule.conditions,
                "checked_by": rule.checked_by,
            }
            for rule in RULES
        ],
        "rejected": [
            {
                "name": law.name,
                "statement": law.statement,
                "conditions": list(law.conditions),
                "witness": law.witness,
            }
            for law in REJECTED
        ],
    }
