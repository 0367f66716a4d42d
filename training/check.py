"""Say how well model and rules, weighed, agree with people on reports that neither has seen."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from training.evidence import Case
from training.examples import Names, fold_of
from training.facet_labels import CHOICES, FLAGS
from training.weigh import fit_weighing

from nightglass.reading.judging.codings import GATES, wanted_events
from nightglass.reading.judging.facets import choose, wanted_themes
from nightglass.reading.judging.tally import count_labels
from nightglass.reading.judging.weighing import Weighing

__all__ = ["across", "check", "report"]

_FOLDS = 5


def check(names: Names, cases: list[Case], out: Path) -> None:
    """Write the codings and facets of all cases, each weighed by weights that were fitted without it.

    ``out`` gets ``codings.jsonl`` and ``facets.jsonl``, for the scoring scripts, and ``probabilities.jsonl``.
    """
    rows, chances = [], []
    for fold in range(_FOLDS):
        inside = [c for c in cases if fold_of(f"check {c.id}", _FOLDS) != fold]
        weighing = fit_weighing(names, inside)
        for case in cases:
            if fold_of(f"check {case.id}", _FOLDS) == fold:
                sure = weighing.judge(case.inputs)
                rows.append(_row(case, weighing, sure))
                chances += [
                    {"id": case.id, "name": n, "p": round(sure[n], 4), "truth": case.labels[k]}
                    for k, n in enumerate(names.labels)
                    if case.mask[k]
                ]
    for name, keep in (
        ("codings", lambda r: "facet" not in r["collection"]),
        ("facets", lambda r: "facet" in r["collection"]),
    ):
        (out / f"{name}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows if keep(r)), encoding="utf-8")
    (out / "probabilities.jsonl").write_text("".join(json.dumps(c) + "\n" for c in chances), encoding="utf-8")


def across(names: Names, cases: list[Case], others: list[Case], out: Path) -> None:
    """Write the codings of a collection that neither the network nor the weights have seen: of other dreamers."""
    weighing = fit_weighing(names, [c for c in others if c.collection != cases[0].collection])
    rows = [_row(case, weighing, weighing.judge(case.inputs)) for case in cases]
    (out / "codings.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")


def _row(case: Case, weighing: Weighing, sure: dict[str, float]) -> dict[str, Any]:
    rules: Counter[str] = Counter()
    for item in case.rules:
        rules[max(count_labels([item]), key=lambda n: (n.count(":"), len(n)))] += 1
    items = [_plain(cell) for cell, n in wanted_events(weighing, sure, rules).items() for _ in range(n)]
    for person in case.people:
        here = {"keep": person.keep, "sure": person.sure}
        if weighing.yes("character", weighing.decisions["character"].probability(here)):
            items.append(f"char:{person.code}")
    facets: dict[str, Any] = {name: weighing.yes(f"facet {name}", sure[f"facet {name}"]) for name in FLAGS}
    facets |= {name: choose(name, weighing, sure)[0] for name in CHOICES}
    facets["themes"] = wanted_themes(str(facets["kind"]), weighing, sure)
    return {"id": case.id, "collection": case.collection, "hvdc": items, "facets": facets}


def _plain(cell: str) -> str:
    """Write a coding of a cell with any party for everybody but the dreamer; the scores ask for no more."""
    kind, *rest = cell.split(":")
    who = {"d": "D", "o": "1IUA"}
    if kind == "set":
        return cell
    if kind in {"agg", "fri", "sex"}:
        initiator, recipient = rest[1].split(">")
        return f"{kind}:{who[initiator]},{rest[0]}>,{who[recipient]}"
    return f"{kind}:{rest[0] if len(rest) > 1 else ''},{who[rest[-1]]}"


def report(data: Path, scripts: Path, out: Path) -> None:
    """Score what `check` wrote with the scripts of the evaluation, and print it."""
    for part, script in (("hvdc", "score_hvdc.py"), ("facets", "score_facets.py")):
        found = out / ("codings.jsonl" if part == "hvdc" else "facets.jsonl")
        gold = data / part / "dev.jsonl"
        for chosen in ([], ["norms-m", "norms-f", "--collection"]) if part == "hvdc" else ([],):
            print(part, *chosen[:2])
            done = subprocess.run(
                [sys.executable, scripts / script, gold, found, *chosen], check=True, capture_output=True, text=True
            )
            print(done.stdout)
    print(f"expected calibration error: {json.dumps(calibration(out))}")


def calibration(out: Path) -> dict[str, float]:
    """Return the expected calibration error (Guo et al. 2017, ten equal bins) of emotions and of facets."""
    rows = [json.loads(line) for line in (out / "probabilities.jsonl").read_text(encoding="utf-8").splitlines()]
    errors = {}
    for kind, start in (("emotions", "emot:"), ("facets", "facet ")):
        mine = [r for r in rows if r["name"].startswith(start) and (kind == "facets" or r["name"] in GATES)]
        bins: dict[int, list[tuple[float, int]]] = {}
        for r in mine:
            bins.setdefault(min(9, int(r["p"] * 10)), []).append((r["p"], r["truth"]))
        gaps = [abs(sum(p for p, _ in b) - sum(t for _, t in b)) for b in bins.values()]
        errors[kind] = round(sum(gaps) / len(mine), 4)
    return errors
