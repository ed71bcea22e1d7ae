"""The pipeline: a fault in the reading of one article costs only that article."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import pipeline
from analysis.records import Article, Reading

GOOD = "Seoul protests\n\nMay 8, 2022\n\nNorth Korea fired a missile on Saturday.\n"


def test_a_fault_in_one_article_is_told_and_costs_only_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("bad", "good"):
        (tmp_path / f"{name}.txt").write_text(GOOD)
    whole = pipeline.read_article

    def faulty(article: Article) -> Reading:
        if article.article_id == "bad":
            raise KeyError("surprise")
        return whole(article)

    monkeypatch.setattr(pipeline, "read_article", faulty)
    readings, problems = pipeline.read([tmp_path])
    assert [r.article.article_id for r in readings] == ["good"]
    (problem,) = [str(p) for p in problems if "bad.txt" in p.path]
    assert "broke the reader: KeyError: 'surprise'" in problem
