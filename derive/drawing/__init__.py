"""Closed terms → pictures.

    Drawn ──sample──▶ Traces ──canvas──▶ SVG, PDF

Invariant: a point of a curve is an enclosure of the term's value there, and where it has no
value nothing is drawn.
"""
