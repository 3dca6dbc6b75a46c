"""Saved source → built pages → the browser that shows them.

Invariant: only this machine is answered, only built files are served, and a build that fails
leaves the pages of the one before.
"""
