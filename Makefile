PYTHON ?= python3
ARGS ?=
PREFIX ?= $(HOME)/.local

venv := .venv/bin/python
home := $(PREFIX)/share/journal-followup
program := $(PREFIX)/bin/journal
manual := share/man/man1
pip = install --quiet --disable-pip-version-check --root-user-action ignore -c constraints.txt
install = $(PYTHON) -m pip --python $(venv) $(pip) -e

define python_fits
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "journal needs Python 3.11 or newer, and $(PYTHON) is not: install python3 (Debian 12, Ubuntu 24.04 or newer), or say which with make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m pip --python "$$(command -v $(PYTHON))" --version >/dev/null 2>&1 || { \
		echo "journal needs pip 22.3 or newer for $(PYTHON): on Debian and Ubuntu, apt-get install python3-pip" >&2; exit 1; }
endef

# What was compiled is kept, or each of the processes that tests start compiles the program anew.
unexport PYTHONDONTWRITEBYTECODE

.DELETE_ON_ERROR:
.PHONY: help demo install uninstall test laws check rooms bench

help:  ## list what make can do
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 16

demo: .venv/ready  ## try journal on a copy of the example vault
	@$(venv) -m tui demo $(ARGS)

install:  ## install journal for good, into PREFIX (~/.local)
	$(python_fits)
	@test ! -e "$(program)" || test "$$(readlink "$(program)")" = "$(home)/bin/journal" || { \
		echo "$(program) is another program: move it away, or say where else with make install PREFIX=DIR" >&2; exit 1; }
	@echo "Installing journal into $(home)"
	@$(PYTHON) -m venv --without-pip --clear "$(home)"
	@$(PYTHON) -m pip --python "$(home)/bin/python" $(pip) .
	@mkdir -p "$(PREFIX)/bin"
	@ln -sfn "$(home)/bin/journal" "$(program)"
	@mkdir -p "$(PREFIX)/$(manual)"
	@test -e "$(PREFIX)/$(manual)/journal.1" || ln -sfn "$(home)/$(manual)/journal.1" "$(PREFIX)/$(manual)"
	@case ":$$PATH:" in \
		*":$(PREFIX)/bin:"*) echo "Ready: journal";; \
		*) echo "Ready: $(program). To call it as journal, put $(PREFIX)/bin on your PATH";; esac

uninstall:  ## take away what make install brought; your notes and settings stay
	@test "$$(readlink "$(program)")" != "$(home)/bin/journal" || rm "$(program)"
	@test "$$(readlink "$(PREFIX)/$(manual)/journal.1")" != "$(home)/$(manual)/journal.1" || \
		rm "$(PREFIX)/$(manual)/journal.1"
	@rm -rf "$(home)"

test: .venv/ready-dev  ## run the tests; ARGS='-k name' to choose
	$(venv) -m pytest -n auto --dist worksteal $(ARGS)

laws: .venv/ready-dev  ## search for what breaks the property tests, elsewhere each time; minutes
	JOURNAL_LAWS=search $(venv) -m pytest -n auto --dist worksteal --timeout 0 tests/property $(ARGS)

mutants: .venv/ready-dev  ## list changes to ARGS='journal/rules/state.py' that no test notices; minutes
	$(venv) -m benchmarks.mutants $(ARGS)

check: .venv/ready-dev  ## every check but the tests
	$(venv) -m ruff check .
	$(venv) -m ruff format --check .
	$(venv) -m mypy
	.venv/bin/lint-imports --no-logo
	$(venv) .ci/repository.py
	$(venv) .ci/rooms.py

rooms: .venv/ready-dev  ## draw the rooms and their imports anew in CONTRIBUTING.md
	@$(venv) .ci/rooms.py --write

bench: .venv/ready-dev  ## measure speed; minutes
	$(venv) -m benchmarks $(ARGS)

# What runs needs less than what is worked on, so a demo is ready sooner.
.venv/ready: pyproject.toml constraints.txt | $(venv)
	@echo "Installing journal into .venv"
	@$(install) .
	@touch $@

.venv/ready-dev: pyproject.toml constraints.txt | $(venv)
	@echo "Installing journal and what its tests need into .venv"
	@$(install) '.[dev]'
	@touch .venv/ready $@

# Debian has ensurepip in a package of its own; a venv without pip and the system's pip do without it.
$(venv):
	$(python_fits)
	@$(PYTHON) -m venv --without-pip --clear .venv
