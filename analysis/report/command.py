"""The `report` command: its arguments and what it does with them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.report.build import Request

DONE, FAILED, MISUSED = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `report` to its parser."""
    _add_what(parser.add_argument_group("what to report on").add_argument)
    _add_which(parser.add_argument_group("which reports").add_argument)
    _add_how(parser.add_argument_group("how").add_argument)


def _add_what(add: Callable[..., object]) -> None:
    add("--corpus", metavar="DIR", help="folder of articles (default: corpus)")
    parameter = "a notebook's parameter, such as -p start=2022-01-01 (may be repeated)"
    add(
        "-p",
        "--parameter",
        action="append",
        default=[],
        dest="parameters",
        metavar="NAME=VALUE",
        help=parameter,
    )
    day = "publication day of an article that does not say it (may be repeated)"
    add("--published", action="append", default=[], metavar="ID=YYYY-MM-DD", help=day)


def _add_which(add: Callable[..., object]) -> None:
    add("--batch", type=Path, metavar="FILE", help="the list of reports (default: reports.toml)")
    add("--notebook", nargs="+", action="extend", default=[], metavar="NAME", help="only these notebooks")
    pattern = 'only reports so named, such as "article-*"'
    add("--only", nargs="+", action="extend", default=[], metavar="PATTERN", help=pattern)
    add("--force", action="store_true", help="make them even if nothing changed")
    add("--list", action="store_true", help="name the reports and stop")
    add("--dry-run", action="store_true", help="say which reports would be made and why, and stop")
    add("--explain", action="store_true", help="say of each report why it is made or not, and make them")


def _add_how(add: Callable[..., object]) -> None:
    add(
        "--out",
        type=Path,
        default=Path("reports"),
        metavar="DIR",
        help="folder for the pages (default: reports)",
    )
    add("--jobs", type=_count, default=0, metavar="N", help="reports made at a time (default: one a core)")
    engine = "run cells in a preloaded process, or in papermill's stock kernel (default: fast)"
    add("--engine", choices=("fast", "stock"), default="fast", help=engine)
    limit = "stop a report after this long (default: 300)"
    add("--timeout", type=_amount, default=300, metavar="SECONDS", help=limit)
    room = "stop a report that wants more memory than this (default: 4)"
    add("--memory", type=_amount, default=4, metavar="GB", help=room)
    add("--keep-going", action="store_true", help="make the others when one fails (always so)")
    again = "stay, and make again what a change of articles, notebooks, batch or code concerns"
    add("--watch", action="store_true", help=again)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number of one or more")
    return int(text)


def _amount(text: str) -> float:
    try:
        amount = float(text)
    except ValueError:
        amount = 0
    if not 0 < amount < 1e6:
        raise argparse.ArgumentTypeError(f"{text} is not a number above nothing")
    return amount


def run(arguments: argparse.Namespace) -> int:
    """Do what the arguments ask for; returns the exit code."""
    from analysis.errors import InputError
    from analysis.lexicon import LexiconError
    from analysis.report.build import EmptyCorpusError

    try:
        request = _request(arguments)
        if arguments.list or arguments.dry_run:
            return _tell(request, why=arguments.dry_run)
        if arguments.watch:
            from analysis.report.watch import watch

            watch(request, lambda: _build(request, explain=arguments.explain), print)
        return _build(request, explain=arguments.explain)
    except (InputError, FileNotFoundError) as e:
        _say(str(e).splitlines())
        return MISUSED
    except (EmptyCorpusError, LexiconError) as e:
        _say(str(e).splitlines())
        return FAILED
    except OSError as e:
        where = f"{e.filename}: " if e.filename else ""
        _say([f"{where}{e.strerror or e}; every page that is there is whole: put it right and run again"])
        return FAILED


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        print(f"analysis: {line}", file=sys.stderr)


def _tell(request: Request, *, why: bool) -> int:
    from analysis.report import build, stale

    lines = stale.listing(build.check(request)) if why else [job.name for job in build.planned(request)]
    print("\n".join(lines))
    return DONE


def _build(request: Request, *, explain: bool) -> int:
    from analysis.report import build, progress

    outcome = build.build(request, explain=print if explain else lambda line: None)
    _say(outcome.problems)
    _say(progress.failures(outcome, request.out))
    print(progress.summary(outcome, request.out))
    return FAILED if outcome.failed or outcome.problems else DONE


def _request(arguments: argparse.Namespace) -> Request:
    from analysis.report.build import Request
    from analysis.report.parameters import ParameterError, pairs

    given = pairs(arguments.parameters)
    corpus = str(Path(arguments.corpus).resolve()) if arguments.corpus else ""
    if corpus and not Path(corpus).exists():
        raise ParameterError(f"--corpus {arguments.corpus}: is no folder or file")
    more = {"batch": arguments.batch} if arguments.batch else {}
    return Request(
        out=arguments.out,
        corpus=corpus,
        published=tuple(arguments.published),
        chosen=tuple(arguments.notebook),
        given=given,
        only=tuple(arguments.only),
        force=arguments.force,
        jobs=arguments.jobs,
        engine=arguments.engine,
        timeout=arguments.timeout,
        memory=int(arguments.memory * (1 << 30)),
        **more,
    )
