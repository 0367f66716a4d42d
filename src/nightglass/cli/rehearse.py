"""``nightglass rehearse``: practise a script, a few minutes a day."""

from __future__ import annotations

import datetime as dt
import sys
import textwrap
import time
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from nightglass.cli._journal import dim, make_app, opened, say

if TYPE_CHECKING:
    from nightglass.journal import Journal
    from nightglass.rescript import Rehearsal, Script

__all__ = ["app"]

app = make_app()

_USUAL = 10  # minutes
_HEAVY = "How heavy is the nightmare for you now, 0 to 10? "


@app.command()
def rehearse(
    name: Annotated[str | None, typer.Argument(help="A script's name; without it, what was practised.")] = None,
    minutes: Annotated[int | None, typer.Option(min=1, max=60, help="How long; 5 to 20 are the rule.")] = None,
    before: Annotated[int | None, typer.Option(min=0, max=10, help="Distress before, 0 to 10.")] = None,
    after: Annotated[int | None, typer.Option(min=0, max=10, help="Distress after.")] = None,
    vividness: Annotated[int | None, typer.Option(min=0, max=10, help="How clearly you saw it.")] = None,
    mastery: Annotated[int | None, typer.Option(min=0, max=10, help="How much it was in your hands.")] = None,
    note: Annotated[str | None, typer.Option(help="A note.")] = None,
    plan: Annotated[str | None, typer.Option(metavar="TIME", help="Plan it daily at 19:30, for a week.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Practise the new dream. With ratings given, a session is noted; else it is held here, and Ctrl-C ends it calmly.

    Only the new dream is practised, never the old one.
    """
    from nightglass.journal import script  # noqa: PLC0415 - costs start-up time

    with opened(backs_up=name is not None) as journal:
        if name is None:
            _say_practice(journal, as_json=as_json)
            return
        one = script(journal, name)
        if plan is not None:
            _keep_plan(journal, one, plan, minutes or _USUAL)
            return
        given = {"distress_before": before, "distress_after": after, "vividness": vividness, "mastery": mastery}
        kept = _new(one, minutes, note, given)
        if all(v is None for v in given.values()) and sys.stdin.isatty():
            kept = _hold(journal, one, kept)
        _keep(journal, kept)
        if as_json:
            sys.stdout.buffer.write(msgspec.json.encode(kept) + b"\n")


def _new(one: Script, minutes: int | None, note: str | None, ratings: dict[str, int | None]) -> Rehearsal:
    from nightglass.journal import new_id  # noqa: PLC0415
    from nightglass.rescript import Rehearsal  # noqa: PLC0415

    moment = dt.datetime.now().astimezone()
    return Rehearsal(id=new_id(), script=one.id, at=moment, minutes=minutes, note=note, **ratings)


def _keep(journal: Journal, kept: Rehearsal) -> None:
    from nightglass.journal import keep_rehearsal, rehearsals  # noqa: PLC0415
    from nightglass.rescript import practice  # noqa: PLC0415

    keep_rehearsal(journal, kept)
    typer.echo(textwrap.fill("Kept. " + practice(rehearsals(journal, kept.script)).words, 78), err=True)


def _hold(journal: Journal, one: Script, kept: Rehearsal) -> Rehearsal:
    """Hold a session in the terminal: the script, a timer that says little, ratings that can be skipped."""
    from nightglass.journal import keep_rehearsal  # noqa: PLC0415
    from nightglass.rescript import STEPS  # noqa: PLC0415

    step = next(s for s in STEPS if s.name == "rehearse")
    length = kept.minutes or _USUAL
    say(f"\n{one.title or 'The new dream'}\n")
    for paragraph in one.text.splitlines():
        say(textwrap.fill(paragraph, 66, initial_indent="    ", subsequent_indent="    ") if paragraph.strip() else "")
    say(f"\n{textwrap.fill(step.helps, 78)}\n{textwrap.fill(step.way_out, 78)}\n")
    began = time.monotonic()
    try:
        kept = msgspec.structs.replace(kept, distress_before=_ask(_HEAVY))
        keep_rehearsal(journal, kept)
        say(dim(f"{length} minutes. Ctrl-C ends it whenever you like."))
        _wait(length)
        kept = msgspec.structs.replace(kept, minutes=length, distress_after=_ask(_HEAVY))
        kept = msgspec.structs.replace(kept, vividness=_ask("How clearly did you see it, 0 to 10? "))
        return msgspec.structs.replace(kept, mastery=_ask("How much was it in your hands, 0 to 10? "))
    except KeyboardInterrupt:
        say("\nThat is enough for today.")
        spent = (
            kept.minutes if kept.minutes and kept.distress_after is not None else int((time.monotonic() - began) / 60)
        )
        return msgspec.structs.replace(kept, minutes=spent)


def _ask(question: str) -> int | None:
    """Return a number from 0 to 10, or None for Enter; anything else is asked once more."""
    while True:
        try:
            said = input(dim(question)).strip()
        except EOFError:
            return None
        if not said:
            return None
        if said.isdecimal() and int(said) <= 10:
            return int(said)
        say("A number from 0 to 10, or Enter to skip.")


def _wait(minutes: int) -> None:
    for left in range(minutes, 0, -1):
        sys.stdout.write("\r" + dim(f"{left} minute{'' if left == 1 else 's'} left "))
        sys.stdout.flush()
        time.sleep(60)
    sys.stdout.write("\r" + " " * 20 + "\r")


def _keep_plan(journal: Journal, one: Script, at: str, minutes: int) -> None:
    from nightglass.journal import JournalError, keep_plan, new_id, night_of, now  # noqa: PLC0415
    from nightglass.rescript import Plan  # noqa: PLC0415

    try:
        moment = dt.time.fromisoformat(at)
    except ValueError:
        raise JournalError(f'"{at}" is no time of day; write it as 19:30.') from None
    begin = night_of(now())
    keep_plan(journal, Plan(new_id(), one.id, begin, begin + dt.timedelta(days=6), moment, minutes))
    say(f"Planned: every day at {moment:%H:%M}, {minutes} minutes, from {begin} for a week.")
    say("Leaving one out is no matter.")


def _say_practice(journal: Journal, *, as_json: bool) -> None:
    from nightglass.journal import plans, rehearsals, scripts  # noqa: PLC0415
    from nightglass.rescript import practice  # noqa: PLC0415

    found = {s.id: (s, practice(rehearsals(journal, s.id))) for s in scripts(journal)}
    if as_json:
        rows = [{"script": identity, "practice": own} for identity, (_, own) in found.items()]
        sys.stdout.buffer.write(msgspec.json.encode(rows) + b"\n")
        return
    if not found:
        say("No script yet. nightglass script choose shows the dreams that could be changed.")
    for identity, (one, own) in found.items():
        say(f"{one.title or 'without a title'} ({identity[:8]})")
        say(textwrap.fill(own.words, 76, initial_indent="  ", subsequent_indent="  "))
    for one_plan in plans(journal)[:1]:
        at = f" at {one_plan.at:%H:%M}" if one_plan.at else ""
        say(f"Planned: {one_plan.minutes} minutes a day{at}, {one_plan.begin} to {one_plan.end}.")
