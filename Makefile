# Two commands do everything: `make demo` and `make test`.
.DEFAULT_GOAL := help
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
UV_VERSION := 0.13.9
export COMPTOIR_HOME ?= $(CURDIR)/var

PYTHON := $(shell tools/find-python)
DEV := $(VENV)/.installed-dev
RUNTIME := $(VENV)/.installed
COMPILED := $(VENV)/.compiled
BROWSER := $(VENV)/.browser
# What reads GA4 and Google Ads is large: it is there, and stays, once somebody said `make google`.
GOOGLE := $(VENV)/.google
LOCK := $(if $(wildcard $(GOOGLE)),requirements-google.lock,requirements.lock)

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

$(BIN)/uv:
	@test -n "$(PYTHON)" || { echo "Comptoir needs Python 3.12 or newer, and found none. Install it, or name it: make PYTHON=/path/to/python3.13" >&2; exit 1; }
	@PYTHON="$(PYTHON)" UV_VERSION=$(UV_VERSION) tools/make-venv $(VENV)

$(RUNTIME): $(LOCK) pyproject.toml | $(BIN)/uv
	@if [ ! -e $(DEV) ]; then tools/install $(LOCK); fi
	@touch $@

$(DEV): requirements-dev.lock pyproject.toml | $(BIN)/uv
	@tools/install requirements-dev.lock
	@touch $@ $(RUNTIME)

# All of it, for those who only read it and for processes that start together.
$(COMPILED): $(RUNTIME)
	@$(BIN)/python -m compileall -qq -j 0 $(VENV)/lib || true
	@touch $@

install: $(RUNTIME) $(COMPILED) messages ## install what running needs

google: | $(BIN)/uv ## install, with what reads GA4 and Google Ads by their interfaces
	@touch $(GOOGLE); rm -f $(RUNTIME) $(COMPILED); $(MAKE) --no-print-directory install

messages: $(RUNTIME) ## compile the translations
	@$(BIN)/python tools/messages.py compile

# Not all is compiled first: what the demo imports is, as it comes.
demo: $(RUNTIME) messages ## install, load data, start web and worker, print the address
	@PYTHONDONTWRITEBYTECODE= $(BIN)/comptoir demo

$(BROWSER): $(DEV)
	@tools/install-browser; touch $@

# A worker takes neighbours, so that what a module or a folder prepares is prepared once. The many processes that
# tests start compile nothing twice. The migrated database of the tests stays in .pytest_cache until a migration changes.
test: $(DEV) $(COMPILED) $(BROWSER) messages ## fast tests, browser journeys included
	@PYTHONDONTWRITEBYTECODE= COMPTOIR_HOME=$$(mktemp -d) $(BIN)/python -m pytest -q -n auto --dist worksteal -m "not slow"

# What takes the time of a run as its measure runs last, with nothing beside it.
test-slow: $(DEV) $(COMPILED) $(BROWSER) messages ## real counterparts and long runs
	@tools/install-postfix
	@PYTHONDONTWRITEBYTECODE= COMPTOIR_HOME=$$(mktemp -d) $(BIN)/python -m pytest -q -n auto --dist worksteal -m "slow and not alone"
	@PYTHONDONTWRITEBYTECODE= COMPTOIR_HOME=$$(mktemp -d) $(BIN)/python -m pytest -q -m "slow and alone"

check: $(DEV) messages ## lint, types, import contract, translations, docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/messages.py check

bench: $(DEV) ## measure each named job as a ratio in one run
	$(BIN)/python -m bench

oracles: | $(BIN)/uv ## install what `make bench` compares models with, apart
	@$(BIN)/uv venv -q --clear --python $(BIN)/python .venv-oracles
	@$(BIN)/uv pip install -q --require-hashes --python .venv-oracles/bin/python -r requirements-oracles.lock

lock: | $(BIN)/uv ## renew the lock files
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --no-emit-index-url --extra demo --group build -q pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --no-emit-index-url --extra demo --extra google --group build -c requirements.lock -q pyproject.toml -o requirements-google.lock
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --no-emit-index-url --extra demo --extra google --extra postgresql --group dev -c requirements-google.lock -q pyproject.toml -o requirements-dev.lock

.PHONY: oracles help install messages google demo test test-slow check bench lock
