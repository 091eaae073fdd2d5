# `make run` and `make test` set up all they need, on a fresh machine too; `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

# One process for each core, up to four: each takes some hundred megabytes. Whoever is done takes over from the others.
ON_ALL_CORES := -n auto --maxprocesses 4 --dist worksteal

.DEFAULT_GOAL := help
.NOTPARALLEL: # one apt-get, one virtual environment at a time
.PHONY: help setup prepare prepare-test run test lint types bench screenshots torture freeze \
	translations translations-check wheel clean

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

setup: prepare $(READY) ## make the virtual environment in .venv

prepare:
	@PYTHON='$(PYTHON)' .ci/prepare run
	@! [ -e $(READY) ] || $(BIN)/python -c '' 2>/dev/null || rm $(READY) # the Python it was made with has gone

prepare-test:
	@PYTHON='$(PYTHON)' .ci/prepare test

# Made anew whenever the project or the pinned releases change; the stamp comes last, so that a set-up cut short
# starts over. setuptools goes in first, pinned too, for without build isolation it is what installs the project.
$(READY): pyproject.toml constraints.txt | prepare
	@echo "Setting up $(VENV) …"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install -c constraints.txt setuptools
	@$(PIP) install -c constraints.txt --no-build-isolation -e '.[dev]'
	@touch $@

run: setup ## open the window; without a screen, do the main job on a sample journal in demo/
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname -s)" = Darwin ]; then \
		$(BIN)/python main.py; \
	else \
		echo "There is no screen here, so Rounds does its main job without a window: a sample journal and the week's summary."; \
		$(BIN)/python main.py demo --out demo; \
	fi

test: prepare-test setup ## lint, types and tests: all that must pass
	@$(MAKE) --no-print-directory lint types
	$(BIN)/python -m pytest $(ON_ALL_CORES)

lint: setup ## ruff
	$(BIN)/python -m ruff check .

types: setup ## mypy --strict on the lower floor
	$(BIN)/python -m mypy

bench: setup ## the measured figures, each beside its floor
	@$(BIN)/python -m tests.bench

screenshots: setup ## draw the pictures of the README from the sample journal
	@$(BIN)/python -m tests.screenshots --readme

torture: prepare-test setup ## the long tests: thousands of kills, power cuts and mutants
	$(BIN)/python -m pytest -m torture $(ON_ALL_CORES)

freeze: setup ## keep a journal of the newest version in tests/journals, before the next migration
	@$(BIN)/python -m tests.freeze

translations: setup ## bring new sentences from the code into resources/translations
	@$(BIN)/python -m tests.sentences update

translations-check: setup ## every sentence has its Chinese, with the same {places}
	@$(BIN)/python -m tests.sentences check

wheel: setup ## build the installable package into dist/
	rm -rf build dist # a file that has gone since would come back out of build/
	@$(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .

clean: ## remove what the tools made; journals and summaries stay
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find models resources tests -name __pycache__ -type d -prune -exec rm -rf {} +
