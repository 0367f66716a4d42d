"""Plain text with offsets: tokens, sentences, clauses, quotations; from bytes, too. Knows nothing of dreams."""

from nightglass.text.decode import (
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
    encoding_of,
)
from nightglass.text.language import language_of
from nightglass.text.segment import Stretch, Text, Token, segment
from nightglass.text.words import lemma, plain

__all__ = [
    "MAX_BYTES",
    "MAX_REPORT",
    "BinaryReportError",
    "EmptyReportError",
    "LongReportError",
    "ReportError",
    "Stretch",
    "Text",
    "Token",
    "UndecodableReportError",
    "WordlessReportError",
    "check_report",
    "decode",
    "encoding_of",
    "language_of",
    "lemma",
    "plain",
    "segment",
]
