# make run     starts the board            make test    passes the tests
# make install prepares the environment    make bench   measures it
# make lint    checks the style            make words   renews the French catalogue
# make lock    pins every package, hashes  make audit   asks whether one has a known hole
# make sbom    lists what is shipped, with its licences
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
TESTED := $(VENV)/.ready-tests
KEEPER := $(VENV)/keeper

.PHONY: install run test bench lint words lock audit sbom clean

install: $(READY)

# The lock names every package with its hashes, those that others need included; pip then takes nothing else.
$(READY): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name it with make PYTHON=/path/to/python3"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "python -m venv does not work here; on Debian: apt-get install python3-venv"; exit 2; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@touch $@

# With Dask, which is optional for the board, so that large samplings can leave the machine; the tests start a real cluster.
$(TESTED): $(READY) requirements-tests.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-tests.lock
	@touch $@

# The port is STREAMLIT_SERVER_PORT (8501 by default).
run: $(READY)
	$(BIN)/streamlit run app.py

test: $(TESTED)
	@$(BIN)/python -m tests.chromium
	@$(BIN)/python -m tests.databases
	@$(BIN)/python -m tests.programs
	$(BIN)/python -m pytest -n 2 --dist loadgroup

# All of them, against the recorded ratios; make bench BENCH="page load" for some, BENCH=--record for a new record.
bench: $(TESTED)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r benchmarks/requirements.txt
	$(BIN)/python benchmarks/ratios.py $(BENCH)

lint: $(TESTED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# The French catalogue follows the sentences of the code; the English sentence is its own key. The list of sentences
# lies in the tree itself: two trees may share an environment.
POT := var/board.pot
ROOMS := ranking words address results ui charts exports web pages
words: $(READY)
	@mkdir -p $(dir $(POT))
	PYTHONPATH=. $(BIN)/pybabel -q extract -F locale/babel.cfg -k say -k ngettext:1,2 \
		--no-location --sort-output -w 120 -o $(POT) $(ROOMS)
	$(BIN)/pybabel -q update -i $(POT) -d locale -D board -l fr -N --ignore-obsolete \
		--ignore-pot-creation-date -w 120

$(KEEPER)/.ready: $(READY) requirements-keeper.txt
	@test -x $(KEEPER)/bin/python || $(BIN)/python -m venv $(KEEPER)
	$(KEEPER)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-keeper.txt
	@touch $@

# After a change of requirements*.txt; make lock LOCK=--upgrade takes the newest of what they leave open.
PINNED := pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header
lock: $(KEEPER)/.ready
	$(KEEPER)/bin/uv $(PINNED) $(LOCK) requirements.txt -o requirements.lock
	$(KEEPER)/bin/uv $(PINNED) $(LOCK) -c requirements.lock requirements.txt requirements-tests.txt requirements-dask.txt -o requirements-tests.lock

audit: $(KEEPER)/.ready
	@$(BIN)/python deploy/audit.py $(KEEPER)/bin/pip-audit requirements.lock

# In an environment that holds what is shipped and nothing else.
sbom: $(KEEPER)/.ready
	rm -rf $(KEEPER)/shipped && $(BIN)/python -m venv $(KEEPER)/shipped
	$(KEEPER)/shipped/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(KEEPER)/bin/cyclonedx-py environment --output-reproducible --of JSON -o deploy/sbom.cdx.json $(KEEPER)/shipped/bin/python
	$(BIN)/python deploy/bare_bill.py deploy/sbom.cdx.json
	$(KEEPER)/bin/pip-licenses --python $(KEEPER)/shipped/bin/python --format markdown --order license --output-file deploy/licences.md

clean:
	rm -rf $(VENV)
