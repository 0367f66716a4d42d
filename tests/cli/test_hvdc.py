"""``nightglass hvdc``: as a researcher meets it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

CODED = Path(__file__).parents[2] / "examples" / "coded.jsonl"


def hvdc(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nightglass", "hvdc", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_profile_as_json_has_the_fixed_fields() -> None:
    done = hvdc("profile", CODED, "--json")
    assert done.returncode == 0
    rows = {r["indicator"]: r for r in json.loads(done.stdout)["indicators"]}
    assert rows["dreams_with_aggression_percent"]["part"] == 5
    assert rows["dreams_with_aggression_percent"]["whole"] == 10
    assert rows["dreams_with_aggression_percent"]["percent"] == 50
    assert rows["a_c_index"]["percent"] == pytest.approx(100 * 5 / 15, abs=0.01)
    assert {"h", "h_low", "h_high", "p", "p_adjusted"} <= set(rows["male_female_percent"])


def test_profile_as_a_table_warns_of_small_samples() -> None:
    done = hvdc("profile", CODED)
    assert done.returncode == 0
    assert "Aggression/friendliness" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "few" in done.stderr


def test_profile_as_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(hvdc("profile", CODED, "--csv").stdout)))
    assert rows[0]["indicator"] == "male_female_percent"


@pytest.mark.parametrize(("ending", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("html", b"<!")])
def test_profile_as_a_picture(ending: str, begins: bytes, tmp_path: Path) -> None:
    out = tmp_path / f"profile.{ending}"
    assert hvdc("profile", CODED, "--plot", out).returncode == 0
    data = out.read_bytes()
    assert data.lstrip().lower().startswith(begins.lower())
    assert b"cdn" not in data.lower() or ending == "html"


def test_two_samples() -> None:
    done = hvdc("profile", CODED, "--against", CODED, "--json")
    assert {r["h"] for r in json.loads(done.stdout)["indicators"]} <= {0.0, None}


def test_agreement_with_itself_and_with_nobody(tmp_path: Path) -> None:
    rows = json.loads(hvdc("agree", CODED, CODED, "--json").stdout)["categories"]
    assert {r["perfect"] for r in rows} <= {100.0, None}
    other = tmp_path / "other.jsonl"
    other.write_text('{"id": "elsewhere", "hvdc": []}\n')
    done = hvdc("agree", CODED, other)
    assert done.returncode == 1
    assert "no dream id in common" in done.stderr


def test_validate_lists_slips_with_their_lines(tmp_path: Path) -> None:
    assert hvdc("validate", CODED).returncode == 0
    coded = tmp_path / "slips.jsonl"
    coded.write_text('{"id": "a", "hvdc": ["char:1MKA"]}\n{"id": "b", "hvdc": ["char:1MKAA", "emot:AP,D"]}\n')
    done = hvdc("validate", coded)
    assert done.returncode == 1
    assert "line 2, dream b: char:1MKAA" in done.stdout
    assert json.loads(hvdc("validate", coded, "--json").stdout)["slips"][0]["line"] == 2


def test_validate_asks_about_what_may_be_meant_so(tmp_path: Path) -> None:
    coded = tmp_path / "odd.jsonl"
    coded.write_text('{"id": "a", "hvdc": []}\n{"id": "b", "hvdc": ["emot:AP,1MKA"]}\n')
    done = hvdc("validate", coded)
    assert done.returncode == 0
    assert "line 1, dream a: the coding is empty" in done.stdout
    assert "line 2, dream b: emot:AP,1MKA: 1MKA is no character of this dream" in done.stdout
    assert "0 slips, 2 questions" in done.stdout


def test_validate_lists_lines_that_cannot_be_read_among_the_others(tmp_path: Path) -> None:
    coded = tmp_path / "torn.jsonl"
    coded.write_text('{"id": "a", "hvdc": ["char:9MKA"]}\n{"id": "b", "hv\n{"id": "a", "hvdc": ["char:1MKA"]}\n')
    done = hvdc("validate", coded)
    assert done.returncode == 1
    places = [line.partition(", ")[2].partition(":")[0] for line in done.stdout.splitlines()[:-1]]
    assert places == ["line 1, dream a", "line 2", "line 3, dream a"]
    assert hvdc("profile", coded).returncode == 1


def test_convert_there_and_back(tmp_path: Path) -> None:
    first = CODED
    for name in ("a.csv", "b.xml", "c.jsonl"):
        assert hvdc("convert", first, tmp_path / name).returncode == 0
        first = tmp_path / name
    before = [json.loads(line) for line in CODED.read_text().splitlines()]
    after = [json.loads(line) for line in first.read_text().splitlines()]
    assert after == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["profile", "none.jsonl"], "no file"),
        (["profile", CODED, "--plot", "/nowhere/x.svg"], "cannot be written"),
        (["profile", CODED, "--plot", "x.gif"], "ends in none of"),
        (["convert", CODED, "x.doc"], "ends in none of"),
    ],
)
def test_what_cannot_be_done_gets_one_sentence(words: list[object], says: str) -> None:
    done = hvdc(*words)
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_norms_go_by_the_sex_that_the_file_tells(tmp_path: Path) -> None:
    coded = tmp_path / "c.jsonl"
    for sexes, name in (("FF", "female"), ("MM", "male"), ("MF", "both"), ("", "both")):
        lines = [{"id": str(k), "hvdc": ["char:1MKA"], "sex": sex} for k, sex in enumerate(sexes or " ")]
        coded.write_text("".join(json.dumps(line) + "\n" for line in lines))
        done = hvdc("profile", coded, "--json")
        assert json.loads(done.stdout)["norms"] == name
        assert ("--norms female" in done.stderr) == (name == "both")
    assert json.loads(hvdc("profile", coded, "--norms", "none", "--json").stdout)["norms"] == ""


def test_profile_without_norms_and_with_everything() -> None:
    done = hvdc("profile", CODED, "--norms", "none", "--all")
    assert done.returncode == 0
    assert "Aggression with males" in done.stdout
    assert "norm %" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert hvdc("profile", CODED, "--norms", "none", "--plot", "x.svg").returncode == 1


def test_unknown_items_are_told_of(tmp_path: Path) -> None:
    coded = tmp_path / "c.jsonl"
    coded.write_text('{"id": "a", "hvdc": ["char:2CCZ", "nonsense"]}\n')
    done = hvdc("profile", coded, "--json")
    assert json.loads(done.stdout)["unknown"] == 2
    assert "2 items break a rule" in done.stderr
    assert "validate" in done.stderr


def test_compare_two_samples_and_one_over_time() -> None:
    done = hvdc("compare", CODED, CODED, "--deals", "100")
    assert done.returncode == 0
    assert max(map(len, done.stdout.splitlines())) <= 80
    document = json.loads(hvdc("compare", CODED, "--stretches", "3", "--deals", "100", "--json").stdout)
    assert document["stretches"] == 3
    assert {len(r["percents"]) for r in document["indicators"]} == {3}
    rows = list(csv.DictReader(io.StringIO(hvdc("compare", CODED, "--deals", "100", "--csv").stdout)))
    assert len(rows[0]["wholes"].split()) == 2
    shown = hvdc("compare", CODED, "--deals", "100").stdout
    assert "% 1" in shown
    assert "dealt anew" in shown
    assert hvdc("compare", CODED, CODED, "--deals", "100", "--csv").stdout.startswith("indicator,label,one_part")
    done = hvdc("compare", CODED, "--stretches", "11")
    assert done.returncode == 1
    assert "10 dreams cannot be parted into 11" in done.stderr


def test_agreement_as_a_table_and_as_csv(tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text(CODED.read_text().replace("AP,D", "SD,D") + '{"id": "one_more", "hvdc": []}\n')
    done = hvdc("agree", CODED, other)
    assert done.returncode == 0
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "apprehension" in done.stdout
    assert "objects" not in done.stdout  # neither coded any
    assert "1 dream in only one of the files was left out" in done.stderr
    rows = {r["category"]: r for r in csv.DictReader(io.StringIO(hvdc("agree", CODED, other, "--csv").stdout))}
    assert float(rows["emot_AP"]["perfect"]) == 0


def test_what_a_file_holds_cannot_disturb_the_terminal(tmp_path: Path) -> None:
    coded = tmp_path / "c.jsonl"
    coded.write_text(json.dumps({"id": "a\x1b[2J", "hvdc": ["char:\x1b[31m", "agg:\x1b]0;x\x07,3>,D"]}) + "\n")
    done = hvdc("validate", coded)
    assert done.returncode == 1
    assert "\x1b" not in done.stdout
