"""Which codings a dream gets, given how likely each is; and that each points at its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass import read
from nightglass.reading.judging.codings import GATES, wanted_events
from nightglass.reading.judging.weighing import Decision, Weighing

CELLS = ("agg:7:o>d", "agg:7:o>d>=2", "agg:2:d>o", "emot:AP:d", "emot:AP:o", "mf:5:d", "set:IF", "set:OQ")
WEIGHING = Weighing({name: Decision([], [], 0.0, 0.4) for name in (*GATES, *CELLS)})


def _wanted(sure: dict[str, float], rules: dict[str, int] | None = None) -> dict[str, int]:
    return wanted_events(WEIGHING, dict.fromkeys((*GATES, *CELLS), 0.0) | sure, rules or {})


def test_nothing_likely_but_a_place() -> None:
    assert _wanted({"set:OQ": 0.1}) == {"set:OQ": 1}


def test_a_cell_needs_its_gate() -> None:
    assert "agg:7:o>d" not in _wanted({"agg:7:o>d": 0.9})
    assert _wanted({"agg": 0.9, "agg:7:o>d": 0.9})["agg:7:o>d"] == 1


def test_twice_where_twice_is_likely() -> None:
    assert _wanted({"agg": 0.9, "agg:7:o>d": 0.9, "agg:7:o>d>=2": 0.6})["agg:7:o>d"] == 2


def test_the_likeliest_cell_where_none_is_likely() -> None:
    assert _wanted({"agg": 0.9, "agg:2:d>o": 0.2, "agg:7:o>d": 0.1})["agg:2:d>o"] == 1


def test_what_is_too_rare_to_be_weighed_is_left_to_the_rules() -> None:
    assert _wanted({"agg": 0.9}, {"agg:8:o>d": 1})["agg:8:o>d"] == 1
    assert "agg:8:o>d" not in _wanted({"agg": 0.1}, {"agg:8:o>d": 1})


@given(st.dictionaries(st.sampled_from((*GATES, *CELLS)), st.floats(0, 1)))
def test_a_kind_is_coded_just_where_its_gate_says_so(sure: dict[str, float]) -> None:
    wanted = _wanted(sure)
    for gate in ("agg", "mf", "emot:AP"):
        coded = any(cell.startswith(f"{gate}:") for cell in wanted)
        assert coded == (sure.get(gate, 0.0) >= 0.4)
    assert all(n >= 1 for n in wanted.values())


REPORT = (
    "I was in the cellar of a house I did not know. Two men broke the door and one of them hit me with a pipe. "
    "I was terrified. My aunt came down the stairs and put her coat around me. Then I fell into the well."
)


def test_every_coding_points_at_words_of_the_report() -> None:
    reading = read(REPORT)
    assert {c.item.partition(":")[0] for c in reading.hvdc} >= {"char", "agg", "emot"}
    for coding in reading.hvdc:
        assert 0 <= coding.probability <= 1
        assert coding.evidence or coding.item == "set:NS", coding
        for e in coding.evidence:
            assert REPORT[e.start : e.end] == e.text != ""


def test_two_codings_never_share_item_and_words() -> None:
    codings = [(c.item, c.evidence) for c in read(REPORT * 3).hvdc if not c.item.startswith("char")]
    assert len(codings) == len(set(codings))


PLACES = Weighing({name: Decision([], [], 0.0, 0.5) for name in ("set:NS", "set:IF", "set:OQ")})
NO_GATES = dict.fromkeys(
    ("agg", "fri", "sex", "mf", "gf", "succ", "fail", "emot:AN", "emot:AP", "emot:SD", "emot:CO", "emot:HA"), 0.0
)


@pytest.mark.parametrize(
    ("sure", "wanted"),
    [
        ({"set:NS": 0.9, "set:IF": 0.6, "set:OQ": 0.1}, {"set:IF"}),
        ({"set:NS": 0.9, "set:IF": 0.2, "set:OQ": 0.1}, {"set:NS"}),
        ({"set:NS": 0.1, "set:IF": 0.2, "set:OQ": 0.1}, {"set:IF"}),
        ({"set:NS": 0.1, "set:IF": 0.6, "set:OQ": 0.7}, {"set:IF", "set:OQ"}),
    ],
)
def test_settings(sure: dict[str, float], wanted: set[str]) -> None:
    assert set(wanted_events(PLACES, NO_GATES | sure, {})) == wanted
