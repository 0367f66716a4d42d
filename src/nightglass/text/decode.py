"""From bytes to a text: what was written, in whatever encoding, or a plain sentence about why it cannot be read.

Nothing is normalised: line ends, right-to-left marks, stray control characters and odd spaces stay where they were, so
that offsets lead back to what was written. Only a byte-order mark, which is no part of the text, is left out.
"""

from __future__ import annotations

import codecs

from nightglass.errors import NightglassError

__all__ = [
    "MAX_BYTES",
    "MAX_REPORT",
    "BinaryReportError",
    "EmptyReportError",
    "LongReportError",
    "ReportError",
    "UndecodableReportError",
    "WordlessReportError",
    "check_report",
    "decode",
    "encoding_of",
]

MAX_REPORT = 200_000
"""Characters in the longest text that is taken for one report; the longest in DreamBank has 23,030."""

MAX_BYTES = 4 * MAX_REPORT + 4
"""Bytes beyond which no encoding can hold a report of at most ``MAX_REPORT`` characters (UTF-32 with its mark)."""


class ReportError(NightglassError):
    """A report that cannot be read; ``reason`` is why, in a few words that fit after "row 7: "."""

    reason = "the report cannot be read"


class EmptyReportError(ReportError):
    """A report with nothing but space."""

    reason = "the text is empty"


class WordlessReportError(ReportError):
    """A report without a single letter."""

    reason = "the text holds no words"


class LongReportError(ReportError):
    """A text longer than ``MAX_REPORT`` characters."""

    reason = f"the text is too long for one report (over {MAX_REPORT:,} characters)"


class BinaryReportError(ReportError):
    """Bytes that are a picture, a recording, a document of an office program; ``kind`` says which, or is None."""

    reason = "this is not text"

    def __init__(self, place: str, kind: str | None) -> None:
        super().__init__(
            f"What is in {place} is not plain text but {kind or 'something else'}: save it as plain text (UTF-8) "
            "and try again."
        )
        self.kind = kind


class UndecodableReportError(ReportError):
    """Bytes that may be text, but in no encoding that can be told."""

    reason = "the text is in an encoding that cannot be told"


_MARKS = (  # UTF-32 first: its little-endian mark begins like that of UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PLAIN_KINDS = ((b"%PDF-", "a PDF"), (b"{\\rtf", "a rich-text (RTF) file"))
_KINDS = (
    (b"PK\x03\x04", "a Word, Excel, OpenDocument or zip file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel file"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a sound recording"),
    (b"fLaC", "a sound recording"),
    (b"RIFF", "a recording or a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ\x00", "a compressed file"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file"),
    (b"PAR1", "a Parquet table"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
)
_CONTROLS = bytes([*range(9), *range(14, 32), 127])
_ASCII = bytes(range(128))
_WESTERN = "nightglass.cp1252"


def decode(data: bytes, place: str) -> str:
    r"""Return the text that ``data`` holds, exactly as it was written.

    Parameters
    ----------
    data
        The content of a file, of standard input or of a cell: UTF-8, UTF-16 or UTF-32 with a byte-order mark, UTF-16
        that can be told without one, or else cp1252, the encoding of older Windows programs.
    place
        Where the bytes come from, for messages: a file's name or ``standard input``.

    Returns
    -------
    str
        The text without its byte-order mark; ``\r\n``, control characters and direction marks are kept.

    Raises
    ------
    BinaryReportError
        If the bytes are no text.
    LongReportError
        If there are more than ``MAX_BYTES`` of them.
    UndecodableReportError
        If they are text in no encoding that can be told, or damaged.
    """
    encoding = encoding_of(data, place)
    if len(data) > MAX_BYTES:
        raise LongReportError(_too_long(place, f"{len(data):,} bytes"))
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            return _western(data, place)
        raise UndecodableReportError(
            f"The text in {place} is damaged: it begins as {encoding.upper().removesuffix('-SIG')} but cannot be read "
            f"on from byte {error.start + 1:,}; save it again as UTF-8 and try again."
        ) from None


def encoding_of(data: bytes, place: str) -> str:
    """Return the encoding that ``data``, the whole or the beginning of a file, is in.

    Parameters
    ----------
    data
        If it is the beginning only, then of an even number of bytes.
    place
        Where the bytes come from, for messages.

    Returns
    -------
    str
        The name of a codec that also takes away a byte-order mark: ``utf-8-sig``, ``utf-16``, ``utf-32``; ``utf-16-le``
        or ``utf-16-be`` where that is plain without a mark; else ``utf-8``, which single bytes may still contradict.

    Raises
    ------
    BinaryReportError
        If the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    for start, kind in _PLAIN_KINDS:
        if data.startswith(start):
            raise BinaryReportError(place, kind)
    wide = _wide_encoding(data)
    if wide is None and _looks_binary(data):
        raise BinaryReportError(place, _kind(data))
    return wide or "utf-8"


def check_report(text: str, place: str) -> str:
    """Return ``text`` if it can be read as one report.

    Parameters
    ----------
    text
        A decoded text.
    place
        Where it comes from, for messages.

    Raises
    ------
    EmptyReportError, WordlessReportError, LongReportError, UndecodableReportError
        If it is blank, has no letter, has more than ``MAX_REPORT`` characters, or holds halves of characters
        (lone surrogates), which no file can hold.
    """
    if len(text) > MAX_REPORT:
        raise LongReportError(_too_long(place, f"{len(text):,} characters"))
    if not text or text.isspace():
        raise EmptyReportError(
            f"There is nothing in {place}: write down what you remember of the dream, a few words are enough, "
            "and try again."
        )
    if not any(map(str.isalpha, text)):
        raise WordlessReportError(
            f"There are no words in {place}, only marks or numbers: write down what you remember of the dream, "
            "and try again."
        )
    if not text.isascii():
        _refuse_halves(text, place)
    return text


def _refuse_halves(text: str, place: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UndecodableReportError(
            f"The text in {place} has half a character at position {error.start + 1:,}: it was damaged on its way "
            "here; save it again as UTF-8 and try again."
        ) from None


def _too_long(place: str, size: str) -> str:
    return (
        f"The text in {place} is too long for one report ({size}; at most {MAX_REPORT:,} characters are read): "
        "put each dream in its own row of a table and use `nightglass code`."
    )


def _kind(data: bytes) -> str | None:
    if data[4:8] == b"ftyp":  # MP4 and its kin: what telephones record
        return "a recording or a picture"
    return next((kind for start, kind in _KINDS if data.startswith(start)), None)


def _wide_encoding(data: bytes) -> str | None:
    """Return the UTF-16 that ``data`` plainly is: every second byte of Western text is then NUL, and no other."""
    high, low = data[1::2].count(0), data[0::2].count(0)
    half = len(data) / 2
    if len(data) % 2 or half < 4 or max(high, low) < 0.5 * half or min(high, low) > 0.01 * half:
        return None
    return "utf-16-le" if high > low else "utf-16-be"


def _looks_binary(data: bytes) -> bool:
    """Tell whether control characters are too many for a slip of a program; a tenth of random bytes are controls."""
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return controls > 4 and controls > 0.02 * len(data)


def _western(data: bytes, place: str) -> str:
    """Decode bytes that are not all UTF-8: whatever is, stays so; each other byte is taken as cp1252.

    Files that were put together from several sources hold both, and so do those with one damaged byte.
    """
    beyond = len(data.translate(None, _ASCII))
    if beyond > 5 and beyond > 0.3 * len(data):
        raise UndecodableReportError(_which_encoding(place))
    try:
        return data.decode("utf-8", errors=_WESTERN)
    except UnicodeDecodeError:
        raise UndecodableReportError(_which_encoding(place)) from None


def _which_encoding(place: str) -> str:
    return (
        f"The text in {place} is neither in UTF-8 nor in a Western encoding, so its letters cannot be told: "
        "open it where it was written, save it as UTF-8 and try again."
    )


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    try:
        return error.object[error.start : error.end].decode("cp1252"), error.end
    except UnicodeDecodeError:
        raise error from None


codecs.register_error(_WESTERN, _as_cp1252)
