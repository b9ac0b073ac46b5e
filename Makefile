# make run     starts the board            make test    passes the tests
# make install prepares the environment    make bench   measures it
# make lint    checks the style            make words   renews the French catalogue
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: install run test bench lint words clean

install: $(READY)

$(READY): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name it with make PYTHON=/path/to/python3"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "python -m venv does not work here; on Debian: apt-get install python3-venv"; exit 2; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

# Optional for the board, so that large samplings can leave the machine; the tests start a real cluster.
$(VENV)/.ready-dask: $(READY) requirements-dask.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dask.txt
	@touch $@

# The port is STREAMLIT_SERVER_PORT (8501 by default).
run: $(READY)
	$(BIN)/streamlit run app.py

test: $(READY) $(VENV)/.ready-dask
	@$(BIN)/python -m tests.chromium
	@$(BIN)/python -m tests.databases
	@$(BIN)/python -m tests.programs
	$(BIN)/python -m pytest -n 2 --dist loadgroup

# All of them, against the recorded ratios; make bench BENCH="page load" for some, BENCH=--record for a new record.
bench: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r benchmarks/requirements.txt
	$(BIN)/python benchmarks/ratios.py $(BENCH)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# The French catalogue follows the sentences of the code; the English sentence is its own key.
ROOMS := ranking words address results ui charts exports web pages
words: $(READY)
	PYTHONPATH=. $(BIN)/pybabel -q extract -F locale/babel.cfg -k say -k ngettext:1,2 \
		--no-location --sort-output -w 120 -o $(VENV)/board.pot $(ROOMS)
	$(BIN)/pybabel -q update -i $(VENV)/board.pot -d locale -D board -l fr -N --ignore-obsolete \
		--ignore-pot-creation-date -w 120

clean:
	rm -rf $(VENV)
