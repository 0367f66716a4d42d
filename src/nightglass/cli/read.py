"""``nightglass read``: one report in, its score out; nothing is stored."""

from __future__ import annotations

import codecs
import io
import sys
from pathlib import Path
from typing import Annotated

import typer

from nightglass.errors import NightglassError

__all__ = ["app"]

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


_PLAINER = "nightglass.plainer"
_PLAIN = {"█": "#", "·": ".", "◆": "*", "–": "-", "—": "-", "…": ".", "’": "'", "‘": "'", "“": '"', "”": '"'}


class NoReportError(NightglassError):
    """There is no report to read."""


class UnreadableNameError(NightglassError):
    """The dreamer's name is no text."""


class UnwritableError(NightglassError):
    """A page or picture could not be written, or not without losing something else."""


@app.command()
def read(
    file: Annotated[str, typer.Argument(help="The report; - (the default) reads what is typed or piped in.")] = "-",
    dreamer: Annotated[
        str | None,
        typer.Option(help="The dreamer's name, where the report is told in the third person.", metavar="NAME"),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print everything that was found as one JSON document.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write the score as one page.", metavar="OUT")] = None,
    svg: Annotated[Path | None, typer.Option(help="Write the score as a picture.", metavar="OUT")] = None,
    dark: Annotated[bool, typer.Option("--dark", help="Draw the picture light on dark.")] = False,
    title: Annotated[str | None, typer.Option(help="What to write above the score.")] = None,
) -> None:
    """Read one report and show its score. Nothing is stored and nothing is sent anywhere."""
    from nightglass.reading import read as read_report  # noqa: PLC0415 - --help need not wait for the reader
    from nightglass.text import check_report, decode  # noqa: PLC0415

    _spare(file, html, svg)
    data, place = _take(file)
    text = decode(data, place)
    check_report(text, place)
    reading = read_report(text, _name(dreamer))
    # Files first: what goes to stdout is whole only if all that was asked for could be done.
    if html or svg or not json:
        from nightglass.pictures import score_html, score_sheet, score_svg, score_terminal  # noqa: PLC0415

        sheet = score_sheet(reading, text, title)
        if html:
            _write(html, score_html(sheet))
        if svg:
            _write(svg, score_svg(sheet, dark=dark))
        if not json:
            from rich.console import Console  # noqa: PLC0415

            _let_write_anything()
            console = Console(highlight=False)
            console.print(score_terminal(sheet, width=console.width))
    if json:
        import msgspec  # noqa: PLC0415

        sys.stdout.buffer.write(msgspec.json.encode(reading) + b"\n")


def _name(dreamer: str | None) -> str | None:
    """Return the dreamer's name if it can be written down; a terminal may hand over bytes that are no characters."""
    if dreamer is not None and any("\ud800" <= c <= "\udfff" for c in dreamer):
        raise UnreadableNameError("The dreamer's name holds bytes that are no letters; type it again after --dreamer.")
    return dreamer


def _let_write_anything() -> None:
    """Let signs that the terminal's encoding lacks be written as plainer ones; a score must not fail for a dot."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors=_PLAINER)


def _plainer(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    return "".join(_PLAIN.get(c, "?") for c in error.object[error.start : error.end]), error.end


codecs.register_error(_PLAINER, _plainer)


def _shown(path: object) -> str:
    """Return a path as it can be shown within one line."""
    name = "".join(c if c.isprintable() else "?" for c in str(path))
    return (name if len(name) <= 200 else f"{name[:200]}…") or "The empty name"


def _spare(file: str, html: Path | None, svg: Path | None) -> None:
    """Refuse to write a page or picture over the report, which may be the only copy of it, or over each other."""
    report = None if file == "-" else Path(file)
    for out, other in ((html, report), (svg, report), (svg, html)):
        if out is not None and other is not None and _same(out, other):
            raise UnwritableError(
                f"{_shown(out)} would be written over what is in {_shown(other)}; name another file for it."
            )


def _same(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to one file, through links too, whether or not it is there yet."""
    try:
        return one.resolve() == other.resolve() or (one.exists() and other.exists() and one.samefile(other))
    except (OSError, ValueError, RuntimeError):
        return False  # a path that cannot be looked at is refused, with the reason, where it is opened


def _take(file: str) -> tuple[bytes, str]:
    """Return the bytes of the report and the place they came from, in words."""
    from nightglass.text import MAX_BYTES  # noqa: PLC0415

    if file == "-":
        if sys.stdin.isatty():
            sys.stderr.write("Write or paste the dream, then press Enter and Ctrl-D.\n")
        return sys.stdin.buffer.read(MAX_BYTES + 1), "standard input"
    path, shown = Path(file), _shown(file)
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1), shown
    except IsADirectoryError:
        raise NoReportError(
            f"{shown} is a folder; name one file, or code a whole table with: nightglass code."
        ) from None
    except FileNotFoundError:
        raise NoReportError(
            f"There is no file {shown}; check the name, or pipe the text in with: nightglass read -."
        ) from None
    except OSError as error:
        raise NoReportError(f"{shown} cannot be opened ({error.strerror}); check the name and try again.") from None


def _write(path: Path, content: str) -> None:
    try:
        path.write_text(content, encoding="utf-8")
    except OSError as error:
        raise UnwritableError(
            f"{_shown(path)} cannot be written ({error.strerror}); name another place for it."
        ) from None
