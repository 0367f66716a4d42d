"""The front-end files in the package are those that were locked, and no page loads any other."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "src" / "nightglass" / "web"


def test_locked_files_are_what_was_locked() -> None:
    lines = [
        n.split() for n in (ROOT / "requirements" / "front-end.txt").read_text("utf-8").splitlines() if n[0] != "#"
    ]
    assert len(lines) == 1
    for _, _, _, _, sha256, place in lines:
        assert hashlib.sha256((ROOT / place).read_bytes()).hexdigest() == sha256


def test_templates_and_scripts_name_no_other_place() -> None:
    ours = [p for folder in ("templates", "static") for p in (WEB / folder).iterdir() if "htmx" not in p.name]
    assert len(ours) > 10
    found = {p.name: re.findall(r"(?:https?:)?//[a-z0-9-]+\.[a-z]{2,}[^\s\"']*", p.read_text("utf-8")) for p in ours}
    assert {k: v for k, v in found.items() if [u for u in v if "www.w3.org" not in u]} == {}


def test_no_style_or_script_stands_in_a_template() -> None:
    for path in (WEB / "templates").iterdir():
        text = path.read_text("utf-8")
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*src=)", text), path.name
