"""The commands: options in, exit code out, and nothing that `import derive` cannot do.

Exit codes: 0 everything proved · 1 something refuted, undecided or unread, or a built
document is stale · 2 the command could not run.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path

import click

import derive
from derive.document import DeriveError, Report

SHIPPED = Path(__file__).parent / "derivations"
INTERRUPTED, BROKEN_PIPE = 130, 141  # as a shell reports SIGINT and SIGPIPE


def main(arguments: list[str] | None = None) -> None:
    """Runs the command and leaves with its exit code.  No traceback unless DERIVE_DEBUG=1."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # an ASCII terminal is no reason to stop
    try:
        code = command.main(arguments, prog_name="derive", standalone_mode=False) or 0
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        code = error.exit_code
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        code = _fail(f"{error.format_message()} See {context.command_path if context else 'derive'} --help")
    except DeriveError as error:
        code = _fail(str(error))
    except (KeyboardInterrupt, click.Abort):
        code = INTERRUPTED
    except _Closed:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that closing it is quiet too
        code = BROKEN_PIPE
    except Exception as error:
        code = _unexpected(error)
    sys.exit(code)


def _fail(message: str) -> int:
    click.echo(f"derive: {message}", err=True)
    return 2


def _unexpected(error: Exception, where: str = "") -> int:
    from derive.deciding.workers import describe

    if os.environ.get("DERIVE_DEBUG") == "1":
        raise error
    said = describe(error, most=5000)  # a disagreement tells both sides in full
    hint = "please report it with the document"
    return _fail(f"{where}internal error, {hint}: {said} (DERIVE_DEBUG=1 shows more)")


class Seconds(click.FloatRange):
    """A positive number of seconds; not `nan`, which compares with nothing."""

    name = "seconds"

    def convert(self, value, parameter, context):
        seconds = super().convert(value, parameter, context)
        if seconds != seconds:
            self.fail(f"{value} is no number of seconds", parameter, context)
        return seconds


files_argument = click.argument("files", nargs=-1, type=click.Path())
timeout_option = click.option(
    "--timeout",
    type=Seconds(min=0, max=86400, min_open=True),
    default=10.0,
    show_default=True,
    metavar="S",
    help="Seconds a step may take.",
)
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to report.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(derive.__version__, message="derive %(version)s")
def command() -> None:
    """Proves or refutes each step of a derivation, and builds its documents."""


@command.command()
@files_argument
@click.option("-v", "--verbose", is_flag=True, help="Show how each side was read.")
@format_option
@timeout_option
def check(files: tuple[str, ...], verbose: bool, form: str, timeout: float) -> int:
    """Check each step of FILES (documents or folders; without any: what ships)."""
    report, failed = _check(files, timeout)
    if form == "json" and report.documents:
        from derive.reporting.data import report_object

        _echo_json(report_object(report, verbose))
    elif report.documents:
        from derive.reporting.terminal import report_lines

        _echo(report_lines(report, verbose))
    return _exit_code(report, failed)


# A relation may begin with a minus sign: no short options here, and what is no option is an argument.
@command.command(context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("relation")
@click.option("--given", multiple=True, metavar="CONDITION", help="An assumption, as LaTeX; any number.")
@format_option
@timeout_option
def prove(relation: str, given: tuple[str, ...], form: str, timeout: float) -> int:
    r"""Prove or refute a RELATION or chain, as LaTeX: derive prove '|x| = x' --given 'x \ge 0'."""
    from derive.deciding.checking import decide
    from derive.document import Step
    from derive.stating import state_relations

    statements = state_relations(relation, given)
    decided = _with_progress(lambda progress: decide(statements, timeout, progress=progress))
    steps = [Step(statement, verdict) for statement, verdict in decided]
    if form == "json":
        from derive.reporting.data import step_object

        _echo_json(step_object(steps[0]) if len(steps) == 1 else [step_object(step) for step in steps])
    else:
        from derive.reporting.terminal import step_lines

        _echo(line for step in steps for line in step_lines(step, alone=len(steps) == 1))
    return 0 if all(step.verdict.kind == "proved" for step in steps) else 1


@command.command()
@files_argument
@click.option("--output", default="output", show_default=True, metavar="DIR", help="Where to write.")
@click.option(
    "--format",
    "formats",
    default="html,markdown,latex,json,pdf",
    show_default=True,
    metavar="LIST",
    help="Formats, separated by commas.",
)
@click.option("--templates", metavar="DIR", help="Templates to use instead of those that ship.")
@click.option("--check", "stale", is_flag=True, help="Write nothing; exit 1 if a built file is stale.")
@click.option("--pictures/--no-pictures", "drawn", default=True, help="Whether to draw what images ask for.")
@click.option("--watch", is_flag=True, help="Serve the pages to this machine, and build again on each save.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="For --watch.")
@timeout_option
def build(files: tuple[str, ...], formats: str, watch: bool, port: int, **options) -> int:
    """Check FILES, and build a document of each in each format.

    An image is drawn where its title says what: ![loss](loss.svg "plot f(x), |x| for -4 <= x <= 4").
    """
    names = tuple(dict.fromkeys(name.strip() for name in formats.split(",")))
    if not watch:
        return _build(files, names, **options)
    from derive.previewing.watch import preview

    names = tuple(name for name in names if name != "pdf")  # nobody waits for TeX on each save

    def rebuild() -> None:
        try:
            _build(files, names, **options)
        except DeriveError as error:
            _fail(str(error))

    own = (options["templates"],) if options["templates"] else ()
    folder = Path(options["output"]) / "html" if "html" in names else Path(options["output"])
    preview(map(Path, (*(files or (SHIPPED,)), *own)), rebuild, folder, port, click.echo)
    return 0


def _build(
    files: tuple[str, ...],
    formats: tuple[str, ...],
    output: str,
    templates: str | None,
    stale: bool,
    drawn: bool,
    timeout: float,
) -> int:
    if "pdf" in formats and not stale:
        formats = _without_pdf(formats)
    own = Path(templates) if templates else None
    key = None
    if not stale:
        from derive.rendering import unchanged

        key = unchanged.key(files or (str(SHIPPED),), (files, output, formats, drawn, timeout), own)
        before = unchanged.unchanged(Path(output), key)
        if before is not None:
            _echo([f"nothing has changed: {before[0]} files are up to date", before[1]])
            return 0
    from derive.rendering import build as rendering
    from derive.reporting.terminal import summary_line

    report, failed = _check(files, timeout, explained=True)
    if not report.documents:
        return 2
    into = (report, Path(output), tuple(name for name in formats if name != "pdf"))
    if not stale:
        paths = rendering.build(*into, own, drawn=drawn)
        if "pdf" in formats:
            paths += _pdfs(paths, report, Path(output), own, drawn)
    elif files:
        paths = rendering.build(*into, own, check=True, drawn=drawn)
    else:  # all that ships: what else lies in its folders was left over
        paths = rendering.stale(*into, own, drawn)
    code = _exit_code(report, failed)
    if not stale and code == 0:
        unchanged.record(Path(output), key, paths, click.unstyle(summary_line(report)))
    told = "{} is stale: run derive build, or delete it if its document is gone" if stale else "wrote {}"
    _echo(told.format(path) for path in paths)
    _echo([summary_line(report)])
    return code or int(stale and bool(paths))


def _without_pdf(formats: tuple[str, ...]) -> tuple[str, ...]:
    """The formats that can be built here: without PDF, which is told, where TeX is missing."""
    from derive.rendering import pdf

    if pdf.is_there():
        return formats
    if len(formats) == 1:
        raise DeriveError(pdf.MISSING)
    click.echo(f"derive: {pdf.MISSING}", err=True)
    return tuple(name for name in formats if name != "pdf")


def _pdfs(built: list[Path], report: Report, output: Path, templates: Path | None, drawn: bool) -> list[Path]:
    """The PDFs of what was built as LaTeX, which is done aside where it is not asked for."""
    import tempfile

    from derive.rendering import build as rendering
    from derive.rendering.pdf import build_pdfs

    with tempfile.TemporaryDirectory(prefix="derive-") as aside:
        sources = [path for path in built if path.suffix == ".tex"]
        if not sources:
            sources = rendering.build(report, Path(aside), ("latex",), templates, drawn=drawn)
            sources = [path for path in sources if path.suffix == ".tex"]
        return _with_progress(lambda progress: build_pdfs(sources, output / "pdf", progress), "PDF")


@command.command()
@click.argument("file", type=click.Path())
@click.argument("equation")
@format_option
@timeout_option
def explain(file: str, equation: str, form: str, timeout: float) -> int:
    """Tell why each step of an EQUATION of FILE holds, or where it fails.

    EQUATION is a number, or line:N for one that has none (in a notebook cell:M:N).
    """
    from derive.deciding.margins import explain_equation

    document = derive.read(file)
    explained = _with_progress(lambda progress: explain_equation(document, equation, timeout, progress))
    if form == "json":
        from derive.reporting.explaining import explained_object

        _echo_json(
            {"version": 1, "path": document.path, "steps": [explained_object(one) for one in explained]}
        )
    else:
        from derive.reporting.explaining import equation_lines

        _echo(equation_lines(explained))
    return 0 if all(one.step.verdict.kind in ("proved", "definition") for one in explained) else 1


@command.command()
@click.option("--copy", "into", required=True, metavar="DIR", help="A folder that does not exist yet.")
def templates(into: str) -> int:
    """Copy the templates that ship, to be changed and given to build --templates."""
    import shutil

    from derive.rendering.templates import folder

    try:
        shutil.copytree(folder(), into)
    except FileExistsError:
        raise DeriveError(f"{into}: is there already: name a folder that does not exist yet") from None
    except OSError as error:
        raise DeriveError(f"{into}: cannot be written ({error.strerror or error}): name another folder") from None
    _echo([f"wrote {into}: change what is in it, and build with --templates {into}"])
    return 0


@command.command()
@click.argument("title")
@click.option(
    "--language",
    type=click.Choice(["en", "zh"]),
    default="en",
    show_default=True,
    help="What it is written in.",
)
@click.option("--output", metavar="FILE", help="Where to write; without it, TITLE.md here.")
def new(title: str, language: str, output: str | None) -> int:
    """Write a small document called TITLE that already proves something."""
    from derive.beginning import begin

    path = begin(title, language, Path(output) if output else None)
    _echo([f"wrote {path}: try derive check {shlex.quote(str(path))}"])
    return 0


@command.command()
@files_argument
@click.option("--output", default="output", show_default=True, metavar="DIR", help="Where to write.")
@click.option("--strict", is_flag=True, help="Exit 1 if a proved step is not certified.")
@click.option(
    "--verify", metavar="DIR", help="Write nothing; check the certificates that were written to DIR."
)
@click.option("-v", "--verbose", is_flag=True, help="Show the certified steps too.")
@timeout_option
def certify(
    files: tuple[str, ...], output: str, strict: bool, verify: str | None, verbose: bool, timeout: float
) -> int:
    """Have each proved step of FILES checked again, by Rocq: its coqc must be installed."""
    from derive.certifying import certify as certifying
    from derive.reporting.certificates import certified_lines, verified_lines

    report, failed = _check(files, timeout)
    if not report.documents:
        return 2
    if verify is not None:
        verified = certifying.verify(report.documents, Path(verify), timeout)
        _echo(verified_lines(verified))
        complete = all(v.refusal is None and (len(v.certified) == v.steps or not strict) for v in verified)
    else:
        certified = _with_progress(
            lambda progress: certifying.certify(report.documents, Path(output), timeout, progress)
        )
        certifying.write(certified)
        _echo(certified_lines(certified, verbose))
        complete = not strict or all(o.kind == "certified" for c in certified for o in c.outcomes)
    return 2 if failed else 0 if complete else 1


@command.command()
@format_option
def laws(form: str) -> int:
    """List every law that a proof may use, and those that were rejected."""
    from derive.reporting.laws import law_lines, laws_object

    if form == "json":
        _echo_json(laws_object())
    else:
        _echo(law_lines())
    return 0


class _Closed(Exception):
    """Nobody reads what is printed any more.  (click would leave with 1, which means refuted.)"""


def _echo(lines: Iterable[str]) -> None:
    try:
        for line in lines:
            click.echo(line)
    except BrokenPipeError:
        raise _Closed from None


def _echo_json(value: object) -> None:
    import json

    _echo([json.dumps(value, ensure_ascii=False, indent=2)])


def _exit_code(report: Report, failed: bool) -> int:
    return 2 if failed else 0 if report.passed else 1


def _check(files: tuple[str, ...], timeout: float, explained: bool = False) -> tuple[Report, bool]:
    """The report on the files, and whether some file could not be checked (told on stderr).

    One file that cannot be read does not keep the others from being reported.
    """
    from derive.reading.sources import find_documents

    documents, failed = [], False
    named = files or tuple(_relative(path) for path in find_documents(SHIPPED))
    for name in named:
        try:
            paths = find_documents(name)
        except DeriveError as error:
            failed = True
            _fail(str(error))
            continue
        for path in paths:
            try:
                documents.append(derive.read(path))
            except DeriveError as error:
                failed = True
                _fail(str(error))
            except Exception as error:
                failed = True
                _unexpected(error, f"{path}: ")
    report = _with_progress(
        lambda progress: derive.check(*documents, timeout=timeout, progress=progress, explained=explained)
    )
    empty = [checked for checked in report.documents if not checked.steps and checked.document.path in named]
    for checked in empty:
        _fail(f"{checked.document.path}: no displayed relation to check: write one between \\[ and \\]")
    report = Report(tuple(checked for checked in report.documents if checked not in empty))
    return report, failed or bool(empty)


def _relative(path: str) -> str:
    """The path as it is written from here, where that is shorter."""
    try:
        return min(path, os.path.relpath(path), key=len)
    except ValueError:  # another drive
        return path


def _with_progress(work, label: str = "steps"):
    from derive.reporting.terminal import Progress

    progress = Progress(label)
    try:
        return work(progress)
    finally:
        progress.close()
