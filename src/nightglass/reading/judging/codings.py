"""Which Hall/Van de Castle codings a dream gets: the rules' findings and the model's, weighed, each with its words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from nightglass.reading.judging.tally import count_labels
from nightglass.reading.values import Coding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nightglass.reading.judging.pointing import Pointer
    from nightglass.reading.judging.weighing import Weighing
    from nightglass.reading.values import Evidence

__all__ = ["Draft", "judge_codings", "wanted_events"]

Draft = tuple[str, tuple["Evidence", ...]]

_NOWHERE = "set:NS"  # no setting at all: never beside one

GATES = ("agg", "fri", "sex", "mf", "gf", "succ", "fail", "emot:AN", "emot:AP", "emot:SD", "emot:CO", "emot:HA")
"""Decisions on whether a dream has any of a kind; a kind's cells are weighed only where it has."""


def judge_codings(drafts: list[Draft], pointer: Pointer, weighing: Weighing, sure: Mapping[str, float]) -> list[Coding]:
    """Return the codings of a dream but for its characters.

    Parameters
    ----------
    drafts
        What the rules found, with the words it rests on.
    pointer
        Finds the words that the model looks at, and who is near them.
    weighing, sure
        All decisions, and the probability of each.
    """
    by_cell: dict[str, list[Draft]] = {}
    for draft in drafts:
        by_cell.setdefault(_cell(draft[0]), []).append(draft)
    found: list[Coding] = []
    for cell, n in wanted_events(weighing, sure, Counter({c: len(d) for c, d in by_cell.items()})).items():
        known = by_cell.get(cell, [])[:n]
        taken = [e for _, evidence in known for e in evidence]
        for k, (item, evidence) in enumerate(known):
            found.append(Coding(item, _sure(sure, cell, k + 1), evidence))
        for k in range(len(known), n):
            place = pointer.place(cell, taken)
            if place is None:
                break
            taken.append(place[1])
            found.append(Coding(_item(cell, pointer, place[0]), _sure(sure, cell, k + 1), (place[1],)))
    return _once(found)


def wanted_events(weighing: Weighing, sure: Mapping[str, float], rules: Mapping[str, int]) -> dict[str, int]:
    """Return how many codings of each cell a dream gets, for example ``{"agg:7:o>d": 1, "emot:AP:d": 1, "set:IF": 1}``.

    Where a kind is there but none of its cells is likely enough, the likeliest one is taken. What is too rare to be
    weighed is left to the rules.
    """
    wanted: dict[str, int] = {}
    for gate in GATES:
        if not weighing.yes(gate, sure[gate]):
            continue
        cells = [n for n in sure if n.startswith(f"{gate}:") and n[-2:] in {":d", ":o", ">o", ">d"}]
        before = len(wanted)
        for cell in cells:
            n = sum(weighing.yes(name, sure[name]) for name in _steps(cell, sure))
            if n:
                wanted[cell] = n
        rare = {c: n for c, n in rules.items() if c.startswith(f"{gate}:") and c not in sure}
        if len(wanted) == before and cells and not rare:
            wanted[max(cells, key=lambda c: sure[c])] = 1
        wanted |= rare
    places = [n for n in sure if n.startswith("set:")]
    if places:
        likely = [n for n in places if weighing.yes(n, sure[n]) and n != _NOWHERE]
        wanted |= dict.fromkeys(likely or [max(places, key=lambda n: sure[n])], 1)
    return wanted


def _steps(cell: str, sure: Mapping[str, float]) -> list[str]:
    return [cell, *(name for k in range(2, 5) if (name := f"{cell}>={k}") in sure)]


def _sure(sure: Mapping[str, float], cell: str, k: int) -> float:
    name = f"{cell}>={k}" if k > 1 and f"{cell}>={k}" in sure else cell
    gate = cell.partition(":")[0]
    return round(sure.get(name, sure.get(gate, 0.5)), 2)


def _cell(item: str) -> str:
    """Return the finest label of one coding."""
    return max(count_labels([item]), key=lambda name: (name.count(":"), len(name)), default=item)


def _item(cell: str, pointer: Pointer, token: int) -> str:
    """Write a coding of a cell whose words are at ``token``."""
    kind, *rest = cell.split(":")
    if kind == "set":
        return cell
    if kind in {"agg", "fri", "sex"}:
        subclass, role = rest
        others = iter([*pointer.others(token), "Q", "Q"])
        initiator, recipient = ("D" if who == "d" else next(others) for who in role.split(">"))
        return f"{kind}:{initiator},{subclass}>,{recipient}"
    bearer = "D" if rest[-1] == "d" else (pointer.others(token) or ["Q"])[0]
    return f"{kind}:{rest[0] if len(rest) > 1 else ''},{bearer}"


def _once(found: list[Coding]) -> list[Coding]:
    """Leave out what would code the same thing at the same words twice, and put the rest in the report's order."""
    seen: dict[tuple[str, int], Coding] = {}
    for coding in found:
        seen.setdefault((coding.item, coding.evidence[0].start if coding.evidence else -1), coding)
    return sorted(seen.values(), key=lambda c: c.evidence[0].start if c.evidence else len(c.item) + 10**9)
