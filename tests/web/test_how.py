"""How this works: one page that leads everywhere, and is led to from everywhere by day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from served import pages

if TYPE_CHECKING:
    from served import Served


def test_it_leads_to_every_page_of_the_menu(app: Served) -> None:
    page = app.get("/how").text
    menu = re.findall(r'href="([^"]*)"', page.partition("<nav")[2].partition("</nav>")[0])
    assert len(menu) > 5
    told = page.partition("<dl")[2].partition("</dl>")[0]
    assert [place for place in menu if f'href="{place}"' not in told] == []
    for place in re.findall(r'href="([^"]*)"', told):
        assert app.get(place).status_code == 200


def test_it_says_what_one_looks_for(app: Served) -> None:
    page = app.get("/how").text
    for title in ("What a score is", "What is read, and how", "What stays on this machine", "Where things are"):
        assert f">{title}</h2>" in page


def test_every_page_of_the_day_leads_to_it(app: Served) -> None:
    without = []
    for name, place in pages(app.journal).items():
        page = app.get(place).text
        if 'class="top"' in page and 'href="/how"' not in page.partition("<footer")[2]:
            without.append(name)
    assert without == []
    assert 'href="/how"' in app.get("/settings").text.partition('id="how"')[2].partition("</section>")[0]


def test_the_pages_of_the_night_stay_bare(app: Served) -> None:
    assert all('href="/how"' not in app.get(place).text for place in ("/", "/breathe", "/grounding", "/note"))


def test_care_by_day_looks_like_the_day_from_here(app: Served) -> None:
    page = app.get("/care", headers={"referer": f"{app.address}/how"}).text
    assert 'class="top"' in page
