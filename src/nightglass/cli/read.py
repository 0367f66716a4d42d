"""``nightglass read``: one report in, its score out; nothing is stored."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from nightglass.errors import NightglassError

__all__ = ["app"]

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


class NoReportError(NightglassError):
    """There is no report to read."""


class UnwritableError(NightglassError):
    """A page or picture could not be written."""


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

    data, place = _take(file)
    text = decode(data, place)
    check_report(text, place)
    reading = read_report(text, dreamer)
    if json:
        import msgspec  # noqa: PLC0415

        sys.stdout.buffer.write(msgspec.json.encode(reading) + b"\n")
    if html or svg or not json:
        from nightglass.pictures import score_html, score_sheet, score_svg  # noqa: PLC0415

        sheet = score_sheet(reading, text, title)
        if html:
            _write(html, score_html(sheet))
        if svg:
            _write(svg, score_svg(sheet, dark=dark))
        if not json:
            from rich.console import Console  # noqa: PLC0415

            from nightglass.pictures import score_terminal  # noqa: PLC0415

            console = Console(highlight=False)
            console.print(score_terminal(sheet, width=console.width))


def _take(file: str) -> tuple[bytes, str]:
    """Return the bytes of the report and the place they came from, in words."""
    from nightglass.text import MAX_BYTES  # noqa: PLC0415

    if file == "-":
        if sys.stdin.isatty():
            sys.stderr.write("Write or paste the dream, then press Enter and Ctrl-D.\n")
        return sys.stdin.buffer.read(MAX_BYTES + 1), "standard input"
    path = Path(file)
    if path.is_dir():
        raise NoReportError(f"{file} is a folder; name one file, or code a whole table with: nightglass code.")
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1), file
    except FileNotFoundError:
        raise NoReportError(
            f"There is no file {file}; check the name, or pipe the text in with: nightglass read -."
        ) from None
    except OSError as error:
        raise NoReportError(f"{file} cannot be opened ({error.strerror}); check who may read it.") from None


def _write(path: Path, content: str) -> None:
    try:
        path.write_text(content, encoding="utf-8")
    except OSError as error:
        raise UnwritableError(f"{path} cannot be written ({error.strerror}); name another place for it.") from None
