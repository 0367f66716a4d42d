"""A night as a form shows it and as it comes back; what was typed is never lost, even where it is not understood."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, cast

import msgspec

from nightglass.journal import BODY, FEELINGS, Context, JournalError, Night, NightWords, Waking, local_zone, night_from
from nightglass.web.phrases import phrases
from nightglass.web.shown.told import context_told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nightglass.journal.values import State
    from nightglass.web.forms import Form

__all__ = ["MOMENTS", "ContextRow", "NightFields", "WakingRow", "fields_of", "fingerprint", "night_typed", "typed"]

MOMENTS = ("bed", "asleep", "woke", "rose")
_STATES = ("badly", "quiet", "unknown")
_MOST_ROWS = 50
_CLEARED = (*MOMENTS, "nightmares", "distress", "sleep_quality", "awakenings", "note")


class WakingRow(msgspec.Struct, frozen=True):
    """One waking as typed; all blank is none."""

    feelings: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    calm: str = ""
    again: str = ""


class ContextRow(msgspec.Struct, frozen=True):
    """Something tracked and how much of it, as typed."""

    name: str = ""
    amount: str = ""


class NightFields(msgspec.Struct, frozen=True):
    """All fields of the form, as they are shown."""

    state: str
    numbers: dict[str, str]
    times: dict[str, str]
    wakings: tuple[WakingRow, ...]
    contexts: tuple[ContextRow, ...]
    note: str

    def rating(self, name: str) -> int | None:
        """Return a number from 0 to 10 as it is chosen in the form."""
        said = self.numbers[name]
        return int(said) if said.isdecimal() and said.isascii() and len(said) < 3 else None


def fingerprint(value: msgspec.Struct) -> str:
    """Return signs that differ where what is kept differs; a form carries those of what it began from."""
    return sha256(msgspec.json.encode(value)).hexdigest()[:20]


def fields_of(night: Night) -> NightFields:
    """Return a night as the form shows it."""
    times = {name: getattr(night, name) for name in MOMENTS}
    counts = {name: getattr(night, name) for name in ("nightmares", "distress", "sleep_quality", "awakenings")}
    return NightFields(
        state=night.state,
        numbers={name: "" if value is None else str(value) for name, value in counts.items()},
        times={name: "" if value is None else f"{value:%H:%M}" for name, value in times.items()},
        wakings=tuple(_waking_row(w) for w in night.wakings),
        contexts=tuple(ContextRow(c.name.strip(), context_told(c).strip()) for c in night.contexts),
        note=night.note or "",
    )


def _waking_row(waking: Waking) -> WakingRow:
    calm, again = waking.minutes_until_calm, waking.slept_again
    return WakingRow(
        _as_listed(waking.feelings),
        _in_order(waking.body),
        "" if calm is None else str(calm),
        "" if again is None else "yes" if again else "no",
    )


def typed(form: Form) -> NightFields:
    """Return what was typed into the form, right or wrong."""
    return NightFields(
        state=form.raw("state") or "unknown",
        numbers={n: form.text(n) or "" for n in ("nightmares", "distress", "sleep_quality", "awakenings")},
        times={n: form.text(n) or "" for n in MOMENTS},
        wakings=tuple(
            WakingRow(
                _as_listed(form.many(f"waking-{k}-feeling")),
                _in_order(form.many(f"waking-{k}-body")),
                form.text(f"waking-{k}-calm") or "",
                form.raw(f"waking-{k}-again"),
            )
            for k in range(_rows(form, "wakings"))
        ),
        contexts=tuple(
            ContextRow(form.text(f"context-{k}-name") or "", form.text(f"context-{k}-amount") or "")
            for k in range(_rows(form, "contexts"))
        ),
        note=form.raw("note"),
    )


def _as_listed(feelings: Sequence[str]) -> tuple[str, ...]:
    """Return feelings in the order of the list; one that is none stays, so that it can be said."""
    known = tuple(feeling for feeling in FEELINGS if feeling in feelings)
    return known + tuple(feeling for feeling in feelings if feeling not in FEELINGS)


def _in_order(signs: Sequence[str]) -> tuple[str, ...]:
    return tuple(sign for sign in BODY if sign in signs)


def _rows(form: Form, name: str) -> int:
    said = form.raw(name)
    return min(_MOST_ROWS, int(said)) if said.isdecimal() and said.isascii() and len(said) < 4 else 0


def night_typed(form: Form, before: Night) -> Night:
    """Return the night that the form says; what it does not show stays as it was.

    Raises
    ------
    JournalError
        When something in it is not understood.
    """
    said, shown, labels = typed(form), fields_of(before), phrases().nights.fields
    if said.state not in _STATES:
        raise JournalError(phrases().nights.no_state)
    cleared = msgspec.structs.replace(
        before, state=cast("State", said.state), wakings=(), contexts=(), **dict.fromkeys(_CLEARED)
    )
    words = NightWords(
        state=said.state,
        nightmares=form.number("nightmares", labels.nightmares, 100),
        distress=form.number("distress", labels.distress, 10),
        sleep_quality=form.number("sleep_quality", labels.sleep_quality, 10),
        awakenings=form.number("awakenings", labels.awakenings, 100),
        note=form.text("note"),
        bed=said.times["bed"] or None,
        asleep=said.times["asleep"] or None,
        woke=said.times["woke"] or None,
        rose=said.times["rose"] or None,
    )
    night = night_from(words, cleared, local_zone(), None)
    same = {n: getattr(before, n) for n in MOMENTS if said.times[n] == shown.times[n]}
    night = msgspec.structs.replace(night, **same, contexts=_contexts(said, shown, before))
    return _with_wakings(night, form, said, before)


def _contexts(said: NightFields, shown: NightFields, before: Night) -> tuple[Context, ...]:
    """Return what was tracked; a row that was not touched stays as it was, to the last detail."""
    found: list[Context] = []
    for k, row in enumerate(said.contexts):
        if k < len(shown.contexts) and row == shown.contexts[k]:
            found.append(before.contexts[k])
        elif row.name:
            words = f"{row.name.replace('=', ' ')}={row.amount}" if row.amount else row.name.replace("=", " ")
            found += night_from(NightWords(contexts=(words,)), Night(date=before.date), local_zone(), None).contexts
    return tuple(found)


def _with_wakings(night: Night, form: Form, said: NightFields, before: Night) -> Night:
    for k, row in enumerate(said.wakings):
        known = before.wakings[k] if k < len(before.wakings) else None
        if known is not None and row == _waking_row(known):
            night = msgspec.structs.replace(night, wakings=(*night.wakings, known))
            continue
        words = NightWords(
            also=row.feelings,
            body=row.body,
            calm=form.number(f"waking-{k}-calm", phrases().nights.fields.calm, 1440),
            slept_again=form.yes(f"waking-{k}-again"),
        )
        night = night_from(words, night, local_zone(), known.report if known else None)
    return night
