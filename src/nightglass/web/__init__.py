"""The local app: one journal in a browser on the same machine.

>>> from nightglass.web import bind, make_server, serve
>>> serve(port=8757)  # doctest: +SKIP
"""

from __future__ import annotations

from nightglass.web.app import make_app
from nightglass.web.binding import bind
from nightglass.web.codes import code_for_terminal
from nightglass.web.keeper import Keeper, TooSoonError
from nightglass.web.phone import Phone
from nightglass.web.phrases import phrases
from nightglass.web.serving import make_server, serve
from nightglass.web.sessions import Sessions

__all__ = [
    "Keeper",
    "Phone",
    "Sessions",
    "TooSoonError",
    "bind",
    "code_for_terminal",
    "make_app",
    "make_server",
    "phrases",
    "serve",
]
