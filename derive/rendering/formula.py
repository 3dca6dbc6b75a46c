"""Which LaTeX may reach TeX or MathJax.

Invariant: a formula without a flaw is built from the commands below alone, is balanced, and
gives each command its arguments, so that it can neither act (\\input, \\write, \\def, \\href …)
nor break the page around it.  What is flawed is shown as code.
"""

from __future__ import annotations

import re
from functools import lru_cache

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\s+|.", re.DOTALL)
DISTANCE = re.compile(r"\[\s*-?\d{0,3}(?:\.\d{0,3})?\s*(?:pt|ex|em|mm|cm|mu|in)\s*\]")
_DEPTH = 40  # TeX has 255 levels of grouping, and a formula needs a dozen
_LINE = 40_000  # characters; TeX reads lines of up to 200 000 bytes

SYMBOLS = frozenset(
    r"""
alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa varkappa lambda mu nu xi pi
varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma
Upsilon Phi Psi Omega digamma aleph beth hbar hslash ell imath jmath wp Re Im partial nabla infty emptyset
varnothing forall exists nexists neg lnot top bot angle triangle square Box blacksquare prime backprime
dots ldots cdots vdots ddots dotsc dotsb dotsm dotsi dotso colon
cdot times div pm mp ast star circ bullet oplus ominus otimes oslash odot dagger ddagger amalg cap cup
uplus sqcap sqcup vee wedge lor land setminus smallsetminus wr diamond
leq le geq ge neq ne lt gt ll gg leqslant geqslant lesssim gtrsim lessgtr equiv sim simeq approx approxeq
cong propto prec succ preceq succeq subset supset subseteq supseteq subsetneq supsetneq nsubseteq sqsubseteq
sqsupseteq in ni notin mid nmid parallel nparallel perp vdash dashv models vDash asymp doteq triangleq
coloneqq eqqcolon because therefore leqq geqq thickapprox owns asymp mathstrut strut
to gets leftarrow rightarrow leftrightarrow Leftarrow Rightarrow Leftrightarrow longleftarrow longrightarrow
longleftrightarrow Longleftarrow Longrightarrow Longleftrightarrow mapsto longmapsto uparrow downarrow
updownarrow Uparrow Downarrow hookrightarrow hookleftarrow rightharpoonup rightleftharpoons leadsto implies
impliedby iff nearrow searrow swarrow nwarrow
lbrace rbrace lbrack rbrack langle rangle lfloor rfloor lceil rceil vert Vert lvert rvert lVert rVert
backslash checkmark
sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth log ln lg exp arg deg det dim gcd hom
inf sup ker lim liminf limsup max min Pr
sum prod coprod int iint iiint oint bigcup bigcap bigoplus bigotimes bigvee bigwedge
quad qquad thinspace medspace thickspace negthinspace enspace displaystyle textstyle scriptstyle
scriptscriptstyle notag nonumber
""".split()
)
OPERATORS = frozenset(
    "sum prod coprod int iint iiint oint bigcup bigcap bigoplus bigotimes bigvee bigwedge lim liminf limsup "
    "max min inf sup det gcd Pr".split()
)  # may carry \limits
_SIGNS = frozenset("\\" + sign for sign in ",:;!{}|>%#&_$ \n")
_FONTS = "mathrm mathbf mathit mathsf mathtt mathcal mathbb mathfrak mathscr mathnormal boldsymbol bm".split()
_ACCENTS = (
    "hat widehat bar overline underline tilde widetilde vec dot ddot dddot check breve acute grave mathring "
    "overrightarrow overleftarrow underbrace overbrace boxed phantom hphantom vphantom smash "
    "pmb mathop mathrel mathbin mathopen mathclose mathord mathpunct mathinner substack pmod bmod pod "
    "cancel bcancel"
).split()
ARGUMENTS: dict[str, int] = {
    **dict.fromkeys(_FONTS + _ACCENTS, 1),
    **dict.fromkeys("frac dfrac tfrac cfrac binom dbinom tbinom overset underset stackrel".split(), 2),
    "sqrt": 1, "xrightarrow": 1, "xleftarrow": 1, "operatorname": 1, "bmod": 0,
}  # fmt: skip
_OPTIONAL = frozenset(("sqrt", "xrightarrow", "xleftarrow"))
_TEXT = frozenset("text textrm textbf textit textsf texttt textnormal mbox".split())
_SCRIPTABLE = frozenset(_FONTS) | {
    "frac",
    "dfrac",
    "tfrac",
    "binom",
    "text",
    "textrm",
    "textbf",
    "textit",
    "hat",
    "bar",
}
_SIZES = frozenset(f"{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m"))
_DELIMITERS = frozenset("( ) [ ] / | . < >".split()) | frozenset(
    "\\" + name
    for name in "{ } | lbrace rbrace lbrack rbrack langle rangle lfloor rfloor lceil rceil vert Vert "
    "lvert rvert lVert rVert uparrow downarrow backslash".split()
)
_COLOURS = frozenset(
    "red green blue cyan magenta yellow black gray white orange purple brown teal violet".split()
)
# Environments inside a formula: the most `&` a row may have.
INNER = {
    "aligned": 99, "split": 1, "gathered": 0, "cases": 1, "dcases": 1, "matrix": 9, "pmatrix": 9,
    "bmatrix": 9, "Bmatrix": 9, "vmatrix": 9, "Vmatrix": 9, "smallmatrix": 9, "array": 0, "alignedat": 99,
}  # fmt: skip
# Environments that are a display: the most `&` a row may have, and whether it has rows.
OUTER = {
    "equation": (0, False), "displaymath": (0, False), "align": (99, True), "gather": (0, True),
    "multline": (0, True), "flalign": (99, True), "alignat": (99, True), "eqnarray": (2, True),
}  # fmt: skip


class Flaw(Exception):
    """Why a formula may not reach TeX."""


@lru_cache(maxsize=4096)  # each format asks, and languages have formulas in common
def flaw(latex: str, environment: str | None = "equation") -> str | None:
    """Why the body of a displayed environment (None: inline mathematics) may not reach TeX, or None."""
    if max(map(len, latex.split("\n"))) > _LINE:
        return "a line of the formula is too long to be shown"
    try:
        _Checker(latex).body(environment)
    except Flaw as found:
        return str(found)
    return None


def tokens(latex: str) -> list[str]:
    """The formula cut into commands, single characters and runs of space."""
    return _TOKEN.findall(latex)


def without_comments(latex: str) -> str:
    """The formula without `% …` comments and blank lines, neither of which is part of the mathematics."""
    bare = re.sub(r"(?<!\\)((?:\\\\)*)%[^\n]*", r"\1", latex)
    return "\n".join(line.rstrip() for line in bare.split("\n") if line.strip())


class _Checker:
    """A reader of TeX's mathematics that raises Flaw at the first thing it does not know."""

    def __init__(self, latex: str):
        self.latex = latex
        self.tokens = [t for t in tokens(latex)]
        self.at = 0
        self.depth = 0
        self.tags = 0

    def body(self, environment: str | None) -> None:
        columns, rows = OUTER[environment.rstrip("*")] if environment else (0, False)
        self.many("", columns, rows or environment is not None, tag=environment is not None)

    # ── tokens ──

    def peek(self) -> str:
        while self.at < len(self.tokens) and self.tokens[self.at].isspace():
            self.at += 1
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        if not token:
            raise Flaw("the formula ends too early")
        self.at += 1
        return token

    def expect(self, token: str) -> None:
        found = self.take()
        if found != token:
            raise Flaw(f"{found} stands where {token} is needed")

    # ── a list of items up to `end` ──

    def many(self, end: str, columns: int = 0, rows: bool = False, tag: bool = False) -> None:
        self.depth += 1
        if self.depth > _DEPTH:
            raise Flaw("the formula is nested too deeply")
        column, scripts, tags, last = 0, set(), 0, ""
        while True:
            token = self.peek()
            if token == end:
                break
            if not token:
                raise Flaw(f"{end} is missing" if end else "the formula ends too early")
            self.at += 1
            if token in ("^", "_", "'"):
                self.script(token, scripts, last)
            elif token == "&":
                column += 1
                if column > columns:
                    raise Flaw("& has no column to begin here")
                scripts = set()
            elif token == "\\\\":
                if not rows:
                    raise Flaw("\\\\ has no row to end here")
                self.row_end(skips_space=not tag and columns < 99)
                column, scripts, tags = 0, set(), 0
            elif token in ("\\tag", "\\label"):
                if not tag:
                    raise Flaw(f"{token} cannot stand here")
                tags += token == "\\tag"
                if tags > 1:
                    raise Flaw("\\tag stands twice on a row")
                self.name(r"[\w .,'*†‡:()-]{1,40}")
            elif token in ("\\limits", "\\nolimits"):
                if last.lstrip("\\") not in OPERATORS and last != "\\operatorname":
                    raise Flaw(f"{token} follows no operator")
                continue
            elif token == "\\intertext" and rows and tag:
                self.text()
            else:
                self.item(token)
                scripts = set()
            last = token
        self.depth -= 1

    def script(self, kind: str, scripts: set[str], last: str) -> None:
        """A superscript, subscript or prime.  `x''^2` is one superscript to TeX, `x'_1^2` are two."""
        if kind in scripts and kind != "'" or kind == "'" and "^" in scripts:
            raise Flaw(f"{kind} stands twice on one symbol")
        if kind in "^'" and "'" in scripts and last != "'":
            raise Flaw(f"{kind} stands twice on one symbol")
        scripts.add(kind)
        if kind != "'":
            self.argument(script=True)

    def row_end(self, skips_space: bool) -> None:
        """What may follow `\\\\`: a star, a distance.  In arrays TeX looks for it beyond a space."""
        if self.at < len(self.tokens) and self.tokens[self.at] == "*":
            self.at += 1
        if skips_space:
            self.peek()
        if self.at < len(self.tokens) and self.tokens[self.at] == "[":
            found = DISTANCE.match("".join(self.tokens[self.at : self.at + 16]))
            if not found:
                raise Flaw("[ follows \\\\, which TeX takes for a distance")
            length = 0
            while length < found.end():
                length += len(self.tokens[self.at])
                self.at += 1

    # ── one item ──

    def item(self, token: str) -> None:
        if token == "{":
            self.many("}")
            self.at += 1
        elif not token.startswith("\\"):
            self.character(token)
        elif token in _SIGNS or token[1:] in SYMBOLS:
            return
        elif token == "\\left":
            self.delimiter()
            self.many("\\right")
            self.at += 1
            self.delimiter()
        elif token == "\\middle" or token[1:] in _SIZES:
            self.delimiter()
        elif token == "\\not":
            self.argument()
        elif token == "\\begin":
            self.environment()
        elif token[1:] in _TEXT:
            self.text()
        elif token in ("\\color", "\\textcolor"):
            self.name("|".join(_COLOURS))
            if token == "\\textcolor":
                self.argument()
        elif token[1:] in ARGUMENTS:
            self.command(token[1:])
        else:
            raise Flaw(f"{token} is not a command that may be shown")

    def character(self, token: str) -> None:
        if token in "}#$%\\" or not (token.isprintable() or token.isspace()):
            raise Flaw(f"{token if token.isprintable() else 'a control character'} cannot stand here")

    def command(self, name: str) -> None:
        if name == "operatorname" and self.peek() == "*":
            self.at += 1
        if name in _OPTIONAL and self.peek() == "[":
            self.at += 1
            self.many("]")
            self.at += 1
        for _ in range(ARGUMENTS[name]):
            self.argument(rows=name == "substack")

    def argument(self, script: bool = False, rows: bool = False) -> None:
        token = self.take()
        if token == "{":
            self.many("}", rows=rows)
            self.at += 1
        elif token in ("^", "_", "&", "'", "\\\\", "\\left", "\\right", "\\begin", "\\end"):
            raise Flaw(f"{token} stands where an argument is needed")
        elif script and (token[1:] in ARGUMENTS or token[1:] in _TEXT) and token[1:] not in _SCRIPTABLE:
            raise Flaw(f"{token} needs braces around it in a superscript or subscript")
        elif not script and (token[1:] in ARGUMENTS and ARGUMENTS[token[1:]] or token[1:] in _TEXT):
            raise Flaw(f"{token} needs braces around it in an argument")
        else:
            self.item(token)

    def delimiter(self) -> None:
        token = self.take()
        if token not in _DELIMITERS:
            raise Flaw(f"{token} is not a delimiter")

    def environment(self) -> None:
        name = self.name(r"[A-Za-z]+")
        if name not in INNER:
            raise Flaw(f"\\begin{{{name}}} cannot stand inside a formula")
        columns = INNER[name]
        if name == "array":
            columns = len(re.findall("[lcr]", self.name(r"[lcr| ]{1,20}"))) - 1
        elif name == "alignedat":
            self.name(r"\d")
        elif self.peek() == "[":
            self.at += 1
            if self.take() not in "tbc":
                raise Flaw(f"[ follows \\begin{{{name}}}, which TeX takes for a position")
            self.expect("]")
        self.many("\\end", columns, rows=True)
        self.at += 1
        if self.name(r"[A-Za-z]+") != name:
            raise Flaw(f"\\begin{{{name}}} is not ended")

    def name(self, pattern: str) -> str:
        """What stands in braces here, which must be of the pattern."""
        self.expect("{")
        start = self.at
        while self.at < len(self.tokens) and self.tokens[self.at] != "}":
            self.at += 1
        found = "".join(self.tokens[start : self.at])
        self.expect("}")
        if not re.fullmatch(pattern, found):
            raise Flaw(f"{{{found[:40]}}} cannot stand here")
        return found

    def text(self) -> None:
        """Words in braces, in which `$ … $` is mathematics again."""
        self.expect("{")
        depth = 1
        while depth:
            if self.at >= len(self.tokens):
                raise Flaw("} is missing")
            token = self.tokens[self.at]
            self.at += 1
            if token == "$":
                self.many("$")
                self.at += 1
            elif token in "{}":
                depth += 1 if token == "{" else -1
            elif token in ("^", "_", "&", "#", "%") or (token[0] == "\\" and token not in _SIGNS):
                raise Flaw(f"{token} cannot stand in words")
            elif not (token.isprintable() or token.isspace()):
                raise Flaw("a control character cannot stand here")
