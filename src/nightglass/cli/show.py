"""``nightglass show``: one night, or one report with its score."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from nightglass.cli._journal import describe, make_app, opened, say
from nightglass.journal import amended, night, night_named, now, report, reports, spoken_date
from nightglass.journal.bin import changes_of
from nightglass.journal.readings import corrections_of, put_reading, reading_of

if TYPE_CHECKING:
    import datetime as dt

    from nightglass.journal import Journal, Night, Report
    from nightglass.reading import Reading

__all__ = ["app"]

app = make_app()


@app.command()
def show(
    what: Annotated[str, typer.Argument(help="A night (its evening's date, tonight, yesterday) or a report's name.")],
    text: Annotated[bool, typer.Option("--show", help="Show the text of the dream too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show a night, or a report with its score. The text of the dream stays veiled unless --show asks for it."""
    with opened() as journal:
        if len(what) >= 4 and "-" not in what and not set(what) - set("0123456789abcdef"):
            _show_report(journal, report(journal, what), text=text, as_json=as_json)
        else:
            _show_night(journal, night_named(what, now()), text=text, as_json=as_json)


def _show_night(journal: Journal, date: dt.date, *, text: bool, as_json: bool) -> None:
    kept, own = night(journal, date), list(reports(journal, date, date))
    if as_json:
        import msgspec  # noqa: PLC0415

        rows = [msgspec.to_builtins(r) for r in own]
        if not text:
            rows = [{k: v for k, v in row.items() if k != "text"} for row in rows]
        sys.stdout.buffer.write(msgspec.json.encode({"night": kept, "reports": rows}) + b"\n")
        return
    say(f"The night of {spoken_date(date)}: {describe(kept)}.")
    for line in _details(kept):
        say(f"  {line}")
    for one in own:
        say(f"  {one.id[:8]}  {len(one.text.split())} words{'  ' + one.title if one.title else ''}")
        if text:
            say("\n".join(f"    {line}" for line in one.text.splitlines()) + "\n")
    if own and not text:
        say("The texts are veiled; --show shows them. nightglass show NAME draws the score of one.")


def _details(kept: Night) -> list[str]:
    lines = []
    clock = [
        f"{word} {moment:%H:%M}"
        for word, moment in (("to bed", kept.bed), ("asleep", kept.asleep), ("awake", kept.woke), ("up", kept.rose))
        if moment is not None
    ]
    if clock:
        lines.append(", ".join(clock))
    if kept.awakenings is not None:
        lines.append(f"awake {kept.awakenings} times in between")
    for waking in kept.wakings:
        parts: list[str] = [*waking.feelings, *waking.body]
        if waking.minutes_until_calm is not None:
            parts.append(f"calm after {waking.minutes_until_calm} minutes")
        if waking.slept_again is not None:
            parts.append("slept again" if waking.slept_again else "did not sleep again")
        lines.append("woke: " + ", ".join(p for p in parts if p))
    for context in kept.contexts:
        amount = f" {context.amount:g} {context.unit or ''}".rstrip() if context.amount is not None else ""
        lines.append(f"{context.name}{amount}{': ' + context.note if context.note else ''}")
    lines += [f"{m.name.replace('_', ' ')}: {m.value:g} {m.unit}" for m in kept.measures]
    if kept.note:
        lines.append(kept.note)
    return lines


def _show_report(journal: Journal, one: Report, *, text: bool, as_json: bool) -> None:
    reading = _read(journal, one)
    corrections = corrections_of(journal, one.id)
    if as_json:
        import msgspec  # noqa: PLC0415

        row = msgspec.to_builtins(one)
        if not text:
            del row["text"]
        document = {
            "report": row,
            "reading": reading,
            "corrections": list(corrections.values()),
            "changes": len(changes_of(journal, "reports", one.id)),
        }
        sys.stdout.buffer.write(msgspec.json.encode(document) + b"\n")
        return
    from rich.console import Console  # noqa: PLC0415

    from nightglass.pictures import score_sheet, score_terminal  # noqa: PLC0415

    say(f"The night of {spoken_date(one.night)}, {one.id[:8]}{': ' + one.title if one.title else ''}")
    if text:
        say("\n" + one.text + "\n")
    console = Console(highlight=False)
    yours = {finding.removeprefix("facets.") for finding in corrections}
    sheet = score_sheet(amended(reading, corrections), one.text, None, yours, rating=one.distress)
    console.print(score_terminal(sheet, width=console.width))
    for finding, correction in corrections.items():
        say(_corrected(finding, correction.value))
    if not text:
        say("The text is veiled; --show shows it.")


def _corrected(finding: str, value: object) -> str:
    """Say what was corrected; of a beat never its words, which may be veiled."""
    if isinstance(value, dict):
        said = ", ".join(f"{name} {one}" for name, one in value.items() if name not in {"words", "senses"})
        return f"You corrected the beat at sign {finding.removeprefix('beats.')}: {said or 'its senses'}"
    values = ", ".join(map(str, value)) if isinstance(value, list) else value
    return f"You corrected {finding.removeprefix('facets.').replace('_', ' ').replace('.', ', ')}: {values}"


def _read(journal: Journal, one: Report) -> Reading:
    """Return the reading of a report; one that this reader has not read yet is read now and kept."""
    from nightglass.reading import read, version  # noqa: PLC0415

    reading = reading_of(journal, one.id)
    if reading is None or reading.version != version():
        reading = read(one.text, one.dreamer)
        with journal.writing() as connection:
            put_reading(connection, one.id, reading)
    return reading
