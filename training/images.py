"""Fit the small model that hears what a dream tells in images: ``python -m training.images --data DATA``.

It learns from invented pieces of reports (``more_images.jsonl``; each says which of the four it tells) and from bad
dreams and nightmares of every second dreamer of DreamBank in which the rules find no words for it. ``ALARM`` was chosen
by the alarms on the other dreamers' dreams and by 160 further invented reports (docs/method.md).
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from training.hearing import Bags, fit, shipped
from training.sums import write_sums

from nightglass.reading import listen, meaning, read
from nightglass.reading.images import IMAGES, stretches_of

MORE = Path(__file__).with_name("more_images.jsonl")
SHIPPED = Path(__file__).parents[1] / "src" / Path(*meaning.ROOM.split("."))
ALARM = {"immobile": 0.5, "muted": 0.5, "metamorphosis": 0.0, "known_dies": -0.5}
_OF_REPORTS = 1.0
_A_DREAMER, _REPORTS, _SHORTEST, _LONGEST = 150, 5_000, 150, 3_000


def _end(text: str) -> str:
    return re.sub(r"\W+", " ", text)[-150:]


def troubled_reports(data: Path) -> list[tuple[str, set[str]]]:
    """Return bad dreams and nightmares of every second dreamer, each with what the rules find told in words.

    None of the reports with coded facets is among them: on those it is checked.
    """
    coded = {_end(json.loads(line)["text"]) for line in (data / "facets" / "dev.jsonl").open(encoding="utf-8")}
    table = pq.read_table(data / "dreambank" / "dreambank.parquet").to_pandas().drop_duplicates("text")
    table = table[~table.text.map(_end).isin(coded)]
    table = table[table.text.str.len().between(_SHORTEST, _LONGEST) & ~table.series.str.match("german|zurich")]
    table = table[table.series.isin(sorted(table.series.unique())[::2])].sample(frac=1, random_state=11)
    found = []
    for text in table.groupby("series").head(_A_DREAMER).head(_REPORTS).text:
        facets = read(text, images=False).facets
        if facets and facets["kind"].value != "none":
            found.append((text, {kind for kind in IMAGES if facets[kind].value}))
    return found


def heard_in(text: str) -> list[str]:
    """Return the stretches of a text that are listened to."""
    return [plain for _, _, plain in stretches_of(listen(text))]


def fit_all(pieces: list[dict[str, object]], reports: list[tuple[str, set[str]]]) -> list[np.ndarray]:
    """Return the weights of each model."""
    bags = Bags([heard_in(str(p["text"])) for p in pieces] + [heard_in(text) for text, _ in reports])
    fitted = []
    for kind in IMAGES:
        saying = [k for k, piece in enumerate(pieces) if piece[kind]]
        silent = [k for k, piece in enumerate(pieces) if not piece[kind]]
        usual = [len(pieces) + k for k, (_, told) in enumerate(reports) if kind not in told]
        weight = np.repeat([1.0, _OF_REPORTS], [len(silent), len(usual)])
        fitted.append(fit(bags, saying, [*silent, *usual], weight))
    return fitted


def main() -> None:
    """Fit and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the research data")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    options = parser.parse_args()
    pieces = [json.loads(line) for line in MORE.read_text("utf-8").splitlines()]
    fitted = fit_all(pieces, troubled_reports(options.data))
    rows = [shipped(weights, ALARM[kind]) for kind, weights in zip(IMAGES, fitted, strict=True)]
    np.save(options.out / "images.npy", np.stack(rows), allow_pickle=False)
    write_sums(options.out)


if __name__ == "__main__":
    main()
