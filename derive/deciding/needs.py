"""What a term needs in order to be defined, as the conditions one would write down.

Invariant: each is the condition under which an operation of the term has a value: a quotient, a
logarithm, a root, a power or the tangent.  What other operations need is not named.
"""

from __future__ import annotations

from derive.proving.evidence import strict_subterms
from derive.proving.rational import is_arithmetic, literal, whole
from derive.terms.term import BINDERS, ZERO, Term, relation


def needs(term: Term) -> list[Term]:
    """The conditions of the operations in the term, from the inside out."""
    found = []
    for part in reversed(list(strict_subterms(term))):
        if part.op in BINDERS:
            found += needs(part.args[0]) if part.op in ("derivative", "sum", "product") else []
        elif part.op == "/" and literal(part.args[1]) is None:
            found.append(relation(part.args[1], "!=", ZERO))
        elif part.op == "log":
            found.append(relation(part.args[0], ">", ZERO))
        elif part.op == "sqrt" or (part.op == "root" and (whole(part.args[1]) or 1) % 2 == 0):
            found.append(relation(part.args[0], ">=", ZERO))
        elif part.op == "tan":
            found.append(relation(Term("cos", part.args), "!=", ZERO))
        elif part.op == "^" and not is_arithmetic(part):
            exponent = literal(part.args[1])
            found.append(relation(part.args[0], ">" if exponent is None or exponent < 0 else ">=", ZERO))
        elif part.op == "^" and literal(part.args[1]) < 0:
            found.append(relation(part.args[0], "!=", ZERO))
    return found
