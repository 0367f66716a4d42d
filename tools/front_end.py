"""Fetch the front-end files that lie in the package, by name and version, and refuse what is not what was locked."""

from __future__ import annotations

import base64
import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "front-end.txt"


def fetch(name: str, version: str, integrity: str, inside: str) -> bytes:
    """Return one file out of the registry's archive of a package.

    Raises
    ------
    SystemExit
        When the archive is not the one that was locked.
    """
    with tempfile.TemporaryDirectory() as folder:
        said = subprocess.run(
            ["npm", "pack", f"{name}@{version}", "--silent", "--pack-destination", folder],
            check=True,
            capture_output=True,
            text=True,
        )
        archive = Path(folder) / said.stdout.split()[-1]
        found = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if found != integrity:
            sys.exit(f"{name} {version} is not the archive that was locked; nothing was changed.")
        with tarfile.open(archive) as opened:
            member = opened.extractfile(inside)
            assert member is not None
            return member.read()


def main() -> None:
    """Fetch them all."""
    for line in LOCK.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, version, integrity, inside, sha256, place = line.split()
        data = fetch(name, version, integrity, inside)
        if hashlib.sha256(data).hexdigest() != sha256:
            sys.exit(f"{inside} of {name} {version} is not the file that was locked; nothing was changed.")
        (ROOT / place).write_bytes(data)
        sys.stdout.write(f"{place}: {name} {version}\n")


if __name__ == "__main__":
    main()
