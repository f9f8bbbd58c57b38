# `make` alone explains the targets. `run` and `test` do all the set-up themselves.
VENV ?= .venv
BIN := $(VENV)/bin
GOLD ?= ../shared/gold
# Annotated documents that the rules were written with in view, and others; UNSEEN= takes further folders.
OPENED = $(wildcard tests/annotated/blind-0[1-6].json tests/annotated/blind-1[3-9].json tests/annotated/blind-2?.json)
SEEN_DOCUMENTS = $(GOLD)/dev $(OPENED)
UNSEEN_DOCUMENTS = $(filter-out $(OPENED),$(wildcard tests/annotated/*.json)) $(UNSEEN)
DOCUMENTS = --seen $(SEEN_DOCUMENTS) --unseen $(UNSEEN_DOCUMENTS)
export THUKY_VENV := $(VENV)

.DEFAULT_GOAL := help
.PHONY: help run test check fix score train calibrate compare bench bench-ocr torture fuzz lock ready-run ready-test clean

help: ## what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 16

ready-run:
	@sh setup/install.sh run

ready-test:
	@sh setup/install.sh test

run: ready-run ## set up what is missing and start ThuKy on http://127.0.0.1:8000 (Ctrl-C stops it)
	@exec $(BIN)/thuky run

test: ready-test ## set up what is missing and run every test: unit, integration with the real tools, browser
	@$(BIN)/pytest $(PYTEST_ARGS)

check: ready-test ## read only: style, types, arrows between the rooms
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: ready-test ## let ruff change what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

score: ready-test ## extraction on the annotated documents of ../shared/gold, beside the committed table (SAVE=1 commits the new one)
	@$(BIN)/python -m bench.score $(GOLD) $(if $(SAVE),--save)

train: ready-test ## learn the clause classifier and the meaning of confidences from annotated documents (UNSEEN="folder …" adds some)
	@$(BIN)/python -m bench.clauses $(DOCUMENTS)
	@$(BIN)/python -m bench.calibrate $(DOCUMENTS) --save

calibrate: ready-test ## stated confidence against the share of right findings, each document left out in turn (SAVE=1 commits the weights)
	@$(BIN)/python -m bench.calibrate $(DOCUMENTS) $(if $(SAVE),--save)

compare: ready-test ## the clause classifier against the rules, each document left out in turn
	@$(BIN)/python -m bench.classifier $(DOCUMENTS)

bench: ready-test ## speed as ratios against peers in the same run
	@$(BIN)/python -m bench $(BENCH)
	@$(if $(BENCH),:,$(BIN)/python -m bench.recognition speed)

bench-ocr: ready-test ## scans: pages a minute and wrong words against tesseract, repairs right and wrong (OCR=memory: peak memory of 400 pages)
	@$(BIN)/python -m bench.recognition $(OCR)

torture: ready-test ## 500 mixed files dropped while watcher and workers are killed with -9 two hundred times (under 10 minutes; TORTURE="--seed 7")
	@$(BIN)/python -m bench.torture $(TORTURE)

fuzz: ready-test ## damaged copies of real documents (../shared, else samples/) through the reading pool (FUZZ="--seed 7")
	@$(BIN)/python -m bench.fuzz $(FUZZ)

lock: ## resolve the pinned versions anew (needs a package registry)
	@sh setup/lock.sh

clean: ## remove what can be made again (never var/ nor inbox/)
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis test-results
