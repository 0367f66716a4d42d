import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.corpus.formats import lines as module
from nightglass.corpus.formats.lines import Lines, LongLineError, raw_bytes
from nightglass.text import BinaryReportError


@given(st.binary(max_size=200))
def test_no_byte_is_lost(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("lines") / "a.csv"
    path.write_bytes(b"head\n" + data)
    with Lines(path) as lines:
        if not lines.escapes:
            return
        found = b"".join(line.encode("utf-8", "surrogateescape") for line in lines)
    assert found == b"head\n" + data


def test_lines_can_be_given_back(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("one\ntwo\nthree\n")
    with Lines(path) as lines:
        lines.begin()
        assert [next(lines), next(lines)] == ["one\n", "two\n"]
        assert lines.number == 3
        assert lines.keep_first() == "one\n"
        assert lines.number == 2
        assert list(lines) == ["two\n", "three\n"]
        assert lines.share == 1


def test_a_long_line_costs_itself_only(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MAX_LINE", 10)
    path = tmp_path / "a.csv"
    path.write_text("short\n" + "x" * 35 + "\n" + "next\n" + "y" * 30)
    with Lines(path) as lines:
        assert next(lines) == "short\n"
        with pytest.raises(LongLineError):
            next(lines)
        assert next(lines) == "next\n"
        with pytest.raises(LongLineError):
            next(lines)
        with pytest.raises(StopIteration):
            next(lines)


def test_a_file_that_is_no_text_is_closed_again(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"PK\x03\x04" + bytes(range(30)))
    with pytest.raises(BinaryReportError, match="Excel"):
        Lines(path)


def test_bytes_come_back_only_where_they_are_not_text():
    assert raw_bytes("plain") == "plain"
    assert raw_bytes("schön") == "schön"
    assert raw_bytes(b"sch\xf6n".decode("utf-8", "surrogateescape")) == b"sch\xf6n"
