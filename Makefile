# Everything one needs: make demo, make test, make check. See `make help`.
# A bare Linux x86-64 machine with Python 3.11 or newer (with venv) and make is enough.

PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
NODE_MODULES := frontend/node_modules/.installed
DIST := frontend/dist/index.html
FRONTEND_SOURCES := $(shell find frontend/src frontend/public frontend/index.html frontend/*.ts frontend/*.cjs frontend/*.json -type f 2>/dev/null)
# Node comes from a wheel in the environment, so its programs come first; it trusts the authorities the machine trusts.
NPM := cd frontend && NODE_USE_SYSTEM_CA=1 PATH="$(CURDIR)/$(BIN):$$PATH" npm
UV := VIRTUAL_ENV="$(CURDIR)/.venv" $(BIN)/uv --quiet

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install frontend demo test check bench lock schema clean

help: ## Say what there is
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

install: $(INSTALLED) ## Make the Python environment

frontend: $(DIST) ## Build the pages

demo: $(INSTALLED) $(DIST) ## Run the whole system with a demo world, until Ctrl-C (PORT, DATA_DIR)
	@exec $(BIN)/python -m deploy.stack demo

test: $(INSTALLED) $(DIST) ## Run every test (ARGS="-k word" runs some)
	@echo "==> Testing the pages' parts"
	@$(NPM) --silent test
	@echo "==> Testing"
	@$(BIN)/python -m pytest $(ARGS)

check: $(INSTALLED) $(NODE_MODULES) ## Check format, lint, types, import rules, and drift of schema, migrations and generated code
	@echo "==> Format";            $(BIN)/ruff format --check --quiet .
	@echo "==> Lint";              $(BIN)/ruff check --quiet .
	@echo "==> Types";             $(BIN)/mypy .
	@echo "==> Import rules";      $(BIN)/lint-imports --no-logo
	@echo "==> Migrations";        $(BIN)/python manage.py makemigrations --check --dry-run
	@echo "==> GraphQL schema";    $(BIN)/python manage.py export_schema --check
	@echo "==> Pages";             $(NPM) --silent run check
	@echo "All checks passed."

bench: $(INSTALLED) ## Measure what the documentation claims
	@$(BIN)/python -m pytest -m benchmark --capture=no tests/benchmarks

lock: $(INSTALLED) ## Write requirements.lock anew after a change of pyproject.toml
	@$(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--group test --group check --group build pyproject.toml --output-file requirements.lock
	@$(MAKE) --no-print-directory install

schema: $(INSTALLED) ## Write schema.graphql and the pages' generated types anew
	@$(BIN)/python manage.py export_schema
	@$(NPM) --silent run codegen

clean: ## Remove what was built; the data of the demo stay
	@rm -rf .venv frontend/node_modules frontend/dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(INSTALLED): requirements.lock
	@PYTHON="$(PYTHON)" sh deploy/install
	@touch $@

$(NODE_MODULES): frontend/package-lock.json $(INSTALLED)
	@echo "==> Installing what the pages are built with"
	@$(NPM) --silent ci
	@touch $@

$(DIST): $(NODE_MODULES) $(FRONTEND_SOURCES)
	@echo "==> Building the pages"
	@$(NPM) --silent run build
	@touch $@
