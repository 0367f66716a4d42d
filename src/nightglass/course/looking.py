"""All that can be said of some nights, in one value."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from nightglass.course.effect import find_effect
from nightglass.course.preparing import check_phases, in_order
from nightglass.course.rhythm import (
    find_change,
    find_cluster,
    find_gaps,
    find_rate,
    find_season,
    find_silence,
    find_week,
)
from nightglass.course.ties import find_ties, find_waking
from nightglass.course.values import Course, Effect
from nightglass.course.wording import sentences

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from nightglass.course.values import Gaps, Night, NotYet, Phase

__all__ = ["look_back"]


def look_back(nights: Iterable[Night], phases: Sequence[Phase], today: dt.date) -> Course:
    """Return all that can be said of some nights up to today.

    Parameters
    ----------
    nights
        In any order; evenings that are not among them are unknown.
    phases
        In any order; none may overlap another. Each is compared with the one before it, the last also with the first.
    today
        The evening of today.

    Raises
    ------
    CourseError
        If nights or phases contradict each other.
    """
    every = in_order(nights, today)
    gaps = find_gaps(every)
    found = {
        "rate": find_rate(every), "gaps": gaps, "silence": find_silence(gaps), "cluster": find_cluster(every),
        "week": find_week(every), "season": find_season(every), "change": find_change(every),
        "waking": find_waking(every), "contexts": find_ties(every),
    }  # fmt: skip
    ordered = check_phases(phases, today)
    pairs = list(pairwise(ordered))
    if len(ordered) > 2:
        pairs.append((ordered[0], ordered[-1]))
    effects: tuple[Effect, ...] = tuple(find_effect(every, before, after) for before, after in pairs)
    return Course(
        first=every[0].date if every else None,
        last=every[-1].date if every else None,
        recurrences=_recurring(every),
        effects=effects,
        words=(*(e.words for e in effects), *sentences(**found)),  # type: ignore[arg-type]
        **found,  # type: ignore[arg-type]
    )


def _recurring(nights: Sequence[Night]) -> dict[str, Gaps | NotYet]:
    names = sorted({r for n in nights for r in n.recurrences})
    return {name: find_gaps(nights, lambda n, own=name: own in n.recurrences) for name in names}  # type: ignore[misc]
