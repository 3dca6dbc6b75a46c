"""Proposition → theorem.

Trusted: rational, identities, evidence, laws, calculus, summation and the kernel, which
alone makes theorems.  The rest is search.
"""
