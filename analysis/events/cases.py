"""Acts assembled into cases: one case a measure and its fate, with all the mentions of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from analysis.events import acts as act_stage
from analysis.events import case_outvoted, counted, dating, drafts, joining, numbered, tagged_cases
from analysis.events.acts import Act
from analysis.events.case_acts import consistent, is_decisive
from analysis.events.case_dates import date_from_context, on_day_before, refine_dates
from analysis.events.case_figures import add_figures, add_figures_beside
from analysis.events.case_joins import decided, with_numbered
from analysis.events.case_merges import (
    drop_shadows,
    is_background,
    merge_statements,
    turn_vetoed,
    without_asides,
)
from analysis.events.case_votes import add_voted
from analysis.events.joining import Case
from analysis.events.marking import Marked, mark
from analysis.events.tagged import Tagged
from analysis.records import Document


@dataclass(frozen=True)
class Docket:
    """All cases of an article and the acts and sentences that they were read from; `session` is the day of the
    sitting that it reports, or "", `tagged` the tagger's view of the article, if there is one."""

    cases: tuple[Case, ...]
    acts: tuple[Act, ...]
    marked: tuple[Marked, ...]
    published: str = ""
    session: str = ""
    tagged: Tagged | None = None

    @property
    def main(self) -> Case | None:
        return joining.main_of(self.cases)


def assemble(document: Document) -> Docket:
    """The article's cases, ordered by their first mention."""
    marked = mark(document)
    acts = numbered.with_days(act_stage.find(document, marked), document, marked)
    acts = dating.of_live_report(document, marked, acts)
    published = document.article.published
    acts = [on_day_before(a, document, marked) for a in acts]
    acts = [_of_its_body(a) for a in acts]
    cases = decided(consistent([a for a in acts if is_decisive(a, marked)]), document, marked)
    cases = with_numbered(cases, published)
    date_from_context(cases, document, marked)
    cases = without_asides(cases, published)
    add_figures(cases, document, marked, acts)
    known = len(cases)
    add_voted(cases, acts, document, marked)
    add_figures_beside(cases, cases[known:], document, marked)
    case_outvoted.add(cases, acts, document, marked)
    days = {
        a: dating.told_before(document, marked, a) for a in acts if a.outcome == "proposed" and not a.date
    }
    cases = [c for c in cases if not is_background(c)]
    drafts.add(cases, acts, marked, published, days)
    turn_vetoed(cases, acts, marked)
    drop_shadows(cases, marked)
    merge_statements(cases, marked)
    refine_dates(cases, acts)
    tagged = (
        None
        if document.tags is None
        else Tagged(document.tags, document.text, marked, counted.find(document))
    )
    if tagged:
        tagged_cases.redate(cases, tagged)
        acts = [*acts, *tagged_cases.add(cases, acts, tagged, marked)]
    cases.sort(key=lambda c: min(a.start for a in c.acts))
    session = dating.of_session(document, marked)
    return Docket(tuple(cases), tuple(acts), marked, published, session, tagged)


def _of_its_body(a: Act) -> Act:
    """The act; what a state "did again" in the Assembly was no veto, and a veto was before the Council, whatever body
    stands beside it."""
    if a.rule == "did-so-on-day" and a.body == "UNGA":
        return replace(a, outcome="adopted")
    return replace(a, body="UNSC") if a.outcome in ("vetoed", "blocked") else a
