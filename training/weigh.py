"""Fit how much the model and the rules count in each decision, on reports that the model had not seen."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from training.evidence import Case
from training.examples import Names
from training.facet_labels import CHOICES

from nightglass.reading.judging.codings import GATES
from nightglass.reading.judging.topics import TOPICS_OF
from nightglass.reading.judging.weighing import Decision, Weighing

__all__ = ["fit_weighing"]

Inputs = dict[str, float]
_BY_RULE = {"recurrence", "immobile", "waking_affect"}
"""What is said in so many words, and what rules read better than the model on reports that neither had seen."""

_LEAST_SURE, _SUREST = 0.3, 0.7  # a facet is not said to be there at less, nor kept back at more
_EMOTIONS = tuple(g for g in GATES if g.startswith("emot"))


def inputs_for(name: str, known: set[str]) -> list[str]:
    """Return which inputs a decision may use: the label's own, and those of the kinds that it belongs to."""
    if name.startswith("facet "):
        return [n for n in _facet_inputs(name.removeprefix("facet ")) if n in known]
    base = name.partition(">=")[0]
    parts = base.split(":")
    parents = [":".join(parts[:k]) for k in range(1, len(parts))]
    wanted = [f"model {name}", f"model {base}", f"events {base}", f"rules {base}", f"has {base}"]
    for parent in parents:
        wanted += [f"model {parent}", f"events {parent}", f"rules {parent}", f"has {parent}"]
    wanted += [f"model {parts[0]}>={k}" for k in (2, 3)]
    if name in {"succ", "fail", "gf"}:
        wanted += [f"model {k}:d" for k in (name,)]
    wanted += [f"topic {topic}" for topic in TOPICS_OF.get(parts[0], ())]
    return [n for n in dict.fromkeys([*wanted, "words"]) if n in known]


def _facet_inputs(label: str) -> list[str]:
    key, choice, _ = label.partition("=")
    if key in _BY_RULE:
        return [f"rules {label}"]
    wanted = [f"model facet {label}", f"rules {label}", "model facet kind=none", "model facet kind=nightmare"]
    if choice:
        wanted += [n for v in CHOICES[key] for n in (f"model facet {key}={v}", f"rules {key}={v}")]
    return list(dict.fromkeys(wanted))


def fit_one(rows: list[Inputs], truth: NDArray[np.bool_], names: list[str], strength: float) -> Decision:
    """Return a logistic regression; without enough of both answers, one that knows only how common yes is."""
    rate = float((truth.sum() + 0.5) / (len(truth) + 1))
    constant = float(np.log(rate / (1 - rate)))
    if min(truth.sum(), (~truth).sum()) < 2:
        return Decision([], [], constant, 0.5)
    x = np.array([[r.get(n, 0.0) for n in names] for r in rows])
    middle, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    fitted = LogisticRegression(C=strength, max_iter=1000).fit((x - middle) / spread, truth)
    weights = fitted.coef_[0] / spread
    bias = float(fitted.intercept_[0] - (weights * middle).sum())
    return Decision(names, [round(float(w), 5) for w in weights], round(bias, 5), 0.5)


def threshold_for(
    p: NDArray[np.float64], truth: NDArray[np.bool_], worth: Callable[[int, int, int, int], float], most: float
) -> float:
    """Return the threshold of greatest worth that says yes at most ``most`` times as often as people did."""
    order = np.argsort(-p)
    right = np.cumsum(truth[order])
    best, at = -1.0, 0.5
    low, high = truth.sum() / most, truth.sum() * most
    for k in range(max(1, int(low)), min(len(p) - 1, max(1, int(high + 0.999))) + 1):
        value = worth(int(right[k - 1]), k, int(truth.sum()), len(p))
        if value > best:
            best, at = value, (p[order[k - 1]] + p[order[k]]) / 2
    return round(float(min(0.97, max(0.03, at))), 4)


def _f1(right: int, said: int, all_: int, _n: int) -> float:
    return 2 * right / (said + all_)


def _kappa(right: int, said: int, all_: int, n: int) -> float:
    agreed = (n - said - all_ + 2 * right) / n
    expected = (said * all_ + (n - said) * (n - all_)) / n / n
    return (agreed - expected) / (1 - expected) if expected < 1 else 0.0


def _strength(name: str) -> float:
    return 0.05 if name.startswith("facet ") else 0.1


def _most(name: str) -> float:
    if name.startswith("facet "):
        return 1.3
    if name in {"mf", "gf", "succ", "fail"}:  # rare and hard: a little too often finds clearly more of them
        return 1.4
    return 1.15 if name in GATES else 1.02


def fit_weighing(names: Names, cases: list[Case]) -> Weighing:
    """Return all decisions, fitted on what was held out.

    Parameters
    ----------
    names
        Of the model's labels and events.
    cases
        Reports with the inputs of their decisions and what people coded.
    """
    known = {n for c in cases for n in c.inputs}
    decisions: dict[str, Decision] = {}
    for k, name in enumerate(names.labels):
        mine = [c for c in cases if c.mask[k]]
        truth = np.array([bool(c.labels[k]) for c in mine])
        decision = fit_one([c.inputs for c in mine], truth, inputs_for(name, known), _strength(name))
        p = np.array([decision.probability(c.inputs) for c in mine])
        worth = _kappa if name.startswith("facet ") else _f1
        at = threshold_for(p, truth, worth, _most(name)) if truth.sum() > 1 else 0.5
        if name.startswith("facet "):
            at = min(_SUREST, max(_LEAST_SURE, at))
        if name.removeprefix("facet ") in _BY_RULE:
            at = round(float(p.min() + p.max()) / 2, 4)  # there are two probabilities: with the rule's word, without
        decisions[name] = msgspec.structs.replace(decision, threshold=at)
    _share_threshold(decisions, cases, names)
    return Weighing(decisions | _people_decisions(cases))


def _share_threshold(decisions: dict[str, Decision], cases: list[Case], names: Names) -> None:
    """Give the five emotions one threshold: the one of the best F1 over all of them together."""
    p, truth = [], []
    for name in _EMOTIONS:
        k = names.labels.index(name)
        mine = [c for c in cases if c.mask[k]]
        p += [decisions[name].probability(c.inputs) for c in mine]
        truth += [bool(c.labels[k]) for c in mine]
    at = threshold_for(np.array(p), np.array(truth), _f1, 1.3)
    for name in _EMOTIONS:
        decisions[name] = msgspec.structs.replace(decisions[name], threshold=at)


def _people_decisions(cases: list[Case]) -> dict[str, Decision]:
    """Return the decisions ``character`` and ``code``."""
    people = [p for c in cases for p in c.people]
    inputs = [{"keep": p.keep, "sure": p.sure} for p in people]
    kept = np.array([p.gold is not None for p in people])
    character = fit_one(inputs, kept, ["keep"], 10.0)
    chances = np.array([character.probability(i) for i in inputs])
    at = min(0.5, threshold_for(chances, kept, _f1, 1.05))  # somebody who is likelier there than not is there
    right = np.array([p.gold == p.code for p in people])
    code = fit_one(inputs, right, ["keep", "sure"], 10.0)
    return {"character": msgspec.structs.replace(character, threshold=at), "code": code}


def write(weighing: Weighing, path: Path) -> None:
    """Write a weighing as the package ships it."""
    plain: Any = msgspec.to_builtins(weighing)
    lines = ",\n".join(f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in sorted(plain["decisions"].items()))
    path.write_text('{"decisions": {\n' + lines + "\n}}\n", encoding="utf-8")
