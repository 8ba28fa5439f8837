"""Files of other programs, small, for tests."""

import json
from typing import Any

STORY: dict[str, Any] = {
    "cluster_number": 3, "unique_domains": 2, "number_of_titles": 4, "category": "Diplomacy",
    "title": "Talks resume in Geneva", "emoji": "🕊️", "location": "Geneva, Switzerland",
    "short_summary": "Delegations met again [a.example#1]. It was cold [common].",
    "did_you_know": "The hall was built in 1936.",
    "talking_points": ["Venue: the old hall", "Agenda: prisoners [b.example#1]"],
    "quote": "“We are closer than ever.”", "quote_author": "Ana Ruiz, mediator, in Geneva",
    "quote_source_url": "https://a.example/one", "quote_source_domain": "a.example",
    "perspectives": [
        {"text": "Government of Norland: It wants a pause first.",
         "sources": [{"name": "The A", "url": "https://a.example/one"}]},
        {"text": "Ana Ruiz: Both sides moved.", "sources": []},
        {"text": "No party is named here", "sources": [{"name": "C", "url": "https://c.example/"}]},
    ],
    "international_reactions": ["🇫🇷 France: It welcomed the talks.", "🇪🇺 European Union: It too."],
    "timeline": ["March 18, 2025:: First round", "Second half:: A break", "2019:: It began"],
    "technical_details": "", "user_action_items": [],
    "qna": [{"question": "Why?", "answer": "So."}],
    "articles": [
        {"title": "One", "link": "\n   https://a.example/one\n ", "domain": "a.example",
         "date": "2025-03-20T00:07:10+00:00", "image": "https://i.example/1.jpg",
         "image_caption": "A hall"},
        {"title": "Two", "link": "https://b.example/two", "domain": "b.example",
         "date": "2025-03-19T10:00:00+00:00", "image": "", "image_caption": ""},
    ],
    "domains": [{"name": "a.example", "favicon": "https://i.example/a.ico"}],
}  # fmt: skip
"""One story as Kagi News writes them, with its quirks."""


def kite(*stories: dict[str, Any], **feed: Any) -> str:
    """Return a category file with some stories."""
    return json.dumps({"category": "World", "timestamp": 1742473485, "clusters": stories, **feed})
