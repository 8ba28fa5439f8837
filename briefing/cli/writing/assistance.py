"""The options of `briefing draft` for a brief proposed by another program."""

from argparse import ArgumentParser, Namespace

from briefing.cli.writing.named_files import read_input
from briefing.drafting.article import Article
from briefing.drafting.assist.assistant import MAX_ANSWER, answer_of
from briefing.drafting.assist.assisted_draft import assisted_draft
from briefing.drafting.assist.request import request_text
from briefing.drafting.draft import Draft, DraftContext, draft
from briefing.errors import UsageError


def add_assistance(parser: ArgumentParser) -> None:
    """Add `--assist`, `--prompt` and `--assisted`, which exclude each other."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument(
        "--assist", metavar="COMMAND",
        help="have a command propose the brief: it gets what --prompt prints, and answers in JSON; "
        "what the article does not show is refused",
    )  # fmt: skip
    group.add_argument(
        "--prompt", action="store_true", help="print what a command would be given, and stop"
    )
    group.add_argument(
        "--assisted", metavar="FILE", help="use an answer that you already have; - for stdin"
    )


def made_draft(args: Namespace, article: Article, context: DraftContext) -> Draft:
    """Return the draft, by our own rules or from what another program proposes."""
    if args.assist is not None:
        return assisted_draft(article, context, answer_of(args.assist, request_text(article)))
    if args.assisted is not None:
        return assisted_draft(article, context, _answer(args.assisted, args.article))
    return draft(article, context)


def _answer(name: str, article: str) -> bytes:
    if name == article == "-":
        raise UsageError("--assisted - and the article - are both stdin; name a file for one")
    try:
        data = read_input(name, MAX_ANSWER)
    except OSError as error:
        reason = error.strerror or error
        raise UsageError(f"--assisted {name}: {reason}; name a file, or - for stdin") from None
    if len(data) > MAX_ANSWER:
        raise UsageError(f"--assisted {name}: larger than 4 MiB; it is not the answer meant")
    return data
