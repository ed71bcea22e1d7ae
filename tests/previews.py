"""Makes the small pictures of the reports that the README shows: `make preview` (needs Chromium)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import browser
from PIL import Image, ImageOps

from analysis.report import build

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "reports" / "preview"
#: Name, report, how it is opened, what part of it is kept (in its own pixels), width of the picture.
PICTURES = (
    ("launches", "launches", {"width": 1280}, (1280, 1240), 720),
    ("positions-dark", "voting_positions", {"width": 1280, "dark": True}, (1280, 1240), 720),
    ("launches-phone", "launches", {"width": 390}, (390, 844), 390),
    ("positions-print", "voting_positions", {"width": 680, "media": "print"}, (680, 1002), 560),
)


def main() -> int:
    """Make the reports of the bundled articles, open them, keep four pictures."""
    if not browser.PROGRAM:
        print("there is no Chromium on this machine: nothing was made", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, browser.running() as tab:
        out = Path(folder) / "out"
        build.build(
            build.Request(out=out, corpus=str(ROOT / "corpus"), batch=ROOT / "reports.toml"),
            say=lambda line: None,
        )
        for name, report, options, part, width in PICTURES:
            tab.open(out / f"{report}.html", **options)  # type: ignore[arg-type]
            taken = Path(folder) / "taken.png"
            tab.run(
                "document.body.style.marginRight = '15px'"
            )  # the width of the scroll bar, which pictures lack
            tab.picture(taken)
            _small(taken, FOLDER / f"{name}.webp", part, width)
    return 0


def _small(taken: Path, path: Path, part: tuple[int, int], width: int) -> None:
    """The upper left part of a picture, made smaller; on paper, with its margins."""
    with Image.open(taken) as picture:
        cut = picture.convert("RGB").crop((0, 0, min(part[0], picture.width), part[1]))
        if path.stem.endswith("print"):
            cut = ImageOps.expand(cut, border=57, fill="white")
        height = round(cut.height * width / cut.width)
        cut.resize((width, height), Image.Resampling.LANCZOS).save(path, quality=72, method=6)


if __name__ == "__main__":
    sys.exit(main())
