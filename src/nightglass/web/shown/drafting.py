"""What is typed at night, kept as it is typed: nothing that two windows wrote is ever lost."""

from __future__ import annotations

import datetime as dt
import re
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from nightglass.journal import (
    Draft,
    Journal,
    JournalError,
    Report,
    drafts,
    forget_draft,
    keep_draft,
    keep_draft_after,
    keep_night,
    local_zone,
    new_id,
    night,
    now,
    put_into_bin,
    report,
    save_report,
)
from nightglass.web.forms import moment_in
from nightglass.web.shown.whichnight import tonight, typed_night

if TYPE_CHECKING:
    from nightglass.web.forms import Form

__all__ = [
    "NAME", "Choice", "Clash", "Kept", "Typed", "choose", "going_on", "just_left", "keep_as_report", "keep_typed",
    "put_text_away", "text_there", "typed_in", "unfinished",
]  # fmt: skip

NAME = re.compile(r"[0-9a-f]{32}")
"""How a draft of a dream is named: as the report that it becomes."""

_JUST_NOW = dt.timedelta(hours=1)


class Typed(msgspec.Struct, frozen=True):
    """What one window has: which draft, of which night, its text, and the mark of the text that it went on from."""

    id: str
    night: dt.date
    text: str
    seen: str = ""


class Kept(msgspec.Struct, frozen=True):
    """Under which name a text is kept, and its mark, which the window shows when it writes on."""

    id: str
    seen: str


class Clash(msgspec.Struct, frozen=True):
    """Another window wrote something else: its text stays, and this window's is kept beside it until one has chosen."""

    beside: Kept
    other: Kept
    text: str


class Choice(msgspec.Struct, frozen=True):
    """What to do with two texts: ``both`` one below the other, ``ours`` or ``theirs``; ``other`` is the one there."""

    word: str
    other: Kept


def typed_in(form: Form) -> Typed:
    """Return what a window sent; where it names no night that there can be, it is kept as tonight's."""
    identity = form.raw("id")
    try:
        evening = typed_night(form)
    except JournalError:
        evening = tonight()
    return Typed(identity if NAME.fullmatch(identity) else new_id(), evening, form.raw("text"), form.raw("seen"))


def unfinished(journal: Journal) -> list[Draft]:
    """Return what was begun of any night, the last first; an empty one is a night to be written by day.

    Other pages keep drafts too, under names that are not quite a report's.
    """
    return [d for d in drafts(journal) if d.night is not None and NAME.fullmatch(d.id)]


def going_on(found: list[Draft], evening: dt.date, wanted: str = "") -> Draft:
    """Return the draft that is gone on with: the one that is wanted, else the night's newest, else a new one."""
    chosen = next((d for d in found if d.id == wanted), None) or next((d for d in found if d.night == evening), None)
    return chosen or Draft(new_id(), evening, "", dt.datetime.now(dt.UTC))


def just_left(found: list[Draft]) -> str:
    """Return the name of the draft that somebody wrote on within the hour, of whatever night; empty for none.

    Who loads the page anew finds in the field what was in it.
    """
    since = dt.datetime.now(dt.UTC) - _JUST_NOW
    return next((d.id for d in found if d.text.strip() and d.changed >= since), "")


def text_there(journal: Journal, identity: str) -> tuple[str, str] | None:
    """Return the text that is kept under a name, as a draft or as a report, and its mark."""
    draft = next((d for d in drafts(journal) if d.id == identity), None)
    if draft is not None:
        return draft.text, draft.changed.isoformat()
    kept = _report(journal, identity)
    return (kept.text, _mark(kept.text)) if kept else None


def keep_typed(journal: Journal, typed: Typed) -> Kept | Clash:
    """Keep a text as it is now, unless another window wrote something else that this one has not seen.

    A text that holds all of the other takes its place without a question: then nothing is lost.
    """
    there = text_there(journal, typed.id)
    if there is None and not typed.text.strip():
        return Kept(typed.id, "")
    seen = typed.seen
    if there is not None:
        text, mark = there
        if text == typed.text and not _of_another_night(journal, typed):
            return Kept(typed.id, mark)
        if text in typed.text:
            seen = mark
        if seen != mark:
            return _clash(journal, typed, text, mark)
    draft = Draft(typed.id, typed.night, typed.text, dt.datetime.now(dt.UTC))
    other = keep_draft_after(journal, draft, moment_in(seen))
    if other is not None:
        return _clash(journal, typed, other.text, other.changed.isoformat())
    return Kept(draft.id, draft.changed.isoformat())


def choose(journal: Journal, typed: Typed, choice: Choice) -> Kept | Clash:
    """Make one text of two as the person wants it; the one that is not wanted goes into the bin."""
    there = text_there(journal, choice.other.id)
    if there is None:  # it was put away meanwhile: ours is the only one
        return keep_typed(journal, typed)
    theirs, mark = there
    if mark != choice.other.seen:
        return Clash(Kept(typed.id, typed.seen), Kept(choice.other.id, mark), theirs)
    if choice.word == "theirs":
        text, dropped = theirs, typed.text
    elif choice.word == "ours":
        text, dropped = typed.text, theirs
    else:
        text, dropped = f"{theirs.rstrip()}\n\n{typed.text.lstrip()}", ""
    if dropped not in text:
        put_text_away(journal, typed.night, dropped)
    kept = keep_typed(journal, Typed(choice.other.id, typed.night, text, mark))
    if isinstance(kept, Kept):
        forget_draft(journal, typed.id)
    return kept


def keep_as_report(journal: Journal, typed: Typed) -> Report:
    """Keep a draft as a report under the draft's own name, so that doing it again makes no second one.

    Raises
    ------
    NightglassError
        When the text cannot be a report; then the draft stays.
    """
    before = _report(journal, typed.id) or Report(id=typed.id, night=typed.night, text=typed.text, written=now())
    kept = msgspec.structs.replace(before, night=typed.night, text=typed.text)
    evening = night(journal, typed.night)
    keep_night(journal, msgspec.structs.replace(evening, zone=evening.zone or local_zone()), [kept])
    forget_draft(journal, typed.id)
    return kept


def put_text_away(journal: Journal, evening: dt.date, text: str) -> str | None:
    """Put a text into the bin, as a report that can be brought back, and return its name; None for no words."""
    if not any(map(str.isalpha, text)):
        return None
    gone = Report(id=new_id(), night=evening, text=text, written=now())
    save_report(journal, gone)
    put_into_bin(journal, "reports", gone.id)
    return gone.id


def _of_another_night(journal: Journal, typed: Typed) -> bool:
    """Tell whether a draft is kept for another night than the one that is chosen now."""
    return any(d.id == typed.id and d.night != typed.night for d in drafts(journal))


def _clash(journal: Journal, typed: Typed, text: str, mark: str) -> Clash:
    """Keep this window's text beside the other, unless all of it is in the other."""
    beside = Draft(new_id(), typed.night, typed.text, dt.datetime.now(dt.UTC))
    if typed.text in text:
        return Clash(Kept(beside.id, ""), Kept(typed.id, mark), text)
    keep_draft(journal, beside)
    return Clash(Kept(beside.id, beside.changed.isoformat()), Kept(typed.id, mark), text)


def _report(journal: Journal, identity: str) -> Report | None:
    try:
        return report(journal, identity)
    except JournalError:
        return None


def _mark(text: str) -> str:
    """Return the mark of a report's text."""
    return f"report-{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
