"""What the likeness of two dreams rests on: how common steps and words are, how much each feature of a pair counts."""

from __future__ import annotations

import hashlib
import json
import random
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow.parquet as pq
from scipy.optimize import minimize

from nightglass.recurrence.encoder import ROOM, encode
from nightglass.recurrence.grouping import group
from nightglass.recurrence.likeness import FEATURES, compare
from nightglass.recurrence.shelf import Shelf
from nightglass.recurrence.steps import steps_of
from nightglass.recurrence.telling import make_telling, views_of
from nightglass.shipping import SUMS
from nightglass.text import lemma, plain, segment

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

__all__ = ["background", "fit", "folds_of", "write_sums"]

FOLDER = Path(__file__).parents[1] / "src" / Path(*ROOM.split("."))
_STEPS_OF, _WORDS_OF, _LEAST = 1200, 12_000, 12
_RIDGE, _PENALTY, _FOLDS = 1.0, 10.0, 7


def _reports(data: Path, without: set[str]) -> list[str]:
    """Return the English reports of DreamBank but for the series from which the test's other dreams come."""
    rows = pq.read_table(data / "dreambank" / "dreambank.parquet").to_pylist()
    series = {row["series"] for row in rows if row["text"][:60] in without}
    return [r["text"] for r in rows if r["series"] not in series and not re.match("german|zurich", r["series"])]


def background(data: Path) -> None:
    """Write what is usual of steps and words in dreams at large: ``background.json`` and ``words.json``."""
    told = [json.loads(line) for line in (data / "retold" / "dev.jsonl").read_text("utf-8").splitlines()]
    texts = _reports(data, {t["text"][:60] for t in told if t["recurrence"] is None})
    chance = random.Random(3)
    some = chance.sample([t for t in texts if 40 <= len(t.split()) <= 260], _STEPS_OF)
    vectors = [views_of(encode([t[a:b] for a, b in steps_of(t)])) for t in some]
    whole = np.concatenate(vectors)
    mean = whole.mean(axis=0)
    moved = whole - mean
    moved /= np.linalg.norm(moved, axis=1, keepdims=True)
    owners = np.repeat(np.arange(len(vectors)), [len(v) for v in vectors])
    aims = _usual(moved, owners)
    rows = np.hstack([moved, np.ones((len(moved), 1))])
    fitted = np.linalg.solve(rows.T @ rows + _RIDGE * np.eye(rows.shape[1]), rows.T @ aims)
    names = ("usual", "spread", "near")
    document = {"mean": mean.round(5).tolist()} | {n: fitted[:, k].round(5).tolist() for k, n in enumerate(names)}
    (FOLDER / "background.json").write_text(json.dumps(document) + "\n", "utf-8")
    counts: Counter[str] = Counter()
    for text in chance.sample(texts, _WORDS_OF):
        tokens = (t.text for t in segment(text).tokens if t.text[0].isalpha())
        counts.update({lemma(word) for token in tokens for word in plain(token).split()})
    kept = {word: n for word, n in sorted(counts.items()) if n >= _LEAST}
    words = {"reports": _WORDS_OF, "least": _LEAST, "counts": kept}
    (FOLDER / "words.json").write_text(json.dumps(words, ensure_ascii=False) + "\n", "utf-8")


def _usual(vectors: Numbers, owners: NDArray[np.int64]) -> Numbers:
    """Return mean, spread and the nearest hundredth of each step's best match in every other report."""
    starts = np.searchsorted(owners, np.arange(owners[-1] + 1))
    found = []
    for k in range(0, len(vectors), 2000):
        best = np.maximum.reduceat(vectors[k : k + 2000] @ vectors.T, starts, axis=1)
        best[np.arange(len(best)), owners[k : k + 2000]] = np.nan
        top = -np.sort(-np.nan_to_num(best, nan=-1), axis=1)[:, : len(starts) // 91]
        found.append(np.stack([np.nanmean(best, axis=1), np.nanstd(best, axis=1), top.mean(axis=1)], axis=1))
    return np.concatenate(found)


def folds_of(labels: list[str | None]) -> NDArray[np.int64]:
    """Return a fold for each report; all tellings of a recurrence are in one."""
    names = sorted({label for label in labels if label})
    chance = np.random.default_rng(0)
    return np.array([names.index(x) % _FOLDS if x else chance.integers(_FOLDS) for x in labels])


def _features(shelf: Shelf) -> tuple[Numbers, NDArray[np.int64], NDArray[np.int64]]:
    rows, left, right = [], [], []
    for k in range(len(shelf) - 1):
        others = np.arange(k + 1, len(shelf))
        rows.append(compare(shelf, k, others))
        left.append(np.full(len(others), k))
        right.append(others)
    return np.concatenate(rows), np.concatenate(left), np.concatenate(right)


def _fitted(rows: Numbers, same: NDArray[np.bool_]) -> dict[str, Any]:
    """Return the weights of a logistic regression with a ridge."""
    centre, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    x = np.hstack([(rows - centre) / scale, np.ones((len(rows), 1))])
    sign = np.where(same, 1.0, -1.0)

    def loss(w: Numbers) -> tuple[float, Numbers]:
        margin = sign * (x @ w)
        slope = -sign / (1 + np.exp(np.clip(margin, -50, 50)))
        kept = np.append(w[:-1], 0.0)
        return float(np.logaddexp(0, -margin).sum() + _PENALTY / 2 * kept @ kept), x.T @ slope + _PENALTY * kept

    w = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return {"centre": centre, "scale": scale, "weight": w[:-1], "constant": float(w[-1])}


def _says(weights: dict[str, Any], rows: Numbers) -> Numbers:
    return np.asarray((rows - weights["centre"]) / weights["scale"] @ weights["weight"] + weights["constant"])


def fit(data: Path, more: list[Path]) -> None:
    """Weigh the features on retold dreams, print how well reports held out are grouped, and write ``likeness.json``.

    Parameters
    ----------
    data
        The folder of the research data.
    more
        Further files of the form of ``retold/dev.jsonl``.
    """
    files = [data / "retold" / "dev.jsonl", *more]
    rows, same, held = [], [], []
    for file in files:
        told = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        shelf = Shelf([make_telling(t["id"], t["text"]) for t in told])
        labels = [t["recurrence"] for t in told]
        found, left, right = _features(shelf)
        rows.append(found)
        same.append(
            np.array([labels[a] is not None and labels[a] == labels[b] for a, b in zip(left, right, strict=True)])
        )
        held.append((labels, found, left, right, same[-1]))
    threshold = _held_out(held)
    weights = _fitted(np.concatenate(rows), np.concatenate(same))
    document = {k: v.round(5).tolist() if isinstance(v, np.ndarray) else round(v, 5) for k, v in weights.items()}
    (FOLDER / "likeness.json").write_text(json.dumps(document | {"threshold": threshold}) + "\n", "utf-8")
    for name, weight in sorted(zip(FEATURES, weights["weight"], strict=True), key=lambda p: -abs(p[1])):
        print(f"  {name:24} {weight:6.2f}")


def _held_out(sets: list[Any]) -> float:
    """Print how well each threshold groups reports whose recurrences were held out; return the best that is precise."""
    best, chosen = 0.0, 0.0
    for threshold in np.arange(-3.0, 3.01, 0.25):
        right_pairs = all_pairs = true_pairs = 0
        for labels, found, left, right, same in sets:
            logits = _cross_validated(labels, found, left, right, same)
            groups = group(logits, threshold)
            pairs = groups[left] == groups[right]
            right_pairs += int((pairs & same).sum())
            all_pairs += int(pairs.sum())
            true_pairs += int(same.sum())
        precision, recall = right_pairs / max(all_pairs, 1), right_pairs / true_pairs
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        said = f"precision {100 * precision:.0f} recall {100 * recall:.0f} F1 {100 * f1:.1f}"
        print(f"  from {threshold:5.2f}: pairs {said}")
        if precision >= 0.8 and f1 > best:
            best, chosen = f1, float(threshold)
    return chosen


_KEPT: dict[int, Numbers] = {}


def _cross_validated(
    labels: list[str | None], found: Numbers, left: NDArray[np.int64], right: NDArray[np.int64], same: NDArray[np.bool_]
) -> Numbers:
    """Return the logits of all pairs, (reports, reports), each from weights that saw neither recurrence."""
    if id(found) in _KEPT:
        return _KEPT[id(found)]
    folds = folds_of(labels)
    logits = np.full((len(labels), len(labels)), -20.0)
    for fold in range(_FOLDS):
        out = (folds[left] == fold) | (folds[right] == fold)
        weights = _fitted(found[~out], same[~out])
        logits[left[out], right[out]] = _says(weights, found[out])
    _KEPT[id(found)] = np.maximum(logits, logits.T)
    return _KEPT[id(found)]


def write_sums(encoder: Path | None = None) -> None:
    """Write the sums of the shipped files, and take a new encoder over."""
    if encoder is not None:
        shutil.copy(encoder, FOLDER / "encoder.onnx")
    names = [n for n in ("encoder.onnx", "background.json", "words.json", "likeness.json") if (FOLDER / n).exists()]
    lines = [f"{hashlib.sha256((FOLDER / n).read_bytes()).hexdigest()}  {n}\n" for n in names]
    (FOLDER / SUMS).write_text("".join(lines), "ascii")
