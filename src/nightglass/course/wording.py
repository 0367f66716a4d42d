"""The findings in plain words: what, by how much, how sure; nothing that was not counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.course.saying import RARE, nights_words, p_words, percent
from nightglass.course.values import (
    Change,
    Cluster,
    Gaps,
    NotYet,
    Rate,
    Season,
    Silence,
    Tied,
    Waking,
    Week,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "change_words", "cluster_words", "gaps_words", "lately_words", "rate_words", "season_words", "sentences",
    "silence_words", "tie_words", "waking_words", "week_words",
]  # fmt: skip

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def _chance(p: float, *, numbers: bool, more: str = "") -> str:
    """Say how rare something is, where the numbers are wanted."""
    return f" ({p_words(p)}{more})" if numbers else ""


def rate_words(rate: Rate) -> str:
    """Say how often."""
    said = (
        f"{rate.bad} of {rate.known} known nights were dreamt badly: {percent(rate.share)} "
        f"(between {percent(rate.low)} and {percent(rate.high)})."
    )
    if rate.unknown:
        said += (
            f" {nights_words(rate.unknown)} {'is' if rate.unknown == 1 else 'are'} unknown; whatever they were, the "
            f"share of all nights lies between {percent(rate.least)} and {percent(rate.most)}."
        )
    return said


def gaps_words(gaps: Gaps) -> str:
    """Say what is usual, and where the present gap stands."""
    said = (
        f"Between two bad nights there {'is' if gaps.usual == 1 else 'are'} usually {nights_words(gaps.usual)} without "
        f"(the middle half: {gaps.low:g} to {gaps.high:g}; {len(gaps.lengths)} gaps)."
    )
    unknown = f", and {nights_words(gaps.present_unknown)} unknown" if gaps.present_unknown else ""
    return f"{said} Now it is {nights_words(gaps.present)}{unknown}."


def silence_words(silence: Silence, *, numbers: bool = True) -> str | None:
    """Say it when the present gap is longer than usual for this person."""
    if silence.p > RARE:
        return None
    rare = _chance(silence.p, numbers=numbers, more=" among your own gaps")
    return f"So long a time without is unusual for you{rare}. It says nothing of what comes."


def lately_words(cluster: Cluster) -> str:
    """Say how many of the last nights were bad."""
    if cluster.bad == 0:
        return "None of your last seven known nights was bad"
    return f"{cluster.bad} of your last seven known nights {'was' if cluster.bad == 1 else 'were'} bad"


def cluster_words(cluster: Cluster, *, numbers: bool = True) -> str | None:
    """Say it when the last nights were worse than usual for this person."""
    if cluster.p > RARE:
        return None
    rare = _chance(cluster.p, numbers=numbers)
    return f"{lately_words(cluster)}; that is more than usual for you{rare}."


def _spread_words(found: Week | Season, names: tuple[str, ...], what: str, where: str, *, numbers: bool) -> str:
    rare = _chance(found.p, numbers=numbers)
    if found.p > RARE:
        return f"No {what} stands out{rare}."
    most = max(range(len(found.known)), key=lambda k: found.bad[k] / found.known[k])
    place = where.format(name=names[most])
    return (
        f"Bad nights are not spread evenly over the {what}s{rare}: most {place}, {found.bad[most]} of "
        f"{found.known[most]}."
    )


def week_words(week: Week, *, numbers: bool = True) -> str:
    """Say on which evenings bad nights begin."""
    return _spread_words(week, _DAYS, "weekday", "on {name} evenings", numbers=numbers)


def season_words(season: Season, *, numbers: bool = True) -> str:
    """Say in which months bad nights come."""
    return _spread_words(season, _MONTHS, "month", "in {name}", numbers=numbers)


def change_words(change: Change, *, numbers: bool = True) -> str | None:
    """Say where it changed, when that is more than chance."""
    if change.p > RARE:
        return None
    return (
        f"Since about {change.date.day} {_MONTHS[change.date.month - 1]} {change.date.year} it is different: "
        f"{percent(change.before)} of the nights were bad before, {percent(change.after)} "
        f"after{_chance(change.p, numbers=numbers)}."
    )


def waking_words(found: tuple[Waking, ...], *, numbers: bool = True) -> Iterator[str]:
    """Say how waking has changed."""
    for one in found:
        if one.p <= RARE:
            yield (
                f"Waking in {one.feeling}: {one.earlier} of {one.earlier_of} times in the earlier half, "
                f"{one.later} of {one.later_of} in the later{_chance(one.p, numbers=numbers, more=', adjusted')}."
            )


def tie_words(found: tuple[Tied, ...], *, numbers: bool = True) -> Iterator[str]:
    """Say what goes with bad nights, and that it need not cause them."""
    said = False
    for one in found:
        if one.p > RARE:
            continue
        said = True
        odds = f"; odds ratio {one.odds:.1f}, {one.low:.1f} to {one.high:.1f}" if one.odds is not None else ""
        yield (
            f"Nights with {one.context}: {one.bad_with} of {one.nights_with} bad; without: {one.bad_without} of "
            f"{one.nights_without}{_chance(one.p, numbers=numbers, more=f', adjusted{odds}')}."
        )
    if said:
        yield "That two things come together does not say that one brings the other; a third may bring both."
    elif found:
        names = ", ".join(one.context for one in found)
        yield f"Of what you track ({names}), nothing goes with bad nights more than chance would."


def sentences(  # noqa: PLR0913 - one argument a finding, by name
    *,
    rate: Rate | NotYet,
    gaps: Gaps | NotYet,
    silence: Silence | NotYet,
    cluster: Cluster | NotYet,
    week: Week | NotYet,
    season: Season | NotYet,
    change: Change | NotYet,
    waking: tuple[Waking, ...] | NotYet,
    contexts: tuple[Tied, ...] | NotYet,
) -> tuple[str, ...]:
    """Return the findings as sentences, those that matter most first; what is not known yet last."""
    said: list[str | None] = []
    if isinstance(rate, Rate):
        said.append(rate_words(rate))
    if isinstance(gaps, Gaps):
        said.append(gaps_words(gaps))
    if isinstance(silence, Silence):
        said.append(silence_words(silence))
    if isinstance(cluster, Cluster):
        said.append(cluster_words(cluster))
    if isinstance(change, Change):
        said.append(change_words(change))
    if isinstance(waking, tuple):
        said += waking_words(waking)
    if isinstance(week, Week):
        said.append(week_words(week))
    if isinstance(season, Season):
        said.append(season_words(season))
    if isinstance(contexts, tuple):
        said += tie_words(contexts)
    missing = {
        "how often": rate, "the usual gap": gaps, "whether this gap is unusual": silence,
        "whether the last week is unusual": cluster, "a change": change, "how waking has changed": waking,
        "weekdays": week, "months": season, "what goes with bad nights": contexts,
    }  # fmt: skip
    for name, found in missing.items():
        if isinstance(found, NotYet):
            said.append(f"To say something of {name}: {found.words[0].lower()}{found.words[1:]}")
    return tuple(s for s in said if s)
