"""A damaged model is never read with: each file is checked, and the person is told what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import nightglass
from nightglass.reading.model import load
from nightglass.reading.model.shipped import CARD, ENCODER, TOKENIZER


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _change(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(
        Path(nightglass.__file__).parent, folder / "nightglass", ignore=shutil.ignore_patterns("__pycache__")
    )
    return folder


@pytest.mark.parametrize(
    ("name", "harm"),
    [
        (ENCODER, _cut),
        (ENCODER, _change),
        (ENCODER, Path.unlink),
        (TOKENIZER, _change),
        (CARD, _change),
        ("images.npy", _cut),
    ],
)
def test_a_damaged_model_is_refused(copied: Path, name: str, harm: object) -> None:
    file = copied / "nightglass" / "reading" / ("meaning" if name == "images.npy" else "model") / name
    whole = file.read_bytes()
    assert callable(harm)
    harm(file)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "nightglass", "read", "-"],
            input="A man came for me. I was terrified and I fell. I woke up crying.",
            env={**os.environ, "PYTHONPATH": str(copied), "PYTHONSAFEPATH": "1"},
            cwd=copied,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        file.write_bytes(whole)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"its file {name} is missing or has changed" in " ".join(done.stderr.split())
    assert "Install Nightglass again" in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_it_is_small_and_has_every_output() -> None:
    shipped = load()
    folder = Path(nightglass.__file__).parent / "reading" / "model"
    assert (folder / ENCODER).stat().st_size <= 40e6
    assert [o.name for o in shipped.session.get_outputs()] == ["scores", "values", "looks", "says", "rates"]
    assert {"agg", "emot:AP", "facet immobile", "facet kind=nightmare"} <= set(shipped.card.labels)
