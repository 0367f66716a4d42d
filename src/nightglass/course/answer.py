"""What a person asks first, in three plain sentences: how often, whether it changed, and what that means now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.course.effect_wording import effect_short
from nightglass.course.saying import RARE, nights_words, percent
from nightglass.course.values import Change, Cluster, Gaps, NotYet, Rate, Silence
from nightglass.course.wording import change_words, lately_words

if TYPE_CHECKING:
    from nightglass.course.values import Course

__all__ = ["answer_of"]


def answer_of(course: Course) -> tuple[str, ...]:
    """Return three sentences; none where too few nights are known to say how often.

    The first is how often nightmares come, the second whether that changed (between the first phase and the last, else
    over all nights) and how sure that is, the third what the last nights are among the person's own.
    """
    if isinstance(course.rate, NotYet):
        return ()
    return (_often(course.rate), _changed(course), _now(course))


def _often(rate: Rate) -> str:
    if rate.bad == 0:
        return f"None of the {rate.known} known nights was dreamt badly."
    tenths = round(10 * rate.share)
    if tenths == 10:
        about = "Nearly every night is"
    elif tenths == 0:
        about = f"About 1 night in {round(1 / rate.share)} is"
    elif tenths == 1:
        about = "About 1 night in 10 is"
    else:
        about = f"About {tenths} nights in 10 are"
    return f"{about} dreamt badly: {rate.bad} of {rate.known} known ones ({percent(rate.low)} to {percent(rate.high)})."


def _changed(course: Course) -> str:
    short = effect_short(course.effects[-1]) if course.effects else None
    if short:
        return short
    if isinstance(course.change, Change):
        return change_words(course.change, numbers=False) or "No lasting change stands out."
    return (
        f"Whether it changed cannot be said yet: {course.change.have} of the {course.change.need} nights that it takes."
    )


def _now(course: Course) -> str:
    if isinstance(course.cluster, Cluster) and course.cluster.p <= RARE:
        return f"{lately_words(course.cluster)}, which is more than usual for you."
    gaps, silence = course.gaps, course.silence
    if not isinstance(gaps, Gaps):
        return "What the last nights mean cannot be said yet."
    if gaps.present == 0 and not gaps.present_unknown:
        after = (
            "the next is often bad, too"
            if gaps.usual < 1
            else f"usually {nights_words(gaps.usual)} without {'follows' if gaps.usual == 1 else 'follow'}"
        )
        return f"The last night was dreamt badly; {after}."
    now = f"Since the last known bad night {_quiet(gaps.present)}"
    if gaps.present_unknown > gaps.present:
        return f"{now}, and of {gaps.present_unknown} nothing is known: too little to say what that means."
    unknown = f", and of {gaps.present_unknown} nothing is known" if gaps.present_unknown else ""
    if not isinstance(silence, Silence):
        return f"{now}{unknown}; whether that is unusual for you cannot be said yet."
    usual = "unusual" if silence.p <= RARE else "not unusual"
    return f"{now}{unknown}; for you that is {usual}, and it says nothing of what comes."


def _quiet(nights: int) -> str:
    return f"{nights_words(nights)} {'was' if nights == 1 else 'were'} quiet"
