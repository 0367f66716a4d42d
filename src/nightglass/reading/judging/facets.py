"""Which value each facet has: the rules' draft and the model's word, weighed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.reading.values import Facet, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nightglass.reading.judging.pointing import Pointer
    from nightglass.reading.judging.weighing import Weighing
    from nightglass.reading.values import Evidence

__all__ = ["choose", "choose_kind", "judge_facets", "wanted_themes"]

_DISTRESS = frozenset({"fear", "sadness", "anger", "disgust"})
_LIKELY = 0.5


def judge_facets(
    drafts: Mapping[str, Facet], pointer: Pointer, weighing: Weighing, sure: Mapping[str, float]
) -> dict[str, Facet]:
    """Return every facet, in the order of the drafts.

    Parameters
    ----------
    drafts
        What the rules found, with the words it rests on.
    pointer
        Finds the words that the model looks at.
    weighing, sure
        All decisions, and the probability of each.
    """
    kind = choose_kind(weighing, sure)
    found = {}
    for name, draft in drafts.items():
        if isinstance(draft.value, tuple):
            found[name] = _themes(draft, kind[0], pointer, weighing, sure)
        elif isinstance(draft.value, bool):
            found[name] = _flag(name, draft, pointer, weighing, sure)
        else:
            chosen = kind if name == "kind" else choose(name, weighing, sure)
            found[name] = _choice(name, draft, pointer, chosen)
    return found


def choose(name: str, weighing: Weighing, sure: Mapping[str, float]) -> tuple[str, float]:
    """Return the value of a facet that has several, and its probability.

    The value whose probability stands highest above its own threshold; the probabilities are made to sum to 1.
    """
    values = {k.partition("=")[2]: p for k, p in sure.items() if k.startswith(f"facet {name}=")}
    best = max(values, key=lambda v: values[v] / weighing.decisions[f"facet {name}={v}"].threshold)
    return best, values[best] / sum(values.values())


def choose_kind(weighing: Weighing, sure: Mapping[str, float]) -> tuple[str, float]:
    """Return the kind of a dream, and its probability; one that is woken from in distress is never without any.

    So the codebook has it, and so did people: of 28 coded reports that tell of fear, grief, anger or disgust on waking
    27 are of a bad dream or a nightmare.
    """
    value, probability = choose("kind", weighing, sure)
    affect, likely = choose("waking_affect", weighing, sure)
    if value != "none" or affect not in _DISTRESS or likely < _LIKELY:
        return value, probability
    bad, worse = sure["facet kind=bad"], sure["facet kind=nightmare"]
    return ("nightmare", likely * worse / (bad + worse)) if worse > bad else ("bad", likely * bad / (bad + worse))


def wanted_themes(kind: str, weighing: Weighing, sure: Mapping[str, float]) -> list[str]:
    """Return the themes that a report has; none where it is neither a bad dream nor a nightmare, else at least one."""
    if kind == "none":
        return []
    labels = [label for label in sure if label.startswith("facet theme:")]
    likely = [label for label in labels if weighing.yes(label, sure[label])]
    if not likely:
        likely = [max(labels, key=lambda label: sure[label] / weighing.decisions[label].threshold)]
    return [label.partition(":")[2] for label in likely]


def _flag(name: str, draft: Facet, pointer: Pointer, weighing: Weighing, sure: Mapping[str, float]) -> Facet:
    label = f"facet {name}"
    yes = weighing.yes(label, sure[label])
    if not yes:
        return Facet(value=False, probability=round(1 - sure[label], 2), evidence=())
    words = draft.evidence if draft.value else _words(pointer, label)
    return Facet(value=True, probability=round(sure[label], 2), evidence=words)


def _choice(name: str, draft: Facet, pointer: Pointer, chosen: tuple[str, float]) -> Facet:
    value, probability = chosen
    silent = value in {"none", "neutral"}
    own = () if silent else _words(pointer, f"facet {name}={value}")
    return Facet(value, round(probability, 2), draft.evidence if value == draft.value else own)


def _themes(draft: Facet, kind: str, pointer: Pointer, weighing: Weighing, sure: Mapping[str, float]) -> Facet:
    known = {t.theme: t.evidence for t in draft.each}
    each = tuple(
        Theme(theme, round(sure[label], 2), known.get(theme) or _words(pointer, label))
        for theme in wanted_themes(kind, weighing, sure)
        for label in [f"facet theme:{theme}"]
    )
    evidence = tuple(dict.fromkeys(e for theme in each for e in theme.evidence))
    likeliest = max(p for label, p in sure.items() if label.startswith("facet theme:"))
    least = min((t.probability for t in each), default=1 - likeliest)
    return Facet(tuple(t.theme for t in each), round(least, 2), evidence, each)


def _words(pointer: Pointer, label: str) -> tuple[Evidence, ...]:
    place = pointer.place(label, [])
    return () if place is None else (place[1],)
