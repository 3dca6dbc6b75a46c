"""Proposition → theorem.

Trusted: rational, polynomials, identities, evidence, numbers, laws, calculus, approach,
summation and the kernel, which alone makes theorems.  The rest is search.
"""
