import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.corpus import CodedRow, Columns, TableError
from nightglass.corpus.formats import lines as lines_module
from nightglass.corpus.formats import read_table
from nightglass.corpus.formats.separated import write_separated
from nightglass.errors import NightglassError

cell = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff\x00"), max_size=30)
rows = st.lists(st.tuples(cell, cell, cell), max_size=8)


@given(
    rows, st.sampled_from([",", ";", "\t"]), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["utf-8-sig", "utf-16"])
)
def test_what_a_table_program_writes_is_read_cell_by_cell(tmp_path_factory, table, delimiter, end, encoding):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerow(["date", "id", "text"])
    writer.writerows(table)
    path = tmp_path_factory.mktemp("table") / "a.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    found = [(item.id, item.text) for item, _ in read_table(path, Columns())]
    assert found == [(identity, report) for _, identity, report in table]


@given(st.lists(st.text("ab\",;\n\t' ", max_size=12), max_size=8))
def test_every_line_of_a_broken_table_is_told_of(tmp_path_factory, lines):
    """Each line that is not blank is in some row or problem: none vanishes, and numbers have no gaps."""
    path = tmp_path_factory.mktemp("table") / "a.csv"
    path.write_text("id,text\n" + "\n".join(lines) + "\n")
    found = [item for item, _ in read_table(path, Columns())]
    assert [getattr(item, "number", None) or item.row for item in found] == list(range(1, len(found) + 1))
    starts = [item.line for item in found]
    assert starts == sorted(set(starts))
    if any(line.strip("\n") for line in lines):
        assert found


def test_a_forgotten_quotation_mark_swallows_no_other_row(cells_of):
    found = cells_of("a.csv", 'id,text\n1,"I ran\n2,"I fell"\n3,I hid\n')
    assert found == [(1, found[0][1]), (2, "2", "I fell"), (3, "3", "I hid")]
    assert "quotation marks do not match" in found[0][1]
    assert cells_of("a.csv", 'id,text\n1,I ran\n2,"I fell\n3,I hid\n')[2] == (3, "3", "I hid")


def test_in_a_tsv_a_stray_quotation_mark_is_just_one(cells_of):
    found = cells_of("a.tsv", 'id\ttext\n1\t"Go!" he said\n2\t"I ran\n3\t"a ""word"" here"\n4\tx\ty"\n5\t"x\ty"z\n')
    assert found[:3] == [(1, "1", '"Go!" he said'), (2, "2", '"I ran'), (3, "3", 'a "word" here')]
    assert "3 cells where the head has 2" in found[3][1]
    assert "quotation marks" in found[4][1]


@pytest.mark.parametrize("row", ["1,I ran, and fell", "1", "and fell"])
def test_a_row_with_too_many_or_too_few_cells(cells_of, row):
    found = cells_of("a.csv", f"id,text\n{row}\n2,ok\n")
    assert "where the head has 2" in found[0][1]
    assert found[1] == (2, "2", "ok")


def test_empty_cells_beyond_the_head_do_not_matter(cells_of):
    assert cells_of("a.csv", "id,text\n1,ok,, \n\n2,ok\n") == [(1, "1", "ok"), (2, "2", "ok")]


def test_lines_of_any_length_and_what_is_around_them(cells_of, monkeypatch):
    monkeypatch.setattr(lines_module, "MAX_LINE", 50)
    found = cells_of("a.csv", "id,text\n1,ok\n2," + "x" * 120 + '\n3,"open\n4,' + "y" * 99 + "\n5,ok\n")
    assert [row[0] for row in found] == [1, 2, 3, 4, 5]
    assert (found[0][1], found[4][1]) == ("1", "5")
    assert "too long" in found[1][1]
    assert "quotation" in found[2][1]
    assert "too long" in found[3][1]


def test_single_bytes_of_another_encoding_come_as_bytes(cells_of):
    assert cells_of("a.csv", b"id,text\n1,caf\xe9\n2,ok\n") == [(1, "1", b"caf\xe9"), (2, "2", "ok")]


def test_a_file_cut_in_the_middle_of_a_character(cells_of):
    found = cells_of("a.csv", "id,text\n1,ok\n2,ok".encode("utf-16")[:-1])
    assert "damaged" in found[-1][1]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "is empty"),
        ("\n\n", "is empty"),
        ("a,b\n1,2\n", r'no column "id" \(its columns are: a, b\): name the right one with --id-column'),
        ("id,b\n1,2\n", "--text-column"),
        ("id,text,text\n1,2,3\n", "several columns"),
        ("id;report;date\n1;2;3\n", r"its columns are: id, report, date\)"),
        ('"id,text\n', r"its columns are: id,text\)"),
        ("id,\x1b[31m\n", r"id, \?\[31m"),
        ("\x00\x01\x02\x03\x04\x05\n", "is not plain text but something else"),
        (",".join(f"c{i}" for i in range(20)), r"c11, \.\.\.\)"),
    ],
)
def test_a_head_that_lacks_something(cells_of, content, says):
    with pytest.raises(NightglassError, match=says):
        cells_of("a.csv", content)


def test_a_head_that_cannot_be_read(cells_of, monkeypatch):
    with pytest.raises(TableError, match="The first line of"):
        cells_of("a.csv", "id,text\n".encode("utf-16")[:-1])
    monkeypatch.setattr(lines_module, "MAX_LINE", 10)
    with pytest.raises(TableError, match="The first line of"):
        cells_of("a.csv", "id,text,and,more,and,more\n")


def test_a_row_of_control_characters_costs_itself_only(cells_of):
    assert len(cells_of("a.csv", b"id,text\n1,ok\n2," + bytes(range(9)) + b"\n3,ok\n")) == 3


def test_a_head_in_capitals_with_a_dreamer(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("ID;Text ;Who\n1;ok;Anna\n2;ok;\n")
    found = [(i.id, i.text, i.dreamer) for i, _ in read_table(path, Columns(dreamer="who"))]
    assert found == [("1", "ok", "Anna"), ("2", "ok", None)]


def test_what_is_written(tmp_path):
    facets = {"kind": "nightmare", "themes": ["vermin", "other"], "immobile": True, "muted": False}
    write_separated(
        tmp_path / "a.csv", [CodedRow("a;1", ["char:1MKA", "agg:1MKA,3>,D"], facets), CodedRow(2, [], {})], ","
    )
    first, second = csv.DictReader((tmp_path / "a.csv").read_text().splitlines())
    assert (first["id"], first["hvdc"], first["themes"]) == ("a;1", "char:1MKA; agg:1MKA,3>,D", "vermin; other")
    assert (first["immobile"], first["muted"], first["kind"], first["lucid"]) == ("true", "false", "nightmare", "")
    assert second["id"] == "2"
    assert not any(value for name, value in second.items() if name != "id")
