# What can be done here: `make help`. On Windows without make: see README.md.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
SEEDS ?= 0:500
PARTS ?=
LAB_LANGUAGE ?= en
LAB_ARGS ?=

# With this variable set, every process would compile pandas and matplotlib again.
unexport PYTHONDONTWRITEBYTECODE

# Our matrices are small: more threads than processors make the fits many times slower.
export OPENBLAS_NUM_THREADS ?= 1

.DEFAULT_GOAL := help
.PHONY: help setup lab test check lint verify nbval slow batch bench browser picture notes binder-check git-setup constraints clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY) ## create .venv and install everything (again only when a bound or version changed)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Brecha needs Python 3.11 or later; $(PYTHON) is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 setup" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

lab: setup ## open JupyterLab at the start notebook (LAB_LANGUAGE=es, LAB_ARGS="--no-browser")
	$(BIN)/brecha lab --language $(LAB_LANGUAGE) -- $(LAB_ARGS)

test: setup ## run every part of the tests (PARTS="unit browser" for some)
	$(BIN)/python tests/run.py $(PARTS)

check: setup ## lint, format, types, spelling
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/codespell

lint: setup ## rules of lessons and notebooks: both languages, stamps, verbs, stored outputs
	$(BIN)/brecha dev lint

verify: setup ## judge every exercise over many seeds (SEEDS=0:500)
	$(BIN)/brecha dev verify --seeds $(SEEDS)

nbval: setup ## run every shipped notebook and compare its worked examples
	$(BIN)/python tests/run.py nbval

slow: setup ## the tests that take long at full size (hundreds of seeds)
	$(BIN)/python -m pytest -q -n logical -m slow

batch: setup ## a class of thirty on the mobile-operator case, ending with the page's path
	$(BIN)/brecha batch casework/en/mobile-operator.ipynb --roster casework/roster-example.csv \
		--key-file build/course.key --out build/mobile-operator

bench: setup ## side by side: papermill, in a loop and in two processes, and brecha batch
	$(BIN)/python tests/bench.py --runs 40 --scale

browser: setup ## drive JupyterLab in Chromium
	$(BIN)/python tests/run.py browser

picture: setup ## take the picture of both READMEs anew, in Chromium (docs/figures)
	BRECHA_PICTURES=docs/figures $(BIN)/python -m pytest -q tests/browser/test_picture.py

notes: setup ## compute the tables of the instructor notes anew (some minutes)
	$(BIN)/brecha dev notes docs/instructor/*/*.md

binder-check: setup ## try what Binder would do, as far as that goes without Docker and conda
	$(BIN)/python -m brecha.dev.binder

git-setup: setup ## readable notebook diffs and merges, and the hooks that run before a commit
	git config diff.jupyternotebook.command '$(BIN)/git-nbdiffdriver diff'
	git config merge.jupyternotebook.driver '$(BIN)/git-nbmergedriver merge %O %A %B %L %P'
	git config merge.jupyternotebook.name 'Jupyter notebook merge driver'
	$(BIN)/pre-commit install

constraints: ## resolve the bounds afresh and write constraints.txt
	$(PYTHON) -m venv .venv-constraints
	.venv-constraints/bin/python -m pip install --disable-pip-version-check --quiet '.[dev,bench]'
	{ sed -n '/^#/p' constraints.txt; .venv-constraints/bin/python -m pip freeze --exclude brecha | LC_ALL=C sort -f; } > constraints.new
	mv constraints.new constraints.txt
	rm -rf .venv-constraints

clean: ## remove .venv and everything that tools left behind
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
