# make demo        a company with its coaching, in a folder of pages, without a bench
# make test        the tests on the embedded site, without a bench
# make test-site   the tests on a real site: make test-site BENCH=~/frappe-bench SITE=test.localhost
# make lint        ruff, as pre-commit runs it
# make clean       removes what the others made

PYTHON ?= python3
VENV := .venv
READY := $(VENV)/.ready
LINT_READY := $(VENV)/.lint-ready
PIP_INSTALL := $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check

PEOPLE ?= 120
SEED ?= 7
OUT ?= demo-output

BENCH ?= ~/frappe-bench
SITE ?= test.localhost
# e.g. make test PYTEST_ARGS="-k coverage"
PYTEST_ARGS ?=

.DEFAULT_GOAL := test
.PHONY: demo test test-site lint clean

demo: $(READY)
	$(VENV)/bin/python -m embedded demo --people $(PEOPLE) --seed $(SEED) --out $(OUT)

test: $(READY)
	env -u COACHING_BENCH -u COACHING_SITE $(VENV)/bin/python -m pytest $(PYTEST_ARGS)

test-site:
	.ci/test-site.sh '$(BENCH)' '$(SITE)' $(PYTEST_ARGS)

lint: $(LINT_READY)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

clean:
	rm -rf $(VENV) demo-output .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' \
		|| { echo "Python 3.10 or later is needed: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PIP_INSTALL) --editable '.[test]'
	@touch $@

$(LINT_READY): $(READY)
	$(PIP_INSTALL) --editable '.[lint]'
	@touch $@
