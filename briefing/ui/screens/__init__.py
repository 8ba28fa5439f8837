"""The screens over the main one: the search, a board, a list to choose from.

Each closes with an answer, and knows nothing of the screen that opened it. May import `input`,
`widgets`, what lies at the top of `ui` but the app, and what lies below `ui`.
"""
