"""The local app: one journal in a browser on the same machine.

>>> from nightglass.web import bind, make_server, serve
>>> serve(port=8757)  # doctest: +SKIP
"""

from __future__ import annotations

from nightglass.web.app import make_app
from nightglass.web.door.binding import bind
from nightglass.web.door.codes import code_for_terminal
from nightglass.web.door.peers import refuses_other_users
from nightglass.web.door.phone import Phone
from nightglass.web.door.serving import make_server, serve
from nightglass.web.door.sessions import Sessions
from nightglass.web.held.keeper import Keeper, TooSoonError
from nightglass.web.phrases import phrases

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
    "refuses_other_users",
    "serve",
]
