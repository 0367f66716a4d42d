"""What each item adds, and that many dreams are counted as one by one."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.hvdc import CodedDream
from nightglass.hvdc.arithmetic.counts import COUNTS, count, tally

ITEM = st.one_of(
    st.sampled_from([
        "char:1MKA", "char:2FTC", "char:8IUA", "char:6ANI", "agg:1MKA,7>,D", "agg:D,2r,1MKA+1FKA", "fri:D,4=,1FMA",
        "sex:D,1*,", "mf:5,D + 1MKA", "gf:,D", "succ:,1MKA", "fail:,D", "emot:AP,D", "emot:HA,1FMA", "set:OU",
        "obj:BT", "act:D,V>,1MKA", "mod:C+",
    ]),
    st.text(max_size=12),
    st.text(alphabet="charge:mfsix,D123>+ MKA", max_size=16),
)  # fmt: skip
DREAMS = st.lists(st.lists(ITEM, max_size=8), max_size=6).map(
    lambda dreams: [CodedDream(f"d{k}", tuple(items)) for k, items in enumerate(dreams)]
)


def names(item: str) -> set[str]:
    return {COUNTS[column] for column in tally(item)}


@pytest.mark.parametrize(
    ("item", "adds"),
    [
        ("char:1MKA", "characters humans males known familiar"),
        ("char:2FTC", "characters humans females family familiar groups"),
        ("char:4JSA", "characters humans unfamiliar groups dead_imaginary"),
        ("char:5MPA", "characters humans males familiar dead_imaginary"),
        ("char:7IUA", "characters humans unfamiliar changed"),
        ("char:2ANI", "characters animals"),
        ("char:1CZZ", "characters creatures"),
        ("agg:1MSA,7>,D", "agg physical dreamer_agg receives_agg agg_with_males agg_with_unfamiliar"),
        ("agg:D,4>,1ANI", "agg dreamer_agg initiates_agg agg_with_animals"),
        ("agg:D,5R,1FMA", "agg physical dreamer_agg agg_with_females agg_with_family agg_with_familiar"),
        ("agg:1MKA,8>,1FKA", "agg physical"),
        ("agg:D,1*,", "agg dreamer_agg"),
        ("fri:D + 1MKA,4>,1FKA", "fri dreamer_fri initiates_fri fri_with_females fri_with_known fri_with_familiar"),
        ("fri:1FKA,2=,D", "fri dreamer_fri fri_with_females fri_with_known fri_with_familiar"),
        ("sex:Q,3>,D", "sex dreamer_sex receives_sex"),
        ("mf:6,1MKA", "mf bodily"),
        ("mf:1,D+1MKA", "mf dreamer_mf"),
        ("gf:,D", "gf dreamer_gf"),
        ("succ:,1MKA", "succ"),
        ("fail:,D", "fail dreamer_fail"),
        ("emot:HA,D", "emot dreamer_emot happiness"),
        ("emot:SD,1FKA", "emot sadness negative"),
        ("set:IF", "set indoor familiar_place"),
        ("set:OU", "set outdoor unfamiliar_place"),
        ("set:AQ", "set"),
        ("obj:BH", "obj body_parts"),
        ("obj:BA", "obj body_parts torso_anatomy"),
        ("obj:NA", "obj"),
        ("act:D,V>,1MKA", "act"),
        ("mod:C+", "mod"),
    ],
)
def test_what_an_item_adds(item: str, adds: str) -> None:
    assert names(item) == set(adds.split())


@pytest.mark.parametrize(
    ("item", "adds"),
    [
        ("char:2CCZ", "unknown characters humans family familiar groups"),
        ("char:9MKX", "unknown characters humans males known familiar"),
        ("char:MKA", "unknown characters"),
        ("agg:1MKA,9>,D", "unknown agg dreamer_agg receives_agg agg_with_males agg_with_known agg_with_familiar"),
        ("agg:1MKA,7>", "unknown agg physical"),
        ("agg:,,", "unknown agg"),
        ("mf:,D", "unknown mf dreamer_mf"),
        ("emot:ZZ,D", "unknown emot dreamer_emot negative"),
        ("emot:AP", "unknown emot apprehension negative"),
        ("xyz:1MKA", "unknown"),
        ("", "unknown"),
    ],
)
def test_an_item_that_breaks_a_rule_adds_what_can_be_read_in_it(item: str, adds: str) -> None:
    assert names(item) == set(adds.split())


@given(DREAMS)
def test_many_dreams_are_counted_as_one_by_one(dreams: list[CodedDream]) -> None:
    table = count(dreams)
    assert table.shape == (len(dreams), len(COUNTS))
    for dream, row in zip(dreams, table, strict=True):
        alone = Counter(COUNTS[column] for item in dream.hvdc for column in tally(item))
        for name, value in zip(COUNTS, row, strict=True):
            if name == "dreams":
                assert value == 1
            elif name == "any_striving":
                assert value == (alone["succ"] + alone["fail"] > 0)
            elif name.startswith("any_"):
                assert value == (alone[name[4:]] > 0)
            else:
                assert value == alone[name]


def test_the_order_of_dreams_is_kept_whatever_their_lengths() -> None:
    dreams = [
        CodedDream("a", ()),
        CodedDream("b", ("char:1ANI",) * 3),
        CodedDream("c", ()),
        CodedDream("d", ("gf:,D",)),
    ]
    table = count(dreams)
    assert table[:, COUNTS.index("animals")].tolist() == [0, 3, 0, 0]
    assert table[:, COUNTS.index("dreamer_gf")].tolist() == [0, 0, 0, 1]
    assert np.array_equal(count(dreams * 500), np.tile(table, (500, 1)))
    assert count([]).shape == (0, len(COUNTS))
