"""Files of coded dreams: there and back, and whatever can be wrong with them."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nightglass.hvdc import CodedDream, CodingFileError, HvdcError, read_codings, write_codings

if TYPE_CHECKING:
    from pathlib import Path

TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20)
ITEM = st.one_of(
    st.sampled_from(
        ["char:1MKA", "agg:D + 1MKA,3>,1FSA", "agg:D,1*,", "mf:3,D", "gf:,D", "set:IF", "char:odd one", "emot:AP"]
    ),
    TEXT.filter(bool),
)
DREAMS = st.lists(
    st.builds(
        CodedDream, id=TEXT.filter(str.strip), hvdc=st.lists(ITEM, max_size=6).map(tuple), collection=TEXT, sex=TEXT,
        number=TEXT, date=TEXT, text=TEXT,
    ),
    min_size=1, max_size=5, unique_by=lambda d: d.id,
)  # fmt: skip


def plain(dreams: list[CodedDream]) -> list[CodedDream]:
    return sorted((msgspec.structs.replace(d, line=0, lines=()) for d in dreams), key=lambda d: d.id)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("ending", ["jsonl", "csv", "xml"])
@given(dreams=DREAMS)
def test_nothing_is_lost_on_the_way(dreams: list[CodedDream], ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"coded.{ending}"
    write_codings(path, dreams)
    assert plain(read_codings(path)) == plain(dreams)
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
    path.unlink()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("ending", ["jsonl", "csv", "xml"])
@given(data=st.binary(max_size=300))
def test_whatever_stands_in_a_file_raises_only_own_errors(data: bytes, ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"coded.{ending}"
    path.write_bytes(data)
    with contextlib.suppress(HvdcError):
        assert read_codings(path)


XML = """<?xml version="1.0"?><dreambank><collection><id>m</id><name>Mine</name><sex>F</sex><dream><number>7</number>
<date>1999</date><codings><char>1MKA</char><agg><init>D</init><code>3></code><rec>1MKA</rec></agg><mf><code>3</code>
<char>D</char></mf><emot><code>AP</code><char>D</char></emot></codings><report>I ran.</report></dream>
</collection></dreambank>"""


def test_the_xml_of_dreambank(tmp_path: Path) -> None:
    path = tmp_path / "coded.xml"
    path.write_text(XML)
    assert read_codings(path) == [
        CodedDream(
            "m_7", ("char:1MKA", "agg:D,3>,1MKA", "mf:3,D", "emot:AP,D"), "m", "F", "7", "1999", "I ran.", 1,
        )
    ]  # fmt: skip


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><dreambank>&b;</dreambank>'
HEAD = "dream_id,type,init,code,rec,char\n"


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("c.xml", "<dreambank><collection>", "line 1: this is not well-formed XML in column"),
        ("c.xml", BOMB, "entities"),
        ("c.xml", "<other/>", "<other>"),
        ("c.xml", XML.replace("<rec>", "<who>").replace("</rec>", "</who>"), "<who> does not belong"),
        ("c.xml", "<dreambank/>", "no coded dreams"),
        ("c.csv", "a,b\n1,2\n", "column dream_id is missing"),
        ("c.csv", HEAD + "a,char,,,\n", "another number of fields"),
        ("c.csv", HEAD + ",char,,,,1MKA\n", "dream_id is empty"),
        ("c.csv", HEAD + 'a,"char"x,,,,1MKA\n', "line 2"),
        ("c.jsonl", '{"id": "a", "hvdc": []}\nnot json\n', "line 2"),
        ("c.jsonl", '{"id": null, "hvdc": []}\n', "line 1"),
        ("c.jsonl", "", "no coded dreams"),
        ("c.xlsx", "", ".jsonl, .csv, .xml"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(name: str, text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(CodingFileError) as caught:
        read_codings(path)
    assert says in str(caught.value)
    assert str(path) in str(caught.value)


def test_mixed_encodings_and_missing_files(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_bytes('{"id": "é", "hvdc": ["char:1MKA"]}\n'.encode() + b'{"id": "\xe9", "hvdc": []}\n')
    with pytest.raises(CodingFileError, match="line 2: this is not UTF-8"):
        read_codings(path)
    with pytest.raises(CodingFileError, match="no file"):
        read_codings(tmp_path / "none.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(CodingFileError, match="cannot be opened"):
        read_codings(tmp_path / "folder.csv")
    with pytest.raises(CodingFileError, match="cannot be written"):
        write_codings(tmp_path / "none" / "c.csv", [CodedDream("a", ())])


def test_rows_of_one_dream_need_not_stand_together(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text(HEAD + "a,char,,,,1MKA\nb,,,,,\na,agg,D,3>,1MKA,\n")
    assert [(d.id, d.hvdc) for d in read_codings(path)] == [("a", ("char:1MKA", "agg:D,3>,1MKA")), ("b", ())]
