"""A dream as the form for changing it shows it and as it comes back; what is not touched stays to the last sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import msgspec

from nightglass.journal import JournalError, Report, night_named, now
from nightglass.web.phrases import phrases

if TYPE_CHECKING:
    from nightglass.journal.values import Replays
    from nightglass.web.forms import Form

__all__ = ["REPLAYS", "DreamFields", "dream_typed", "fields_of_dream", "plain_lines", "typed_dream"]

REPLAYS = ("happened", "told", "neither")


class DreamFields(msgspec.Struct, frozen=True):
    """All fields of the form, as they are shown."""

    text: str
    title: str
    tags: str
    distress: int | None
    night: str
    dreamer: str
    replays: str


def plain_lines(text: str) -> str:
    """Return a text with the line ends that a browser's field has."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def fields_of_dream(kept: Report, text: str | None = None) -> DreamFields:
    """Return a dream as the form shows it, with another text where one was begun."""
    return DreamFields(
        text=plain_lines(kept.text if text is None else text),
        title=kept.title or "",
        tags=", ".join(kept.tags),
        distress=kept.distress,
        night=kept.night.isoformat(),
        dreamer=kept.dreamer or "",
        replays=kept.replays or "",
    )


def typed_dream(form: Form) -> DreamFields:
    """Return what was typed into the form, right or wrong."""
    distress = form.raw("distress")
    return DreamFields(
        text=plain_lines(form.raw("text")),
        title=form.text("title") or "",
        tags=form.text("tags") or "",
        distress=int(distress) if distress.isascii() and distress.isdecimal() and len(distress) < 3 else None,
        night=form.text("night") or "",
        dreamer=form.text("dreamer") or "",
        replays=form.raw("replays"),
    )


def dream_typed(form: Form, before: Report) -> Report:
    """Return the report that the form says; what was not touched stays as it was, line ends and all.

    Raises
    ------
    JournalError
        When something in it is not understood.
    """
    said, shown = typed_dream(form), fields_of_dream(before)
    if not said.night:
        raise JournalError(phrases().dreams.no_night)
    night = before.night if said.night == shown.night else night_named(said.night, now())
    tags = dict.fromkeys(tag.strip() for tag in said.tags.split(",") if tag.strip())
    return msgspec.structs.replace(
        before,
        text=before.text if said.text == shown.text else said.text,
        title=before.title if said.title == shown.title.strip() else said.title or None,
        tags=before.tags if said.tags == shown.tags.strip() else tuple(tags),
        distress=form.number("distress", phrases().dreams.distress, 10),
        night=night,
        dreamer=before.dreamer if said.dreamer == shown.dreamer.strip() else said.dreamer or None,
        replays=cast("Replays", said.replays) if said.replays in REPLAYS else None,
    )
