# One word for each habit. Each sets up what it needs, once.
.PHONY: help demo test lint bench shots calibrate train faults dev lock clean
.DEFAULT_GOAL := help
export PYTHONDONTWRITEBYTECODE ?=
IN := .venv/bin/

help:  ## say what can be made
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*##/ --/'

demo: .run  ## read an invented nightmare, in the terminal and as a page
	@$(IN)python tools/demo.py

test: .dev  ## run every test, with coverage
	@sh tools/test.sh

lint: .dev  ## ruff, mypy --strict, import-linter
	@$(IN)ruff check src tests bench tools training
	@$(IN)ruff format --check src tests bench tools training
	@$(IN)mypy
	@PYTHONPATH=src $(IN)lint-imports --no-cache

bench: .dev  ## accuracy and speed on the research data (DATA=..., EVAL=...); their figures go into docs
	@$(IN)python bench/accuracy.py
	@$(IN)python bench/speed.py
	@$(IN)python bench/hvdc_profile.py
	@$(IN)python bench/hvdc_norms.py
	@$(IN)python bench/journal.py
	@$(IN)python bench/recurrence.py
	@$(IN)python bench/course.py
	@PYTHONPATH=tests $(IN)python bench/app.py

shots: .dev  ## take a picture of every page of the app, dark and light, wide and narrow, into docs
	@PYTHONPATH=tests $(IN)python tools/shots.py

calibrate: .dev  ## measure the probabilities anew and write them into the package
	@$(IN)python bench/calibrate.py

train: .dev  ## train the reader anew from the research data (hours; DATA=..., RUNS=... for checkpoints)
	@sh tools/train.sh

faults: .dev  ## the long fault tests: kill -9 and full disks, many times
	@$(IN)pytest tests/faults tests/journal/formats/test_hostile_repeats.py --many

dev: .dev  ## make the environment for working on Nightglass
	@echo "Ready: .venv/bin/nightglass, .venv/bin/pytest, make lint"

lock: .dev  ## write the lock files anew
	@sh tools/lock.sh

clean:  ## remove what make made
	rm -rf .venv build dist .coverage* .pytest_cache .mypy_cache .ruff_cache .hypothesis

.PHONY: .run .dev
.run:
	@sh tools/environment.sh run
.dev:
	@sh tools/environment.sh dev
