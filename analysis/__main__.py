"""The command line: `python -m analysis COMMAND`; each command answers `--help`.

Heavy modules are imported by the command that needs them, so that `--help` answers at once.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from analysis.errors import InputError
from analysis.lexicon import LexiconError

DONE, FAILED, MISUSED = 0, 1, 2
_CODES = "exit codes: 0 done; 1 something failed, the rest is done; 2 wrong usage"


class UsageError(InputError):
    """What the user asked for cannot be done as asked; the message says why and what to do."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    arguments = _parser().parse_args(argv)
    try:
        return arguments.run(arguments)
    except InputError as e:
        _say(str(e))
        return MISUSED
    except LexiconError as e:
        _say(f"lexicon: {e}")
        return FAILED
    except KeyboardInterrupt:
        _say("stopped")
        return 130
    except BrokenPipeError:
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m analysis",
        description="Reads news articles on North Korea's launches and the UN Security Council into tables"
        " with evidence, and renders them as HTML reports.",
        epilog=_CODES,
    )
    commands = parser.add_subparsers(title="commands", dest="command", required=True, metavar="COMMAND")
    _add_add(commands)
    _add_extract(commands)
    _add_report(commands)
    _add_evaluate(commands)
    _add_diff(commands)
    _add_explain(commands)
    return parser


def _command(
    commands: argparse._SubParsersAction, name: str, summary: str, more: str = ""
) -> argparse.ArgumentParser:
    return commands.add_parser(name, help=summary, description=f"{summary} {more}".strip(), epilog=_CODES)


def _add_extract(commands: argparse._SubParsersAction) -> None:
    parser = _command(
        commands,
        "extract",
        "Read articles into tables.",
        "Every row names its article, its sentence and the characters that it was read from. A run that was"
        " killed goes on where it was.",
    )
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="a file, a folder, a pattern, an address (s3://…), or - for standard input; a file is an article"
        " or holds many (.jsonl, .csv, .parquet, .rss, .warc …), packed or not",
    )
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the tables")
    parser.add_argument(
        "--format",
        choices=("csv", "parquet"),
        default="csv",
        help="one CSV file a table, or one dataset a table",
    )
    parser.add_argument(
        "--jobs", type=int, default=_cores(), metavar="N", help="processes (default: all cores)"
    )
    parser.add_argument(
        "--scheduler",
        default="",
        metavar="ADDRESS",
        help="address of a Dask scheduler to do the work, or `local`",
    )
    parser.add_argument(
        "--relevance",
        choices=("containers", "all", "none"),
        default="containers",
        help="which articles are passed over if they are on another subject: those in files of many (default),"
        " all, or none",
    )
    parser.add_argument(
        "--keep", action="store_true", help="keep the parts, so that the next run reads only what changed"
    )
    _add_published(parser)
    parser.set_defaults(run=_extract)


def _add_add(commands: argparse._SubParsersAction) -> None:
    parser = _command(
        commands,
        "add",
        "Put articles into the corpus: fetched, cleaned, with where they came from and when.",
        "A text that the corpus has already is refused; one that mostly repeats another is added and linked to it.",
    )
    parser.add_argument("what", nargs="+", metavar="URL|FILE", help="an address (http, https) or a file")
    parser.add_argument(
        "--corpus", type=Path, default=Path("corpus/private"), metavar="DIR", help="default: corpus/private"
    )
    parser.set_defaults(run=_add)


def _add(arguments: argparse.Namespace) -> int:
    from analysis.read import adding

    if arguments.corpus.exists() and not arguments.corpus.is_dir():
        raise UsageError(f"{arguments.corpus}: is a file; --corpus takes a folder")
    failed = False
    for found in adding.add(arguments.what, arguments.corpus):
        if isinstance(found, adding.Added):
            linked = f", which repeats {found.repeats} ({found.likeness:.0%}) and is no source of its own"
            print(f"added {found.path}{linked if found.repeats else ''}")
        else:
            failed = failed or found.kind != "doubtful"
            _say(str(found))
    return FAILED if failed else DONE


def _cores() -> int:
    return len(os.sched_getaffinity(0))


def _add_published(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--published",
        action="append",
        default=[],
        metavar="ID=YYYY-MM-DD",
        help="publication day of an article that does not say it (may be repeated)",
    )


def published_days(given: Iterable[str]) -> dict[str, str]:
    """`ID=YYYY-MM-DD` pairs as a dict; raises `UsageError` naming the pair that is none."""
    days = {}
    for pair in given:
        article_id, _, day = pair.partition("=")
        if not article_id or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day) or not _is_day(day):
            raise UsageError(f"--published {pair}: is not ID=YYYY-MM-DD with a real day")
        days[article_id] = day
    return days


def _is_day(text: str) -> bool:
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _extract(arguments: argparse.Namespace) -> int:
    days = published_days(arguments.published)
    from analysis.extraction import run

    if arguments.out.exists() and not arguments.out.is_dir():
        raise UsageError(f"{arguments.out}: is a file; --out takes a folder")
    request = run.Request(
        paths=arguments.paths,
        out=arguments.out,
        published=days,
        form=arguments.format,
        jobs=arguments.jobs,
        relevance=arguments.relevance,
        scheduler=arguments.scheduler,
        keep=arguments.keep,
    )
    try:
        with _bar() as on_task:
            outcome = run.extract(request, on_task=on_task)
    except OSError as e:
        raise UsageError(f"{arguments.out}: cannot be written: {e.strerror or e}") from e
    for line in outcome.faults:
        _say(line)
    print(f"{outcome.articles} articles read, {outcome.rows} rows written to {arguments.out}")
    for many, what in (
        (outcome.corrections, "corrections by hand applied"),
        (outcome.duplicates, "copies linked"),
    ):
        if many:
            print(f"{what}: {many}")
    if outcome.set_aside:
        print("set aside: " + ", ".join(f"{n} {kind}" for kind, n in sorted(outcome.set_aside.items())))
    has_faults = outcome.set_aside["unreadable"] or outcome.set_aside["doubtful"]
    return FAILED if has_faults or not outcome.articles else DONE


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    """A bar in a terminal that shows how many tasks are done."""
    from tqdm import tqdm

    with tqdm(desc="reading", unit="part", leave=False, disable=None) as bar:

        def on_task(done: int, planned: int) -> None:
            bar.total = planned
            bar.update(done - bar.n)

        yield on_task


def _add_report(commands: argparse._SubParsersAction) -> None:
    from analysis.report import command

    parser = _command(commands, "report", "Run the notebooks and render them as HTML reports with an index.")
    command.add_arguments(parser)
    parser.set_defaults(run=command.run)


def _add_evaluate(commands: argparse._SubParsersAction) -> None:
    parser = _command(
        commands,
        "evaluate",
        "Measure tables against annotations made by hand.",
        "Prints precision, recall and F1 of each table.",
    )
    parser.add_argument("tables", type=Path, metavar="TABLES", help="folder of CSV files made by extract")
    parser.add_argument(
        "gold", type=Path, metavar="GOLD", help="folder of annotations, one .json file an article"
    )
    parser.add_argument(
        "--errors", action="store_true", help="list every false row and every miss, with the sentence"
    )
    parser.add_argument("--only", nargs="+", metavar="ID", help="measure these articles only")
    parser.add_argument(
        "--against", type=Path, metavar="TABLES", help="also measure this earlier run and compare"
    )
    parser.add_argument(
        "--events",
        type=Path,
        metavar="FILE",
        help="list of events made by hand (CSV: event, table, article_id, is, date); also measure how"
        " mentions are merged to events",
    )
    parser.set_defaults(run=_evaluate)


def _evaluate(arguments: argparse.Namespace) -> int:
    from analysis import evaluate

    try:
        annotations = evaluate.load_annotations(arguments.gold)
    except evaluate.AnnotationError as e:
        raise UsageError(str(e)) from e
    if arguments.only:
        annotations = [a for a in annotations if a["article_id"] in arguments.only]
        if not annotations:
            raise UsageError(f"{arguments.gold}: annotates none of {', '.join(arguments.only)}")
    result = evaluate.evaluate(_load(arguments.tables), annotations)
    print(result.as_text(with_errors=arguments.errors))
    if arguments.events:
        _print_merging(arguments)
    if arguments.against:
        earlier = evaluate.evaluate(_load(arguments.against), annotations)
        print(f"\nF1 against {arguments.against}:")
        for old, new in zip(earlier.scores, result.scores, strict=True):
            print(f"{new.table:<14}{old.f1:>8.3f} -> {new.f1:.3f} ({new.f1 - old.f1:+.3f})")
    return DONE


def _print_merging(arguments: argparse.Namespace) -> None:
    from analysis.reconcile import merging

    try:
        listed = merging.load(arguments.events)
    except merging.EventListError as e:
        raise UsageError(str(e)) from e
    listed = [r for r in listed if not arguments.only or r["article_id"] in arguments.only]
    print(merging.measure(_load(arguments.tables), listed).as_text(with_errors=arguments.errors))


def _add_diff(commands: argparse._SubParsersAction) -> None:
    parser = _command(
        commands,
        "diff",
        "Print the rows that another run gained, lost or altered.",
        "Use it to review a change of the lexicon by what it does.",
    )
    parser.add_argument("before", type=Path, metavar="TABLES_A")
    parser.add_argument("after", type=Path, metavar="TABLES_B")
    parser.set_defaults(run=_diff)


def _diff(arguments: argparse.Namespace) -> int:
    from analysis import evaluate

    differences = evaluate.compare(_load(arguments.before), _load(arguments.after))
    print("\n".join(d.as_text() for d in differences) or "no row differs")
    return DONE


def _add_explain(commands: argparse._SubParsersAction) -> None:
    parser = _command(
        commands,
        "explain",
        "Show an article with every recognised expression marked, and the rule behind each row.",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="one article")
    _add_published(parser)
    parser.set_defaults(run=_explain)


def _explain(arguments: argparse.Namespace) -> int:
    days = published_days(arguments.published)
    from analysis import explain, pipeline

    readings, problems = pipeline.read([arguments.file], published=days)
    for problem in problems:
        _say(str(problem))
    for reading in readings:
        print(explain.as_text(reading))
    return FAILED if problems else DONE


def _load(folder: Path):  # type: ignore[no-untyped-def]
    from analysis import tables

    try:
        return tables.load(folder)
    except FileNotFoundError as e:
        raise UsageError(
            f"{folder}: has no {Path(e.filename).name}; make the tables with extract first"
        ) from e
    except (ValueError, KeyError) as e:
        raise UsageError(f"{folder}: does not hold tables made by extract: {e}") from e


def _say(line: str) -> None:
    print(f"analysis: {line}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
