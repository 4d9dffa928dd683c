# What one does with this tree; `make` alone lists it. Debian 12, Swift 6.2 or later.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PREFIX ?= /usr/local

# What Swift needs of Debian, what genlog links, and what says where a clock stands.
PACKAGES := binutils ca-certificates git libc6-dev libcurl4-openssl-dev libedit2 libncurses6 \
  libmaxminddb-dev libpcap-dev libpcre2-dev libsqlite3-0 libstdc++-12-dev libxml2 pkg-config tzdata \
  zlib1g-dev
BENCH_PACKAGES := gcc python3
SOAK_PACKAGES := python3
INTEROP_PACKAGES := python3 python3-venv
RSYSLOG_PACKAGES := rsyslog rsyslog-elasticsearch liblognorm5 libestr0 libfastjson4

# Swift's own library is linked in, so that the program runs where no Swift is; by lld, as the
# default linker warns of a function of that library which nobody here calls.
RELEASE := -c release --static-swift-stdlib -Xswiftc -use-ld=lld
# No debug information: a quarter less to compute, from a fresh clone.
TESTS := -debug-info-format none
GENLOG := .build/release/genlog
GENLOG_WIRE := .build/release/genlog-wire
DOUBLE := .build/release/elasticsearch-double
SWIFT_SOURCES := Sources Tests Package.swift
BENCH := bench-data
SOAK := soak-data
FUZZ := fuzz-data
FUZZ_BUILD := .build/fuzz
INTEROP := .build/interop
BENCH_PROGRAMS := generate generate-sip generate-wire measure floor pcre2
BENCH_PARTS ?= confserv sipserver patterns follow geo wire alerts

# Installs those of the Debian packages named in $(1) that are missing, as root or through sudo.
define install
  @installed=$$(dpkg-query -W -f='$${db:Status-Status} $${Package}\n' 2>/dev/null || true); \
  missing=$$(for package in $(1); do \
    grep -qx "installed $$package" <<< "$$installed" || echo "$$package"; done); \
  missing=$${missing//$$'\n'/ }; \
  [[ -n $$missing ]] || exit 0; \
  if ! command -v apt-get > /dev/null; then \
    pkg-config --exists libpcre2-8 zlib libcurl libpcap libmaxminddb 2> /dev/null && exit 0; \
    echo "make: no apt-get here; install what is called on Debian: $$missing" >&2; exit 2; \
  fi; \
  root=; \
  if [[ $$(id -u) != 0 ]]; then \
    command -v sudo > /dev/null || { \
      echo "make: not root, and no sudo; as root: apt-get install $$missing" >&2; exit 2; }; \
    root=sudo; \
  fi; \
  echo "installing $$missing"; \
  $$root apt-get update -qq; \
  $$root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends $$missing > /dev/null
endef

.PHONY: help
help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: build ## build, and show the events of samples/, logs and captures
	@$(GENLOG) parse --format table samples
	@printf '\nOne of them as JSON:\n\n'
	@$(GENLOG) parse --quiet --where 'event.action = object-created' samples | head -n 1
	@printf '\nA capture: who called whom, and who talks to whom:\n\n'
	@$(GENLOG_WIRE) decode --quiet --format table --where 'event.action != sip-message' samples/wire/site.pcap
	@printf '\n'
	@$(GENLOG_WIRE) discover --quiet samples/wire/site.pcap
	@printf '\nYour own logs:  $(GENLOG) parse FILE|DIRECTORY...\n'
	@printf 'Your captures:  $(GENLOG_WIRE) decode FILE|DIRECTORY...\n'
	@printf 'All options:    $(GENLOG) help parse\nThe manual:     README.md, docs/\n'

.PHONY: test
test: deps ## run all tests, or those that FILTER=NAME names
	@echo "building and running the tests"
	@command -v chromium chromium-browser google-chrome google-chrome-stable > /dev/null || \
	  echo "no Chromium here: the page of patterns serve is not tested (apt-get install chromium)"
	@swift test --quiet --disable-xctest $(TESTS) $(if $(FILTER),--filter '$(FILTER)')

# tshark and python3 are not installed for it: where they are missing, it says so and is done.
.PHONY: test-oracles
test-oracles: deps ## compare what is found in captures with what tshark finds (ORACLE_PCAPS=DIR)
	@for program in tshark python3; do \
	  command -v $$program > /dev/null || { \
	    echo "make: skipped, as there is no $$program here; on Debian: apt-get install $$program"; \
	    exit 0; }; \
	done; \
	swift build --quiet $(TESTS) --product genlog-wire; \
	status=0; \
	for oracle in sip web tls sctp rtp; do \
	  python3 Tests/Oracles/$$oracle.py .build/debug/genlog-wire samples/wire \
	    $${ORACLE_PCAPS:+"$$ORACLE_PCAPS"} || status=1; \
	done; \
	exit $$status

.PHONY: build
build: deps ## build the programs: .build/release/genlog, .build/release/genlog-wire
	@echo "building genlog and genlog-wire"
	@swift build --quiet $(RELEASE) --product genlog
	@swift build --quiet $(RELEASE) --product genlog-wire

.PHONY: install
install: build ## copy the programs to PREFIX/bin (PREFIX=/usr/local)
	@install -D -m 755 $(GENLOG) "$(DESTDIR)$(PREFIX)/bin/genlog"
	@install -D -m 755 $(GENLOG_WIRE) "$(DESTDIR)$(PREFIX)/bin/genlog-wire"
	@echo "installed $(DESTDIR)$(PREFIX)/bin/genlog and genlog-wire"

.PHONY: lint
lint: swift ## check how the code is written
	@swift format lint --strict --recursive --parallel $(SWIFT_SOURCES)

.PHONY: format
format: swift ## rewrite the code as lint wants it
	@swift format --in-place --recursive --parallel $(SWIFT_SOURCES)

.PHONY: check
check: lint test ## lint, then test: before each commit

.PHONY: bench
bench: build double bench-deps $(BENCH)/rsyslog ## measure genlog beside C and rsyslog (BENCH_ROUNDS=5)
	@mkdir -p $(BENCH)/bin
	@for program in $(BENCH_PROGRAMS); do \
	  cc -O2 -Wall -Wextra -o $(BENCH)/bin/$$program Benchmarks/$$program.c \
	    $$(pkg-config --cflags --libs libpcre2-8); \
	done
	@for part in $(BENCH_PARTS); do \
	  printf '\n### %s\n\n' "$$part"; python3 Benchmarks/$$part.py $(GENLOG) $(BENCH) $(DOUBLE); \
	done

.PHONY: soak
soak: build double soak-deps ## parse random logs, kill follow again and again (SOAK_MINUTES=10, SOAK_KILLS=100)
	@python3 Benchmarks/soak.py $(GENLOG) samples $(SOAK)
	@python3 Benchmarks/soak_follow.py $(GENLOG) $(DOUBLE) $(SOAK)/follow --kills $${SOAK_KILLS:-100}

# Each script is given the folder of the programs, and one for what it installs.
.PHONY: interop
interop: deps interop-deps ## servers, clients and signatures, against those of others (asks PyPI)
	@echo "building genlog and the test servers"
	@swift build --quiet $(TESTS)
	@mkdir -p $(INTEROP)
	@for script in Tests/Interop/*/run.sh; do "$$script" "$$PWD/.build/debug" "$$PWD/$(INTEROP)"; done

.PHONY: fuzz
fuzz: deps ## look for inputs that break a parser (FUZZ_SECONDS=60, FUZZ_TARGETS=)
	@echo "building the fuzz targets"
	@runtime=$$(swiftc -print-target-info | sed -n 's/.*"runtimeResourcePath" *: *"\(.*\)".*/\1/p'); \
	fuzzer=$$runtime/clang/lib/linux/libclang_rt.fuzzer_no_main-$$(uname -m).a; \
	[[ -f $$fuzzer ]] || { echo "make: this Swift comes without libFuzzer: no $$fuzzer" >&2; exit 2; }; \
	swift build --quiet --package-path Tests/Fuzz --scratch-path $(FUZZ_BUILD) -c release \
	  -Xswiftc -use-ld=lld -Xlinker "$$fuzzer"
	@Tests/Fuzz/run.sh $(FUZZ_BUILD)/release/Fuzz $(FUZZ) samples

# Unpacked, not installed: Debian's package would start a system service.
$(BENCH)/rsyslog:
	@echo "unpacking rsyslog into $@"
	@rm -rf $@.part && mkdir -p $@.part
	@cd $@.part && apt-get download -qq $(RSYSLOG_PACKAGES) 2> messages || { \
	  cat messages >&2; echo "make: no package lists? as root: apt-get update" >&2; exit 2; }
	@for package in $@.part/*.deb; do dpkg-deb -x "$$package" $@.part; done
	@mv $@.part $@

.PHONY: docs
docs: build ## write what docs/ says of patterns, options and fields from the tables
	@$(GENLOG) patterns list --markdown > docs/pattern-reference.md
	@$(GENLOG) options > .build/options.md
	@sed -i -e '/^<!-- options -->/,/^<!-- end -->/{//!d}' -e '/^<!-- options -->/r .build/options.md' \
	  docs/configuration.md
	@$(GENLOG) fields > docs/fields.md
	@echo "wrote docs/pattern-reference.md, docs/configuration.md, docs/fields.md"

.PHONY: clean
clean: ## remove what was built and measured
	@rm -rf .build $(BENCH) $(SOAK) $(FUZZ)

# --- What others need -----------------------------------------------------------------------

.PHONY: swift
swift:
	@command -v swift > /dev/null || { \
	  echo "make: no swift on PATH; install Swift 6.2 or later for Debian 12:" >&2; \
	  echo "  https://www.swift.org/install/linux/" >&2; exit 2; }

.PHONY: deps
deps: swift
	$(call install,$(PACKAGES))

.PHONY: double
double: deps
	@swift build --quiet -c release --product elasticsearch-double

.PHONY: bench-deps
bench-deps:
	$(call install,$(BENCH_PACKAGES))

.PHONY: soak-deps
soak-deps:
	$(call install,$(SOAK_PACKAGES))

.PHONY: interop-deps
interop-deps:
	$(call install,$(INTEROP_PACKAGES))
