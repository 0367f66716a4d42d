"""Each format's own ways: places in the file, encodings, what is kept although it is odd."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nightglass.hvdc import (
    CodedDream,
    CodingFileError,
    HvdcError,
    agree,
    compare,
    inspect_codings,
    norms,
    profile,
    read_codings,
    validate,
    write_codings,
)  # fmt: skip

if TYPE_CHECKING:
    from pathlib import Path

ONE = "<dream><number>1</number></dream>"
HEAD = "dream_id,type,init,code,rec,char\n"
XML = """<?xml version="1.0" encoding="{encoding}"?>
<dreambank>
 <collection><id>ash</id><name>An invented series</name><sex>F</sex>
  <dream><number>1</number><date/><codings>
    <char>
      1MKA
    </char>
    <spell><code>7</code><char>D</char></spell>
    <set><code>IF</code></set>
  </codings><report>Über den Fluss</report></dream>
  <dream>
   <number>2</number><codings/></dream>
 </collection>
</dreambank>
"""


def write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16"])
def test_xml_is_read_in_the_encoding_that_it_names(encoding: str, tmp_path: Path) -> None:
    one, two = read_codings(write(tmp_path / "c.xml", XML.format(encoding=encoding).encode(encoding)))
    assert one.text == "Über den Fluss"
    assert (one.id, two.id) == ("ash_1", "ash_2")
    if encoding != "utf-16":
        assert (one.line, two.line) == (4, 11)


def test_an_unknown_tag_is_kept_as_an_unknown_item(tmp_path: Path) -> None:
    dreams = read_codings(write(tmp_path / "c.xml", XML.format(encoding="utf-8")))
    assert dreams[0].hvdc == ("char:1MKA", "spell:7,D", "set:IF")
    slips = validate(dreams)
    assert [(s.line, s.item, s.certain) for s in slips] == [(4, "spell:7,D", True), (11, "", False)]
    write_codings(tmp_path / "again.xml", dreams)
    again = read_codings(tmp_path / "again.xml")
    assert [d.hvdc for d in again] == [d.hvdc for d in dreams]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (XML.format(encoding="klingon"), "encoding"),
        ("<dreambank><collection><dream><codings/></dream></collection></dreambank>", "no <number>"),
        ("<dreambank>&none;</dreambank>", "not well-formed"),
        ("", "not well-formed"),
        ('<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><dreambank>&x;</dreambank>', "entities"),
    ],
)
def test_xml_that_cannot_be_read(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(CodingFileError, match=says):
        read_codings(write(tmp_path / "c.xml", text))


@pytest.mark.parametrize("sign", ["\x0b", "\x00", "\ufffe", "\x1b"])
def test_what_xml_cannot_hold_is_refused_rather_than_lost(sign: str, tmp_path: Path) -> None:
    dream = CodedDream("a", ("char:1MKA",), text=f"one{sign}two")
    with pytest.raises(CodingFileError, match="control character"):
        write_codings(tmp_path / "c.xml", [dream])
    assert list(tmp_path.iterdir()) == []
    for name in ("c.csv", "c.jsonl"):
        write_codings(tmp_path / name, [dream])
        assert read_codings(tmp_path / name)[0].text == dream.text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("ending", ["jsonl", "csv", "xml"])
@given(
    text=st.text("a<&>\"'\r\n\t, ;]é\u2028😴", max_size=12),
    collections=st.lists(st.sampled_from("ab"), min_size=1, max_size=4),
)
def test_line_ends_signs_and_order_are_kept(text: str, collections: list[str], ending: str, tmp_path: Path) -> None:
    dreams = [CodedDream(f"{k}{text}", ("char:1MKA",), name, text=text) for k, name in enumerate(collections)]
    path = tmp_path / f"c.{ending}"
    write_codings(path, dreams)
    read, slips = inspect_codings(path)
    assert slips == []
    assert [msgspec.structs.replace(d, line=0, lines=()) for d in read] == dreams


def test_csv_of_other_programs(tmp_path: Path) -> None:
    rows = HEAD + "a,char,,,,1MKA\na,emot,,AP,,D\n"
    plain = read_codings(write(tmp_path / "a.csv", rows))
    assert plain == [CodedDream("a", ("char:1MKA", "emot:AP,D"), line=2, lines=(2, 3))]
    for other in (
        rows.replace(",", ";").encode("utf-8-sig"), rows.replace(",", "\t").encode("utf-16"),
        rows.replace("\n", "\r\n").encode(), rows.replace("\n", "\n\n").encode().replace(b"\n\n", b"\n", 1),
    ):  # fmt: skip
        assert read_codings(write(tmp_path / "b.csv", other))[0].hvdc == plain[0].hvdc


def test_every_slip_of_a_csv_has_its_own_line(tmp_path: Path) -> None:
    text = HEAD + "a,char,,,,1MKA\na,agg,D,9>,1MKA,\nb,char,,,\na,emot,,AP,,1FSA\n"
    dreams, slips = inspect_codings(write(tmp_path / "c.csv", text))
    assert [(s.line, s.dream) for s in slips] == [(4, "")]
    assert [(s.line, s.item, s.certain) for s in validate(dreams)] == [
        (3, "agg:D,9>,1MKA", True), (5, "emot:AP,1FSA", False),
    ]  # fmt: skip


def test_a_line_of_a_csv_that_is_not_utf8_is_found(tmp_path: Path) -> None:
    data = HEAD.encode() + b"a,char,,,,1MKA\nb\xe9,char,,,,1MKA\nc,emot,,AP,,D\n"
    dreams, slips = inspect_codings(write(tmp_path / "c.csv", data))
    assert [d.id for d in dreams] == ["a", "c"]
    assert [(s.line, "UTF-8" in s.message) for s in slips] == [(3, True)]


def test_a_forgotten_quotation_mark_is_found(tmp_path: Path) -> None:
    dreams, slips = inspect_codings(
        write(tmp_path / "c.csv", HEAD + 'a,char,,,,1MKA\nb,char,"x,,,1FKA\nc,char,,,,1MKA\n')
    )
    assert [d.id for d in dreams] == ["a"]
    assert "quotation marks" in slips[0].message


def test_every_line_that_is_wrong_is_found(tmp_path: Path) -> None:
    lines = [
        b'{"id": 7, "hvdc": ["char:1MKA"], "facets": {"kind": "none"}}', b"", b"{", b'{"id": "b"}',
        b'{"id": "c", "hvdc": "x"}', b'{"id": "\xe9", "hvdc": []}', b'{"id": "d", "hvdc": []}', b"[1]",
    ]  # fmt: skip
    dreams, slips = inspect_codings(write(tmp_path / "c.jsonl", b"\n".join(lines)))
    assert [(d.id, d.line) for d in dreams] == [("7", 1), ("d", 7)]
    assert [s.line for s in slips] == [3, 4, 5, 6, 8]
    assert "no whole JSON" in slips[0].message
    assert "hvdc, the list of codes, is missing" in slips[1].message
    assert "hvdc is not a list" in slips[2].message
    assert "UTF-8" in slips[3].message


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("c.jsonl", '{"id": "a", "hvdc": []}\n{"id": "b", "hvdc": []}\n{"id": "a", "hvdc": []}\n'),
        ("c.xml", f"<dreambank><collection><id>m</id>\n{ONE}\n\n{ONE}</collection></dreambank>"),
    ],
)
def test_two_dreams_of_one_id_are_refused_with_both_places(name: str, text: str, tmp_path: Path) -> None:
    path = write(tmp_path / name, text)
    with pytest.raises(CodingFileError, match=r"line [34]: the id (a|m_1) stands in line [12] already"):
        read_codings(path)
    assert [s.message.partition(";")[0] for s in validate(inspect_codings(path)[0]) if s.certain] == [
        f"this id stands in line {1 if name == 'c.jsonl' else 2} already"
    ]


def test_a_report_that_speaks_of_tags_costs_only_the_lines(tmp_path: Path) -> None:
    text = XML.format(encoding="utf-8").replace("Über den Fluss", "<![CDATA[a <dream > in brackets]]>")
    one, two = read_codings(write(tmp_path / "c.xml", text))
    assert one.text == "a <dream > in brackets"
    assert (one.line, two.line) == (1, 1)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"hvdc": []}', "the id is missing"),
        ('{"id": 1.5, "hvdc": []}', "neither a text nor a whole number"),
        ('{"id": "a", "hvdc": ["char:1MKA", 3]}', "hvdc is not a list of texts"),
        ('{"id": "a", "hvdc": [], "sex": 1}', "sex is not a text"),
        ("17", "no JSON object of a coded dream"),
        ('{"id": "a", "hvdc": [}', "no whole JSON object"),
        ('{"id": ' + "9" * 5000 + ', "hvdc": []}', "neither a text nor a whole number"),
        ('{"id": "a", "hvdc": ' + "[" * 9000 + "]" * 9000 + "}", "hvdc is not a list of texts"),
    ],
)
def test_what_is_wrong_with_a_line_is_said_in_plain_words(line: str, says: str, tmp_path: Path) -> None:
    _, slips = inspect_codings(write(tmp_path / "c.jsonl", line))
    assert says in slips[0].message


WHOLE = {
    "jsonl": b'{"id": "a", "hvdc": ["char:1MKA", "agg:1MKA,3>,D"], "sex": "F"}\n{"id": "b", "hvdc": ["mf:1,D"]}\n',
    "csv": (HEAD + 'a,char,,,,1MKA\na,agg,"1MKA",3>,D,\nb,mf,,1,,D\nc,,,,,\n').encode(),
    "xml": XML.format(encoding="utf-8").encode(),
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@pytest.mark.parametrize("ending", ["jsonl", "csv", "xml"])
@given(data=st.data())
def test_damaged_files_raise_only_own_errors_in_every_use(data: st.DataObject, ending: str, tmp_path: Path) -> None:
    damaged = bytearray(WHOLE[ending])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        wide = data.draw(st.integers(0, 6))
        damaged[at : at + wide] = data.draw(
            st.binary(max_size=4) | st.sampled_from([b'"', b"<", b"&", b",", b"\n", b"+"])
        )
    path = write(tmp_path / f"c.{ending}", bytes(damaged))
    with suppress(HvdcError):
        use(path, tmp_path)


def use(path: Path, folder: Path) -> None:
    dreams, _ = inspect_codings(path)
    validate(dreams)
    profile(dreams, norms("female"))
    if dreams:
        agree(dreams, dreams, draws=2)
        compare(dreams, dreams, permutations=1)
        for other in ("jsonl", "csv", "xml"):
            write_codings(folder / f"other.{other}", dreams)
