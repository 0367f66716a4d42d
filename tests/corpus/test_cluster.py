"""The Dask engine: the same rows as without it, and one sentence where the cluster cannot be used."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nightglass.corpus import ClusterError, CorpusError, TableError, code_table, on_cluster

REPORTS = ["I flew over the sea.", "A dog chased me and I could not run.", "", "My aunt wept.", "Ein Hund lief weg."]


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """A folder of three Parquet files, with a row that cannot be read."""
    folder = tmp_path / "dreams"
    folder.mkdir()
    for part in range(3):
        ids = [f"p{part}-{k}" for k in range(len(REPORTS))]
        pq.write_table(pa.table({"id": ids, "text": REPORTS}), folder / f"part.{part}.parquet")
    return folder


def test_a_folder_is_one_table(dataset: Path, tmp_path: Path) -> None:
    done = code_table(dataset, tmp_path / "out.parquet", workers=1)
    assert (done.coded, done.refused) == (12, 3)
    assert pq.read_table(tmp_path / "out.parquet")["id"].to_pylist() == [
        f"p{part}-{k}" for part in range(3) for k in range(5) if k != 2
    ]
    assert [problem.row for problem in done.first[:3]] == [3, 8, 13]


def test_local_workers_code_the_same_rows(dataset: Path, tmp_path: Path) -> None:
    plain, done = tmp_path / "plain.parquet", tmp_path / "dask.parquet"
    code_table(dataset, plain, workers=1)
    command = [sys.executable, "-m", "nightglass", "code", dataset, "-o", done, "--engine", "dask", "--workers", "1"]
    ran = subprocess.run([*command, "--json"], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["coded"] == 12
    assert done.read_bytes() == plain.read_bytes()
    assert Path(f"{done}.problems.jsonl").read_text() == Path(f"{plain}.problems.jsonl").read_text()


def test_a_scheduler_goes_with_dask(dataset: Path, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "nightglass",
        "code",
        dataset,
        "-o",
        tmp_path / "o.parquet",
        "--scheduler",
        "tcp://x",
    ]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert "a scheduler goes with --engine dask" in " ".join(ran.stderr.split())


def test_a_folder_without_parquet(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(TableError, match=r"holds no \.parquet file"):
        code_table(tmp_path / "empty", tmp_path / "out.parquet")


def test_a_scheduler_that_does_not_answer(dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nightglass.corpus.cluster._PATIENCE", 1)
    with pytest.raises(ClusterError, match="No scheduler answers at tcp://127"):
        code_table(dataset, tmp_path / "out.parquet", engine=on_cluster("tcp://127.0.0.1:9"))
    assert not (tmp_path / "out.parquet").exists()


def test_an_address_that_is_none(dataset: Path, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="No scheduler answers at not an address"):
        code_table(dataset, tmp_path / "out.parquet", engine=on_cluster("not an address"))


def test_dask_is_loaded_only_where_it_is_used() -> None:
    code = "import sys, nightglass.corpus; sys.exit('distributed' in sys.modules or 'dask' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
