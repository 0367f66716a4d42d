"""``nightglass log``: keep a night, in one screen, with nothing that must be answered."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from nightglass.cli._journal import describe, make_app, opened, say
from nightglass.journal import JournalError, Report, is_there, local_zone, new_id, night, night_named, now, spoken_date
from nightglass.journal.logging import keep_night, read_new
from nightglass.journal.typed_night import NightWords, night_from
from nightglass.journal.values import Replays

if TYPE_CHECKING:
    import datetime as dt

    from nightglass.journal import Night

__all__ = ["app"]

app = make_app()


@app.command()
def log(
    text: Annotated[str | None, typer.Argument(help="The dream; - reads it from standard input.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet-night", help="No bad dream in this night.")] = False,
    nightmares: Annotated[int | None, typer.Option(help="How many, also without a word about them.")] = None,
    which: Annotated[str, typer.Option("--night", help="tonight, yesterday, or the date of its evening.")] = "tonight",
    date: Annotated[str | None, typer.Option(help="The date of its evening: 2026-03-02.")] = None,
    title: Annotated[str | None, typer.Option(help="What you call the dream.")] = None,
    tag: Annotated[list[str] | None, typer.Option(help="A word of your own for it; may be given again.")] = None,
    replays: Annotated[str | None, typer.Option(help="happened, told or neither.")] = None,
    dreamer: Annotated[str | None, typer.Option(help="The dreamer's name, for somebody else's dream.")] = None,
    distress: Annotated[int | None, typer.Option(help="0 to 10.")] = None,
    quality: Annotated[int | None, typer.Option("--sleep-quality", help="0 to 10.")] = None,
    bed: Annotated[str | None, typer.Option(help="To bed at: 23:10.")] = None,
    asleep: Annotated[str | None, typer.Option(help="Asleep at.")] = None,
    woke: Annotated[str | None, typer.Option(help="Awake at.")] = None,
    rose: Annotated[str | None, typer.Option("--up", help="Up at.")] = None,
    awakenings: Annotated[int | None, typer.Option(help="How often awake in between.")] = None,
    waking: Annotated[
        str | None, typer.Option(help="How you woke: fear, sadness, anger, disgust, relief, confusion, other, none.")
    ] = None,
    body: Annotated[
        list[str] | None, typer.Option(help="crying, sweating, gasping, heart, shaking, screaming, frozen.")
    ] = None,
    calm: Annotated[int | None, typer.Option(help="Minutes until calm.")] = None,
    slept_again: Annotated[bool | None, typer.Option("--slept-again/--lay-awake", help="Afterwards.")] = None,
    context: Annotated[
        list[str] | None,
        typer.Option("--with", help="Anything you track: alcohol, prazosin=2mg, 'place=at my sister'."),
    ] = None,
    note: Annotated[str | None, typer.Option(help="A note on the night.")] = None,
) -> None:
    """Keep a night. Alone, it asks, and every question can be skipped with Enter; with options it asks nothing."""
    words = NightWords(
        quiet=quiet, nightmares=nightmares, distress=distress, sleep_quality=quality, bed=bed, asleep=asleep, woke=woke,
        rose=rose, awakenings=awakenings, waking=waking, body=tuple(body or ()), calm=calm, slept_again=slept_again,
        contexts=tuple(context or ()), note=note,
    )  # fmt: skip
    if text is None and words == NightWords():
        _ask(date or which)
        return
    moment = now()
    evening, dream, report = night_named(date or which, moment), _text(text), None
    if dream:
        report = Report(
            id=new_id(), night=evening, text=dream, title=title, dreamer=dreamer, written=moment,
            replays=_replays(replays), tags=tuple(tag or ()), distress=distress,
        )  # fmt: skip
    _keep(words, evening, report)


def _ask(which: str) -> None:
    """Ask about a night; who has no journal yet is helped to one first."""
    if not sys.stdin.isatty():
        raise JournalError('Nothing was given to keep: nightglass log "the dream", or - with the text piped in.')
    from nightglass.cli._asking import ask_night  # noqa: PLC0415
    from nightglass.cli.init import make  # noqa: PLC0415

    passphrase = None if is_there() else make()
    evening = night_named(which, now())
    with opened(passphrase, backs_up=True) as journal:
        ask_night(journal, evening)


def _keep(words: NightWords, evening: dt.date, report: Report | None) -> None:
    """Keep what the options say of a night, and say so; only then its dream is read."""
    new = [report] if report else []
    with opened(backs_up=True) as journal:
        kept = night_from(words, night(journal, evening), local_zone(), report.id if report else None)
        keep_night(journal, kept, new)
        _acknowledge(kept, report)
        read_new(journal, new)


def _acknowledge(kept: Night, report: Report | None) -> None:
    name = f", report {report.id[:8]}" if report else ""
    state = f", {describe(kept)}" if kept.state != "unknown" or kept.distress is not None else ""
    say(f"Saved: the night of {spoken_date(kept.date)}{state}{name}.")
    sys.stdout.flush()


def _text(text: str | None) -> str | None:
    if text != "-":
        return text
    from nightglass.text import MAX_BYTES, decode  # noqa: PLC0415

    return decode(sys.stdin.buffer.read(MAX_BYTES + 1), "standard input")


def _replays(word: str | None) -> Replays | None:
    if word not in {None, *get_args(Replays)}:
        raise JournalError(f'A dream replays something that "happened", that was "told", or "neither"; not "{word}".')
    return cast("Replays | None", word)
