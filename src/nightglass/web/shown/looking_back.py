"""What the nights did, worked out once for the page of the course and drawn in the page's own colours."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nightglass.course import (
    CourseError,
    Gaps,
    Rate,
    answer_of,
    chances_of,
    check_phases,
    claims_of,
    effect_sentences,
    effect_surer,
    missing_of,
)
from nightglass.journal import Journal, night_of, now
from nightglass.web.held.changes import course_changes

if TYPE_CHECKING:
    import datetime as dt

    from nightglass.course import Course, Effect, Night, Phase
    from nightglass.journal import KeptPhase, Recurrence
    from nightglass.pictures import CoursePoint
    from nightglass.web.held.keeper import Keeper

__all__ = ["Compared", "LookedBack", "Return", "ask_for_course", "course_is_known", "course_of", "wait_for_course"]

_NAME = "course"


@dataclass(frozen=True)
class Return:
    """A dream that keeps coming back: how many nights it came, from when on, its gaps where there are enough."""

    id: str
    name: str | None
    first: dt.date
    nights: int
    gaps: Gaps | None


@dataclass(frozen=True)
class Compared:
    """What changed between two phases: in sentences, and what would make it surer."""

    effect: Effect
    sentences: tuple[str, ...]
    surer: tuple[str, ...]


@dataclass(frozen=True)
class LookedBack:
    """All that the page of the course shows.

    Attributes
    ----------
    nights
        Every evening from the first known one on.
    phases
        As they are kept; ``trouble`` says why they cannot be compared, where they contradict each other.
    course, answer, claims, chances
        What was found; in three sentences; its sentences by what they are about; and how easily chance would do the
        same. None and empty where no night is known.
    missing
        What cannot be said yet, by what it is about.
    compared
        What changed between the phases.
    points
        The course four weeks at a time.
    counts
        How many nights are in each state.
    returns
        What comes back, what came most often first.
    picture, gaps
        The charts as SVG for a page, once wide and once narrow; empty where there is too little to draw.
    """

    nights: tuple[Night, ...]
    phases: tuple[KeptPhase, ...]
    trouble: str | None = None
    course: Course | None = None
    answer: tuple[str, ...] = ()
    claims: dict[str, tuple[str, ...]] = field(default_factory=dict)
    chances: dict[str, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    compared: tuple[Compared, ...] = ()
    points: tuple[CoursePoint, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    returns: tuple[Return, ...] = ()
    picture: str = ""
    gaps: str = ""


def course_of(keeper: Keeper) -> LookedBack:
    """Return what is known of the course, worked out now where it is not."""
    today = night_of(now())
    return keeper.known((_NAME, today), lambda journal: _look_back(journal, today), course_changes)


def course_is_known(keeper: Keeper) -> bool:
    """Tell whether `course_of` would answer at once."""
    return keeper.holds((_NAME, night_of(now())), course_changes)


def wait_for_course(keeper: Keeper, seconds: float) -> bool:
    """Have the course worked out in the background, wait for it at most so long, and tell whether it is known."""
    if not course_is_known(keeper):
        ask_for_course(keeper)
        keeper.ahead.wait(_NAME, seconds)
    return course_is_known(keeper)


def ask_for_course(keeper: Keeper) -> None:
    """Have the course worked out in the background."""
    keeper.ahead.ask(_NAME, lambda: course_of(keeper))


def _look_back(journal: Journal, today: dt.date) -> LookedBack:
    from nightglass.journal import course_nights, phases, recurrences  # noqa: PLC0415 - cost start-up time
    from nightglass.pictures import course_points, course_svg, gaps_svg  # noqa: PLC0415
    from nightglass.web.look import VARIABLES  # noqa: PLC0415

    kept = tuple(phases(journal))
    try:
        nights = course_nights(journal, today)
    except CourseError as error:  # a night that an import brought is still to come
        return LookedBack((), kept, str(error))
    if not nights:
        return LookedBack((), kept)
    compared, trouble = _compared(kept, today)
    from nightglass.course import look_back  # noqa: PLC0415 - what counts costs start-up time

    course = look_back(nights, compared, today)
    points = course_points(nights)
    drawn = any(isinstance(point.rate, Rate) for point in points)
    return LookedBack(
        nights,
        kept,
        trouble,
        course,
        answer_of(course),
        claims_of(course),
        chances_of(course),
        missing_of(course),
        tuple(Compared(e, effect_sentences(e), effect_surer(e)) for e in course.effects),
        points,
        {state: sum(night.state == state for night in nights) for state in ("badly", "quiet", "unknown")},
        _returns(course, recurrences(journal)),
        "".join(course_svg(nights, compared, page=VARIABLES, narrow=n) for n in (False, True)) if drawn else "",
        "".join(gaps_svg(found, page=VARIABLES, narrow=n) for n in (False, True))
        if isinstance(found := course.gaps, Gaps)
        else "",
    )


def _returns(course: Course, every: list[Recurrence]) -> tuple[Return, ...]:
    found = []
    for one in every:
        gaps = course.recurrences.get(one.name or one.id[:8])
        nights = len(set(one.nights))
        found.append(Return(one.id, one.name, one.first, nights, gaps if isinstance(gaps, Gaps) else None))
    return tuple(sorted(found, key=lambda one: -one.nights))


def _compared(kept: tuple[KeptPhase, ...], today: dt.date) -> tuple[tuple[Phase, ...], str | None]:
    """Return the phases that can be compared; of an import they may overlap, which must not hide all the rest."""
    try:
        return check_phases([k.phase for k in kept], today), None
    except CourseError as error:
        return (), str(error)
