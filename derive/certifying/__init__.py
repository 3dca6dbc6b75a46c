"""Proved step → a lemma that Rocq checks again, and what Rocq said of it."""
