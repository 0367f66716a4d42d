"""The proof by which an open page knows the app again."""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import TYPE_CHECKING

import httpx

from nightglass.web.held.proof import Proof

if TYPE_CHECKING:
    from pathlib import Path

    from served import Served

CHALLENGE = "0123456789abcdef" * 2


def test_a_page_can_check_it(app: Served) -> None:
    found = re.search(r'data-proof="([0-9a-f]{64})"', app.get("/").text)
    assert found is not None
    host = app.address.removeprefix("http://")
    said = app.get(f"/proof?challenge={CHALLENGE}").text
    assert said == hmac.new(bytes.fromhex(found[1]), f"{host} {CHALLENGE}".encode(), hashlib.sha256).hexdigest()
    assert app.get(f"/proof?challenge={CHALLENGE[::-1]}").text != said
    file = app.journal.folder / "proof"
    assert (file.stat().st_mode & 0o777, file.read_bytes().hex()) == (0o600, found[1])


def test_it_proves_nothing_else(app: Served) -> None:
    for challenge in ("", "0" * 31, "0" * 33, "G" * 32, "0" * 32 + "\n", "elsewhere 0"):
        assert app.client.get("/proof", params={"challenge": challenge}).status_code == 400


def test_the_secret_is_given_to_nobody_to_whom_the_journal_is_locked(app: Served) -> None:
    secret = app.keeper.proof.secret()
    for path in ("/care", "/unlock", "/", "/enter?token=x"):
        assert secret not in httpx.get(app.address + path).text
    app.keeper.lock()
    for path in ("/care", "/unlock", "/breathe"):
        assert "data-proof" not in app.get(path).text


def test_the_next_start_is_recognised(tmp_path: Path) -> None:
    assert Proof(tmp_path).secret() == Proof(tmp_path).secret()
    (tmp_path / "proof").write_bytes(b"cut off")
    after = Proof(tmp_path)
    assert after.secret() == Proof(tmp_path).secret()
    assert [p.name for p in tmp_path.iterdir()] == ["proof"]


def test_without_a_folder_it_ends_with_the_app(tmp_path: Path) -> None:
    one = Proof(tmp_path / "none")
    assert one.secret() == one.secret() != Proof(tmp_path / "none").secret()
    assert not (tmp_path / "none").exists()
    (tmp_path / "none").mkdir()  # the journal is made now
    assert one.secret() == Proof(tmp_path / "none").secret()
