r"""Notation that is not read: why, and what to write instead.

Invariant: a table only; each edit is LaTeX that is read.
"""

from __future__ import annotations

UNSUPPORTED = {
    r"\partial": ("`\\partial` outside a fraction", r"write `\frac{\partial L}{\partial x}`"),
    r"\dot": ("`\\dot` is a derivative by a variable it does not name", r"write `\frac{dx}{dt}`"),
    r"\ddot": ("`\\ddot` is a derivative by a variable it does not name", r"write `\frac{d^2x}{dt^2}`"),
    r"\dots": ("dots stand for something that is not written", r"write it with `\sum` or `\prod`"),
    r"\choose": (r"`\choose` outside braces takes all that stands before it", r"write `\binom{n}{k}`"),
    r"\over": (r"`\over` outside braces takes all that stands before it", r"write `\frac{…}{…}`"),
    r"\gcd": ("`\\gcd` is not supported", "write what it computes"),
    r"\%": ("a percent sign behind what is no number", r"write `\frac{x}{100}`"),
    r"\iint": ("integrals over the plane are not supported", r"write one integral inside the other"),
    r"\oint": ("integrals along a curve are not supported", r"write `\int_a^b f(x)\,dx`"),
    r"\emptyset": ("sets are not supported inside an expression", r"write a condition with `\in`"),
}
for _macro in (r"\bmod", r"\mod", r"\pmod"):
    UNSUPPORTED[_macro] = ("remainders are not supported", r"write `x - n \lfloor x/n \rfloor`")
