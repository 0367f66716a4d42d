"""The main job on an invented nightmare: its score in the terminal, and as a page."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "ferry.txt"
PAGE = ROOT / "build" / "ferry.html"


def main() -> None:
    """Read the example, show it, write the page, and say where it is."""
    PAGE.parent.mkdir(exist_ok=True)
    nightglass = Path(sys.executable).parent / "nightglass"
    began = time.perf_counter()
    print(f"Reading {EXAMPLE.relative_to(ROOT)}, an invented nightmare ...\n", flush=True)
    subprocess.run([nightglass, "read", EXAMPLE, "--html", PAGE, "--title", "The ferryman"], check=True)
    print(f"\nDone in {time.perf_counter() - began:.1f} s. The same as a page, to open in any browser: {PAGE}")
    print("Your own: .venv/bin/nightglass read FILE   (or paste it: .venv/bin/nightglass read -)")


if __name__ == "__main__":
    main()
