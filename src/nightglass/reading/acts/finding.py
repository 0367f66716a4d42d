"""Find the acts of a dream clause by clause: the verb or phrase, who stands before it, and who after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.reading.acts.lexicon import needs_object, phrases, verbs
from nightglass.reading.patterns import forms

if TYPE_CHECKING:
    from nightglass.reading.cast import Cast
    from nightglass.reading.story import Story
    from nightglass.reading.values import Evidence

__all__ = ["find_acts"]

Parties = tuple[int, ...]
Draft = tuple[str, tuple["Evidence", ...]]

_BE = frozenset("was were is are am be been being get got gets getting".split())
_DENIALS = frozenset(["not", "never", "no", "without"])
_UNREAL = frozenset("if would might should could want wants wanted hope wish about".split())
_MUTUAL = frozenset(form for verb in ("kiss", "hug", "fight", "argue", "embrace", "quarrel") for form in forms(verb))
_GOES_ON = frozenset(["and", ",", "then", "or"])
_BACK = 12  # tokens before an act in which its doer is looked for
_AHEAD = 5  # tokens after it for the one it is done to


def find_acts(story: Story, cast: Cast) -> list[Draft]:
    """Return drafts such as ``agg:1MSA,6>,D``; the same act between the same parties is coded once.

    Notes
    -----
    ``>`` directed, ``=`` mutual ("we kissed", "they argued"), ``*`` self-directed. Where nobody is named, ``Q``. An act
    between an initiator and a recipient that comes again in another class of the same kind is coded in its higher class
    only where both stand in one sentence (Hall & Van de Castle 1966 code each act once, by its most severe form).
    """
    found: dict[str, tuple[int, Evidence]] = {}
    best: dict[tuple[str, int, Parties, Parties], tuple[str, str]] = {}
    for first, last, kind in sorted(_places(story)):
        if story.outside[first] or _unreal(story, first):
            continue
        parties = _parties(story, cast, first, last)
        if parties is None:
            continue
        initiator, recipient, sign = parties
        if needs_object(kind, story.words[first]) and not recipient and sign != "=":
            continue
        item = _item(cast, kind, initiator, recipient, sign)
        slot = (kind[:3], story.sentence_of(first), initiator, recipient)
        if slot in best:
            if kind <= best[slot][0]:
                continue
            found.pop(best[slot][1], None)
        best[slot] = (kind, item)
        found.setdefault(item, (first, story.evidence(first, last)))
    return [(item, (evidence,)) for item, (_, evidence) in sorted(found.items(), key=lambda pair: pair[1][0])]


def _places(story: Story) -> list[tuple[int, int, str]]:
    table = verbs()
    places = [(i, i + 1, table[w]) for i, w in enumerate(story.words) if w in table]
    for kind, pattern in phrases().items():
        places += [(first, last, kind) for first, last in story.search(pattern)]
    return places


def _unreal(story: Story, first: int) -> bool:
    begin = max(story.text.sentences[story.sentence_of(first)].first, first - 3)
    before = " ".join(story.words[begin:first]).split()[-3:]
    return any(w in _DENIALS or w in _UNREAL for w in before)


def _parties(story: Story, cast: Cast, first: int, last: int) -> tuple[Parties, Parties, str] | None:
    """Return (initiator, recipient, sign), or None where the words are no act between people."""
    sentence = story.text.sentences[story.sentence_of(first)]
    before = [m for m in cast.between(max(sentence.first, first - _BACK), first) if m.last <= first]
    inside = list(cast.between(first, last))
    after = [m for m in cast.between(last, min(sentence.last, last + _AHEAD)) if not _parted(story, last, m.first)]
    subject = before[-1].parties if before else ()
    if len(before) > 1 and story.words[first - 1] in _GOES_ON:
        subject = before[0].parties  # "a man chased me and stabbed me": the man still acts
    target = (inside or after)[0].parties if inside or after else ()
    words = " ".join(story.words[max(sentence.first, first - 2) : first]).split()
    if words and words[-1] in _BE and not story.words[first].endswith("ing"):  # passive
        by = [m for m in after if story.words[m.first - 1] == "by"]
        return (by[0].parties if by else (), subject, ">") if subject else None
    if words and words[-1] == "to" and not subject:
        return None
    mutual = " ".join(story.words[last : last + 2]) == "each other" or story.words[first] in _MUTUAL
    if mutual and subject and not target:
        return subject[:1], subject[1:], "="
    if not subject and not target:
        return None
    if set(target) & set(subject):
        return (subject, (), "*") if story.words[min(last, len(story.words) - 1)].endswith("self") else None
    return subject, target, ">"


def _parted(story: Story, last: int, token: int) -> bool:
    return any(
        w in {".", ",", ";", "!", "?", "and", "but", "because", "when", "so", "that"} for w in story.words[last:token]
    )


def _item(cast: Cast, kind: str, initiator: Parties, recipient: Parties, sign: str) -> str:
    code = kind[3:] + sign
    if sign == "*":
        return f"{kind[:3]}:{cast.write(initiator)},{code},"
    return f"{kind[:3]}:{cast.write(initiator)},{code},{cast.write(recipient)}"
