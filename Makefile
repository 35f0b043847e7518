# Everything is set up in a virtual environment of the project's own; nothing outside it is changed.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
ATLAS_VENV := .venv-atlas

.DEFAULT_GOAL := help
.PHONY: help build run phone backup restore lint audit format messages test proof mutate bench atlas atlas-report atlas-sheet screenshots icons lock clean

help: ## List the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.lock | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.lock
	@touch $@

$(VENV)/.phone: requirements/phone.lock $(VENV)/.run | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/phone.lock
	@touch $@

$(VENV)/.test: requirements/test.lock $(VENV)/.run | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.lock
	@touch $@

# The types of what is imported have to be there to be checked.
$(VENV)/.lint: requirements/lint.lock requirements/metrics.lock $(VENV)/.run | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/lint.lock -r requirements/metrics.lock
	@touch $@

$(VENV)/.audit: requirements/audit.lock $(VENV)/.run | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/audit.lock
	@touch $@

$(VENV)/.mutate: requirements/mutate.lock $(VENV)/.test | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/mutate.lock
	@touch $@

build: $(VENV)/.run ## Build the scripts and styles that were changed
	@$(BIN)/python -m tools.build

run: build ## Serve on http://localhost:8000 (PORT=, HOST= change it)
	@$(BIN)/python -m webapp --host $(HOST) --port $(PORT)

# What is not asked for otherwise is reached by the whole network here, and leaves the port of `make run` alone.
phone: $(VENV)/.phone build ## Serve over HTTPS to a phone in the same network (PORT=, HOST= too)
	@$(BIN)/python -m tools.phone $(if $(filter file,$(origin HOST)),,--host $(HOST)) $(if $(filter file,$(origin PORT)),,--port $(PORT))

backup: $(VENV)/.run ## Save the database and the secret as one file (TO= says where)
	@$(BIN)/python -m webapp.backup $(if $(TO),--to $(TO))

restore: $(VENV)/.run ## Put a backup back (FILE= says which)
	@$(BIN)/python -m webapp.backup --restore $(or $(FILE),$(error FILE= names the backup to put back))

lint: $(VENV)/.lint ## Look for mistakes in the sources without running them
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check .
	@$(BIN)/djlint --lint --quiet templates tools/phone
	@$(BIN)/python -m tools.build check

audit: $(VENV)/.audit ## Ask whether a weakness is known in what the product is made of
	@$(BIN)/python -m tools.audit

lock: $(VENV)/.lint ## Write the lock files anew after a change of requirements/*.in
	@for list in run postgresql metrics litestream phone test lint audit mutate node; do \
	  $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header --no-emit-options \
	    --no-emit-index-url --no-emit-find-links --output-file requirements/$$list.lock requirements/$$list.in || exit 1; done

format: $(VENV)/.lint ## Lay the Python sources out as agreed
	@$(BIN)/ruff format .

test: $(VENV)/.test build ## Run every test (DATABASE=postgresql on a PostgreSQL of their own)
	@$(BIN)/python tests/browser/browsers.py
	@$(BIN)/python tests/proxies.py
	@TEST_DATABASE=$(DATABASE) $(BIN)/python -m pytest -n auto $(ARGS)

proof: ## Take over the figures of the last whole green run (.ci/run) for the page /trust
	@cp build/proof.json webapp/guide/data/proof.json

mutate: $(VENV)/.mutate build ## Put faults into the sources and count how many the tests find (ARGS="clock" for one subject)
	@$(BIN)/python -m tools.mutate $(ARGS)

bench: $(VENV)/.test build ## Print the measured figures as a table
	@$(BIN)/python tests/browser/browsers.py
	@$(BIN)/python -m tools.bench $(ARGS)

screenshots: $(VENV)/.test build ## Take the pictures of the README
	@$(BIN)/python tests/browser/browsers.py chromium
	@$(BIN)/python -m tools.screenshots $(ARGS)

messages: $(VENV)/.run ## Write all that people read as one file for translators (build/messages.pot)
	@$(BIN)/python -m tools.messages

icons: $(VENV)/.test ## Draw the icons of the home screen from the mark
	@$(BIN)/python tests/browser/browsers.py chromium
	@$(BIN)/python -m tools.icons

$(ATLAS_VENV)/.done: tools/atlas/requirements.lock
	$(PYTHON) -m venv $(ATLAS_VENV)
	$(ATLAS_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tools/atlas/requirements.lock
	@touch $@

atlas: $(ATLAS_VENV)/.done ## Rebuild the pictures of the body and the positions of the points
	@$(ATLAS_VENV)/bin/python -m tools.atlas $(ARGS)

atlas-report: $(VENV)/.test ## Print where every point is and how it agrees with its words
	@$(BIN)/python -m tools.atlas.report $(ARGS)

atlas-sheet: $(VENV)/.test build ## Take contact sheets of every view with its points, light and dark
	@$(BIN)/python tests/browser/browsers.py chromium
	@$(BIN)/python -m tools.atlas.sheet $(ARGS)

clean: ## Remove what the commands above made (never the database)
	rm -rf $(VENV) $(ATLAS_VENV) build tools/build/node_modules tools/mutate/node_modules .pytest_cache .ruff_cache
