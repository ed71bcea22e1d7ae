"""Date lines, labels and datelines: what dates the text below them, and the year to which they belong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from analysis.compiling import compiled
from analysis.recognise import timex
from analysis.recognise.time_context import cue
from analysis.records import Article, Sentence, TimeMention


@dataclass(frozen=True, slots=True)
class Frame:
    """The date line above a stretch of text. `sticky`: it holds until the next frame or heading, not
    only for its own paragraph. `only`: the one sentence for which it holds; then the `outer` frame again.
    `heading`: the year of the heading above, to which all date lines below it belong."""

    paragraph: int
    anchor: date | None
    year: int | None
    sticky: bool
    only: int | None = None
    outer: Frame | None = None
    heading: int | None = None


_MARKUP = " \t*#>_-–—•·|()[]:.,"


def frame_kind(mention: TimeMention, sentence: Sentence, article: Article) -> str:
    """ "line" for a sentence that is only a date, "item" for a date that opens its paragraph as a label,
    "dateline" for the head of a wire story, "year" for a heading that names a year, else ""."""
    if mention.type != "DATE" or sentence.kind in ("headline", "caption"):
        return ""
    head = article.text[sentence.start : mention.start]
    tail = article.text[mention.end : sentence.end]
    if not head.strip(_MARKUP) and not tail.strip(_MARKUP):
        return "line" if _is_whole_paragraph(sentence, article) else "item"
    if label := _label_kind(head, tail, article.text[mention.end : mention.end + 60]):
        return "line" if sentence.kind == "heading" and label == "item" and _names_year(mention) else label
    if sentence.kind != "heading":
        return ""
    if timex.is_day(mention.value) and not tail.strip(_MARKUP) and head.rstrip()[-1:] in ",:–—-(|":
        return "line"
    return "year" if _names_year(mention) else ""


def _label_kind(head: str, tail: str, after: str) -> str:
    """ "dateline" or "item" for a date that opens its sentence as a label, else ""."""
    if head.strip(_MARKUP):
        is_place = cue("dateline-head").fullmatch(head)
        return "dateline" if is_place and cue("dateline-tail").match(after) else ""
    if cue("agency-tail").match(after):
        return "dateline"
    return "item" if cue("label-tail").match(tail) else ""


def _names_year(mention: TimeMention) -> bool:
    is_full = not mention.rule.endswith(":resolved") and mention.value[:4].isdigit()
    return is_full and len(mention.value) in (4, 7)


def _is_whole_paragraph(sentence: Sentence, article: Article) -> bool:
    following = sentence.index + 1
    return following >= len(article.sentences) or article.sentences[following].paragraph != sentence.paragraph


def of_line(mention: TimeMention, line: str, frame: Frame | None, article: Article) -> TimeMention:
    """A date line without year in the year of the heading above; else in the latest one, if it so goes on with the `line`
    before it; else in the year nearest to that line, or to the headline's, as chronologies count."""
    if not is_yearless(mention) or not timex.is_day(mention.value):
        return mention
    if frame and frame.heading:
        return in_year(mention, frame.heading)
    day = date.fromisoformat(mention.value)
    if line and timedelta() <= day - date.fromisoformat(line) <= _GOES_ON:
        return mention
    return _near(mention, line or _line_of_headline(article))


def _near(mention: TimeMention, line: str) -> TimeMention:
    """A day without year in the year nearest to the line, if there is one."""
    if not line:
        return mention
    before, here = date.fromisoformat(line), date.fromisoformat(mention.value)
    years = (before.year - 1, before.year, before.year + 1)
    days = [
        d for y in years if (d := timex.day(y, here.month, here.day)) and (d <= here or d.year <= here.year)
    ]
    nearest = min(days, key=lambda d: abs((d - before).days), default=here)
    return in_year(mention, nearest.year)


#: The next line of a chronology comes no longer after the one before.
_GOES_ON = timedelta(days=240)


def opened(
    frame: Frame | None,
    kind: str,
    mention: TimeMention,
    sentence: Sentence,
    published: date | None,
    article: Article,
) -> Frame | None:
    """The frame that the mention opens. A dateline within a day of publication only confirms it; a label of a day to
    come, or one amid a paragraph ("14 May: a rocket. A week later: another."), moves nothing that is told from the
    day of the text."""
    day = date.fromisoformat(mention.value) if timex.is_day(mention.value) else None
    if kind == "dateline" and (not day or (published and abs((day - published).days) <= 1)):
        return frame
    above = article.sentences[sentence.index - 1] if sentence.index else None
    is_told_here = bool(article.text[mention.end : sentence.end].strip(_MARKUP))
    is_amid = is_told_here and above is not None and above.paragraph == sentence.paragraph
    if kind == "item" and published and day and day > published:
        return frame
    year = int(mention.value[:4]) if mention.value[:4].isdigit() else None
    above_it = frame.heading if frame else None
    heading = year if len(mention.value) == 4 and kind in ("line", "year") else above_it
    if kind == "item" and day and is_amid and _is_prose(above, article):
        return Frame(sentence.paragraph, day, year, sticky=False, only=sentence.index, outer=frame)
    outer = (frame if frame.sticky else frame.outer) if frame and heading and kind == "item" else None
    return Frame(sentence.paragraph, day, year, sticky=kind != "item", outer=outer, heading=heading)


def _is_prose(above: Sentence | None, article: Article) -> bool:
    """Whether the line goes on from the sentence above without a break."""
    if above is None:
        return False
    return "\n" not in article.text[above.end - 1 : article.sentences[above.index + 1].start + 1]


def still_holds(frame: Frame | None, sentence: Sentence) -> Frame | None:
    """The frame, if it still holds in the sentence: a label for its own paragraph, a date line until the
    next heading."""
    while frame and frame.only is not None and frame.only != sentence.index:
        frame = frame.outer
    if frame is None or sentence.paragraph == frame.paragraph:
        return frame
    if sentence.kind == "heading":
        return None
    return frame if frame.sticky else frame.outer


def _line_of_headline(article: Article) -> str:
    """The middle of the one past year that a headline names, to which date lines without year belong, or ""."""
    years = set(_YEAR.findall(article.headline))
    year = years.pop() if len(years) == 1 else ""
    return f"{year}-07-02" if year and year < article.published[:4] else ""


_YEAR = compiled(r"(?<![\w/-])(?:19|20)\d\d(?![\w/-])")


def is_yearless(mention: TimeMention) -> bool:
    """Whether the mention is a day or month of which the text gives no year."""
    forms = ("month-day", "day-month", "month-alone", "may-march")
    return mention.rule.endswith(":resolved") and mention.rule.startswith(forms)


def in_year(mention: TimeMention, year: int | None) -> TimeMention:
    """The mention in that year, if it is one."""
    if year is None or "/" in mention.value:
        return mention
    value = f"{year:04d}{mention.value[4:]}"
    first, last = timex.bounds(value)
    return replace(mention, value=value, begin=first, end_date=last)
