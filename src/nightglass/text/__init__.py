"""Plain text with offsets: tokens, sentences, clauses, quotations. Knows nothing of dreams."""

from nightglass.text.segment import Stretch, Text, Token, segment
from nightglass.text.words import lemma, plain

__all__ = ["Stretch", "Text", "Token", "lemma", "plain", "segment"]
