"""REPORT: notebooks run by papermill, rendered by nbconvert into self-contained HTML.

What a notebook does (each statement may be a cell of its own; no cell needs more)::

    # first cell, tagged "parameters": plain assignments, typed by their defaults
    corpus: str = "corpus"
    start: str = "2006-01-01"
    end: str = ""
    launching_state: str = "PRK"
    states: list[str] = ["CHN", "RUS", "USA"]
    published: list[str] = []
    title: str = ""
    show_sentences: bool = True

    from analysis import charts
    from analysis.report import html
    from analysis.report.session import open_session

    session = open_session(corpus=corpus, start=start, end=end, launching_state=launching_state,
                           states=states, published=published, show_sentences=show_sentences)
    launches = session.tables.launches     # filtered dataframe; its index numbers the evidence

    html.header(session, title=title or "Launches", finding=html.text("{n} launches ...", n=...),
                key_figures=[(len(launches), "launches", session.cite("launches", launches.index))])
    html.prose("Of {n} launches {k} were ...", n=..., k=...)     # a paragraph; values are escaped
    html.figure(charts.by_weapon(launches, link=session.link("launches")),
                title="What was launched when?", description="One mark a launch ...",
                data=launches[["date", "weapon", "missiles"]], narrow=None,
                reading="How to read it", limits="What it does not show")
    html.table(launches[["date", "weapon"]], caption="Launches",
               evidence=session.links("launches", launches.index),
               sources=session.sources("launches", launches.index))
    html.note("Nothing in this period.")
    html.evidence_section(session)         # lists what was cited before it
    html.colophon(session, method="...", limits="...")

Evidence: row n of table T is `session.tables.T.loc[n]`. `session.cite(T, n or [n, ...])` returns a link
target (`#e-launches-17`) and remembers that it is cited; `session.link(T)` is the same as a function for
charts to call (`artist.set_url(link([17, 20]))`, `collection.set_urls([...])`; a chart's `link` defaults to
`None`); `session.links(T, [[17, 20], [21], ...])` makes a list of targets, one a table row. In prose, a value
may be `html.cited(value, target)`: the number as a link.

Everything that `html` returns is a `Fragment`: escaped HTML, shown by Jupyter and taken over by the page.
Strings given to it are escaped; only fragments pass. Section heads are markdown cells (`## Launches`).
A chart draws with the colours of `analysis.charts.palette` (the page swaps them in the dark), sets
`rcParams["text.parse_math"] = False`, and bears no title of its own: the page writes it as text.
"""
