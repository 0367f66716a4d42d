import os
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.errors import NightglassError
from nightglass.text import (
    MAX_BYTES,
    MAX_REPORT,
    BinaryReportError,
    EmptyReportError,
    LongReportError,
    ReportError,
    UndecodableReportError,
    WordlessReportError,
    check_report,
    decode,
)

DREAM = "I stood in my grandmother’s kitchen — the tap ran black.\r\nNobody said a word.\n"
WESTERN = "At the café in Zürich the waiter had no face… I couldn’t move."

writable = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff\x00"))
STARTS = (b"{\\rtf", b"%PDF-")


def said_plainly(error: BaseException) -> bool:
    words = str(error)
    return words.count("\n") == 0 and words.endswith(".") and ": " in words and "Error" not in words


def outcome(function, argument):
    """What ``function`` returns, or the class of its refusal after a look at the sentence."""
    refusal = None
    try:
        return function(argument, "here")
    except ReportError as error:
        refusal = error
    assert said_plainly(refusal)
    assert "here" in str(refusal)
    return type(refusal)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252"])
def test_what_was_written_comes_back_whole(encoding):
    assert decode(DREAM.encode(encoding), "dream.txt") == DREAM


@pytest.mark.parametrize("encoding", ["utf-16-be", "utf-32-be"])
def test_big_endian_marks(encoding):
    assert decode(("\ufeff" + DREAM).encode(encoding), "dream.txt") == DREAM


@given(writable)
def test_utf8_is_never_changed(text):
    data = text.encode()
    try:
        assert decode(data, "here") == text
    except BinaryReportError:
        assert any(ord(c) < 32 or c == "\x7f" for c in text) or data.startswith(
            (b"ID3", b"GIF8", b"PAR1", b"BZh", b"%PDF-")
        )


@given(writable.filter(lambda t: t != ""), st.sampled_from(["utf-16", "utf-32", "utf-8-sig"]))
def test_text_with_a_mark_is_never_changed(text, encoding):
    assert decode(text.encode(encoding), "here") == text


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_one_sentence(data):
    assert isinstance(outcome(decode, data), str | type)


@given(st.text(max_size=80))
def test_any_text_is_returned_itself_or_refused_in_one_sentence(text):
    found = outcome(check_report, text)
    assert found is text or isinstance(found, type)
    assert any(c.isalpha() for c in text) or isinstance(found, type)


def test_cp1252():
    assert decode(WESTERN.encode("cp1252"), "old.txt") == WESTERN


def test_one_damaged_byte_does_not_spoil_the_rest():
    assert decode("a café ".encode() + b"caf\xe9 again, " + "naïve".encode(), "mixed.txt") == "a café café again, naïve"


def test_direction_marks_and_a_stray_control_character_stay():
    text = "\u202bחלמתי\u202c I ran\x00 and \x1bran\u200f."
    assert decode(text.encode(), "dream.txt") == text
    assert check_report(text, "dream.txt") == text


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04" + bytes(range(20)), "Word"),
        (b"{\\rtf1 I ran}", "RTF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(20)), "picture"),
        (b"\x00\x00\x00\x18ftypM4A \x00\x00\x02\x00", "recording"),
        (b"\x01\x02\x03\x04\x05 something", "something else"),
    ],
)
def test_what_is_not_text_is_named(data, kind):
    with pytest.raises(BinaryReportError, match=kind) as caught:
        decode(data, "dream.m4a")
    assert said_plainly(caught.value)
    assert "plain text" in str(caught.value)


def test_a_word_that_a_kind_of_file_begins_with_is_text():
    assert decode(b"ID3 was written on the door.", "dream.txt") == "ID3 was written on the door."


def test_random_bytes_are_refused():
    for _ in range(50):
        with pytest.raises(ReportError):
            decode(b"q" + os.urandom(4000), "noise")


def test_letters_of_another_encoding_are_refused_rather_than_garbled():
    with pytest.raises(UndecodableReportError, match="save it as UTF-8"):
        decode("Мне снилось, что дом горит и я не могу бежать".encode("cp1251"), "сон.txt")


def test_a_byte_that_no_western_encoding_has():
    with pytest.raises(UndecodableReportError, match="letters cannot be told"):
        decode(b"I ran and \x81 ran", "dream.txt")


@pytest.mark.parametrize("data", [DREAM.encode("utf-16")[:-1], b"\xef\xbb\xbfI ran\xff", b"\xff\xfe\x00\xd8a\x00"])
def test_a_mark_that_promises_more_than_follows(data):
    with pytest.raises(UndecodableReportError, match="damaged: it begins as UTF-"):
        decode(data, "dream.txt")


@pytest.mark.parametrize("text", ["", " ", "\r\n" * 10_000, "\t\u3000\xa0"])
def test_empty(text):
    with pytest.raises(EmptyReportError, match=r"nothing in dream\.txt: write down"):
        check_report(text, "dream.txt")


@pytest.mark.parametrize("text", ["...", "?!", "— 12 —", "😱😱", "\u200f", "\x00"])
def test_no_words(text):
    with pytest.raises(WordlessReportError, match=r"no words in dream\.txt"):
        check_report(text, "dream.txt")


def test_half_a_character():
    with pytest.raises(UndecodableReportError, match="half a character at position 3"):
        check_report("I \ud83d ran", "row 4")


def test_too_long():
    text = "and then " * (MAX_REPORT // 9 + 1)
    with pytest.raises(LongReportError, match=r"200,007 characters; .* own row .* `nightglass code`"):
        check_report(text, "dream.txt")
    assert check_report(text[:MAX_REPORT], "dream.txt") == text[:MAX_REPORT]


@pytest.mark.parametrize("unit", [b"and then I ran ", b"\xe9t\xe9 ", b"\n", "и".encode(), b"i\x00"])
def test_five_megabytes_are_refused_at_once(unit):
    data = unit * (5_000_000 // len(unit))
    begin = time.perf_counter()
    with pytest.raises(LongReportError, match="own row"):
        decode(data, "dream.txt")
    assert time.perf_counter() - begin < 1


def test_the_longest_report_fits_in_the_most_bytes():
    text = "é" * MAX_REPORT
    assert len(text.encode("utf-32")) <= MAX_BYTES
    assert check_report(decode(text.encode("utf-32"), "dream.txt"), "dream.txt") == text


def test_every_refusal_is_an_error_of_nightglass_with_a_reason():
    kinds = [BinaryReportError, EmptyReportError, LongReportError, UndecodableReportError, WordlessReportError]
    assert all(issubclass(kind, NightglassError) for kind in kinds)
    assert len({kind.reason for kind in kinds}) == len(kinds)
