"""Finished pages put in their place, with their records; the index; pages of the past taken away."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.report import manifest
from analysis.report.manifest import Manifest
from analysis.report.plan import Job
from analysis.report.stale import Step, hashed

if TYPE_CHECKING:
    from analysis.report.run import Result

Links = Sequence[tuple[str, str]]


def page(result: Result, step: Step, kept: Manifest, out: Path) -> None:
    """Put the page in place and record it; a failure keeps what the last good page said of itself."""
    from analysis.report.evidence import versions

    content = result.page.read_bytes()
    manifest.place(result.page, out / result.page.name)
    before = kept.reports.get(result.name, {})
    if result.ok:
        (out / f"{result.name}.failed.html").unlink(missing_ok=True)
        kept.reports[result.name] = {
            **result.about,
            "ok": True,
            "key": {**step.key, "articles": result.about.get("digest") or step.corpus},
            "corpus": step.corpus,
            "notebook": step.job.notebook.name,
            "parameters": step.job.parameters,
            "page_hash": hashed(content),
            "versions": versions(),
            "seconds": round(result.seconds, 2),
        }
    else:
        told = {"ok": False, "error": result.error, "key": {}, "seconds": round(result.seconds, 2)}
        kept.reports[result.name] = {**before, **told}
    manifest.save(out, kept)


def forget(names: Iterable[str], kept: Manifest, out: Path) -> None:
    """Take away reports that the batch no longer makes, as far as their pages are as we made them."""
    for name in names:
        old = out / f"{name}.html"
        if old.is_file() and hashed(old.read_bytes()) == kept.reports[name].get("page_hash"):
            old.unlink()
        (out / f"{name}.failed.html").unlink(missing_ok=True)
        del kept.reports[name]
        manifest.save(out, kept)


def note_corpora(steps: Iterable[Step], kept: Manifest, out: Path) -> None:
    """Record that reports are up to date with a corpus that changed where they do not look."""
    moved = [s for s in steps if not s.reason and kept.reports[s.job.name].get("corpus") != s.corpus]
    for step in moved:
        kept.reports[step.job.name]["corpus"] = step.corpus
    if moved:
        manifest.save(out, kept)


def index(jobs: Sequence[Job], links: Links, kept: Manifest, out: Path) -> None:
    """The index of all reports in the folder: those of this run first, in its order."""
    target = out / "index.html"
    names = [j.name for j in jobs if j.name in kept.reports]
    names += sorted(set(kept.reports) - {j.name for j in jobs})
    shown = [{**kept.reports[n], "name": n, "has_page": (out / f"{n}.html").is_file()} for n in names]
    made_of = hashed(json.dumps([_told(shown), links], sort_keys=True).encode())
    if kept.index == made_of and target.is_file():
        return
    from analysis.report import index as pages

    manifest.write(target, pages.index_page([r for r in shown if r["has_page"] or not r["ok"]], links))
    kept.index = made_of
    manifest.save(out, kept)


def _told(shown: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The records without what no index shows, so that a rerun to the same end leaves it as it is."""
    unseen = ("key", "seconds", "corpus", "page_hash", "parameters", "versions")
    return [{k: v for k, v in r.items() if k not in unseen} for r in shown]
