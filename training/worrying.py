"""Fit the small model that hears wishes to die: ``python -m training.worrying --reports dreambank.parquet``.

It needs no torch. What is said is known of whole texts, not of their sentences: of a text that speaks of dying, the
sentences that the model is surest of are taken for what speaks, and it is fitted anew, three times. All sentences of
other texts, and of usual reports, do not speak. The strength of the penalty and ``ALARM`` were chosen by leaving out
one writer's sentences after another and counting alarms on the reports of dreamers left out.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from nightglass.recurrence import encode
from nightglass.web.worry_model import BUCKETS, WEIGHTS, runs_of, windows
from nightglass.web.worrying import plain_sentences

ROOT = Path(__file__).resolve().parent.parent
SENTENCES = ROOT / "tests" / "web" / "worrying_sentences.jsonl"
MORE = Path(__file__).with_name("more_worrying.jsonl")
SHIPPED = ROOT / "src" / "nightglass" / "web" / "data" / WEIGHTS
ALARM = 2.0
_PENALTY, _OF_MEANING, _OF_RUNS, _OF_REPORTS = 1.0, 5.0, 10.0, 0.3
_ROUNDS, _STEPS, _NEAR = 3, 50, 1.0
_A_DREAMER, _REPORTS, _SHORTEST, _LONGEST = 70, 2_600, 60, 5_000

Numbers = NDArray[np.float64]


class Seen:
    """What the model sees of windows: their meaning and their runs of words."""

    def __init__(self, meant: NDArray[np.float32], runs: sparse.csr_matrix) -> None:
        self.meant, self.runs, self._turned = meant, runs, runs.T.tocsr()

    def rows(self, chosen: NDArray[np.int64]) -> Seen:
        """Return some of the windows."""
        return Seen(self.meant[chosen], self.runs[chosen])

    def times(self, weights: Numbers) -> Numbers:
        """Return the score of each window."""
        width = self.meant.shape[1]
        return np.asarray(self.meant @ weights[:width].astype(np.float32) + self.runs @ weights[width:-1] + weights[-1])

    def turned_times(self, pull: Numbers) -> Numbers:
        """Return what each weight adds to the loss's slope."""
        return np.concatenate([pull.astype(np.float32) @ self.meant, self._turned @ pull, [pull.sum()]])


def see(texts: list[str]) -> Seen:
    """Return what the model sees of windows."""
    counted = [runs_of(text) for text in texts]
    rows = np.repeat(np.arange(len(texts)), [len(buckets) for buckets, _ in counted])
    columns = [bucket for buckets, _ in counted for bucket in buckets]
    values = np.repeat([each for _, each in counted], [len(buckets) for buckets, _ in counted])
    runs = sparse.csr_matrix((values * _OF_RUNS, (rows, columns)), shape=(len(texts), BUCKETS))
    return Seen(encode(texts) * np.float32(_OF_MEANING), runs)


def regress(seen: Seen, speaks: Numbers, counts: Numbers, begun: Numbers) -> Numbers:
    """Return the weights of a logistic regression with an L2 penalty (none on what is added)."""
    sign, held = np.where(speaks > 0, 1.0, -1.0), np.append(np.full(len(begun) - 1, _PENALTY), 0.0)

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        margin = sign * seen.times(weights)
        pull = -counts * sign / (1 + np.exp(np.clip(margin, -50, 50)))
        value = (counts * np.logaddexp(0, -margin)).sum() + (held * weights**2).sum() / 2
        return float(value), seen.turned_times(pull) + held * weights

    return np.asarray(minimize(loss, begun, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x)


def fit(speaking: list[str], quiet: list[str], reports: list[str]) -> Numbers:
    """Return the weights fitted on texts that speak of dying, on others, and on usual reports."""
    bags = [windows(plain_sentences(text)) for text in (*speaking, *quiet, *reports)]
    seen = see([window for bag in bags for window in bag])
    ends = np.cumsum([len(bag) for bag in bags])
    parts = [np.arange(end - len(bag), end) for bag, end in zip(bags, ends, strict=True)]
    rest = np.concatenate(parts[len(speaking) :])
    usual = ends[len(speaking) + len(quiet) - 1]
    best = parts[: len(speaking)]
    weights = np.zeros(seen.meant.shape[1] + BUCKETS + 1)
    for _ in range(_ROUNDS):
        chosen = np.concatenate(best)
        counts = [np.full(len(part), 1 / len(part)) for part in best if len(part)]
        speaks = np.concatenate([np.ones(len(chosen)), np.zeros(len(rest))])
        weighed = np.concatenate([*counts, np.where(rest >= usual, _OF_REPORTS, 1.0)])
        weights = regress(seen.rows(np.concatenate([chosen, rest])), speaks, weighed, weights)
        scores = seen.times(weights)
        best = [part[scores[part] >= scores[part].max(initial=-np.inf) - _NEAR] for part in parts[: len(speaking)]]
    return weights


def usual_reports(path: Path) -> list[str]:
    """Return reports of every second dreamer, not too many of one; on the others' the alarms are counted."""
    table = pq.read_table(path).to_pandas().drop_duplicates("text")
    table = table[table.text.str.len().between(_SHORTEST, _LONGEST)].sample(frac=1, random_state=5)
    table = table[table.series.isin(sorted(table.series.unique())[::2])]
    return list(table.groupby("series").head(_A_DREAMER).head(_REPORTS).text)


def main() -> None:
    """Fit and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=Path, required=True, help="a Parquet file with columns series and text")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    options = parser.parse_args()
    lines = [*SENTENCES.read_text("utf-8").splitlines(), *MORE.read_text("utf-8").splitlines()]
    told = [row for row in map(json.loads, lines) if row.get("part") != "held out"]
    speaking = [row["text"] for row in told if row["speaks"]]
    quiet = [row["text"] for row in told if not row["speaks"]]
    weights = fit(speaking, quiet, usual_reports(options.reports))
    weights[: -BUCKETS - 1] *= _OF_MEANING
    weights[-BUCKETS - 1 : -1] *= _OF_RUNS
    weights[-1] -= ALARM
    np.save(options.out, weights.astype(np.float16), allow_pickle=False)


if __name__ == "__main__":
    main()
