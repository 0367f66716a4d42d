"""One place where a report may speak of somebody."""

from __future__ import annotations

from typing import Literal

import msgspec

__all__ = ["Aside", "Candidate", "Kind"]

Kind = Literal["noun", "name", "pronoun", "me"]
Aside = Literal["", "alike", "none", "self", "called", "bracket"]


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """Tokens ``first`` to ``last`` (exclusive) that may speak of somebody.

    Attributes
    ----------
    kind
        How they are spoken of; ``me`` is the dreamer.
    first, last
        The tokens.
    head
        The word that counts: the noun, the first name, the pronoun.
    template
        A code with ``?`` for what is not known yet; for a pronoun M, F, P (they), W (we), R (who).
    new
        The words bring in somebody new: "a man", "another man".
    definite
        The words speak of somebody known already: "the man", "this man".
    own
        They are the dreamer's: "my brother".
    theirs
        They are somebody else's: "his brother", "Anna's brother".
    owner
        They only say whose something is: "my uncle's garden".
    aside
        Why the words do not put anybody on stage: "like a dog" (alike), "nobody" (none), "I am a nurse" (self),
        somebody spoken to who is the dreamer (called), a remark in brackets (bracket); empty where they do.
    surname
        The last of several names.
    """

    kind: Kind
    first: int
    last: int
    head: str
    template: str
    new: bool = False
    definite: bool = False
    own: bool = False
    theirs: bool = False
    owner: bool = False
    aside: Aside = ""
    surname: str = ""
