"""``nightglass script``: the new version of a nightmare, in the dreamer's own words."""

from __future__ import annotations

import sys
import textwrap
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from nightglass.cli._editor import in_editor
from nightglass.cli._journal import make_app, opened, say
from nightglass.journal import spoken_date

if TYPE_CHECKING:
    from nightglass.journal import Journal, Report
    from nightglass.reading import Reading
    from nightglass.rescript import Script

__all__ = ["app"]

app = make_app()

_OFFERED = 8
_Name = Annotated[str, typer.Argument(help="A script's name.")]
_Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@app.command("list")
def list_scripts(as_json: _Json = False) -> None:
    """Show your scripts, without their texts."""
    from nightglass.journal import rehearsals, scripts  # noqa: PLC0415 - costs start-up time

    with opened() as journal:
        found = scripts(journal)
        sessions = {s.id: len(rehearsals(journal, s.id)) for s in found}
    if as_json:
        rows = [{"id": s.id, "title": s.title, "report": s.report, "versions": len(s.versions),
                 "sessions": sessions[s.id]} for s in found]  # fmt: skip
        sys.stdout.buffer.write(msgspec.json.encode(rows) + b"\n")
        return
    if not found:
        say("No script yet. nightglass script choose shows the dreams that could be changed.")
    for one in found:
        number = sessions[one.id]
        practised = f"practised {number} time{'' if number == 1 else 's'}" if number else "not practised yet"
        say(f"  {one.id[:8]}  {one.title or 'without a title'}; version {len(one.versions)}, {practised}")


@app.command()
def choose(as_json: _Json = False) -> None:
    """Show which nightmares could be changed, without their texts; not the worst first."""
    from nightglass.journal import candidates  # noqa: PLC0415
    from nightglass.rescript import SOURCE, STEPS, choose  # noqa: PLC0415

    with opened() as journal:
        found = choose(candidates(journal))
    if as_json:
        sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
        return
    if not found:
        say("No nightmare with words is kept yet; nightglass log keeps one.")
        return
    step = STEPS[0]
    say(textwrap.fill(f"{step.asks} {step.helps} {step.way_out}", 78) + "\n")
    for one in found[:_OFFERED]:
        own = one.candidate
        say(f"  {own.report[:8]}  {spoken_date(own.night)}{': ' + own.title if own.title else ''}")
        say(f"            {one.words}")
    if len(found) > _OFFERED:
        say(f"  ... and {len(found) - _OFFERED} more.")
    say("\nnightglass script new NAME begins.")
    say(textwrap.fill(f"Source: {SOURCE}", 78))


@app.command()
def new(
    report: Annotated[str, typer.Argument(help="The report of the dream.")],
    text: Annotated[str | None, typer.Argument(help="The new dream; - reads it from standard input.")] = None,
    at: Annotated[int | None, typer.Option(help="The beat at which it turns, as shown; counted from 1.")] = None,
    title: Annotated[str | None, typer.Option(help="What you call it.")] = None,
) -> None:
    """Write the new dream: shows where it can turn, then your editor opens, empty. Nothing is written for you."""
    from nightglass.journal import keep_script  # noqa: PLC0415
    from nightglass.journal import report as find  # noqa: PLC0415

    with opened(backs_up=True) as journal:
        one = find(journal, report)
        if text is None:
            _show_starts(_read(journal, one))
            text = in_editor("", "Give the new dream: nightglass script new NAME - with the text piped in.")
        elif text == "-":
            text = sys.stdin.read()
        turn = at - 1 if at is not None else None
        kept = keep_script(journal, text, report=one.id, turning_point=turn, title=title)
    say(f"Kept as {kept.id[:8]}. nightglass rehearse {kept.id[:8]} practises it, {_minutes()} minutes a day.")


def _minutes() -> str:
    from nightglass.rescript import LEAST_MINUTES, MOST_MINUTES  # noqa: PLC0415

    return f"{LEAST_MINUTES} to {MOST_MINUTES}"


def _read(journal: Journal, one: Report) -> Reading:
    from nightglass.journal.readings import reading_of  # noqa: PLC0415
    from nightglass.reading import read  # noqa: PLC0415

    return reading_of(journal, one.id) or read(one.text, one.dreamer)


def _show_starts(reading: Reading) -> None:
    from nightglass.rescript import STEPS, starts  # noqa: PLC0415

    steps = {s.name: s for s in STEPS}
    say(f"{steps['start'].asks} {steps['start'].helps}")
    for one in starts(reading):
        say(f"  beat {one.beat + 1}: {one.words}")
        say(textwrap.fill(f"“{one.text}”", 76, initial_indent="      ", subsequent_indent="      "))
    say(f"\n{steps['change'].asks}")
    say(textwrap.fill(steps["change"].helps, 78))
    say(f"{steps['write'].asks} {steps['write'].way_out}\n")


@app.command()
def show(
    name: _Name,
    version: Annotated[int | None, typer.Option(help="An earlier version, counted from 1.")] = None,
    as_json: _Json = False,
) -> None:
    """Read a script."""
    from nightglass.journal import JournalError, script  # noqa: PLC0415

    with opened() as journal:
        one = script(journal, name)
    if as_json:
        sys.stdout.buffer.write(msgspec.json.encode(one) + b"\n")
        return
    found = next((v for v in one.versions if v.number == (version or len(one.versions))), None)
    if found is None:
        raise JournalError(f"This script has {len(one.versions)} versions, and no version {version}.")
    say(f"{_title(one)}, version {found.number} of {len(one.versions)}, {found.made:%Y-%m-%d}\n")
    for paragraph in found.text.splitlines():
        say(textwrap.fill(paragraph, 76) if paragraph.strip() else "")


def _title(one: Script) -> str:
    return f"{one.title} ({one.id[:8]})" if one.title else one.id[:8]


@app.command()
def edit(
    name: _Name,
    text: Annotated[str | None, typer.Option(help="The new text; - reads it from standard input.")] = None,
    title: Annotated[str | None, typer.Option(help="What you call it.")] = None,
    delete: Annotated[bool, typer.Option("--delete", help="Put it into the bin for 30 days.")] = False,
) -> None:
    """Write a further version of a script; the versions before stay. Without options, your editor opens it."""
    from nightglass.journal import change_script, put_into_bin, script  # noqa: PLC0415

    with opened(backs_up=True) as journal:
        one = script(journal, name)
        if delete:
            put_into_bin(journal, "scripts", one.id)
            say(
                f"Script {one.id[:8]} is in the bin. nightglass edit {one.id[:8]} --bring-back undoes that for 30 days."
            )
            return
        if text == "-":
            text = sys.stdin.read()
        elif text is None and title is None:
            text = in_editor(one.text, "Say what to change: --text, --title or --delete.")
        after = change_script(journal, one.id, text, title)
    if after == one:
        say("Nothing was changed.")
    else:
        say(f"{_title(after)} is now at version {len(after.versions)}; those before are kept.")


@app.command()
def compare(
    name: _Name,
    first: Annotated[int, typer.Argument(help="A version.")] = 1,
    second: Annotated[int | None, typer.Argument(help="Another; by default the newest.")] = None,
) -> None:
    """Show two versions side by side: what went (-) and what came (+)."""
    from difflib import ndiff  # noqa: PLC0415

    from nightglass.journal import JournalError, script  # noqa: PLC0415

    with opened() as journal:
        one = script(journal, name)
    versions = {v.number: textwrap.wrap(v.text, 72) for v in one.versions}
    last = second or len(one.versions)
    if first not in versions or last not in versions:
        raise JournalError(f"This script has the versions 1 to {len(one.versions)}; name two of them.")
    for line in ndiff(versions[first], versions[last]):
        if not line.startswith("?"):
            say(line)
