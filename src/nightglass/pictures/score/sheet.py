"""The score as a description: what is to be drawn, before it is known how. Terminal, SVG and page all draw this."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from nightglass.pictures.score import words
from nightglass.pictures.score.plain import on_one_line
from nightglass.reading import Beat, Character, Evidence, Reading, Senses

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from nightglass.reading import BodySign, Facet, Theme

__all__ = ["Column", "Fact", "Pill", "ScoreSheet", "Thread", "Turn", "score_sheet", "without_phrases"]

_TITLE, _NAME = 90, 60  # characters
_DISTRESS = 4  # of 10: whoever rates a dream so high did not dream it without distress
_NOTHING = ("none", "neutral")  # what is not said above such a dream, for its words may only have told of it poorly
_THREADS = 5
"""Characters that are drawn; with more, the score is a crowd and no longer a picture."""


class Column(msgspec.Struct, frozen=True):
    """One beat: its phrase, all its words, what is drawn of it, and the words that each line of it rests on."""

    number: int
    phrase: str
    whole: Evidence
    threat: float
    agency: str
    senses: Senses
    feeling: str | None
    who: tuple[str, ...]
    evidence: dict[str, tuple[Evidence, ...]]

    def rests_on(self, *lanes: str) -> tuple[Evidence, ...]:
        """Return the words that these lanes rest on, all of them where none is named."""
        chosen = lanes or tuple(self.evidence)
        return tuple(dict.fromkeys(e for lane in chosen for e in self.evidence.get(lane, ())))


class _Found(msgspec.Struct, frozen=True):
    """What is drawn of a finding: how likely it is right, 0 to 1, and the words that it rests on."""

    probability: float
    evidence: tuple[Evidence, ...]

    @property
    def unsure(self) -> bool:
        """Whether to say so."""
        return self.probability < words.SURE


class Thread(_Found, frozen=True):
    """Somebody through the beats; ``becomes`` is (column, name) where they turn into another."""

    name: str
    columns: tuple[int, ...]
    close: bool
    becomes: tuple[int, str] | None


class Pill(msgspec.Struct, frozen=True):
    """A feeling over the columns ``first`` to ``last`` (inclusive)."""

    first: int
    last: int
    feeling: str


class Turn(_Found, frozen=True):
    """A turning point: its column, its words, and how likely it is one, 0 to 1."""

    column: int
    words: str


class Fact(_Found, frozen=True):
    """One finding about the whole dream, in plain words; ``yours`` where the person said so themself."""

    words: str
    yours: bool = False

    @property
    def sureness(self) -> str:
        """How sure it is, or whose word it is."""
        return words.YOURS if self.yours else f"how sure: {100 * self.probability:.0f} %"


class ScoreSheet(msgspec.Struct, frozen=True):
    """All that a drawer needs, in the order in which it is drawn."""

    title: str
    subtitle: str
    dreamer: str
    columns: tuple[Column, ...]
    threads: tuple[Thread, ...]
    feelings: tuple[Pill, ...]
    turns: tuple[Turn, ...]
    waking: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    limits: tuple[str, ...]
    source: str

    @property
    def senses(self) -> tuple[str, ...]:
        """The senses that are drawn: sight, sound, touch and voice always, smell and taste where they are told of."""
        told = {n for c in self.columns for n in ("smell", "taste") if getattr(c.senses, n) != "unsaid"}
        return ("sight", "sound", "touch", *sorted(told), "voice")


def score_sheet(
    reading: Reading, source: str, title: str | None = None, yours: Collection[str] = (), *, rating: int | None = None
) -> ScoreSheet:
    """Describe the score of a reading.

    Parameters
    ----------
    reading
        What was found in the report.
    source
        The report as it was written; the page shows it only when asked.
    title
        What to write above the score; by default "A dream".
    yours
        The names of the facets that the person said themself.
    rating
        The dreamer's own rating of the distress, 0 to 10. It goes before what the words alone show: of a dream that was
        rated 4 or more it is not said that there was no distress, nor that nothing was at stake at its end.
    """
    names = {c.id: on_one_line(c.name, _NAME) for c in reading.characters}
    names["D"] = on_one_line(reading.dreamer, _NAME)
    columns = tuple(_column(i, beat, names) for i, beat in enumerate(reading.beats))
    turns = tuple(Turn(p.probability, p.evidence, p.beat, on_one_line(p.words)) for p in reading.turning_points)
    return ScoreSheet(
        title=on_one_line(title or "", _TITLE) or "A dream",
        subtitle=_subtitle(reading, yours, rating),
        dreamer=names["D"],
        columns=columns,
        threads=_threads(reading),
        feelings=_pills(columns),
        turns=turns,
        waking=_waking(reading, yours),
        facts=_facts(reading, yours),
        limits=reading.limits,
        source=source,
    )


def without_phrases(sheet: ScoreSheet) -> ScoreSheet:
    """Return a score whose beats are numbered instead of told, for where a dream's words are veiled."""
    columns = tuple(msgspec.structs.replace(c, phrase=words.BEAT.format(number=c.number)) for c in sheet.columns)
    return msgspec.structs.replace(sheet, columns=columns)


def _column(index: int, beat: Beat, names: dict[str, str]) -> Column:
    who = tuple(names.get(c, c) for c in beat.cast)
    phrase, whole = on_one_line(beat.phrase), Evidence(beat.start, beat.end, beat.text)
    return Column(index + 1, phrase, whole, beat.threat, beat.agency, beat.senses, beat.feeling, who, beat.evidence)


def _subtitle(reading: Reading, yours: Collection[str], rating: int | None) -> str:
    count = len(reading.beats)
    parts = [f"{count} beat{'' if count == 1 else 's'}"] if count else []
    if reading.dreamer != "I":
        parts.append(f"the dreamer is {on_one_line(reading.dreamer, _NAME)}")
    facets = reading.facets  # none where the reader does not know the language; some where the person said them
    if rating is not None:
        parts.append(words.RATED.format(rating=rating))
    heavy = rating is not None and rating >= _DISTRESS
    for name, said in (("kind", words.KIND), ("ending", words.ENDING)):
        if name in facets and (name in yours or not (heavy and facets[name].value in _NOTHING)):
            parts.append(_marked(said[str(facets[name].value)], facets[name].probability))
    emotion = facets.get("emotion")
    if emotion is not None and emotion.value != "neutral":
        parts.append(_marked(f"mostly {words.FEELING[str(emotion.value)]}", emotion.probability))
    return " · ".join(parts)


def _marked(said: str, probability: float) -> str:
    return f"{said} ({words.UNSURE})" if probability < words.SURE else said


def _threads(reading: Reading) -> tuple[Thread, ...]:
    by_id = {c.id: c for c in reading.characters}
    stage = {c.id: [i for i, b in enumerate(reading.beats) if c.id in b.cast] for c in reading.characters}
    changed = {c.becomes for c in reading.characters if c.becomes}
    # Whoever changes heads a thread, even if changed into before: of a cat, a dog and a horse none is lost.
    heads = [c for c in reading.characters if (c.id not in changed or c.becomes in by_id) and _chain(c, by_id, stage)]
    weight = {c.id: len(_chain(c, by_id, stage)) + 10 * bool(c.becomes) for c in heads}
    chosen = sorted(heads, key=lambda c: -weight[c.id])[:_THREADS]
    flips = {p.beat for p in reading.turning_points if p.reason == "metamorphosis"}
    return tuple(_thread(c, by_id, stage, flips) for c in heads if c in chosen)


def _chain(c: Character, by_id: dict[str, Character], stage: dict[str, list[int]]) -> set[int]:
    """Return the beats in which somebody or what they become is on stage."""
    later = stage[c.becomes] if c.becomes is not None and c.becomes in by_id else []
    return {*stage[c.id], *later}


def _thread(c: Character, by_id: dict[str, Character], stage: dict[str, list[int]], flips: set[int]) -> Thread:
    other = by_id.get(c.becomes or "")
    at = _turns_at(stage[c.id], stage[other.id], flips) if other else None
    codes = c.code[2:3] + (other.code[2:3] if other else "")
    return Thread(
        name=on_one_line(c.name, _NAME),
        columns=tuple(sorted(_chain(c, by_id, stage))),
        close=any(code in "FMXBTHWADCIYRK" for code in codes),
        becomes=(at, on_one_line(other.name, _NAME)) if other and at is not None else None,
        evidence=c.mentions[:2] + (other.mentions[:2] if other else ()),
        probability=c.probability,
    )


def _turns_at(before: list[int], after: list[int], flips: set[int]) -> int | None:
    """Return the beat in which one becomes another: where it is told, or both are, or the other comes after the one."""
    both = [i for i in after if i in before]
    told = [i for i in both or after if i in flips]
    later = [i for i in after if not before or i >= before[0]]
    return next(iter(told or both or later), None)


def _pills(columns: Iterable[Column]) -> tuple[Pill, ...]:
    pills: list[Pill] = []
    for i, column in enumerate(columns):
        if column.feeling is None:
            continue
        if pills and pills[-1].feeling == column.feeling and pills[-1].last == i - 1:
            pills[-1] = Pill(pills[-1].first, i, column.feeling)
        else:
            pills.append(Pill(i, i, column.feeling))
    return tuple(pills)


def _waking(reading: Reading, yours: Collection[str]) -> tuple[Fact, ...]:
    facts = []
    affect, woke = reading.facets.get("waking_affect"), reading.facets.get("woke")
    if affect is not None and affect.value != "none":
        facts.append(_fact(words.WAKING[str(affect.value)], affect, "waking_affect" in yours))
    elif woke is not None and woke.value:
        facts.append(_fact(words.FLAGS["woke"], woke, "woke" in yours))
    facts += [_fact(words.BODY[s.sign], s) for s in reading.body if s.when == "waking"]
    return tuple(facts)


def _facts(reading: Reading, yours: Collection[str]) -> tuple[Fact, ...]:
    facts = []
    for name, said in words.FLAGS.items():
        facet = reading.facets.get(name)
        if facet is not None and facet.value is True and name != "woke":
            facts.append(_fact(said, facet, name in yours))
    themes = reading.facets.get("themes")
    facts += [_fact(f"about {words.THEMES[t.theme]}", t, "themes" in yours) for t in (themes.each if themes else ())]
    facts += [_fact(f"{words.BODY[s.sign]}, in the dream", s) for s in reading.body if s.when == "dream"]
    return tuple(facts)


def _fact(said: str, found: Facet | Theme | BodySign, yours: bool = False) -> Fact:  # noqa: FBT001, FBT002
    return Fact(found.probability, found.evidence, said, yours)
