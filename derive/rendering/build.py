"""Report → files.

Invariant: a file is written whole or not at all, and the same report gives the same bytes.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from derive.document import Checked, DeriveError, Report
from derive.rendering import proof
from derive.rendering.formats import DEFAULT, FORMATS, render_index, render_laws, render_with_pictures
from derive.rendering.index import STEM as INDEX
from derive.rendering.index import Entry, entry, index_page
from derive.rendering.laws import languages, stem
from derive.rendering.words import phrase


def build(
    report: Report | Iterable[Checked],
    output: Path,
    formats: Iterable[str] = DEFAULT,
    templates: Path | None = None,
    check: bool = False,
    drawn: bool = True,
) -> list[Path]:
    """Writes each document in each format to output/FORMAT/STEM.SUFFIX; returns the paths written.

    Its pictures go to the folder STEM beside it, unless they are not to be `drawn`.
    Documents that name laws bring the page of the laws, in their language, which they lead to.
    With `check` nothing is written, and the paths that are out of date come back instead, the page
    that lists all left out: it lists what was built with these documents too.
    All is rendered before the first file is written.  Raises DeriveError for a format there
    is not, a template that is wrong, two documents with one name, a file that cannot be written.
    """
    pages = _pages(report, output, formats, templates, drawn)
    if check:
        return [path for path, content in pages.items() if path.stem != INDEX and _differs(path, content)]
    for path, content in pages.items():
        write(path, content)
    return list(pages)


def stale(
    report: Report | Iterable[Checked],
    output: Path,
    formats: Iterable[str] = DEFAULT,
    templates: Path | None = None,
    drawn: bool = True,
) -> list[Path]:
    """The files that `build` would change or add, and those in its folders that it would not write."""
    formats = tuple(formats)
    pages = _pages(report, output, formats, templates, drawn)
    found = [path for path, content in pages.items() if _differs(path, content)]
    for name in formats:
        there = sorted((output / name).glob(f"*.{_suffix(name)}"))
        if name in FORMATS:
            there += sorted((output / name).glob(f"*/*.{FORMATS[name].picture_suffix}"))
        found += [path for path in there if path not in pages]
    return found


def _pages(
    report: Report | Iterable[Checked],
    output: Path,
    formats: Iterable[str],
    templates: Path | None,
    drawn: bool,
) -> dict[Path, bytes]:
    documents = report.documents if isinstance(report, Report) else tuple(report)
    formats = tuple(formats)
    pages: dict[Path, bytes] = {}
    sources: dict[Path, str] = {}
    for name in formats:
        if name not in DEFAULT:
            raise DeriveError(f"{name}: no such format: choose from {', '.join(DEFAULT)}")
        built = _data(documents) if name == "json" else render_with_pictures(name, documents, templates, drawn)
        for checked, (text, pictures) in zip(documents, built):
            source = checked.document.path
            own = {f"{PurePath(source).stem}.{_suffix(name)}": text.encode(), **pictures}
            for file, content in own.items():
                path = output / name / file
                if sources.setdefault(path, source) != source:
                    raise DeriveError(
                        f"{source}: {sources[path]} is built as {path} too: rename one of the two"
                    )
                pages[path] = content
    pages |= _shared(list(map(entry, documents)), output, formats, templates, sources)
    return pages


def _data(documents: Iterable[Checked]) -> Iterator[tuple[str, dict[str, bytes]]]:
    return ((proof.proof(checked), {}) for checked in documents)


def _suffix(name: str) -> str:
    return proof.SUFFIX if name == "json" else FORMATS[name].suffix


def _shared(
    entries: list[Entry],
    output: Path,
    formats: tuple[str, ...],
    templates: Path | None,
    sources: dict[Path, str],
) -> dict[Path, bytes]:
    """The pages of the laws, and the page that lists all; an `index.md` of the author's takes its place."""
    pages: dict[Path, bytes] = {}
    spoken = languages(entries)
    index = index_page(entries, [(stem(language), phrase(language, "laws_title")) for language in spoken])
    for name in formats:
        if name not in FORMATS:
            continue
        for language in spoken:
            path = output / name / f"{stem(language)}.{FORMATS[name].suffix}"
            if path in sources:
                raise DeriveError(f"{sources[path]}: {path} is the page of the laws: rename the document")
            pages[path] = render_laws(name, language, templates).encode()
        path = output / name / f"{INDEX}.{FORMATS[name].suffix}"
        if path not in sources:
            pages[path] = render_index(name, index, formats, templates).encode()
    return pages


def _differs(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() != content
    except FileNotFoundError:
        return True
    except OSError as error:
        raise DeriveError(
            f"{path}: cannot be read ({error.strerror}): choose another folder with --output"
        ) from None


def write(path: Path, content: bytes) -> None:
    """Writes beside the file and renames, so that a reader never sees half of it."""
    beside = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
        with open(handle, "wb") as file:
            file.write(content)
        os.chmod(beside, 0o666 & ~_umask())
        os.replace(beside, path)
        beside = None
    except OSError as error:
        raise DeriveError(
            f"{path}: cannot be written ({error.strerror}): choose another folder with --output"
        ) from None
    finally:
        if beside is not None:
            os.unlink(beside)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
