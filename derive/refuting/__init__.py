"""Proposition → counterexample, by rigorous enclosures at exact points.

Invariant: nothing here knows how anything is proved.
"""
