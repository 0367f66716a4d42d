"""How well the reader agrees with trained coders, on dreams that it was not trained on.

The shipped model has learned from all of the research data; what it reads there says nothing. So this scores what
cross-validation wrote: codings of each dream by a model and weights that had not seen it (``make train`` makes them in
RUNS). With ``--read``, DATA is coded anew by the shipped reader: for data of the same kind that it has never seen.
Intervals are of 200 bootstrap samples of dreams, 95 %.

usage: python bench/accuracy.py [--read]      DATA, EVAL and RUNS (environment) say where things are.
"""

from __future__ import annotations

import json
import os
import runpy
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("DATA", ROOT.parent / "shared" / "data"))
EVAL = Path(os.environ.get("EVAL", ROOT.parent / "shared" / "eval"))
RUNS = Path(os.environ.get("RUNS", Path.home() / ".cache" / "nightglass-training"))
SAMPLES = 200
NIGHTGLASS = Path(sys.executable).parent / "nightglass"


def coded(source: Path, folder: Path) -> Path:
    """Return the file of codings of ``source``: from cross-validation, or with ``--read`` made now."""
    if "--read" not in sys.argv:
        return RUNS / ("codings.jsonl" if source.parent.name == "hvdc" else "facets.jsonl")
    out = folder / f"{source.parent.name}.jsonl"
    subprocess.run([NIGHTGLASS, "code", source, "-o", out, "--quiet"], check=True)
    return out


def score(script: str, *arguments: object) -> dict[str, Any]:
    """Run one of the scoring scripts and return what it prints."""
    command = [sys.executable, str(EVAL / script), *map(str, arguments), "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def commit() -> str:
    """Return the commit that is measured, with a mark where the work tree differs from it."""
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "no commit"


def intervals(gold: Path, found: Path, collections: tuple[str, ...]) -> dict[str, tuple[float, float]]:
    """Return the 95 % bootstrap interval of each figure over the dreams of some collections."""
    scorer = runpy.run_path(str(EVAL / "score_hvdc.py"), run_name="scorer")
    true, said = scorer["read"](gold), scorer["read"](found)
    names = [k for k in true if k.rsplit("_", 1)[0] in collections]
    values: dict[str, list[float]] = {}
    for seed in range(SAMPLES):
        drawn = Random(seed).choices(names, k=len(names))
        one = {f"{k}#{i}": true[k] for i, k in enumerate(drawn)}
        other = {f"{k}#{i}": said.get(k, []) for i, k in enumerate(drawn)}
        for figure, value in figures(scorer, one, other).items():
            values.setdefault(figure, []).append(value)
    last = SAMPLES - 1
    return {k: (sorted(v)[round(0.025 * last)], sorted(v)[round(0.975 * last)]) for k, v in values.items()}


def figures(scorer: dict[str, Any], gold: dict[str, Any], found: dict[str, Any]) -> dict[str, float]:
    """Return every figure that has a bar, by the functions of the scoring script."""
    blocks = {
        "emotion": scorer["emotion_scores"](gold, found, True),  # noqa: FBT003 - its own form
        "emotion_all": scorer["emotion_scores"](gold, found, False),  # noqa: FBT003
        "char": scorer["char_scores"](gold, found),
        "any": scorer["any_scores"](gold, found),
        "role": scorer["class_scores"](gold, found, ("agg", "fri", "sex"), scorer["role"]),
    }
    flat = {f"{b}.{k}": float(v) for b, block in blocks.items() for k, v in block.items() if k != "dreams"}
    return flat | {"profile.mean_abs_h": float(scorer["profile_scores"](gold, found)["mean_abs_h"])}


def print_intervals(gold: Path, found: Path) -> None:
    """Print the figures that have a bar, on the normative dreams: all, of women, of men."""
    columns = {"norms": ("norms-m", "norms-f"), "women": ("norms-f",), "men": ("norms-m",)}
    results = {name: intervals(gold, found, chosen) for name, chosen in columns.items()}
    print("| figure (95 % interval) | " + " | ".join(columns) + " |\n|---|" + "---:|" * len(columns))
    for figure in results["norms"]:
        digits = 3 if figure.startswith("profile") else 1
        cells = (f"{low:.{digits}f} to {high:.{digits}f}" for low, high in (r[figure] for r in results.values()))
        print(f"| {figure} | " + " | ".join(cells) + " |")


def print_hvdc(gold: Path, coded: Path) -> None:
    """Print one column for all dreams and one for each collection."""
    collections = sorted({json.loads(line)["id"].rsplit("_", 1)[0] for line in gold.open(encoding="utf-8")})
    columns = {"all": score("score_hvdc.py", gold, coded)}
    columns["norms"] = score("score_hvdc.py", gold, coded, "norms-m", "norms-f", "--collection")
    columns |= {c: score("score_hvdc.py", gold, coded, c, "--collection") for c in collections}
    print("| figure | " + " | ".join(columns) + " |")
    print("|---|" + "---:|" * len(columns))
    print("| dreams | " + " | ".join(str(c["dreams"]) for c in columns.values()) + " |")
    for block in ("emotion", "emotion_all", "char", "any", "sub", "role"):
        for key in columns["all"][block]:
            if key != "dreams":
                cells = " | ".join(f"{c[block][key]:.1f}" for c in columns.values())
                print(f"| {block}.{key} | {cells} |")
    cells = " | ".join(f"{c['profile']['mean_abs_h'] or 0:.3f}" for c in columns.values())
    print(f"| profile.mean_abs_h | {cells} |")


def print_facets(gold: Path, coded: Path) -> None:
    """Print kappa and F1 for every facet and theme."""
    result = score("score_facets.py", gold, coded)
    print("| facet | kappa | F1 | reports | positive |\n|---|---:|---:|---:|---:|")
    for key, row in result["keys"].items():
        f1 = "" if row.get("f1") is None else f"{row['f1']:.1f}"
        print(f"| {key} | {row['kappa']:.2f} | {f1} | {row['n']} | {row['positive']} |")
    print(f"\nmean_kappa {result['mean_kappa']:.3f}, over the keys with at least 5 positive reports")


def main() -> None:
    """Code, score, print."""
    if not (DATA / "hvdc" / "dev.jsonl").exists():
        sys.exit(
            f"There is no research data at {DATA}; say where it is: make bench DATA=/path/to/data EVAL=/path/to/eval"
        )
    print(f"Accuracy of the reader, {datetime.now(UTC):%Y-%m-%d}, commit {commit()}\n")
    with tempfile.TemporaryDirectory() as name:
        for part, show in (("hvdc", print_hvdc), ("facets", print_facets)):
            gold = DATA / part / "dev.jsonl"
            found = coded(gold, Path(name))
            if not found.exists():
                sys.exit(f"There is no {found}: make train writes it (RUNS=...), or give --read for unseen data.")
            show(gold, found)
            print()
            if part == "hvdc":
                print_intervals(gold, found)
                print()


if __name__ == "__main__":
    main()
