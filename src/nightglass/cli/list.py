"""``nightglass list``: the nights, without a word of their dreams unless asked."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from nightglass.cli._journal import describe, make_app, opened, say
from nightglass.journal import Query, find_report, nights, now, reports, search, spoken_date

if TYPE_CHECKING:
    from nightglass.journal import Journal, Report

__all__ = ["app"]

app = make_app()

_NIGHTS = 30


@app.command("list")
def list_nights(
    words: Annotated[str | None, typer.Argument(help="Words to look for in your own reports.")] = None,
    show: Annotated[bool, typer.Option("--show", help="Show the texts too.")] = False,
    facet: Annotated[
        list[str] | None,
        typer.Option(help="immobile, muted, being_chased, ending=bad ...; more than one: all of them."),
    ] = None,
    who: Annotated[str | None, typer.Option(help="Somebody in the dream, as you call them.")] = None,
    feeling: Annotated[
        str | None, typer.Option(help="anger, apprehension, sadness, confusion or happiness in the dream.")
    ] = None,
    begin: Annotated[dt.datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="The first night.")] = None,
    end: Annotated[dt.datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="The last night.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show the nights, newest first, or the reports that a search finds.

    The texts stay veiled unless --show asks for them.
    """
    first, last = begin.date() if begin else None, end.date() if end else None
    query = Query(words=words or "", facets=tuple(facet or ()), who=who, feeling=feeling, begin=first, end=last)
    searching = bool(words or facet or who or feeling)
    with opened() as journal:
        if searching:
            found = _found(journal, query)
        else:
            first = first or (last or now().date()) - dt.timedelta(days=_NIGHTS)
            found = list(reports(journal, first, last))
        if as_json:
            _print_json(journal, found, first, last, show=show, searching=searching)
        elif searching:
            _print_found(found, show=show)
        else:
            _print_nights(journal, found, first, last, show=show)


def _found(journal: Journal, query: Query) -> list[Report]:
    hits = search(journal, query)
    with journal.reading() as connection:
        return [find_report(connection, hit.id) for hit in hits]


def _line(report: Report) -> str:
    words = len(report.text.split())
    title = f"  {report.title}" if report.title else ""
    return f"  {report.id[:8]}  {words} words{title}"


def _text(report: Report) -> str:
    return "\n".join(f"    {line}" for line in report.text.splitlines())


def _print_found(found: list[Report], *, show: bool) -> None:
    if not found:
        say("Nothing was found.")
    for report in found:
        say(f"{report.night}{_line(report)}")
        if show:
            say(f"{_text(report)}\n")


def _print_nights(
    journal: Journal, found: list[Report], first: dt.date | None, last: dt.date | None, *, show: bool
) -> None:
    by_night: dict[dt.date, list[Report]] = {}
    for report in found:
        by_night.setdefault(report.night, []).append(report)
    known = list(nights(journal, first, last))
    if not known:
        say(f"No night has been logged since {spoken_date(first)}." if first else "No night has been logged yet.")
    for night in reversed(known):
        say(f"{night.date}  {night.date:%a}  {describe(night)}")
        for report in by_night.get(night.date, []):
            say(_line(report))
            if show:
                say(f"{_text(report)}\n")
    if found and not show:
        say("\nThe texts are veiled; --show shows them.")


def _print_json(
    journal: Journal,
    found: list[Report],
    first: dt.date | None,
    last: dt.date | None,
    *,
    show: bool,
    searching: bool,
) -> None:
    import msgspec  # noqa: PLC0415

    rows = [msgspec.to_builtins(report) for report in found]
    if not show:
        rows = [{k: v for k, v in row.items() if k != "text"} for row in rows]
    document: dict[str, object] = {"reports": rows}
    if not searching:
        document["nights"] = list(nights(journal, first, last))
    sys.stdout.buffer.write(msgspec.json.encode(document) + b"\n")
