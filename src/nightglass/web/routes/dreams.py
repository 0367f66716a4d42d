"""One dream: its score, what was found in it, its text when it is asked for; to print, to save, to put away."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlsplit

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.response import Redirect, Template

from nightglass.pictures import score_html, score_svg
from nightglass.web.binning import into_bin, out_of_bin
from nightglass.web.door.access import UNATTENDED
from nightglass.web.given import TheKeeper
from nightglass.web.pages import page
from nightglass.web.phrases import phrases
from nightglass.web.shown.dream_page import Notice, dream_page, parts, veiling, waiting
from nightglass.web.shown.dream_shown import Dream, dream, sheet_of

__all__ = ["HANDLERS"]

Asked = Request[Any, Any, Any]


@get("/dreams/{identity:str}", include_in_schema=False, sync_to_thread=True)
def one_dream(
    keeper: TheKeeper, identity: FromPath[str], show: FromQuery[str] = "", said: FromQuery[str] = ""
) -> Template:
    """Show a dream; its text only where ``show=yes`` asks for it."""
    shown = dream(keeper.journal, identity)
    if shown.found is None:
        keeper.reader.wake()
    known = phrases().dreams
    words = {"kept": known.kept, "back": known.brought_back, "earlier": known.put_back_said}.get(said)
    return dream_page(keeper, shown, text=show == "yes", notice=Notice(words) if words else None)


@get("/dreams/{identity:str}/text", opt=UNATTENDED, include_in_schema=False, sync_to_thread=True)
def text(request: Asked, keeper: TheKeeper, identity: FromPath[str], again: FromQuery[str] = "") -> Template:
    """Return the text of a dream in pieces that marks light up; ``again`` is asked by the page itself, for no focus."""
    if again != "yes":
        keeper.touch()
    shown = dream(keeper.journal, identity)
    return veiling(keeper, shown, text=True, again=again == "yes", score=_on_its_page(request, shown))


@get("/dreams/{identity:str}/veil", include_in_schema=False, sync_to_thread=True)
def veil(request: Asked, keeper: TheKeeper, identity: FromPath[str]) -> Template:
    """Return what stands where the text of a dream is veiled."""
    shown = dream(keeper.journal, identity)
    return veiling(keeper, shown, text=False, score=_on_its_page(request, shown))


def _on_its_page(request: Asked, shown: Dream) -> bool:
    """Tell whether what is asked for goes into the dream's own page, where its score stands."""
    return urlsplit(request.headers.get("hx-current-url", "")).path == f"/dreams/{shown.report.id}"


@get("/dreams/{identity:str}/reading", opt=UNATTENDED, include_in_schema=False, sync_to_thread=True)
def reading(
    request: Asked,
    keeper: TheKeeper,
    identity: FromPath[str],
    shown_text: Annotated[str, QueryParameter(name="shown")] = "",
) -> Response[Any]:
    """Return what was found, once it was; nothing while the dream is still being read."""
    shown = dream(keeper.journal, identity)
    if not request.headers.get("hx-request"):
        return Redirect(f"/dreams/{shown.report.id}", status_code=303)
    if waiting(keeper, shown):
        return Response("", status_code=204)
    answer: Template = parts(keeper, shown, text=shown_text == "yes")
    answer.headers["hx-trigger"] = "dream-read"
    return answer


@get("/dreams/{identity:str}/score.html", include_in_schema=False, sync_to_thread=True)
def score_page(keeper: TheKeeper, identity: FromPath[str]) -> Response[Any]:
    """Give the score away as a page that needs nothing else."""
    return _saved(keeper, identity, "html")


@get("/dreams/{identity:str}/score.svg", include_in_schema=False, sync_to_thread=True)
def score_picture(keeper: TheKeeper, identity: FromPath[str]) -> Response[Any]:
    """Give the score away as a picture."""
    return _saved(keeper, identity, "svg")


def _saved(keeper: TheKeeper, identity: str, kind: str) -> Response[Any]:
    shown = dream(keeper.journal, identity)
    sheet = sheet_of(shown, shown.report.title)
    if sheet is None:
        return page("said.html", 404, said=phrases().dreams.being_read)
    drawn, media = (score_html(sheet), "text/html") if kind == "html" else (score_svg(sheet), "image/svg+xml")
    name = f"nightglass-{shown.report.night}-{shown.report.id[:6]}.{kind}"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(drawn.encode("utf-8", "replace"), media_type=media, headers=headers)


@post("/dreams/{identity:str}/away", include_in_schema=False, sync_to_thread=True)
def away(keeper: TheKeeper, identity: FromPath[str]) -> Redirect:
    """Put a dream into the bin, and offer at once to bring it back."""
    kept = dream(keeper.journal, identity).report
    return into_bin(keeper, "reports", kept.id, then=f"/nights/{kept.night}?away={kept.id}")


@post("/dreams/{identity:str}/back", include_in_schema=False, sync_to_thread=True)
def back(keeper: TheKeeper, identity: FromPath[str]) -> Redirect:
    """Bring a dream back as it was."""
    return out_of_bin(keeper, "reports", identity, then=f"/dreams/{identity}?said=back")


HANDLERS = (one_dream, text, veil, reading, score_page, score_picture, away, back)
