"""The local app: one journal in a browser on the same machine.

>>> from nightglass.web import bind, make_server, serve
>>> serve(port=8757)  # doctest: +SKIP
"""

from __future__ import annotations

from nightglass.web.app import make_app
from nightglass.web.keeper import Keeper
from nightglass.web.serving import bind, make_server, serve
from nightglass.web.sessions import Sessions

__all__ = ["Keeper", "Sessions", "bind", "make_app", "make_server", "serve"]
