"""Names of mathematics → names of Rocq.

Invariant: two different names never become one, and none becomes a word that Rocq or our
library knows: no lemma can mean something else because a letter is called `exp` or `R`.
"""

from __future__ import annotations

import re

# What a printed statement may contain, and Rocq's own words.  A variable of this name would hide it.
RESERVED = frozenset(
    """
    as at cofix else end exists exists2 fix for forall fun if in let match mod return then using where with
    Prop Set Type SProp IF by using Axiom Lemma Definition
    R Z nat real Finite p_infty m_infty fact Int_part powerRZ PI IZR INR True False not and or
    exp ln sqrt sin cos tan asin acos atan sinh cosh tanh arcsinh sign Rabs Rmax Rmin
    Rle_dec Rlt_dec Rge_dec Rgt_dec Req_EM_T
    Derive Derive_n ex_derive ex_derive_n is_derive is_lim filterlim locally at_right at_left at_point
    Rbar_locally Rbar_locally' is_RInt ex_RInt RInt is_RInt_gen ex_RInt_gen RInt_gen
    power root floor arcosh artanh erf sum product varied derive
    """.split()
)


class Names:
    """The Rocq names of one lemma's symbols, families and functions, given as they are met."""

    def __init__(self) -> None:
        self._given: dict[tuple[str, str], str] = {}
        self._taken: set[str] = set()

    def of(self, kind: str, latex: str) -> str:
        """The name of a thing of this kind (a value, a family, a function) that LaTeX calls so."""
        found = self._given.get((kind, latex))
        if found is None:
            found = self._given[kind, latex] = self.fresh(identifier(latex))
        return found

    def fresh(self, wanted: str) -> str:
        """A name like the wanted one that is not taken, and from now on is."""
        name, count = wanted, 1
        while name in self._taken or name in RESERVED:
            name, count = f"{wanted}_{count}", count + 1
        self._taken.add(name)
        return name


def identifier(latex: str) -> str:
    r"""The LaTeX without what Rocq has no letters for: `\hat{y}_i` is `hat_y_i`."""
    words = re.findall(r"[A-Za-z0-9']+", re.sub(r"\\(text|math)[a-z]*|\\(cdot|mid)\b", " ", latex))
    name = "_".join(words).replace("'", "_prime")
    return name if re.match(r"[A-Za-z]", name) else f"v_{name}".rstrip("_")
