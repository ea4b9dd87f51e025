# Everything a person needs: `make demo` to try it, `make check` before a commit. Python 3.11 or newer is enough.

candidates = python3 python3.13 python3.12 python3.11
new_enough = import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in $(candidates); do $$p -c '$(new_enough)' >/dev/null 2>&1 && echo $$p && break; done)
RUN = .venv/bin
READY = .venv/.ready

# The tests take this as an option: a setting named BIJEEN_… would reach the bot itself, which refuses unknown ones.
BROWSER = $(if $(filter 1,$(BIJEEN_REQUIRE_BROWSER)),--require-browser)
unexport BIJEEN_REQUIRE_BROWSER

.PHONY: help setup demo test check format-check lint types imports bench fmt lock clean
.DEFAULT_GOAL := help

help:
	@echo "make demo    try Bijeen in the browser, no Telegram needed"
	@echo "make setup   make the environment in .venv"
	@echo "make test    run the tests"
	@echo "make check   format, lint, types, imports, tests"
	@echo "make fmt     put the code in shape"
	@echo "make bench   measure again, into docs/benchmarks.md"
	@echo "make lock    renew the lock files"
	@echo "make clean   remove caches (not .venv, data/ or keys/)"

setup: $(READY)

$(READY): requirements/dev.txt
	@test -n "$(PYTHON)" || { echo "Bijeen needs Python 3.11 or newer: install it, or name it with make PYTHON=…" >&2; exit 2; }
	@$(PYTHON) -c '$(new_enough)' 2>/dev/null || { echo "$(PYTHON) is not Python 3.11 or newer." >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python cannot make a virtual environment: install python3-venv." >&2; exit 2; }
	@echo "[1/2] Making .venv with $$($(PYTHON) --version)"
	@$(RUN)/python -c '$(new_enough)' 2>/dev/null || $(PYTHON) -m venv --clear .venv
	@echo "[2/2] Installing $$(grep -c '^[A-Za-z].*==' requirements/dev.txt) locked packages"
	@$(RUN)/python -m pip install --disable-pip-version-check --no-input --no-compile --require-hashes -r requirements/dev.txt
	@touch $@
	@echo "Ready. Try: make demo"

demo: $(READY)
	$(RUN)/python -m bot demo

test: $(READY)
	$(RUN)/python -m pytest -n auto --dist loadfile $(BROWSER)

check: format-check lint types imports test

format-check: $(READY)
	$(RUN)/ruff format --check .

lint: $(READY)
	$(RUN)/ruff check .

types: $(READY)
	$(RUN)/mypy

imports: $(READY)
	$(RUN)/lint-imports

bench: $(READY)
	$(RUN)/python -m tests.bench

fmt: $(READY)
	$(RUN)/ruff format .
	$(RUN)/ruff check --fix .

# Universal: one file serves Linux and macOS, x86-64 and arm64, Python 3.11 and newer.
LOCK = $(RUN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links pyproject.toml

lock: $(READY)
	$(LOCK) --group build --output-file requirements/run.txt
	$(LOCK) --group dev --output-file requirements/dev.txt

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
