# The doors of the project. Each target calls one program in scripts/, where the reasons are.
PYTHON := $(shell command -v python3.11 || command -v python3)
export VENV ?= .venv

.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench clean

help: ## Show what can be made
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

setup: ## Install everything the other targets need
	@$(PYTHON) scripts/setup all

demo: ## Load the demonstration and start it: web, worker and scheduler in this terminal
	@$(PYTHON) scripts/setup demo
	@$(VENV)/bin/python scripts/demo

test: ## Run the whole suite (on PostgreSQL and Redis when DATABASE_URL and CELERY_BROKER_URL are set)
	@$(PYTHON) scripts/setup test
	@$(VENV)/bin/python scripts/test $(ARGS)

check: ## Lint, types, imports, migrations, templates, budgets, deployment settings
	@$(PYTHON) scripts/setup test
	@$(VENV)/bin/python scripts/check

bench: ## Measure queries, pages and reports against the budgets
	@$(PYTHON) scripts/setup test
	@$(VENV)/bin/python -m bench

clean: ## Remove what was built and the demonstration's data; keep the virtual environment
	@rm -rf var static/vendor node_modules .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
