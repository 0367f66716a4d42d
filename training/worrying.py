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
from training.hearing import Bags, fit, shipped

from nightglass.web.worry_model import WEIGHTS, windows
from nightglass.web.worrying import plain_sentences

ROOT = Path(__file__).resolve().parent.parent
SENTENCES = ROOT / "tests" / "web" / "worrying_sentences.jsonl"
MORE = Path(__file__).with_name("more_worrying.jsonl")
SHIPPED = ROOT / "src" / "nightglass" / "web" / "data" / WEIGHTS
ALARM = 2.0
_OF_REPORTS = 0.3
_A_DREAMER, _REPORTS, _SHORTEST, _LONGEST = 70, 2_600, 60, 5_000

Numbers = NDArray[np.float64]


def fit_on(speaking: list[str], quiet: list[str], reports: list[str]) -> Numbers:
    """Return the weights fitted on texts that speak of dying, on others, and on usual reports."""
    bags = Bags([windows(plain_sentences(text)) for text in (*speaking, *quiet, *reports)])
    silent = range(len(speaking), len(bags.parts))
    return fit(bags, range(len(speaking)), silent, np.repeat([1.0, _OF_REPORTS], [len(quiet), len(reports)]))


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
    weights = fit_on(speaking, quiet, usual_reports(options.reports))
    np.save(options.out, shipped(weights, ALARM), allow_pickle=False)


if __name__ == "__main__":
    main()
