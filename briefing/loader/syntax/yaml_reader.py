"""YAML -> tree, through libyaml's event parser.

The usual loaders crash, hang or lose data on hostile files and give no positions; the events of
libyaml do not. Every scalar stays text; duplicate keys, anchors, aliases, tags, merge keys and
second documents are reported, each at its position.
"""

import re
from typing import Any  # events: their stubs allow None where libyaml never has it

import yaml

try:
    from yaml import CSafeLoader  # nothing is loaded with it: its events come straight from libyaml
except ImportError as error:  # built from source where libyaml was not found
    raise ImportError(
        "PyYAML lacks libyaml; install its wheel: pip install --only-binary :all: PyYAML"
    ) from error

from briefing.loader.problems import short
from briefing.loader.syntax import yaml_hints
from briefing.loader.syntax.decoding import describe, is_unsafe
from briefing.loader.syntax.tree import Fault, Node, Scalar
from briefing.loader.syntax.tree_builder import MAX_DEPTH, Builder, Level, Stop, too_deep

_NOTHING = frozenset(("", "~", "null"))
_OPENING = re.compile(r"[\[{]")
_CUT = re.compile(r"[ \t]+(#[^\s#])")
_CUT_SOMEWHERE = re.compile(r"[ \t]#[^\s#]")  # of a run of spaces only the last one is looked at
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([\s\S]))")
_NAMED = {
    "0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b", "N": "\x85",
}  # fmt: skip


_COMMENT = (
    'the text ends before "#", which starts a comment; if it is part of the text, put quotes '
    "around the whole text"
)

_AFTER_SPACE = 'the text ends before "#", which starts a comment after a space; write {}'
_PARAGRAPH = re.compile(r"#p[0-9]+(?:-[0-9]+)?")


class YamlReader(Builder):
    """Reads one text into a tree and faults."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._documents = 0
        self._escapes = "\\" in text
        self._cuts = _CUT_SOMEWHERE.search(text) is not None

    def read(self) -> None:
        """Read the whole text; never raises."""
        try:
            self._events()
        except Stop:
            pass
        except yaml.YAMLError as error:
            self.root = None
            if isinstance(error, yaml.MarkedYAMLError) and "nesting depth" in (error.problem or ""):
                self.faults.append(too_deep(self._deepest(error)))
            elif isinstance(error, yaml.MarkedYAMLError):
                offset, message = yaml_hints.explain(self.text, error)
                self.faults.append(Fault(offset, "syntax", message))
            else:
                self.faults.append(Fault(0, "syntax", f"not valid YAML ({short(str(error))})"))

    def _deepest(self, error: yaml.MarkedYAMLError) -> int:
        """Return the start of the first level beyond the limit: libyaml stopped before its event.

        It reads ahead as far as a key may reach, and from 0.2.6 on stops at 1,000 open brackets;
        all but those of the levels in progress lie ahead.
        """
        start = self.levels[-1].start + 1 if self.levels else 0
        stop = error.problem_mark.index if error.problem_mark else start
        ahead = _OPENING.finditer(self.text, start, stop + 1)
        left = MAX_DEPTH - len(self.levels)
        return next((m.start() for n, m in enumerate(ahead) if n == left), stop)

    def _events(self) -> None:
        next_event = CSafeLoader(self.text).get_event
        scalar, other, scalar_event = self._scalar, self._other, yaml.ScalarEvent
        while True:
            event = next_event()
            kind = type(event)
            if kind is scalar_event:
                scalar(event)
            elif kind is yaml.StreamEndEvent:
                return
            else:
                other(kind, event)

    def _other(self, kind: type[Any], event: Any) -> None:
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            if event.anchor is not None or event.tag is not None:
                self._decorated(event)
            self.open(event.start_mark.index, kind is yaml.MappingStartEvent)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            end = event.end_mark.index  # without a bracket nothing lies before it
            self._value(self.levels.pop().node(end if end > event.start_mark.index else -1))
        elif kind is yaml.AliasEvent:
            self._alias(event)
        elif kind is yaml.DocumentStartEvent:
            self._document(event)

    def _scalar(self, event: Any) -> None:
        start = event.start_mark.index
        self.count(start)
        if event.anchor is not None or event.tag is not None:
            self._decorated(event)
        if self._escapes and event.style == '"':
            self._check_escapes(start, event.end_mark.index)
        level = self.levels[-1] if self.levels else None
        if level is not None and level.record and level.begins < 0:
            self._key(level, event, start)
            return
        text, style, end = event.value, event.style, event.end_mark.index
        if not style:
            if text in _NOTHING:
                text = None
            if self._cuts and (cut := _CUT.match(self.text, end)):
                place = _PARAGRAPH.match(self.text, cut.start(1))
                message = _AFTER_SPACE.format(f"{text}{place[0]}") if place and text else _COMMENT
                fault = Fault(cut.start(1), "comment", message, self.where(), "warning")
                self.faults.append(fault)
        node = Scalar(text, start, end, style or "")
        if level is None:
            self.root = node
        else:
            level.add(node)

    def _key(self, level: Level, event: Any, start: int) -> None:
        key = event.value
        if key in level.keys or key == "<<":
            self.key(key, start)
            if key == "<<" and not event.style:
                self.fault(start, "merge-key", "merge keys (<<) are not supported; copy the values")
                level.key = None
        else:
            level.key, level.begins = key, start

    def _value(self, node: Node) -> None:
        if not self.levels:
            self.root = node
            return
        level = self.levels[-1]
        if level.awaits_key:
            self.fault(node.start, "bad-key", "a key must be plain text; put quotes around it")
            level.key, level.begins = None, node.start
        else:
            level.add(node)

    def _decorated(self, event: Any) -> None:
        start = event.start_mark.index
        if event.anchor is not None:
            anchor = f"anchors (&{short(event.anchor)})"
            message = f"{anchor} are not supported; delete it and copy the value"
            self.fault(self._find(start, "&"), "anchor", message)
        if event.tag is not None:
            message = (
                "tags (!) are not supported: every value is text; delete it or quote the value"
            )
            self.fault(self._find(start, "!"), "tag", message)

    def _find(self, start: int, sign: str) -> int:
        return max(start, self.text.find(sign, start, start + 1000))

    def _alias(self, event: Any) -> None:
        start = event.start_mark.index
        self.count(start)
        alias = f"aliases (*{short(event.anchor)})"
        message = f"{alias} are not supported; copy the value, or put quotes around the text"
        self.fault(start, "alias", message)
        level = self.levels[-1] if self.levels else None
        if level is not None and level.awaits_key:
            level.key, level.begins = None, start
        elif level is not None:
            level.add(Scalar("*", start, event.end_mark.index, ""))

    def _document(self, event: Any) -> None:
        self._documents += 1
        start = event.start_mark.index
        if event.tags:
            self.fault(start, "tag", "tags (%TAG) are not supported; delete the line")
        if self._documents > 1:
            message = (
                "a second document starts here; a file holds one brief: move this to another file"
            )
            self.fault(start, "document", message)
            raise Stop

    def _check_escapes(self, start: int, end: int) -> None:
        for match in _ESCAPE.finditer(self.text, start, end):
            code = match[1] or match[2] or match[3]
            character = chr(int(code, 16)) if code else _NAMED.get(match[4], " ")
            if is_unsafe(character):
                message = f"{match[0]} is the control character {describe(character)}; delete it"
                self.fault(match.start(), "control-character", message)
