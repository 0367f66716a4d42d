"""What the pages on new endings show: where a dream can turn, its score, what changed from version to version."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from textwrap import shorten
from typing import TYPE_CHECKING, Literal

import msgspec

from nightglass.journal import (
    Draft,
    JournalError,
    Report,
    amended,
    candidates,
    corrections_of,
    drafts,
    reading_of,
    rehearsals,
    report,
    scripts,
)
from nightglass.pictures import score_picture, score_sheet, score_table, without_phrases
from nightglass.rescript import (
    Choice,
    Practice,
    RescriptError,
    Script,
    Start,
    check_new_script,
    choose,
    practice,
    starts,
)
from nightglass.web.phrases import phrases
from nightglass.web.shown.returning import plain_day

if TYPE_CHECKING:
    from nightglass.reading import Reading
    from nightglass.web.held.keeper import Keeper

__all__ = [
    "Dream",
    "Piece",
    "Practised",
    "better_later",
    "choices",
    "differences",
    "draft_of",
    "dream_of",
    "every_script",
    "find_script",
    "name_of_script",
    "practised",
    "waiting",
]

_MOST = 6000  # words of two versions that are compared word by word; longer ones line by line
_FIRST = 56  # characters of a beat that tell it from others in a list
_DRAFT = re.compile(r"script-[0-9a-f]{32}")


class Practised(msgspec.Struct, frozen=True):
    """A script in the list, with what its practice has come to."""

    script: Script
    name: str
    practice: Practice


class Piece(msgspec.Struct, frozen=True):
    """Part of two versions side by side: in both, only in the earlier, or only in the later one."""

    kind: Literal["same", "went", "came"]
    text: str


@dataclass(frozen=True)
class Dream:
    """A dream to be given another ending: its report, its reading, and where it could turn."""

    report: Report
    reading: Reading | None
    starts: tuple[Start, ...]

    @property
    def beats(self) -> int:
        """How many beats were found."""
        return len(self.reading.beats) if self.reading else 0

    def words_at(self, beat: int) -> str:
        """Return the dreamer's own words at a beat; none where there is no such beat."""
        return self.reading.beats[beat].text if self.reading and 0 <= beat < self.beats else ""

    def openings(self, *, words: bool) -> list[tuple[int, str]]:
        """Return the beats by their numbers, counted from 1, with their first words where ``words`` is asked for."""
        beats = self.reading.beats if self.reading else ()
        return [(k, shorten(b.text, _FIRST, placeholder=" …") if words else "") for k, b in enumerate(beats, 1)]

    def score(self, *, words: bool) -> tuple[str, str]:
        """Return its score as a picture and as a table; without ``words`` its beats are numbered."""
        if self.reading is None or not self.reading.beats:
            return "", ""
        sheet = score_sheet(self.reading, self.report.text, self.report.title, rating=self.report.distress)
        drawn = sheet if words else without_phrases(sheet)
        return score_picture(drawn, title=False), score_table(drawn)


def dream_of(keeper: Keeper, identity: str) -> Dream:
    """Return a dream to be given another ending.

    Raises
    ------
    JournalError
        When there is no such report.
    """
    if not re.fullmatch(r"[0-9a-f]{32}", identity):
        raise JournalError(phrases().scripts.no_dream)
    own = report(keeper.journal, identity)
    found = reading_of(keeper.journal, own.id)
    reading = amended(found, corrections_of(keeper.journal, own.id)) if found else None
    return Dream(own, reading, starts(reading) if reading else ())


def choices(keeper: Keeper) -> tuple[Choice, ...]:
    """Return the nightmares that could be changed, in the order in which they are offered."""
    return keeper.known(("rescript", "choices"), lambda journal: choose(candidates(journal)))


def better_later(keeper: Keeper, identity: str) -> str | None:
    """Return why a dream is better not changed first, or None where nothing speaks against it."""
    found = next((c for c in choices(keeper) if c.candidate.report == identity and c.fit == "later"), None)
    return f"{found.words[:1].upper()}{found.words[1:]}." if found else None


def every_script(keeper: Keeper) -> list[Script]:
    """Return all scripts, the newest first."""
    return keeper.known(("rescript", "scripts"), scripts)


def find_script(keeper: Keeper, identity: str) -> Script:
    """Return a script by its whole id.

    Raises
    ------
    JournalError
        When there is none.
    """
    found = next((s for s in every_script(keeper) if s.id == identity), None)
    if found is None:
        raise JournalError(phrases().scripts.gone)
    return found


def name_of_script(own: Script) -> str:
    """Return its title, or since when it is there."""
    untitled: str = phrases().scripts.untitled
    return own.title or untitled.format(day=plain_day(own.made.astimezone().date()))


def practised(keeper: Keeper) -> list[Practised]:
    """Return all scripts with what their practice has come to."""
    sessions = keeper.known(("rescript", "sessions"), rehearsals)
    return [
        Practised(s, name_of_script(s), practice([r for r in sessions if r.script == s.id]))
        for s in every_script(keeper)
    ]


def waiting(keeper: Keeper) -> str | None:
    """Return why no new script is begun this week, or None where one can be."""
    try:
        check_new_script((s.made for s in every_script(keeper)), dt.datetime.now(dt.UTC))
    except RescriptError as error:
        return str(error)
    return None


def draft_of(keeper: Keeper, identity: str) -> Draft | None:
    """Return the draft of a script: of a new one by its report's id, of one that is changed by its own."""
    name = f"script-{identity}"
    if not _DRAFT.fullmatch(name):
        raise JournalError(phrases().scripts.no_dream)
    return next((d for d in drafts(keeper.journal) if d.id == name), None)


def differences(earlier: str, later: str) -> tuple[Piece, ...]:
    """Return what went and what came from one version to another, in order.

    What is the same or went makes up the earlier version, what is the same or came the later one, to the last sign.
    """
    split = re.compile(r"\s+|\S+")
    before, after = split.findall(earlier), split.findall(later)
    if len(before) + len(after) > _MOST:
        before, after = earlier.splitlines(keepends=True), later.splitlines(keepends=True)
    found: list[Piece] = []
    went = came = ""
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        same = "".join(before[a:b]) if tag == "equal" else ""
        if same and (not (went or came) or not same.isspace()):
            found += _changed(went, came)
            found.append(Piece("same", same))
            went = came = ""
        else:  # a space between two changed words is changed with them: it reads as one change
            went, came = went + "".join(before[a:b]), came + "".join(after[c:d])
    return (*found, *_changed(went, came))


def _changed(went: str, came: str) -> list[Piece]:
    if went == came:
        return [Piece("same", went)] if went else []
    return [piece for piece in (Piece("went", went), Piece("came", came)) if piece.text]
