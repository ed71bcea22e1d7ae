import re

import matplotlib as mpl
import pytest

from analysis.charts.palette import COLOURS, light
from analysis.report import svg

mpl.use("svg")


@pytest.fixture
def figure():
    from matplotlib import pyplot

    fig, axes = pyplot.subplots()
    axes.plot([1, 2], [3, 4], color=light("blue"))
    axes.scatter([1, 2], [3, 4], color=light("red")).set_urls(["#e-launches-0", "#e-launches-1"])
    axes.text(1, 3, "$200 to $700 <b>\u202e", color=light("ink"), parse_math=False)
    return fig


@pytest.fixture
def drawn(figure):
    return svg.from_figure(figure, title="Who & when?", description="<b>")


def test_no_style_and_nothing_from_elsewhere(drawn):
    assert "style" not in drawn
    assert "http" not in drawn
    assert "xlink" not in drawn


def test_text_is_text(drawn):
    assert re.search(r"<text[^>]*>\$200 to \$700 &lt;b&gt;</text>", drawn)


def test_it_is_named_for_screen_readers(drawn):
    assert re.search(
        r'aria-labelledby="(\w+) (\w+)"><title id="\1">Who &amp; when\?</title><desc id="\2">&lt;b&gt;<',
        drawn,
    )


def test_marks_link_to_evidence(drawn):
    assert re.findall(r'<a href="([^"]*)"', drawn) == ["#e-launches-0", "#e-launches-1"]


def test_house_colours_become_classes(drawn):
    assert 'class="s-blue"' in drawn
    assert 'class="f-red s-red"' in drawn
    assert 'class="f-ink t10"' in drawn


def test_inner_references_resolve_and_differ_from_chart_to_chart(drawn, figure):
    names = set(re.findall(r'\sid="([^"]+)"', drawn))
    used = set(re.findall(r'url\(#([^)]+)\)|<use href="#([^"]+)"', drawn))
    assert {a or b for a, b in used} <= names
    assert names.isdisjoint(
        re.findall(r'\sid="([^"]+)"', svg.from_figure(figure, title="Other", description=""))
    )


def test_the_colours_tell_names_apart():
    assert len({values[0] for values in COLOURS.values()}) == len(COLOURS)
    assert all(re.fullmatch("#[0-9a-f]{6}", v) for values in COLOURS.values() for v in values)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(a: str, b: str) -> float:
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("name", ["ink", "soft", "accent", "blue", "grey"])
def test_text_colours_are_readable_on_paper_and_wash(name, which):
    for ground in ("paper", "wash"):
        assert contrast(COLOURS[name][which], COLOURS[ground][which]) >= 4.5


@pytest.mark.parametrize("which", [0, 1])
def test_every_series_stands_out_from_the_paper(which):
    for name in ("blue", "orange", "green", "red", "purple", "sky", "yellow", "grey", "line"):
        assert contrast(COLOURS[name][which], COLOURS["paper"][which]) >= 3
