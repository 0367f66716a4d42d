"""What is left in the memory of the app when its journal was locked by the person who pressed the button."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import httpx
import pytest

from memory_of import found_in
from nightglass.journal import Report, init_journal, new_id, save_report
from served import CHEAP, PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "The heron on the landing had my mother's coat, and it asked me for the key of the boathouse."


def test_the_key_is_gone_when_it_is_locked(tmp_path: Path) -> None:
    journal, _ = init_journal(PASSPHRASE, tmp_path / "home", CHEAP)
    key = bytes(journal.key)
    one = Report(id=new_id(), night=dt.date(2026, 3, 1), text=TEXT)
    save_report(journal, one)
    journal.close()
    surroundings = {k: v for k, v in os.environ.items() if k != "NIGHTGLASS_PASSPHRASE"}
    command = [sys.executable, "-m", "nightglass", "open", "--no-browser", "--port", "0"]
    with subprocess.Popen(
        command, env=surroundings | {"NIGHTGLASS_HOME": str(tmp_path / "home")}, text=True, stdout=subprocess.PIPE
    ) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            place = address.partition("/enter")[0]
            wanted = (key, key.hex().encode(), key.hex().upper().encode())
            with httpx.Client(base_url=place, headers={"origin": place}, timeout=30) as client:
                client.get(address)
                sent = {"x-csrftoken": client.get("/pulse").json()["csrf"]}
                assert client.post("/unlock", data={"passphrase": PASSPHRASE}, headers=sent).status_code == 303
                assert "heron" in client.get(f"/dreams/{one.id}?show=yes").text
                client.post("/search", data={"words": "heron"}, headers=sent)
                fields = {"id": new_id(), "text": "It asked again.", "night": "2026-03-02"}
                assert client.post("/tonight/draft", data=fields, headers=sent).status_code == 200
                try:
                    while_open = found_in(process.pid, *wanted)
                except PermissionError:
                    pytest.skip("another process may not be looked into here")
                assert client.post("/lock", headers=sent).status_code == 303
                afterwards = found_in(process.pid, *wanted)
        finally:
            process.kill()
    assert sum(while_open) > 0
    assert afterwards == [0, 0, 0]
