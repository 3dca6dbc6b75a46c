"""Proposition → verdict: a theorem of the kernel against a counterexample of the refuter."""
