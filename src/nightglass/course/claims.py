"""What can be said of a course, by what it is about, each with its numbers; also where nothing stands out."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from nightglass.course.values import NotYet
from nightglass.course.wording import (
    change_words,
    cluster_words,
    gaps_words,
    p_words,
    rate_words,
    season_words,
    silence_words,
    tie_words,
    waking_words,
    week_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from nightglass.course.values import Change, Cluster, Course, Silence, Waking

__all__ = ["claims_of"]

F = TypeVar("F")


def claims_of(course: Course) -> dict[str, tuple[str, ...]]:
    """Return sentences by what they are about, in the order in which a person would want them.

    Every name (``rate, gaps, silence, cluster, change, week, season, waking, contexts``) has at least one sentence:
    what was found, that nothing stands out, or that there are not enough nights yet and how many it takes.
    """
    return {
        "rate": _said(course.rate, lambda found: (rate_words(found),)),
        "gaps": _said(course.gaps, lambda found: (gaps_words(found),)),
        "silence": _said(course.silence, lambda found: (_silence(found),)),
        "cluster": _said(course.cluster, lambda found: (_cluster(found),)),
        "change": _said(course.change, lambda found: (_change(found),)),
        "week": _said(course.week, lambda found: (week_words(found),)),
        "season": _said(course.season, lambda found: (season_words(found),)),
        "waking": _said(course.waking, _waking),
        "contexts": _said(course.contexts, lambda found: tuple(tie_words(found))),
    }


def _said(found: F | NotYet, words: Callable[[F], tuple[str, ...]]) -> tuple[str, ...]:
    return (found.words,) if isinstance(found, NotYet) else words(found)


def _silence(found: Silence) -> str:
    usual = f"A time without as long as this one is not unusual for you ({p_words(found.p)} among your own gaps)."
    return silence_words(found) or usual


def _cluster(found: Cluster) -> str:
    few = f"{found.bad} of your last seven known nights were bad; for you that is not unusual ({p_words(found.p)})."
    return cluster_words(found) or few


def _change(found: Change) -> str:
    none = f"No night stands out from which it was different ({p_words(found.p)} for the one that comes nearest)."
    return change_words(found) or none


def _waking(found: tuple[Waking, ...]) -> tuple[str, ...]:
    nearest = min(one.p for one in found)
    none = f"How you wake has not changed more than chance would ({p_words(nearest)} at the least, adjusted)."
    return tuple(waking_words(found)) or (none,)
