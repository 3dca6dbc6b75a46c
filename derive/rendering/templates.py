"""Templates: where they are, how they are filled, and what is said when one is wrong.

Invariant: a value that a template prints is escaped for its format unless the format itself
made it, so no text of a document is ever read as a template, as markup or as a command.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path

import jinja2

from derive.document import DeriveError

FIX = "correct the template, or leave out --templates to use those that ship"


class Ready(str):
    """Text that a format has made and that needs no escaping in it."""

    __slots__ = ()


def folder() -> Path:
    """The templates that ship: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).resolve().parent.parent
    for found in (package / "templates", package.parent / "templates"):
        if (found / "markdown").is_dir():
            return found
    raise DeriveError(f"{package / 'templates'}: the templates are missing: install derive-proofs again")


def environment(
    name: str, own: Path | None, escape: Callable[[str], str], **options: object
) -> jinja2.Environment:
    """The templates of a format: the user's own where there are, else those that ship."""
    folders = [str(folder() / name)]
    if own is not None:
        if not own.is_dir():
            raise DeriveError(f"{own}: no such folder of templates: give --templates a folder that exists")
        if not any((own / format).is_dir() for format in _shipped()):
            raise DeriveError(
                f"{own}: no templates here: put those of a format into {own / name} (as in {folder()})"
            )
        folders.insert(0, str(own / name))

    def finalize(value: object) -> str:
        return value if isinstance(value, Ready) else Ready(escape(str(value)))

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        undefined=jinja2.StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
        **options,
    )


def fill(templates: jinja2.Environment, values: dict[str, object], start: str = "document.jinja") -> str:
    """The filled template.  Raises DeriveError naming the template, its line and the offender."""
    try:
        return templates.get_template(start).render(values)
    except jinja2.TemplateSyntaxError as error:
        raise DeriveError(f"{error.filename or error.name}:{error.lineno}: {error.message}: {FIX}") from None
    except jinja2.TemplateNotFound as error:
        raise DeriveError(f"{_place(error, templates) or start}: no template {error.name}: {FIX}") from None
    except UnicodeDecodeError as error:
        raise DeriveError(
            f"{templates.loader.searchpath[0]}: a template is not UTF-8 ({error.reason}): {FIX}"
        ) from None
    except RecursionError as error:
        raise DeriveError(
            f"{_place(error, templates) or start}: the templates include each other without end: {FIX}"
        ) from None
    except (jinja2.TemplateError, TypeError, ValueError, KeyError, AttributeError, ArithmeticError) as error:
        place = _place(error, templates)
        if not place or len(templates.loader.searchpath) == 1 and not isinstance(error, jinja2.TemplateError):
            raise  # ours, not the template's
        raise DeriveError(f"{place}: {error}: {FIX}") from None


def _shipped() -> list[str]:
    return sorted(found.name for found in folder().iterdir() if found.is_dir())


def _place(error: BaseException, templates: jinja2.Environment) -> str:
    """`file:line` of the innermost template that the error passed through, or ""."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if any(Path(place) in Path(frame.filename).parents for place in templates.loader.searchpath):
            return f"{frame.filename}:{frame.lineno}"
    return ""
