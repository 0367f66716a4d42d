"""What changed from one phase to another, in plain words: a sentence for each measure, with how sure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.course.saying import RARE, p_words, percent
from nightglass.course.values import NotYet, Overlap, RateRatio

if TYPE_CHECKING:
    from nightglass.course.values import Effect

__all__ = ["effect_sentences", "effect_short", "effect_surer", "effect_words"]


def effect_words(
    before: str, after: str, ratio: RateRatio | NotYet, frequency: Overlap | NotYet, distress: Overlap | NotYet
) -> str:
    """Return what changed from one phase to another in words that can be taken to a therapist, with all numbers."""
    said = [
        *_sentences(before, after, ratio, frequency, distress, numbers=True),
        *_surer(ratio, frequency, distress),
        *_numbers(frequency, distress),
    ]
    return " ".join(said)


def effect_sentences(effect: Effect) -> tuple[str, ...]:
    """Return the same for a page that has the numbers elsewhere: the counts, how often, how hard the nights were."""
    e = effect
    return _sentences(e.before, e.after, e.ratio, e.frequency, e.distress, numbers=False)


def effect_surer(effect: Effect) -> tuple[str, ...]:
    """Return what would make it surer."""
    return _surer(effect.ratio, effect.frequency, effect.distress)


def effect_short(effect: Effect) -> str | None:
    """Return in one sentence whether it changed and how sure that is; None where that cannot be said yet."""
    ratio, distress = effect.ratio, effect.distress
    if isinstance(ratio, NotYet):
        return None
    sure = {"yes": "is more than chance", "no": "may be chance", "open": "may be chance or not"}
    often = (
        f"{_times(ratio.ratio)} nightmares a night (between {_times(ratio.low)} and {_times(ratio.high)}), which "
        f"{sure[_beyond(_ratio_excludes(ratio), _p(effect.frequency))]}"
    )
    hard = ""
    if isinstance(distress, Overlap):
        verdict = _beyond(_overlap_excludes(distress), distress.p)
        way = "less hard" if distress.nap > 0.5 else "harder"
        hard = {
            "yes": f"; the nights were {way}, which is more than chance",
            "no": "; how hard the nights were did not change more than chance would",
            "open": f"; the nights were {way}, which may be chance or not",
        }[verdict]
    return f"From {effect.before} to {effect.after}: {often}{hard}."


def _sentences(  # noqa: PLR0913 - the parts of an effect, which is not there yet when its words are made
    before: str,
    after: str,
    ratio: RateRatio | NotYet,
    frequency: Overlap | NotYet,
    distress: Overlap | NotYet,
    *,
    numbers: bool,
) -> tuple[str, ...]:
    if isinstance(ratio, NotYet):
        return (f"From {before} to {after}: {ratio.words[0].lower()}{ratio.words[1:]}",)
    said = [
        (
            f"From {before} to {after}: {_nightmares(ratio.count_before)} in {_known(ratio.nights_before)}, then "
            f"{ratio.count_after} in {ratio.nights_after}."
        ),
        (
            f"How often: {_times(ratio.ratio)} a night (between {_times(ratio.low)} and {_times(ratio.high)}), "
            f"{_verdict(_ratio_excludes(ratio), _p(frequency), numbers=numbers)}."
        ),
    ]
    if isinstance(distress, Overlap):
        said.append(
            f"How hard the nights were: {_pairs(distress)}, "
            f"{_verdict(_overlap_excludes(distress), distress.p, numbers=numbers)}."
        )
    return tuple(said)


def _nightmares(count: int) -> str:
    return "1 nightmare" if count == 1 else f"{count} nightmares"


def _known(nights: int) -> str:
    return f"{nights} known {'night' if nights == 1 else 'nights'}"


def _times(ratio: float) -> str:
    """Say a ratio as more or fewer."""
    share = abs(ratio - 1)
    if round(100 * share) == 0:
        return "as many"
    if ratio >= 2:
        return f"{ratio:.1f} times as many"
    return f"{percent(share)} {'fewer' if ratio < 1 else 'more'}"


def _pairs(found: Overlap) -> str:
    """Say an overlap by the pairs of a night before and one after; those that are equal count half on each side."""
    lower = found.nap >= 0.5
    share, low, high = (100 * (s if lower else 1 - s) for s in (found.nap, found.low, found.high))
    low, high = sorted((low, high))
    side = "lower" if lower else "higher"
    return f"{side} in {share:.0f} of 100 pairs of a night before and one after ({low:.0f} to {high:.0f})"


def _p(found: Overlap | NotYet) -> float | None:
    return found.p if isinstance(found, Overlap) else None


def _ratio_excludes(ratio: RateRatio) -> bool:
    return ratio.high < 1 or ratio.low > 1


def _overlap_excludes(found: Overlap) -> bool:
    return found.low > 0.5 or found.high < 0.5


def _beyond(excludes: bool, p: float | None) -> str:  # noqa: FBT001 - whether its interval leaves no room for chance
    """Return whether something is more than chance: yes, no, or open, where its interval and its test disagree."""
    rare = excludes if p is None else p <= RARE
    return "open" if excludes != rare else "yes" if rare else "no"


def _verdict(excludes: bool, p: float | None, *, numbers: bool) -> str:  # noqa: FBT001
    number = f" ({p_words(p)})" if numbers and p is not None else ""
    beyond = _beyond(excludes, p)
    if excludes and p is None:
        return "more than chance by its interval; the nights are too few for the test"
    if beyond != "open":
        return ("more than chance" if beyond == "yes" else "which may be chance") + number
    against, not_against = (
        ("the interval", f"the test over whole weeks does not{number}")
        if excludes
        else (f"the test over whole weeks{number}", "the interval does not")
    )
    return f"which may be chance or not: {against} speaks against chance, {not_against}"


def _surer(ratio: RateRatio | NotYet, frequency: Overlap | NotYet, distress: Overlap | NotYet) -> tuple[str, ...]:
    if isinstance(ratio, NotYet):
        return ()
    if isinstance(frequency, NotYet):
        return (f"To be surer: {frequency.words[0].lower()}{frequency.words[1:]}",)
    said = []
    often = _beyond(_ratio_excludes(ratio), frequency.p)
    if often != "yes":
        said.append("To be surer: more known nights in each phase; twice as many make the interval a third narrower.")
    hard = _beyond(_overlap_excludes(distress), distress.p) if isinstance(distress, Overlap) else "no"
    if "yes" in {often, hard}:
        said.append("That it changed does not say why; a second phase without rehearsal would make that surer.")
    return tuple(said)


def _numbers(frequency: Overlap | NotYet, distress: Overlap | NotYet) -> tuple[str, ...]:
    names = (("how often, week by week", frequency), ("how hard, night by night", distress))
    said = [
        f"{name}: NAP {f.nap:.2f} ({f.low:.2f} to {f.high:.2f}), Tau-U {f.tau_u:.2f}"
        f"{'' if f.p is None else f', randomization test {p_words(f.p)}'}"
        for name, f in names
        if isinstance(f, Overlap)
    ]
    return (f"The numbers: {'; '.join(said)}.",) if said else ()
