"""Codes as values and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.hvdc import Act, Character, CodeError, Fortune, Unknown, codes, parse, parse_leniently, write

CHARACTER = st.sampled_from(codes.character_codes())
PARTY = st.one_of(st.sampled_from(["D", "Q"]), CHARACTER)
SPACE = st.sampled_from(["+", " +", "+ ", " + "])


@st.composite
def parties(draw: st.DrawFn) -> str:
    members = draw(st.lists(PARTY, min_size=1, max_size=3))
    text = members[0]
    for member in members[1:]:
        text += draw(SPACE) + member
    return text


@st.composite
def items(draw: st.DrawFn) -> str:
    kind = draw(
        st.sampled_from(["char", "agg", "fri", "sex", "act", "mf", "gf", "succ", "fail", "emot", "set", "obj", "mod"])
    )
    if kind == "char":
        return f"char:{draw(CHARACTER)}"
    classes = {"agg": codes.AGGRESSION, "fri": codes.FRIENDLINESS, "sex": codes.SEXUALITY, "act": codes.ACTIVITIES}
    if kind in classes:
        sign = draw(st.sampled_from([">", "=", "R", "r", "*"]))
        recipient = "" if sign == "*" else draw(parties())
        return f"{kind}:{draw(parties())},{draw(st.sampled_from(list(classes[kind])))}{sign},{recipient}"
    if kind in {"mf", "gf", "succ", "fail", "emot"}:
        code = {"mf": list(codes.MISFORTUNE), "emot": list(codes.EMOTIONS)}.get(kind, [""])
        return f"{kind}:{draw(st.sampled_from(code))},{draw(parties())}"
    if kind == "mod":
        return f"mod:{draw(st.sampled_from(list(codes.MODIFIERS)))}{draw(st.sampled_from('+-'))}"
    return f"{kind}:{draw(st.sampled_from(list({'set': codes.SETTINGS, 'obj': codes.OBJECTS}[kind])))}"


@given(items())
def test_what_is_valid_comes_back_as_it_was_written(item: str) -> None:
    assert write(parse(item)) == item


@given(st.text(max_size=30))
def test_whatever_is_written_is_a_value_or_an_own_error(text: str) -> None:
    for item in (text, f"char:{text}", f"agg:{text}", f"mf:{text},D", f"emot:AP,{text}"):
        assert write(parse_leniently(item)) == item
        if isinstance(parse_leniently(item), Unknown):
            with pytest.raises(CodeError, match=r"\.$"):
                parse(item)


def test_the_signs_of_a_character() -> None:
    man, dog = parse("char:1MKA"), parse("char:2ANI")
    assert isinstance(man, Character)
    assert (man.number, man.sex, man.identity, man.age, man.human) == ("1", "M", "K", "A", True)
    assert isinstance(dog, Character)
    assert (dog.number, dog.sex, dog.identity, dog.age, dog.human) == ("2", None, None, None, False)


def test_parties_are_read_whatever_their_spaces() -> None:
    act = parse("fri:D + 1MKA+2FSA,4r,1FMA")
    assert isinstance(act, Act)
    assert act.initiator == ("D", "1MKA", "2FSA")
    assert (act.subclass, act.sign, act.recipient) == ("4", "R", ("1FMA",))


def test_values_made_by_hand_are_written_canonically() -> None:
    assert write(Act("agg", ("D", "1MKA"), "7", ">", ("1FSA",))) == "agg:D+1MKA,7>,1FSA"
    assert write(Act("agg", ("D",), "1", "*", ())) == "agg:D,1*,"
    assert write(Fortune("gf", "", ("D",))) == "gf:,D"


@pytest.mark.parametrize(
    ("item", "says", "nearest"),
    [
        ("char:1MKX", "four signs", None),
        ("char:", "missing", None),
        ("agg:D,9>,1MKA", "1/2/3/4/5/6/7/8", None),
        ("fri:D,8>,1MKA", "1/2/3/4/5/6/7", None),
        ("agg:D,3*,1MKA", "no recipient", None),
        ("agg:D,3>,", "has a recipient", None),
        ("agg:D,3>", "three fields", None),
        ("mf:7,D", "1, 2, 3, 4, 5, 6", None),
        ("gf:1,D", "no code", None),
        ("emot:AX,D", "AN, AP, SD, CO, HA", "AN"),
        ("mf:3", "two fields", None),
        ("set:IX", "IF", "IF"),
        ("char:2CCZ", "second, the sex", "2CZZ"),
        ("char:MKA1", "first, the number", "1MKA"),
        ("char:1mka", "four signs", "1MKA"),
        ("char:1ANIM", "four signs", "1ANI"),
        ("char:1MA", "four signs", "1MMA"),
        ("agg:d,3>,1MKA", "capitals", "D"),
        ("agg:D++1MKA,3>,Q", "missing", None),
        ("mod:Z+", "C+", "C+"),
        ("charr:1MKA", "begins with one of", "char"),
        ("nonsense", "begins with one of", None),
    ],
)
def test_an_invalid_code_is_named_with_its_rule_and_the_nearest(item: str, says: str, nearest: str | None) -> None:
    with pytest.raises(CodeError, match="is not a valid code") as caught:
        parse(item)
    assert says in caught.value.rule
    assert nearest is None or nearest in caught.value.nearest
    assert caught.value.code in str(caught.value)
