"""The sums that the shipped files are checked against before they are used."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from nightglass import shipping

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["write_sums"]


def write_sums(folder: Path) -> None:
    """Write the sums of a folder's shipped files, and let this process forget the old ones."""
    files = sorted(f for f in folder.iterdir() if f.suffix in {".onnx", ".json", ".npy"})
    lines = [f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.name}\n" for f in files]
    (folder / shipping.SUMS).write_text("".join(lines), "ascii")
    shipping._sums.cache_clear()  # noqa: SLF001 - only here do the files change under a running process
