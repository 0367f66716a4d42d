#!/bin/sh
# Every test, on all cores, with branch coverage; the rooms that must be covered to 95 % are checked one by one.
set -eu
cd "$(dirname "$0")/.."
rm -f .coverage .coverage.*
workers=$(($(nproc) + 1))  # one more than there are cores: many tests wait for another process
.venv/bin/pytest -n "$workers" --dist worksteal -q --cov --cov-report= "$@"
for room in text hvdc reading journal; do
    printf 'Coverage of %s: ' "$room"
    .venv/bin/coverage report --include "src/nightglass/$room/*" --format total --fail-under 95 || {
        echo "under 95 %; the lines that no test reaches:"
        .venv/bin/coverage report --include "src/nightglass/$room/*"
        exit 1
    }
done
