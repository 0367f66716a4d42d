"""Whether the coded normative dreams give the published norms, and our figures those of the scoring script.

DATA/hvdc/dev.jsonl holds most of the normative dreams (Hall & Van de Castle 1966). A part of a set differs from the
whole by chance; each difference is therefore shown in standard errors (z) of dreams drawn without replacement.

usage: python bench/hvdc_norms.py [--spread]
    DATA and EVAL (environment) say where the research data and the scripts are. --spread prints what stands in
    src/nightglass/hvdc/arithmetic/spread.json: how much more the indicators vary than if every code were independent.
"""

from __future__ import annotations

import importlib.util
import json
import math
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nightglass import hvdc
from nightglass.hvdc.arithmetic.counts import count

if TYPE_CHECKING:
    import numpy as np

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("DATA", ROOT.parent / "shared" / "data"))
EVAL = Path(os.environ.get("EVAL", ROOT.parent / "shared" / "eval"))
COLLECTIONS = {"male": "norms-m", "female": "norms-f"}

# the name in the scoring script, where it is not ours without "_percent": our name
OTHER_NAMES = {
    "bodily_misfortune": "bodily_misfortunes", "dreamer_success": "dreamer_involved_success",
    "any_agg": "dreams_with_aggression", "any_fri": "dreams_with_friendliness", "any_sex": "dreams_with_sexuality",
    "any_mf": "dreams_with_misfortune", "any_gf": "dreams_with_good_fortune", "any_succ": "dreams_with_success",
    "any_fail": "dreams_with_failure", "any_striving": "dreams_with_striving",
}  # fmt: skip


def variance(indicator: hvdc.Indicator, table: np.ndarray[Any, Any]) -> tuple[float, float]:
    """Return the variance of an indicator over dreams (ratio estimator, Cochran 1977), and over independent codes."""
    part_columns, whole_columns = indicator.columns()
    part, whole = table[:, part_columns].sum(axis=1), table[:, whole_columns].sum(axis=1)
    if not whole.sum():
        return 0.0, 0.0
    ratio, n = part.sum() / whole.sum(), len(table)
    dreams = n / (n - 1) * ((part - ratio * whole) ** 2).sum() / whole.sum() ** 2
    codes = ratio * (1 if indicator.ratio else 1 - ratio) / whole.sum()
    return float(dreams), float(codes)


def print_norms(sex: Any, dreams: list[hvdc.CodedDream]) -> tuple[int, int]:  # noqa: ANN401 - a literal of the library
    """Print every indicator beside the norms; return how many are beyond 3 standard errors, and of how many."""
    known, table = hvdc.norms(sex), count(dreams)
    print(f"\n{sex}: {len(dreams)} of the {known.dreams} normative dreams")
    print(f"{'indicator':34} {'here':>6} {'norms':>6} {'publ.':>6} {'z':>6}")
    far = seen = 0
    for i in hvdc.INDICATORS:
        norm, (over_dreams, _) = known.indicators[i.name], variance(i, table)
        part, whole = i.of(table.sum(axis=0))
        if not whole:
            continue
        # What is left to chance when so large a part of a finite set is drawn (Cochran 1977).
        error = math.sqrt(over_dreams * (1 - len(dreams) / known.dreams))
        z = (part / whole - norm.part / norm.whole) / error if error else 0.0
        published = "" if norm.published is None else f"{norm.published * (100 if i.ratio else 1):6.0f}"
        print(f"{i.name:34} {100 * part / whole:6.1f} {100 * norm.part / norm.whole:6.1f} {published:>6} {z:+6.1f}")
        far, seen = far + (abs(z) > 3), seen + 1
    effects = [abs(row.h) for row in hvdc.profile(dreams, known).rows if row.h is not None]
    chance = hvdc.sampling_error(known, len(dreams))
    print(f"mean |h| {sum(effects) / len(effects):.3f}; by chance, drawn anew, {chance:.3f}")
    return far, seen


def print_table() -> None:
    """Print how far the norms' own counts are from the published table."""
    apart = [
        (abs(100 * n.part / n.whole - n.published * (100 if i.ratio else 1)), f"{i.name} ({sex})")
        for sex in ("male", "female")
        for i in hvdc.INDICATORS
        if (n := hvdc.norms(sex).indicators[i.name]).published is not None
    ]
    most, name = max(apart)
    print(f"Published table from the norms' counts: {len(apart)} figures, farthest {name}: {most:.1f} points")


def print_script(path: Path) -> int:
    """Print on how many figures we and the scoring script agree to the count; return on how many not."""
    spec = importlib.util.spec_from_file_location("score_hvdc", EVAL / "score_hvdc.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    gold, differ, figures = script.read(path), [], 0
    dreams = hvdc.read_codings(path)
    for name in (None, *sorted({d.collection for d in dreams})):
        chosen = [d for d in dreams if name in {None, d.collection}]
        pairs, ratios = script.profile({d.id: gold[d.id] for d in chosen})
        ours = {r.indicator: r for r in hvdc.profile(chosen).rows}
        for theirs, pair in pairs.items():
            row = ours[f"{OTHER_NAMES.get(theirs, theirs)}_percent"]
            differ += [(name, theirs)] if (row.part, row.whole) != pair else []
        for theirs, ratio in ratios.items():
            row = ours[f"{theirs[0]}_c_index"]
            differ += [(name, theirs)] if not math.isclose(row.part / row.whole, ratio) else []
        figures += len(pairs) + len(ratios)
    print(f"Figures equal to those of score_hvdc.py: {figures - len(differ)} of {figures} {differ or ''}")
    return len(differ)


def print_spread(dreams: list[hvdc.CodedDream]) -> None:
    """Print the design effects: the variance over dreams by that over codes, men and women together."""
    tables = [count([d for d in dreams if d.collection == name]) for name in COLLECTIONS.values()]
    spread = {}
    for i in hvdc.INDICATORS:
        over_dreams, over_codes = (sum(v) for v in zip(*(variance(i, table) for table in tables), strict=True))
        if over_codes:
            spread[i.name] = round(over_dreams / over_codes, 2)
    source = "variance over dreams / variance over independent codes, 391 and 390 normative dreams; bench/hvdc_norms.py"
    print(json.dumps({"source": source, "indicators": spread}, indent=1))


def main() -> int:
    """Print all; the exit code says whether anything is not as it should be."""
    path = DATA / "hvdc" / "dev.jsonl"
    if not path.exists():
        print(f"There is no research data at {DATA}; say where it is: DATA=/path/to/data EVAL=/path/to/eval")
        return 1
    dreams = hvdc.read_codings(path)
    if "--spread" in sys.argv[1:]:
        print_spread(dreams)
        return 0
    print_table()
    wrong = print_script(path)
    found = [print_norms(sex, [d for d in dreams if d.collection == name]) for sex, name in COLLECTIONS.items()]
    far, seen = (sum(numbers) for numbers in zip(*found, strict=True))
    print(f"\nWithin 3 standard errors of the norms: {seen - far} of {seen}")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
