"""How well the reader agrees with trained coders: the whole of the research data, coded and scored.

Runs ``nightglass code`` over the coded dreams and the reports with facets, compares with the scripts of EVAL, and
prints the tables that stand in docs/method.md.

usage: python bench/accuracy.py        DATA and EVAL (environment) say where the research data and the scripts are.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("DATA", ROOT.parent / "shared" / "data"))
EVAL = Path(os.environ.get("EVAL", ROOT.parent / "shared" / "eval"))
NIGHTGLASS = Path(sys.executable).parent / "nightglass"


def code(source: Path, folder: Path) -> Path:
    """Code the reports of ``source`` and return the file of codings."""
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
            show(gold, code(gold, Path(name)))
            print()


if __name__ == "__main__":
    main()
