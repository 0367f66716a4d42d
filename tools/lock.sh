#!/bin/sh
# Write the lock files anew: exact versions with hashes, and no index address.
# Extras stay in the names: without them pip looks for the newest release of such a part, and refuses it.
set -eu
cd "$(dirname "$0")/.."
lock() {
    .venv/bin/pip-compile --quiet --no-strip-extras --generate-hashes --allow-unsafe --no-emit-index-url \
        --no-emit-find-links --no-emit-trusted-host --no-emit-options --no-header "$@"
}
lock --output-file requirements/build.txt requirements/build.in
lock --output-file requirements/run.txt pyproject.toml
lock --extra dev --constraint requirements/run.txt --output-file requirements/dev.txt pyproject.toml
.venv/bin/python tools/front_end.py
