"""What the likeness of two dreams rests on: how common steps and words are, how much each feature of a pair counts."""

from __future__ import annotations

import json
import random
import re
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow.parquet as pq
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from scipy.optimize import minimize
from torch import Tensor, nn
from training.sums import write_sums
from transformers import AutoModel

from nightglass.reading import encode, meaning
from nightglass.recurrence.grouping import group
from nightglass.recurrence.likeness import FEATURES, SHORT, compare
from nightglass.recurrence.model import ROOM
from nightglass.recurrence.shelf import Shelf
from nightglass.recurrence.steps import steps_of
from nightglass.recurrence.telling import make_telling, views_of
from nightglass.text import lemma, plain, segment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from nightglass.recurrence import Telling

    Numbers = NDArray[np.float64]

__all__ = ["background", "fit", "ship_encoder"]

_SOURCE = Path(__file__).parents[1] / "src"
FOLDER = _SOURCE / Path(*ROOM.split("."))
MEANING = _SOURCE / Path(*meaning.ROOM.split("."))
_STEPS_OF, _WORDS_OF, _LEAST = 1200, 12_000, 12
_RIDGE, _PENALTY, _FOLDS, _PARTS = 1.0, 10.0, 7, 70
_PRECISE = {"long": 0.85, "short": 0.75}  # share of the pairs put together that must belong together


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


def fit(data: Path) -> None:
    """Weigh the features on retold dreams, print how well reports held out are grouped, and write ``likeness.json``.

    Pairs of which one report is short have weights of their own, from small parts of the diary in which reports are cut
    short: what is a surprising match between long reports is none between two of two lines each.
    """
    told = [json.loads(line) for line in (data / "retold" / "dev.jsonl").read_text("utf-8").splitlines()]
    whole = _pairs([make_telling(t["id"], t["text"]) for t in told], [t["recurrence"] for t in told])
    small = [_pairs(*part) for part in _parts(told)]
    document = {}
    for name, sets in (("long", [whole]), ("short", [_short(own) for own in small])):
        print({"long": "the whole diary", "short": "pairs of which one is short"}[name])
        threshold = _held_out(sets, sets, _PRECISE[name])
        weights = _fitted(sets, None)
        plain = {k: v.round(5).tolist() if isinstance(v, np.ndarray) else round(v, 5) for k, v in weights.items()}
        document[name] = plain | {"threshold": threshold}
        for feature, weight in sorted(zip(FEATURES, weights["weight"], strict=True), key=lambda p: -abs(p[1])):
            print(f"  {feature:24} {weight:6.2f}")
    (FOLDER / "likeness.json").write_text(json.dumps(document) + "\n", "utf-8")


def _short(own: Pairs) -> Pairs:
    kept = own.rows[:, FEATURES.index("steps_least")] < SHORT
    return own._replace(rows=own.rows[kept], left=own.left[kept], right=own.right[kept], same=own.same[kept])


class Pairs(NamedTuple):
    """All pairs of some reports: features, places, whether they tell the same dream, and the fold of each report."""

    rows: Numbers
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    same: NDArray[np.bool_]
    folds: NDArray[np.int64]


def _parts(told: list[dict[str, Any]]) -> Iterator[tuple[list[Telling], list[str | None]]]:
    """Yield small diaries: all tellings of up to three recurrences, and single dreams, half of them cut short."""
    chance = random.Random(11)
    names = sorted({t["recurrence"] for t in told if t["recurrence"]})
    alone = [t for t in told if not t["recurrence"]]
    for number in range(_PARTS):
        fold = number % _FOLDS
        own = [n for k, n in enumerate(names) if k % _FOLDS == fold]
        chosen = [t for t in told if t["recurrence"] in chance.sample(own, chance.randint(0, len(own)))]
        chosen += chance.sample(alone, chance.randint(3, 50))
        texts = [t["text"] if chance.random() < 0.4 else _cut(t["text"], chance) for t in chosen]
        tellings = [make_telling(f"{number}-{k}", text) for k, text in enumerate(texts)]
        yield tellings, [t["recurrence"] for t in chosen]


def _cut(text: str, chance: random.Random) -> str:
    steps = steps_of(text)
    begin = chance.randrange(len(steps))
    return text[steps[begin][0] : steps[min(len(steps), begin + chance.randint(1, 3)) - 1][1]]


def _pairs(tellings: list[Telling], labels: list[str | None]) -> Pairs:
    shelf = Shelf(tellings)
    rows, left, right = [], [], []
    for k in range(len(shelf) - 1):
        others = np.arange(k + 1, len(shelf))
        rows.append(compare(shelf, k, others))
        left.append(np.full(len(others), k))
        right.append(others)
    one, other = np.concatenate(left), np.concatenate(right)
    same = np.array([labels[a] is not None and labels[a] == labels[b] for a, b in zip(one, other, strict=True)])
    return Pairs(np.concatenate(rows), one, other, same, _folds(labels))


def _folds(labels: list[str | None]) -> NDArray[np.int64]:
    """Return a fold for each report; all tellings of a recurrence are in one."""
    chance = np.random.default_rng(0)
    return np.array([int(x.lstrip("d")) % _FOLDS if x else chance.integers(_FOLDS) for x in labels])


def _fitted(sets: list[Pairs], without: int | None) -> dict[str, Any]:
    """Return the weights of a logistic regression with a ridge, from all pairs but those that touch a fold."""
    rows, same = [], []
    for own in sets:
        kept = np.ones(len(own.rows), bool)
        if without is not None:
            kept = (own.folds[own.left] != without) & (own.folds[own.right] != without)
        rows.append(own.rows[kept])
        same.append(own.same[kept])
    features, signs = np.concatenate(rows), np.where(np.concatenate(same), 1.0, -1.0)
    low, high = np.quantile(features, [0.001, 0.999], axis=0)
    features = np.clip(features, low, high)
    centre, scale = features.mean(axis=0), features.std(axis=0) + 1e-9
    x = np.hstack([(features - centre) / scale, np.ones((len(features), 1))])

    def loss(w: Numbers) -> tuple[float, Numbers]:
        margin = signs * (x @ w)
        slope = -signs / (1 + np.exp(np.clip(margin, -50, 50)))
        kept = np.append(w[:-1], 0.0)
        return float(np.logaddexp(0, -margin).sum() + _PENALTY / 2 * kept @ kept), x.T @ slope + _PENALTY * kept

    w = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return {"low": low, "high": high, "centre": centre, "scale": scale, "weight": w[:-1], "constant": float(w[-1])}


def _says(weights: dict[str, Any], rows: Numbers) -> Numbers:
    clipped = np.clip(rows, weights["low"], weights["high"])
    return np.asarray((clipped - weights["centre"]) / weights["scale"] @ weights["weight"] + weights["constant"])


def _held_out(sets: list[Pairs], learned: list[Pairs], precise: float) -> float:
    """Print how well each threshold groups reports whose recurrences were held out; return the best that is precise."""
    folded = [_fitted(learned, fold) for fold in range(_FOLDS)]
    logits = [_cross_validated(own, folded) for own in sets]
    best, chosen = 0.0, 0.0
    for threshold in np.arange(-3.0, 3.01, 0.25):
        right_pairs = all_pairs = true_pairs = 0
        for own, known in zip(sets, logits, strict=True):
            groups = group(known, threshold)
            together = groups[own.left] == groups[own.right]
            right_pairs += int((together & own.same).sum())
            all_pairs += int(together.sum())
            true_pairs += int(own.same.sum())
        precision, recall = right_pairs / max(all_pairs, 1), right_pairs / true_pairs
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        said = f"precision {100 * precision:.0f} recall {100 * recall:.0f} F1 {100 * f1:.1f}"
        print(f"  from {threshold:5.2f}: pairs {said}")
        if precision >= precise and f1 > best:
            best, chosen = f1, float(threshold)
    return chosen


def _cross_validated(own: Pairs, folded: list[dict[str, Any]]) -> Numbers:
    """Return the logits of all pairs, (reports, reports), each from weights that saw neither report's fold."""
    logits = np.full((len(own.folds), len(own.folds)), -20.0)
    for fold, weights in enumerate(folded):
        out = (own.folds[own.left] == fold) | (own.folds[own.right] == fold)
        logits[own.left[out], own.right[out]] = _says(weights, own.rows[out])
    return np.maximum(logits, logits.T)


class _Steps(nn.Module):
    """The base encoder, its word pieces pooled into one vector of length 1 for each text."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, attn_implementation="eager")
        self.encoder.pooler = None

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state * mask[..., None]
        return nn.functional.normalize(states.sum(1) / mask.sum(1, keepdim=True), dim=-1)


def ship_encoder(base: Path) -> None:
    """Write the base encoder as it is, with 8-bit weights, as the encoder of steps."""
    network = _Steps(base).eval()
    some = torch.ones(2, 9, dtype=torch.long)
    axes = {"ids": {0: "texts", 1: "pieces"}, "mask": {0: "texts", 1: "pieces"}, "vectors": {0: "texts"}}
    with tempfile.TemporaryDirectory() as place:
        whole = Path(place) / "whole.onnx"
        torch.onnx.export(
            network, (some, some), str(whole), input_names=["ids", "mask"], output_names=["vectors"],
            dynamic_axes=axes, dynamo=False, opset_version=17,
        )  # fmt: skip
        quantize_dynamic(whole, MEANING / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True)
    write_sums(MEANING)
