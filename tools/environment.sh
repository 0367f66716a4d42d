#!/bin/sh
# Make the Python environment in .venv from the lock files: "run" for using Nightglass, "dev" for working on it.
# Does nothing when it stands already and the lock files have not changed.
set -eu
cd "$(dirname "$0")/.."
kind=$1
say() { printf '%s\n' "$*" >&2; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null 2>&1; then sudo "$@"; else return 1; fi
}

debian() {
    command -v apt-get >/dev/null 2>&1 || return 1
    if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1; then
        as_root apt-get update -qq >/dev/null && as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "$@" >/dev/null
    fi
}

python=
for name in "${PYTHON:-}" python3.13 python3.12 python3.11 python3; do
    [ -n "$name" ] && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && python=$name && break
done
[ -n "$python" ] || { say "Nightglass needs Python 3.11 or newer, and none was found. Install it, or name it: make PYTHON=/path/to/python $kind"; exit 1; }

stamp=.venv/.ready-$kind
want=$(cat requirements/build.txt "requirements/$kind.txt" pyproject.toml tools/environment.sh | cksum)
[ -f "$stamp" ] && [ "$(cat "$stamp")" = "$want" ] && [ -x .venv/bin/nightglass ] && exit 0

if [ ! -x .venv/bin/python ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    say "Making a Python environment in .venv ..."
    rm -rf .venv
    if ! "$python" -m venv .venv >/dev/null 2>&1; then
        say "This Python comes without venv; installing Debian's python3-venv ..."
        rm -rf .venv
        debian python3-venv && "$python" -m venv .venv || {
            say "Could not make a Python environment. Install the package python3-venv as root (apt-get install python3-venv), then run make again."
            exit 1
        }
    fi
fi
pip() {
    log=.venv/pip.log
    .venv/bin/python -m pip --quiet --disable-pip-version-check "$@" >"$log" 2>&1 || {
        cat "$log" >&2
        say "The installation did not finish; the lines above say why. Run make again when that is mended."
        exit 1
    }
}
say "Installing what Nightglass needs (requirements/$kind.txt, checked by hash); the first time takes a minute or two ..."
pip install --require-hashes -r requirements/build.txt -r "requirements/$kind.txt"
pip install --no-deps --no-build-isolation --editable .
.venv/bin/nightglass --help >/dev/null

browses() { command -v chromium >/dev/null 2>&1 && .venv/bin/python -m playwright --version >/dev/null 2>&1; }
if [ "$kind" = dev ] && ! browses; then
    say "Installing Debian's Chromium for the tests that open pages in a browser ..."
    debian chromium libatomic1 ||
        say "Chromium could not be installed; the tests that need it will say so. As root: apt-get install chromium libatomic1"
fi
printf '%s' "$want" > "$stamp"
say "Ready."
