"""The tables of a journal, as SQLAlchemy sees them; migrations/ makes them.

Moments are ISO 8601 text with their offset, nights are dates of their evening, lists are JSON.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, Table, Text

__all__ = [
    "corrections",
    "drafts",
    "findings",
    "history",
    "metadata",
    "nights",
    "occurrences",
    "phases",
    "plans",
    "readings",
    "recording_pieces",
    "recordings",
    "recurrences",
    "rehearsals",
    "reports",
    "script_versions",
    "scripts",
    "settings",
    "tellings",
]

metadata = MetaData()


def _text(name: str, *, needed: bool = False) -> Column[str]:
    return Column(name, Text, nullable=not needed)


def _number(name: str) -> Column[int]:
    return Column(name, Integer)


nights = Table(
    "nights", metadata,
    Column("date", Text, primary_key=True),
    _text("state", needed=True), _text("zone"), _text("bed"), _text("asleep"), _text("woke"), _text("rose"),
    _number("awakenings"), _number("nightmares"), _number("distress"), _number("sleep_quality"),
    _text("wakings", needed=True), _text("contexts", needed=True), _text("measures", needed=True),
    _text("note"), _text("source"), _text("changed", needed=True), _text("deleted"),
)  # fmt: skip

reports = Table(
    "reports", metadata,
    Column("row", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("night", Text, ForeignKey("nights.date"), nullable=False, index=True),
    _text("text", needed=True), _text("title"), _text("dreamer"), _text("written"), _text("replays"),
    _number("distress"), _text("tags", needed=True), Column("source", Text, index=True),
    _text("changed", needed=True), _text("deleted"),
)  # fmt: skip

readings = Table(
    "readings", metadata,
    Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    _text("version", needed=True), _text("made", needed=True), Column("reading", LargeBinary, nullable=False),
)  # fmt: skip

findings = Table(
    "findings", metadata,
    Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", Text, primary_key=True), Column("value", Text, primary_key=True),
)  # fmt: skip

corrections = Table(
    "corrections", metadata,
    Column("row", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), nullable=False, index=True),
    _text("finding", needed=True), _text("value", needed=True), _text("made", needed=True), _text("deleted"),
)  # fmt: skip

recurrences = Table(
    "recurrences", metadata,
    Column("id", Text, primary_key=True), _text("name"), _text("made", needed=True), _text("deleted"),
)  # fmt: skip

occurrences = Table(
    "occurrences", metadata,
    Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("recurrence", Text, ForeignKey("recurrences.id", ondelete="CASCADE"), primary_key=True),
    _text("verdict", needed=True), _text("made", needed=True),
)  # fmt: skip

tellings = Table(
    "tellings", metadata,
    Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    _text("version", needed=True), Column("telling", LargeBinary, nullable=False),
)  # fmt: skip
"""Reports made ready to be compared; one that is not here was not yet placed among the recurrences."""

scripts = Table(
    "scripts", metadata,
    Column("id", Text, primary_key=True),
    Column("report", Text, ForeignKey("reports.id", ondelete="SET NULL"), index=True),
    Column("recurrence", Text, ForeignKey("recurrences.id", ondelete="SET NULL")),
    _number("turning_point"), _text("title"), _text("made", needed=True), _text("deleted"),
)  # fmt: skip

script_versions = Table(
    "script_versions", metadata,
    Column("script", Text, ForeignKey("scripts.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True), _text("text", needed=True), _text("made", needed=True),
)  # fmt: skip

rehearsals = Table(
    "rehearsals", metadata,
    Column("id", Text, primary_key=True),
    Column("script", Text, ForeignKey("scripts.id", ondelete="CASCADE"), nullable=False, index=True),
    _text("at", needed=True), _number("minutes"), _number("distress_before"), _number("distress_after"),
    _number("vividness"), _number("mastery"), _text("note"), _text("deleted"),
)  # fmt: skip

phases = Table(
    "phases", metadata,
    Column("id", Text, primary_key=True),
    _text("name", needed=True), _text("begin", needed=True), _text("end"), _text("deleted"),
)  # fmt: skip

plans = Table(
    "plans", metadata,
    Column("id", Text, primary_key=True),
    Column("script", Text, ForeignKey("scripts.id", ondelete="CASCADE"), nullable=False),
    _text("begin", needed=True), _text("end"), _text("at"), _number("minutes"), _text("deleted"),
)  # fmt: skip

recordings = Table(
    "recordings", metadata,
    Column("id", Text, primary_key=True), Column("night", Text, index=True),
    Column("script", Text, ForeignKey("scripts.id", ondelete="CASCADE")),
    _text("kind", needed=True), _text("made", needed=True), _text("deleted"),
)  # fmt: skip

recording_pieces = Table(
    "recording_pieces", metadata,
    Column("recording", Text, ForeignKey("recordings.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True), Column("sound", LargeBinary, nullable=False),
)  # fmt: skip

settings = Table("settings", metadata, Column("name", Text, primary_key=True), _text("value", needed=True))

drafts = Table(
    "drafts", metadata,
    Column("id", Text, primary_key=True), _text("night"), _text("text", needed=True), _text("changed", needed=True),
)  # fmt: skip

history = Table(
    "history", metadata,
    Column("id", Integer, primary_key=True),
    _text("kept", needed=True), _text("row", needed=True), _text("at", needed=True), _text("before", needed=True),
)  # fmt: skip
"""Each row of a table as it was before a change, written by triggers so that no change can forget to."""
