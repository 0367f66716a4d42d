"""What the model learns from: reports with their word pieces, labels, masks and entities."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.parquet as pq
from tokenizers import Tokenizer
from training.alignment import align
from training.facet_labels import FACETS, facet_labels
from training.labels import labels_of

from nightglass.reading.characters import gather, judge_by_rule
from nightglass.reading.judging.tally import count_labels
from nightglass.reading.model.traits import AGES, IDENTITIES, NUMBERS, SEXES, traits_of
from nightglass.reading.model.windows import Window, pieces_of, windows_of
from nightglass.reading.story import Story, listen

__all__ = ["Example", "Names", "Person", "fold_of", "load_examples", "load_tokenizer", "person_examples"]

FOLDS = 3
MORE_CODINGS, MORE_FACETS = "more codings", "more facets"  # coded by a language model, not by people
_LEAST_DREAMS = 10  # a label that fewer dreams have is not learned
_COUNTED = ("agg", "fri", "sex", "mf", "gf", "succ", "fail")
_MOST = 4


class Person(msgspec.Struct):
    """An entity of a report: which word pieces speak of it (counted through all windows), its traits, and its coding.

    ``gold`` is people's code, None for nobody; ``target`` is keep, number, sex, identity, age: places in the alphabets
    of `traits`; -1 where nobody said.
    """

    pieces: list[int]
    traits: list[float]
    gold: str | None
    target: list[int]


class Names(msgspec.Struct):
    """What is learned of a report as a whole: yes/no labels, and events that are counted."""

    labels: list[str]
    events: list[str]


class Example(msgspec.Struct):
    """One report to learn from."""

    id: str
    collection: str
    text: str
    windows: list[Window]
    labels: list[int]
    mask: list[int]
    people: list[Person]
    counts: list[int]
    has_people: bool


def fold_of(identity: str, folds: int = FOLDS) -> int:
    """Return which fold a report is in: a number from 0 that depends on its name alone."""
    return int(hashlib.sha256(f"nightglass {identity}".encode()).hexdigest(), 16) % folds


def load_tokenizer(base: Path) -> Tokenizer:
    """Return the tokenizer of the base encoder, without truncation or padding."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def choose_labels(codings: list[list[str]]) -> list[str]:
    """Return the names of the labels that enough dreams have, with ``NAME>=K`` for what comes several times."""
    dreams: Counter[str] = Counter()
    for items in codings:
        for name, n in count_labels(items).items():
            several = name.partition(":")[0] in _COUNTED
            dreams.update([name, *(f"{name}>={k}" for k in range(2, min(n, _MOST) + 1) if several)])
    return sorted(name for name, n in dreams.items() if n >= _LEAST_DREAMS)


def choose_events(names: list[str]) -> list[str]:
    """Return the finest kinds of event among the labels: an act with its roles, a misfortune with a bearer."""
    whole = {n for n in names if ">=" not in n}
    return [
        n for n in sorted(whole) if n.partition(":")[0] in _COUNTED and not any(m.startswith(f"{n}:") for m in whole)
    ]


def further(data: Path, name: str) -> list[dict[str, Any]]:
    """Return further coded reports: the codes from the file ``name`` of this folder, texts from the research data."""
    table = pq.read_table(data / "dreambank" / "dreambank.parquet", columns=["series", "number", "text"]).to_pylist()
    rows = _lines(Path(__file__).parent / name)
    for row in rows:
        source = table[row["row"]]
        if (source["series"], source["number"]) != (row["series"], row["number"]):
            raise SystemExit(f"Row {row['row']} of dreambank.parquet is not {row['series']} {row['number']}.")
        row |= {"id": f"{row['series']}_{row['number']}_{row['row']}", "text": source["text"]}
    return rows


def load_examples(data: Path, tokenizer: Tokenizer) -> tuple[Names, list[Example]]:
    """Return the names of what is learned, and every report: first the coded dreams, then those with facets.

    Parameters
    ----------
    data
        The folder of the research data.
    tokenizer
        Of the base encoder.
    """
    coded = [r | {"collection": r["id"].rsplit("_", 1)[0]} for r in _lines(data / "hvdc" / "dev.jsonl")]
    faceted = [r | {"collection": "facets"} for r in _lines(data / "facets" / "dev.jsonl")]
    faceted += [r | {"collection": MORE_FACETS} for r in further(data, "more_facets.jsonl")]
    names = choose_labels([r["hvdc"] for r in coded])
    coded += [r | {"collection": MORE_CODINGS} for r in further(data, "more_codings.jsonl")]
    events = choose_events(names)
    examples = [_coded(r, names, events, tokenizer) for r in coded]
    examples += [_faceted(r, len(names), len(events), tokenizer) for r in faceted]
    return Names([*names, *(f"facet {f}" for f in FACETS)], events), examples


def _coded(row: dict[str, Any], names: list[str], events: list[str], tokenizer: Tokenizer) -> Example:
    items, collection = row["hvdc"], row["collection"]
    blank = [0] * len(FACETS)
    labels, mask = labels_of(items, names, settings_coded=collection.startswith(("norms", MORE_CODINGS)))
    story = listen(row["text"])
    windows = windows_of(story, tokenizer)
    people = person_examples(story, windows, [i[5:].strip() for i in items if i.startswith("char:")])
    tally = count_labels(items)
    counts = [tally[n] for n in events]
    return Example(
        row["id"], collection, row["text"], windows, labels + blank, mask + blank, people, counts, has_people=True
    )


def _faceted(row: dict[str, Any], n_labels: int, n_events: int, tokenizer: Tokenizer) -> Example:
    labels, mask = facet_labels(row["facets"])
    windows = windows_of(listen(row["text"]), tokenizer)
    nothing = [0] * n_labels
    return Example(
        row["id"],
        row["collection"],
        row["text"],
        windows,
        nothing + labels,
        nothing + mask,
        [],
        [0] * n_events,
        has_people=False,
    )


def person_examples(story: Story, windows: list[Window], gold: list[str] | None) -> list[Person]:
    """Return the entities of a report, matched to the characters that people coded where there are any."""
    company = gather(story)
    pieces = pieces_of(story, company, windows)
    verdicts = judge_by_rule(company)
    guesses = [v.code for v in verdicts]
    weights = [float(v.kept) for v in verdicts]
    targets = align(gold, guesses, weights) if gold is not None else [None] * len(guesses)
    return [
        Person(places, traits_of(entity, story, len(places), teens=company.teens), code, _target(code))
        for entity, places, code in zip(company.entities, pieces, targets, strict=True)
    ]


def _target(code: str | None) -> list[int]:
    if code is None:
        return [0, -1, -1, -1, -1]
    if code[1:] in {"ANI", "CZZ"} or len(code) != 4:
        return [1, NUMBERS.find(code[0]), -1, -1, -1]
    return [1, NUMBERS.find(code[0]), SEXES.find(code[1]), IDENTITIES.find(code[2]), AGES.find(code[3])]
