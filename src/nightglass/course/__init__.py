"""The nights as a course: rates, gaps, change and effect; plain numbers in, plain results out.

>>> import datetime as dt
>>> from nightglass.course import Night, look_back
>>> look_back([Night(date=dt.date(2026, 3, 1), state="badly")], (), dt.date(2026, 3, 2)).rate.words
'Not enough nights yet: 1 of the 7 that it takes.'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.course.answer import answer_of
from nightglass.course.claims import chances_of, claims_of, missing_of
from nightglass.course.effect_wording import effect_sentences, effect_surer
from nightglass.course.preparing import CourseError, check_phases, in_order
from nightglass.course.values import (
    Change,
    Cluster,
    Course,
    Effect,
    Gaps,
    Night,
    NotYet,
    Overlap,
    Phase,
    Rate,
    RateRatio,
    Season,
    Silence,
    Tied,
    Waking,
    Week,
)
from nightglass.doors import opened_late

if TYPE_CHECKING:
    from nightglass.course.effect import find_effect, nap, randomization_p, rate_ratio, tau_u
    from nightglass.course.looking import look_back
    from nightglass.course.rhythm import find_change, find_cluster, find_gaps, find_rate, find_silence

__all__ = [
    "Change", "Cluster", "Course", "CourseError", "Effect", "Gaps", "Night", "NotYet", "Overlap", "Phase", "Rate",
    "RateRatio", "Season", "Silence", "Tied", "Waking", "Week", "answer_of", "chances_of", "check_phases", "claims_of",
    "effect_sentences", "effect_surer", "find_change", "find_cluster", "find_effect", "find_gaps",
    "find_rate", "find_silence", "in_order", "look_back", "missing_of", "nap", "randomization_p", "rate_ratio", "tau_u",
]  # fmt: skip

_LATER = {
    "effect": ("find_effect", "nap", "randomization_p", "rate_ratio", "tau_u"),
    "looking": ("look_back",),
    "rhythm": ("find_change", "find_cluster", "find_gaps", "find_rate", "find_silence"),
}
__getattr__ = opened_late(__name__, _LATER)  # who only names a phase or shows a result need not wait for what counts
