"""``nightglass edit``: change a report or a night, delete it, bring it back."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from nightglass.cli._editor import in_editor
from nightglass.cli._journal import make_app, opened, say
from nightglass.journal import (
    JournalError,
    bring_back,
    in_bin,
    night,
    night_named,
    now,
    put_into_bin,
    report,
    save_night,
    save_report,
    spoken_date,
)
from nightglass.journal.logging import read_new

if TYPE_CHECKING:
    from nightglass.journal import Journal, Report

__all__ = ["app"]

app = make_app()


@app.command()
def edit(
    what: Annotated[str, typer.Argument(help="A report's name, or a night: its evening's date, tonight, yesterday.")],
    text: Annotated[str | None, typer.Option(help="The new text; - reads it from standard input.")] = None,
    title: Annotated[str | None, typer.Option(help="A new title.")] = None,
    distress: Annotated[int | None, typer.Option(help="0 to 10.")] = None,
    state: Annotated[str | None, typer.Option(help="Of a night: badly, quiet or unknown.")] = None,
    to_night: Annotated[str | None, typer.Option("--to-night", help="Move a report to another night.")] = None,
    delete: Annotated[bool, typer.Option("--delete", help="Put it into the bin for 30 days, then it is gone.")] = False,
    back: Annotated[bool, typer.Option("--bring-back", help="Take it out of the bin.")] = False,
) -> None:
    """Change a report or a night. What it was before is kept. Without options, your editor opens the report."""
    is_report = "-" not in what and not set(what) - set("0123456789abcdef")
    with opened(backs_up=True) as journal:
        if back:
            _bring_back(journal, what)
        elif is_report:
            one = report(journal, what)
            if delete:
                put_into_bin(journal, "reports", one.id)
                name = one.id[:8]
                say(f"Report {name} is in the bin. For 30 days, nightglass edit {name} --bring-back undoes that.")
                return
            _edit_report(journal, one, text=text, title=title, distress=distress, to_night=to_night)
        else:
            _edit_night(journal, what, distress=distress, state=state, delete=delete)


def _edit_report(
    journal: Journal, one: Report, *, text: str | None, title: str | None, distress: int | None, to_night: str | None
) -> None:
    changes: dict[str, Any] = {}
    if text is not None:
        changes["text"] = sys.stdin.read() if text == "-" else text
    if title is not None:
        changes["title"] = title or None
    if distress is not None:
        changes["distress"] = distress
    if to_night is not None:
        changes["night"] = night_named(to_night, now())
    if not changes:
        changes["text"] = in_editor(
            one.text, "Say what to change: --text, --title, --distress, --to-night or --delete."
        )
    new = msgspec.structs.replace(one, **changes)
    if new == one:
        say("Nothing was changed.")
        return
    save_report(journal, new)
    say(f"Report {one.id[:8]} is changed; what it was before is kept in its history.")
    if new.text != one.text:
        read_new(journal, [new])


def _edit_night(journal: Journal, what: str, *, distress: int | None, state: str | None, delete: bool) -> None:
    date = night_named(what, now())
    if delete:
        put_into_bin(journal, "nights", date.isoformat())
        say(f"The night of {date} is in the bin. nightglass edit {date} --bring-back undoes that for 30 days.")
        return
    if state is not None and state not in {"badly", "quiet", "unknown"}:
        raise JournalError(f'A night is dreamt "badly", "quiet" or "unknown"; not "{state}".')
    changes: dict[str, Any] = {"state": state, "distress": distress}
    changes = {k: v for k, v in changes.items() if v is not None}
    if not changes:
        raise JournalError(
            "Say what to change: --state, --distress; the rest with nightglass log --night, which adds to it."
        )
    kept = night(journal, date)
    if state == "quiet":
        changes["nightmares"] = 0
    save_night(journal, msgspec.structs.replace(kept, **changes))
    say(f"The night of {spoken_date(date)} is changed; what it was before is kept in its history.")


def _bring_back(journal: Journal, what: str) -> None:
    found = [b for b in in_bin(journal) if b.id.startswith(what)]
    if len(found) != 1:
        raise JournalError(f"{'Nothing' if not found else 'More than one thing'} in the bin is called {what}.")
    bring_back(journal, found[0].kind, found[0].id)
    say(f"{found[0].id[:10]} is back as it was.")
