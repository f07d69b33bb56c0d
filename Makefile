# Every target sets up what it needs; none needs root but e2e-hosts, which says so.

# The checkout's own Node where there is one for this machine, else the system's.
NODE = $$(test -x node_modules/.bin/node && echo node_modules/.bin/node || echo node) --disable-warning=ExperimentalWarning
STAMP = node_modules/.tyto-installed
# Heat itself, where it can be had; what asks it says what is missing.
HEAT_ENGINE = /usr/bin/python3 -c 'import heat.engine.service' 2>/dev/null || ! command -v apt-get >/dev/null || \
  { [ "$$(id -u)" = 0 ] && apt-get -qq -y install --no-install-recommends python3-heat >/dev/null; } || \
  { command -v sudo >/dev/null && sudo -n apt-get -qq -y install --no-install-recommends python3-heat >/dev/null; } || true

.PHONY: help install test check bench demo e2e-hosts fuzz patterns errors conformance conformance-wild clean

help:
	@echo 'make demo     deploy, change and roll back the demo plan on this machine'
	@echo 'make test     type check, lint, unused code and all tests'
	@echo 'make test ONLY="hot plan"   only test files whose path contains a word given, without the checks'
	@echo 'make check    type check, lint and unused code only'
	@echo 'make bench    measure speed against named peers'
	@echo 'make e2e-hosts   deployments over ssh on hosts made of namespaces (root, Debian)'
	@echo 'make fuzz     give the readers of templates, yaql, patterns and JSON a million inputs (COUNT, SEED, FROM)'
	@echo 'make patterns compare a million regular expressions with those of Python (COUNT, SEED)'
	@echo 'make errors   write docs/errors.md anew; ASK_HEAT=1 asks Heat again (Debian, python3-heat)'
	@echo 'make conformance   compare 20,000 generated stacks with Heat (COUNT, SEED, MINUTES, PROCESSES; Debian)'
	@echo 'make conformance-wild   compare the templates of openstack/heat-templates and of Heat itself (TEMPLATES, HEAT, TRIPLEO)'
	@echo 'make docs     write docs/cli.md anew from the table of commands'
	@echo 'make install  fetch packages and a Node that runs this code'
	@echo 'make clean    remove what install and tests made'

install: $(STAMP)

$(STAMP): package-lock.json
	@command -v npm >/dev/null || { echo 'error: npm was not found; install Node 20 or newer with npm' >&2; exit 1; }
	@npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@$(NODE) -e 'process.exit(Number.parseInt(process.versions.node) >= 24 ? 0 : 1)' || { \
	  echo 'error: no Node 24 package exists for this machine; install Node 24 or newer' >&2; exit 1; }
	@touch $@

test: install
	@$(NODE) tools/test.ts $(ONLY)

check: install
	@$(NODE) tools/test.ts --checks

bench: install
	@$(NODE) bench/main.ts

demo: install
	@$(NODE) e2e/demo.ts

e2e-hosts: install
	@$(NODE) e2e/hosts.ts $(ONLY)

docs: install
	@TYTO_WRITE_DOCS=1 $(NODE) --test packages/cli/src/views/command-reference.test.ts >/dev/null

fuzz: install
	@$(NODE) conformance/fuzz.ts --count $(or $(COUNT),1000000) --seed $(or $(SEED),1) --from $(or $(FROM),0)

patterns: install
	@$(NODE) conformance/patterns.ts --count $(or $(COUNT),1000000) --seed $(or $(SEED),1)

conformance: install
	@$(HEAT_ENGINE)
	@$(NODE) conformance/main.ts $(if $(COUNT),--count $(COUNT)) $(if $(SEED),--seed $(SEED)) \
	  $(if $(MINUTES),--minutes $(MINUTES)) $(if $(PROCESSES),--processes $(PROCESSES)) $(if $(KEEP),--keep)

conformance-wild: install
	@$(HEAT_ENGINE)
	@$(NODE) conformance/wild.ts $(if $(TEMPLATES),--templates $(TEMPLATES)) $(if $(HEAT),--heat $(HEAT)) $(if $(TRIPLEO),--tripleo $(TRIPLEO)) --write

errors: install
	@$(NODE) conformance/errors.ts $(if $(ASK_HEAT),--ask-heat)

clean:
	rm -rf node_modules coverage
