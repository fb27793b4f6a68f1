# Two commands do everything on a fresh machine: make demo, make test.
PY := .venv/bin/python
RUN := $(PY) -m
SHARED ?= ../shared
WHOOSH3 := 3.54.0
PYTHONS ?= python3.11 python3.12 python3.13 python3.14

.PHONY: demo interchange test check lint whoosh3 pythons bundle schema screenshots calibration accuracy clean

.venv/.ready: pyproject.toml tools/setup.sh tools/system-libraries.sh
	sh tools/setup.sh dev
	touch $@

demo: .venv/.ready          ## import the sample case, write its brief, open the window
	$(PY) tools/demo.py

# Journeys start programs again and again: each module is compiled once, whatever the surroundings say. Files go out in their
# order, journeys amid the others: sorted by the number of their tests, the slowest would come last.
test: .venv/.ready          ## all tests
	PYTHONDONTWRITEBYTECODE= QT_QPA_PLATFORM=offscreen $(RUN) pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

faults: .venv/.ready        ## kill, starve and fail every operation at its writes; writes docs/reliability.md
	$(PY) tools/faults.py

lint: .venv/.ready          ## ruff, mypy, import-linter, deptry, codespell
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	.venv/bin/lint-imports
	$(RUN) deptry casefile
	.venv/bin/codespell

whoosh3: .venv/.ready       ## the tests of search on whoosh3 in place of Whoosh
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --upgrade --target build/whoosh3 whoosh3==$(WHOOSH3)
	PYTHONPATH=build/whoosh3 $(RUN) pytest tests/unit/index

pythons:                    ## all tests on each Python that is named: make pythons PYTHONS="python3.12 python3.13"
	for python in $(PYTHONS); do \
	  $$python -m venv build/$$(basename $$python) && \
	  build/$$(basename $$python)/bin/python -m pip install --quiet --disable-pip-version-check --upgrade pip && \
	  build/$$(basename $$python)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]' && \
	  QT_QPA_PLATFORM=offscreen build/$$(basename $$python)/bin/python -m pytest --numprocesses auto --dist loadfile || exit 1; \
	done

check: lint test            ## what must hold before a commit

interchange:                 ## the exports, read by the libraries of their own ecosystems, in an environment of its own
	test -x .venv-interchange/bin/python || python3 -m venv .venv-interchange
	.venv-interchange/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,interchange]'
	QT_QPA_PLATFORM=offscreen .venv-interchange/bin/python -m pytest tests/interchange

bundle: .venv/.ready        ## a one-dir bundle in dist/, and its self-test
	$(PY) -m pip install --quiet --disable-pip-version-check --editable '.[dev,bundle]'
	$(RUN) PyInstaller --noconfirm --clean --log-level WARN casefile.spec
	QT_QPA_PLATFORM=offscreen dist/casefile/casefile --selftest

schema: .venv/.ready        ## db/schema.sql at head
	$(PY) -m casefile.store.migrate

screenshots: .venv/.ready   ## pictures of the window on the sample case, into docs/screenshots
	$(PY) tools/screenshots.py

calibration: .venv/.ready   ## how sure findings say they are, learnt anew where the annotated collections are at hand
	$(PY) tools/calibrate.py $(SHARED)

accuracy: .venv/.ready      ## docs/accuracy.md, where the annotated collections are at hand
	$(PY) tools/write_accuracy.py $(SHARED)

clean:
	rm -rf .venv build dist demo .mypy_cache .ruff_cache .pytest_cache .hypothesis
