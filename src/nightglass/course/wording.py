"""The findings in plain words: what, by how much, how sure; nothing that was not counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.course.values import (
    Change,
    Cluster,
    Gaps,
    NotYet,
    Overlap,
    Rate,
    RateRatio,
    Season,
    Silence,
    Tied,
    Waking,
    Week,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "change_words", "cluster_words", "effect_words", "gaps_words", "p_words", "rate_words", "season_words",
    "sentences", "silence_words", "tie_words", "waking_words", "week_words",
]  # fmt: skip

_RARE = 0.05
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def p_words(p: float) -> str:
    """Say how easily chance alone would do the same."""
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}" if p < 0.1 else f"p = {p:.2f}"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _nights(number: float) -> str:
    return "1 night" if number == 1 else f"{number:g} nights"


def rate_words(rate: Rate) -> str:
    """Say how often."""
    said = (
        f"{rate.bad} of {rate.known} known nights were dreamt badly: {_percent(rate.share)} "
        f"(between {_percent(rate.low)} and {_percent(rate.high)})."
    )
    if rate.unknown:
        said += (
            f" {_nights(rate.unknown)} {'is' if rate.unknown == 1 else 'are'} unknown; whatever they were, the share "
            f"of all nights lies between {_percent(rate.least)} and {_percent(rate.most)}."
        )
    return said


def gaps_words(gaps: Gaps) -> str:
    """Say what is usual, and where the present gap stands."""
    said = (
        f"Between two bad nights there {'is' if gaps.usual == 1 else 'are'} usually {_nights(gaps.usual)} without "
        f"(the middle half: {gaps.low:g} to {gaps.high:g}; {len(gaps.lengths)} gaps)."
    )
    unknown = f", and {_nights(gaps.present_unknown)} unknown" if gaps.present_unknown else ""
    return f"{said} Now it is {_nights(gaps.present)}{unknown}."


def silence_words(silence: Silence) -> str | None:
    """Say it when the present gap is longer than usual for this person."""
    if silence.p > _RARE:
        return None
    rare = f"So long a time without is unusual for you ({p_words(silence.p)} among your own gaps)."
    return f"{rare} It says nothing of what comes."


def cluster_words(cluster: Cluster) -> str | None:
    """Say it when the last nights were worse than usual for this person."""
    if cluster.p > _RARE:
        return None
    rare = p_words(cluster.p)
    return f"{cluster.bad} of your last seven known nights were bad; that is more than usual for you ({rare})."


def _spread_words(bad: tuple[int, ...], known: tuple[int, ...], names: tuple[str, ...], p: float, what: str) -> str:
    if p > _RARE:
        return f"No {what} stands out ({p_words(p)})."
    most = max(range(len(known)), key=lambda k: bad[k] / known[k])
    return (
        f"Bad nights are not spread evenly over the {what}s ({p_words(p)}): most on "
        f"{names[most]} evenings, {bad[most]} of {known[most]}."
        if what == "weekday"
        else f"Bad nights are not spread evenly over the {what}s ({p_words(p)}): most in {names[most]}, "
        f"{bad[most]} of {known[most]}."
    )


def week_words(week: Week) -> str:
    """Say on which evenings bad nights begin."""
    return _spread_words(week.bad, week.known, _DAYS, week.p, "weekday")


def season_words(season: Season) -> str:
    """Say in which months bad nights come."""
    return _spread_words(season.bad, season.known, _MONTHS, season.p, "month")


def change_words(change: Change) -> str | None:
    """Say where it changed, when that is more than chance."""
    if change.p > _RARE:
        return None
    return (
        f"Since about {change.date.day} {_MONTHS[change.date.month - 1]} {change.date.year} it is different: "
        f"{_percent(change.before)} of the nights were bad before, {_percent(change.after)} after "
        f"({p_words(change.p)})."
    )


def waking_words(found: tuple[Waking, ...]) -> Iterator[str]:
    """Say how waking has changed."""
    for one in found:
        if one.p <= _RARE:
            yield (
                f"Waking in {one.feeling}: {one.earlier} of {one.earlier_of} times in the earlier half, "
                f"{one.later} of {one.later_of} in the later ({p_words(one.p)}, adjusted)."
            )


def tie_words(found: tuple[Tied, ...]) -> Iterator[str]:
    """Say what goes with bad nights, and that it need not cause them."""
    said = False
    for one in found:
        if one.p > _RARE:
            continue
        said = True
        odds = f"; odds ratio {one.odds:.1f}, {one.low:.1f} to {one.high:.1f}" if one.odds is not None else ""
        yield (
            f"Nights with {one.context}: {one.bad_with} of {one.nights_with} bad; without: {one.bad_without} of "
            f"{one.nights_without} ({p_words(one.p)}, adjusted{odds})."
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


def effect_words(
    before: str, after: str, ratio: RateRatio | NotYet, frequency: Overlap | NotYet, distress: Overlap | NotYet
) -> str:
    """Return what changed from one phase to another in words that can be taken to a therapist."""
    if isinstance(ratio, NotYet):
        return f"From {before} to {after}: {ratio.words[0].lower()}{ratio.words[1:]}"
    counts = (
        f"From {before} to {after}: {ratio.count_before} nightmares in {ratio.nights_before} known nights, then "
        f"{ratio.count_after} in {ratio.nights_after}; {ratio.ratio:.2f} times as many a night "
        f"(95 % credible interval {ratio.low:.2f} to {ratio.high:.2f})."
    )
    said = [counts]
    if ratio.high < 1:
        said.append("That is fewer.")
    elif ratio.low > 1:
        said.append("That is more.")
    else:
        said.append("That may be chance: fewer, the same and more are all still possible.")
    for found in (frequency, distress):
        if isinstance(found, Overlap):
            test = "" if found.p is None else f"; randomization test {p_words(found.p)}"
            said.append(
                f"{found.measure.capitalize()}: NAP {found.nap:.2f} ({found.low:.2f} to {found.high:.2f}), "
                f"Tau-U {found.tau_u:.2f}{test}."
            )
    said.append(_surer(ratio, frequency))
    return " ".join(said)


def _surer(ratio: RateRatio, frequency: Overlap | NotYet) -> str:
    if isinstance(frequency, NotYet):
        return f"To be surer: {frequency.words[0].lower()}{frequency.words[1:]}"
    if ratio.low <= 1 <= ratio.high:
        return "To be surer: more known nights in each phase; twice as many make the interval a third narrower."
    return "That it changed does not say why; a second phase without rehearsal would make that surer."
