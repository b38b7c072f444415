# What a person runs. Each target installs what the machine lacks, or says what to install: see scripts/setup.
# Everything is built in one profile, release, so that HiGHS is compiled once.

cargo := scripts/cargo

.DEFAULT_GOAL := help
.PHONY: help plan verify test bench check check-format check-lints doc

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

plan: ## regenerate the annual cycle from plans/ into out/ (more arguments: ARGS="...")
	@scripts/setup build
	@$(cargo) build --release
	@$(cargo) run --release --quiet -- plan $(ARGS)

verify: ## check the written feeds against plans/ as a subscriber reads them
	@scripts/setup build
	@$(cargo) build --release
	@$(cargo) run --release --quiet -- verify $(ARGS)

test: ## run all tests (one of them: ARGS="name")
	@scripts/setup test
	$(cargo) test --release $(ARGS)

bench: ## measure reading, then the solver and its rivals on growing problems (arguments of the latter: LADDER="--quick")
	@scripts/setup bench
	$(cargo) bench --bench "*" $(ARGS)
	@$(cargo) build --release
	@python3 benches/ladder/ladder.py $(LADDER)

check: check-format check-lints ## check formatting and lints

check-format:
	$(cargo) fmt --check

check-lints:
	@scripts/setup build
	$(cargo) clippy --release --all-targets -- -D warnings

doc: ## build the documentation of the code
	@scripts/setup build
	RUSTDOCFLAGS="-D warnings" $(cargo) doc --release --no-deps
