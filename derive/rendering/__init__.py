"""Report → documents.

    Checked ──page──▶ Page ──templates/FORMAT──▶ text ──build──▶ files

Invariant: what a page shows as mathematics is what was read; what must not act is shown as text.
"""
