"""No sentence of a written journal is in any file that it leaves, in its folder or where temporary files go."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PASSPHRASE = "an unmistakable pelican sings"
DREAM = "The violet zeppelin landed on my aunt Ottilie. I could not move and the harmonium played by itself."
PIECES = [b"zeppelin", b"Ottilie", b"harmonium", b"pelican", b"marmalade", b"porcelain"]


def run(home: Path, temporary: Path, *words: str, text: str = "") -> str:
    environment = os.environ | {"NIGHTGLASS_HOME": str(home), "NIGHTGLASS_PASSPHRASE": PASSPHRASE}
    environment |= {"TMPDIR": str(temporary), "HOME": str(temporary)}
    done = subprocess.run(
        [sys.executable, "-m", "nightglass", *words],
        env=environment,
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_nothing_in_the_clear(tmp_path: Path) -> None:
    home, temporary, stick = tmp_path / "home", tmp_path / "temporary", tmp_path / "stick"
    temporary.mkdir()
    stick.mkdir()
    run(home, temporary, "init")
    shown = run(home, temporary, "log", "-", "--note", "marmalade", "--title", "porcelain", text=DREAM)
    name = shown.split("report ")[1][:8]
    run(home, temporary, "edit", name, "--text", "-", text=DREAM + " And again the zeppelin.")
    run(home, temporary, "list", "zeppelin", "--show")
    run(home, temporary, "backup", "-o", str(stick))
    run(home, temporary, "edit", name, "--delete")
    run(home, temporary, "check")
    assert run(home, temporary, "list", "--show").count("zeppelin") == 0
    files = [p for folder in (home, temporary, stick) for p in folder.rglob("*") if p.is_file()]
    assert len(files) >= 5
    for path in files:
        data = path.read_bytes()
        for piece in PIECES:
            for form in (piece, piece.decode().encode("utf-16-le"), piece.decode().encode("utf-16-be")):
                assert form not in data, path


def test_nothing_is_in_the_clear_while_it_is_open(tmp_path: Path) -> None:
    """The write-ahead log and the files of a process that is still running, or was killed."""
    script = f"""
import datetime as dt, os, signal, sys
from pathlib import Path
from nightglass.journal import Report, drafts, init_journal, keep_draft, Draft, new_id, save_report
from nightglass.journal.keys import Cost
journal, _ = init_journal({PASSPHRASE!r}, Path(sys.argv[1]), Cost(passes=1, memory=64, threads=1))
for k in range(200):
    save_report(journal, Report(id=new_id(), night=dt.date(2026, 3, 2), text=f"{{k}} {DREAM}"))
keep_draft(journal, Draft("d", None, {DREAM!r}, dt.datetime.now(dt.UTC)))
os.kill(os.getpid(), signal.SIGKILL)
"""
    home = tmp_path / "home"
    subprocess.run([sys.executable, "-c", script, home], check=False, env=os.environ | {"TMPDIR": str(tmp_path)})
    files = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert any(p.name.endswith("-wal") and p.stat().st_size > 100_000 for p in files)
    for path in files:
        for piece in PIECES:
            assert piece not in path.read_bytes(), path


def test_a_search_of_the_same_kind_finds_what_is_in_the_clear(tmp_path: Path) -> None:
    """The search above can find something: a table of the same reports that is not encrypted."""
    import sqlite3  # noqa: PLC0415

    with sqlite3.connect(tmp_path / "plain.db") as connection:
        connection.execute("CREATE TABLE reports (text TEXT)")
        connection.execute("INSERT INTO reports VALUES (?)", (DREAM,))
    connection.close()
    assert b"zeppelin" in (tmp_path / "plain.db").read_bytes()
