"""Mathematical terms: the type, their LaTeX, their SymPy form."""
