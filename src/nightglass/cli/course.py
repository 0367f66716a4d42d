"""``nightglass course``: what the nights did, in plain words and pictures."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - Typer reads the annotations
import sys
import textwrap
from pathlib import Path  # noqa: TC003
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from nightglass.cli._journal import make_app, opened, say
from nightglass.journal import night_of, now

if TYPE_CHECKING:
    from nightglass.course import Course, Night, Phase
    from nightglass.journal import Journal

__all__ = ["app"]

app = make_app()


@app.command()
def course(
    phase: Annotated[
        str | None, typer.Option(metavar="NAME", help="Keep a phase: baseline, rehearsal, follow-up ...")
    ] = None,
    begin: Annotated[dt.datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="Its first night.")] = None,
    end: Annotated[dt.datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Its last night.")] = None,
    forget: Annotated[str | None, typer.Option(metavar="NAME", help="Put a phase into the bin.")] = None,
    pictures: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Draw calendar, course and gaps into a folder (SVG and PNG).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Say how often, with what gaps, what changed, and whether rehearsal helped; with numbers and how sure they are.

    A night that nobody logged is unknown and never counts as quiet.
    """
    from nightglass.course import look_back  # noqa: PLC0415 - costs start-up time
    from nightglass.journal import course_nights, phases  # noqa: PLC0415

    today = night_of(now())
    with opened(backs_up=phase is not None or forget is not None) as journal:
        if forget is not None:
            _forget(journal, forget)
        if phase is not None:
            _keep(journal, phase, begin, end, today)
        nights = course_nights(journal, today)
        kept = tuple(k.phase for k in phases(journal))
    found = look_back(nights, kept, today)
    if as_json:
        sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
        return
    _say(found, nights, kept)
    if pictures is not None:
        _draw(found, nights, kept, pictures)


def _keep(journal: Journal, name: str, begin: dt.datetime | None, end: dt.datetime | None, today: dt.date) -> None:
    from nightglass.course import Phase  # noqa: PLC0415
    from nightglass.journal import keep_phase  # noqa: PLC0415

    first = begin.date() if begin else today
    keep_phase(journal, Phase(name, first, end.date() if end else None), today)


def _forget(journal: Journal, name: str) -> None:
    from nightglass.journal import JournalError, phases, put_into_bin  # noqa: PLC0415

    near = [k for k in phases(journal) if k.phase.name == name]
    if not near:
        raise JournalError(f'There is no phase "{name}"; nightglass course shows them.')
    put_into_bin(journal, "phases", near[-1].id)


def _say(found: Course, nights: tuple[Night, ...], kept: tuple[Phase, ...]) -> None:
    from rich.console import Console  # noqa: PLC0415

    from nightglass.course import Gaps, answer_of  # noqa: PLC0415
    from nightglass.pictures import calendar_terminal, gaps_terminal  # noqa: PLC0415

    console = Console(highlight=False)
    if not nights:
        say("No night is known yet. nightglass log keeps one; even a number is enough.")
        return
    console.print(calendar_terminal(nights, width=console.width))
    say()
    width = min(console.width, 78)
    answer = answer_of(found)
    for words in answer:
        say(textwrap.fill(words, width))
    if answer:
        say()
    for one in kept:
        say(f"{one.name}: from {one.begin}{f' to {one.end}' if one.end else ''}")
    for words in found.words:
        say(textwrap.fill(words, width, initial_indent="  ", subsequent_indent="    "))
    if isinstance(found.gaps, Gaps):
        say("\nGaps between bad nights, in known nights")
        console.print(gaps_terminal(found.gaps, width=console.width))
    for name, gaps in found.recurrences.items():
        if isinstance(gaps, Gaps):
            say(f"\n{name}: usually {gaps.usual:g} known nights between; now {gaps.present}.")
    say("\nSources: Wilson 1927; Price & Bonett 2000; Parker et al. 2009, 2011;")
    say("Edgington & Onghena 2007.")


def _draw(found: Course, nights: tuple[Night, ...], kept: tuple[Phase, ...], folder: Path) -> None:
    from nightglass.course import Gaps  # noqa: PLC0415
    from nightglass.journal import NotKeptError  # noqa: PLC0415
    from nightglass.pictures import calendar_svg, course_svg, gaps_svg, to_png  # noqa: PLC0415

    drawn = {"calendar": calendar_svg(nights), "course": course_svg(nights, kept)}
    if isinstance(found.gaps, Gaps):
        drawn["gaps"] = gaps_svg(found.gaps)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, svg in drawn.items():
            (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
            (folder / f"{name}.png").write_bytes(to_png(svg))
    except OSError as error:
        raise NotKeptError(f"{folder} cannot be written to ({error.strerror}); name another folder.") from None
    say(f"\nDrawn into {folder}: {', '.join(drawn)}.")
