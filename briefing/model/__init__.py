"""What a brief is: frozen pydantic models, their flat records, dates and references.

Nothing is imported here, because listing briefs must not load pydantic: `brief` and `field_types`
need it; `rows`, `references` and `dates` do not. Imports only `text`.
"""
