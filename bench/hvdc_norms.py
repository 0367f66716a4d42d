"""Whether the arithmetic of coded dreams gives the published norms, and the counts of the scoring script.

usage: python bench/hvdc_norms.py        DATA and EVAL (environment) say where the research data and the scripts are.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nightglass import hvdc

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("DATA", ROOT.parent / "shared" / "data"))
EVAL = Path(os.environ.get("EVAL", ROOT.parent / "shared" / "eval"))

# our name: the name in the scoring script
SAME = {
    "male_female_percent": "male_female", "familiarity_percent": "familiarity", "friends_percent": "friends",
    "family_percent": "family", "animal_percent": "animal", "befriender_percent": "befriender",
    "aggression_friendliness_percent": "aggression_friendliness", "aggressor_percent": "aggressor",
    "physical_aggression_percent": "physical_aggression", "bodily_misfortunes_percent": "bodily_misfortune",
    "negative_emotions_percent": "negative_emotions", "dreamer_involved_success_percent": "dreamer_success",
    "self_negativity_percent": "self_negativity", "dreams_with_aggression_percent": "any_agg",
    "dreams_with_friendliness_percent": "any_fri", "dreams_with_sexuality_percent": "any_sex",
    "dreams_with_misfortune_percent": "any_mf", "dreams_with_good_fortune_percent": "any_gf",
    "dreams_with_success_percent": "any_succ", "dreams_with_failure_percent": "any_fail",
    "dreams_with_striving_percent": "any_striving",
}  # fmt: skip


def script() -> ModuleType:
    """Return the scoring script as a module."""
    spec = importlib.util.spec_from_file_location("score_hvdc", EVAL / "score_hvdc.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def check_norms(dreams: list[hvdc.CodedDream]) -> None:
    """Print how far the coded normative dreams are from the published norms, against what sampling alone makes."""
    for sex, collection in (("male", "norms-m"), ("female", "norms-f")):
        sample = [d for d in dreams if d.collection == collection]
        known = hvdc.norms(sex)
        rows = [r for r in hvdc.profile(sample, known).rows if r.h is not None]
        far = max(rows, key=lambda r: abs(r.h or 0))
        mean = sum(abs(r.h or 0) for r in rows) / len(rows)
        chance = hvdc.sampling_error(known, len(sample))
        print(f"{sex}: {len(sample)} of {known.dreams} dreams, {len(rows)} indicators: mean |h| {mean:.3f}", end=" ")
        print(f"(chance alone, drawn anew: {chance:.3f}), largest {far.indicator} {far.h:+.2f}")


def check_script(path: Path, dreams: list[hvdc.CodedDream]) -> None:
    """Print on how many figures we and the scoring script agree to the count."""
    gold: dict[str, Any] = script().read(path)
    pairs, _ = script().profile(gold)
    ours = {r.indicator: (r.part, r.whole) for r in hvdc.profile(dreams).rows}
    differ = {name: (ours[name], pairs[theirs]) for name, theirs in SAME.items() if ours[name] != tuple(pairs[theirs])}
    print(f"Counts equal to those of score_hvdc.py: {len(SAME) - len(differ)} of {len(SAME)} indicators")
    for name, (mine, theirs) in differ.items():
        print(f"    {name}: {mine[0]}/{mine[1]}, the script {theirs[0]}/{theirs[1]}")


def main() -> None:
    """Check."""
    path = DATA / "hvdc" / "dev.jsonl"
    if not path.exists():
        sys.exit(
            f"There is no research data at {DATA}; say where it is: make bench DATA=/path/to/data EVAL=/path/to/eval"
        )
    dreams = hvdc.read_codings(path)
    check_norms(dreams)
    check_script(path, dreams)


if __name__ == "__main__":
    main()
