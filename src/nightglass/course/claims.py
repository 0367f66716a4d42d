"""What can be said of a course, by what it is about, each with its numbers; also where nothing stands out."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from nightglass.course.saying import p_words
from nightglass.course.values import NotYet
from nightglass.course.wording import (
    change_words,
    cluster_words,
    gaps_words,
    lately_words,
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

__all__ = ["chances_of", "claims_of", "missing_of"]

F = TypeVar("F")


_NAMES = ("rate", "gaps", "silence", "cluster", "change", "week", "season", "waking", "contexts")


def claims_of(course: Course) -> dict[str, tuple[str, ...]]:
    """Return sentences by what they are about, in the order in which a person would want them.

    Every name (``rate, gaps, silence, cluster, change, week, season, waking, contexts``) has at least one sentence:
    what was found, that nothing stands out, or that there are not enough nights yet and how many it takes. How easily
    chance would do the same is not in them: see `chances_of`.
    """
    return {
        "rate": _said(course.rate, lambda found: (rate_words(found),)),
        "gaps": _said(course.gaps, lambda found: (gaps_words(found),)),
        "silence": _said(course.silence, lambda found: (_silence(found),)),
        "cluster": _said(course.cluster, lambda found: (_cluster(found),)),
        "change": _said(course.change, lambda found: (_change(found),)),
        "week": _said(course.week, lambda found: (week_words(found, numbers=False),)),
        "season": _said(course.season, lambda found: (season_words(found, numbers=False),)),
        "waking": _said(course.waking, _waking),
        "contexts": _said(course.contexts, lambda found: tuple(tie_words(found, numbers=False))),
    }


def chances_of(course: Course) -> dict[str, str]:
    """Return how easily chance alone would do the same, for each claim that rests on one such number."""
    found = {
        name: getattr(course, name)
        for name in ("silence", "cluster", "change", "week", "season")
        if not isinstance(getattr(course, name), NotYet)
    }
    return {name: p_words(value.p) for name, value in found.items()}


def missing_of(course: Course) -> dict[str, str]:
    """Return what cannot be said yet, by what it is about, each with how many it takes."""
    return {name: value.words for name in _NAMES if isinstance(value := getattr(course, name), NotYet)}


def _said(found: F | NotYet, words: Callable[[F], tuple[str, ...]]) -> tuple[str, ...]:
    return (found.words,) if isinstance(found, NotYet) else words(found)


def _silence(found: Silence) -> str:
    return silence_words(found, numbers=False) or "A time without as long as this one is not unusual for you."


def _cluster(found: Cluster) -> str:
    few = f"{lately_words(found)}; for you that is not unusual."
    return cluster_words(found, numbers=False) or few


def _change(found: Change) -> str:
    return change_words(found, numbers=False) or "No lasting change stands out."


def _waking(found: tuple[Waking, ...]) -> tuple[str, ...]:
    return tuple(waking_words(found, numbers=False)) or ("How you wake has not changed more than chance would.",)
