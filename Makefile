# The two commands that matter: `make demo` and `make test`. Everything they need is installed by name, here.

CARGO ?= cargo
PYTHON ?= python3
# The program that browsers are pointed at: the one just built.
PROGRAM ?= $(or $(CARGO_TARGET_DIR),target)/debug/kaocheng
# Real clauses to measure the readers against, where somebody has them.
CORPUS ?= ../shared/corpus
# Seconds each fuzz target runs in the tests.
FUZZ_SECONDS ?= 60
# How often the office is killed by `make test-crash`.
CRASH_CYCLES ?= 200
# Clerks of the offices that `make bench-office` measures, the smaller first.
CLERKS ?= 300 3000
# Scheme-unit pairs that the columnar evaluator is held against the reference on.
DIFFERENTIAL_PAIRS ?= 1000000

.PHONY: look help demo test test-browser test-api test-crash bench bench-office instructions corpus fuzz mutants lint packages differential

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: ## build, check, score and explain all the examples, then open the example's office in a browser until it is stopped
	$(CARGO) run --release --quiet --bin kaocheng -- demo --office

packages:
	@tools/install-packages.sh

test: packages ## everything that must hold
	$(CARGO) test --workspace --quiet
	KAOCHENG_TEST_STORE=postgres $(CARGO) test --quiet --package kaocheng-app --bin kaocheng web::tests
	$(MAKE) --no-print-directory test-api
	$(PYTHON) -m unittest discover --quiet --start-directory tests/golden
	$(MAKE) --no-print-directory instructions
	$(MAKE) --no-print-directory test-browser
	$(MAKE) --no-print-directory fuzz

test-browser: packages ## a whole round with real clicks, from an empty database to the seal, on SQLite and PostgreSQL
	$(CARGO) build --quiet --package kaocheng-app
	KAOCHENG=$(abspath $(PROGRAM)) target/python/bin/python -m unittest discover --start-directory tests/browser

test-api: packages ## the interface for programs against its own description
	$(CARGO) build --quiet --package kaocheng-app
	target/python/bin/python -m unittest discover --start-directory tests/api

test-crash: packages ## the office killed CRASH_CYCLES times under load, on both databases
	CRASH_CYCLES=$(CRASH_CYCLES) $(CARGO) test --quiet --package kaocheng-app --test office crash -- --nocapture

# Tests may unwrap; the program may not.
lint: ## formatting and lints
	$(CARGO) fmt --check
	$(CARGO) clippy --workspace --quiet -- -D warnings
	$(CARGO) clippy --workspace --all-targets --quiet -- -D warnings \
		-A clippy::unwrap_used -A clippy::float_arithmetic -A clippy::type_complexity

fuzz: ## every reader against mutated input, FUZZ_SECONDS each
	@tools/fuzz.sh $(FUZZ_SECONDS)

bench: ## parse, compile and score, and workload S beside its peers: figures for benches/README.md
	$(CARGO) bench --package kaocheng-engine --bench reference
	$(CARGO) build --release --quiet --package kaocheng-bench
	@benches/peers/install.sh
	@target/peers/bin/python benches/run.py target/release target/workload-s

bench-office: packages ## the deadline hour of an office, CLERKS of them, on each store: tables for benches/README.md
	$(CARGO) build --release --quiet --package kaocheng-app --package kaocheng-bench
	@benches/office.sh target/release $(CLERKS)

instructions: packages ## instructions that the stages of workload S take, against what is put down in benches/instructions.json
	$(CARGO) build --release --quiet --package kaocheng-bench
	@$(PYTHON) benches/instructions.py target/release target/workload-s

look: packages ## photographs of every page of the example office, in target/look
	$(CARGO) build --quiet --bin kaocheng
	@$(PYTHON) tools/look.py target/debug/kaocheng target/look

corpus: ## how much of a corpus of real clauses reads, and how much of it rightly
	$(CARGO) build --release --quiet --bin kaocheng
	@$(PYTHON) tools/corpus.py target/release/kaocheng $(CORPUS)

differential: ## the columnar evaluator against the reference on a million pairs of generated scheme and unit
	@KAOCHENG_DIFFERENTIAL_PAIRS=$(DIFFERENTIAL_PAIRS) $(CARGO) test --release --quiet --package kaocheng-engine \
		--test differential score_as_in_the_reference -- --nocapture

mutants: ## mutation testing of the compiler and the engine (about half an hour)
	@command -v cargo-mutants >/dev/null 2>&1 || $(CARGO) install --quiet --locked cargo-mutants
	@$(PYTHON) tools/mutants/run.py
