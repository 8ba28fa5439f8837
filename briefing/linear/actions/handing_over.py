"""What is handed over: text to copy, and the address of a link."""

import os

from briefing.linear.console import LinearChoice
from briefing.linear.facts.part import capital
from briefing.linear.linear_context import LinearContext
from briefing.terminal.clipboard import copy
from briefing.terminal.hyperlinks import host_of
from briefing.terminal.opener import open_address, opener_for


def hand_over(context: LinearContext, text: str, what: str) -> None:
    """Print text between two lines that mark its beginning and its end.

    Within tmux, which asks the terminal itself, it is copied.
    """

    def show(sent: str) -> None:
        context.say(f"Text of {what}:", *sent.rstrip("\n").split("\n"), "End of the text.")

    if os.environ.get("TMUX"):
        context.say(f"{capital(copy(text, show, what))}.")
    else:
        show(text)


def follow_address(context: LinearContext, address: str) -> None:
    """Say an address whole, and where it leads; then have it opened or copied, or neither.

    What is said can be copied as it stands: without a program that opens addresses and without
    tmux there is nothing to ask.
    """
    host = host_of(address)
    context.say(f"Address: {address}", *([f"Leads to: {host}"] if host else []))
    options = context.options
    command, why_not = opener_for(address, options.opener, restricted=options.restricted)
    choices = [LinearChoice("open", f"open it with {' '.join(command)}")] if command else []
    if os.environ.get("TMUX") and not options.restricted:
        choices.append(LinearChoice("copy", "copy it"))
    if not command:
        context.say(f"Not opened: {why_not}.")
    chosen = context.console.choose("Address", choices) if choices else None
    if chosen == "open":
        context.say(f"Address {open_address(address, command)}.")
    elif chosen == "copy":
        hand_over(context, address, "the address")
