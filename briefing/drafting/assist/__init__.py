"""A brief as another program proposes it, of which only what the article shows is kept.

`request` is what the program is given, `assistant` runs it, `proposal` reads its answer,
`grounding` keeps of it what the article holds (`article_content`). Imports `drafting.article`,
`drafting.draft`, `store.new_files`, `evidence`, `loader`, `model`, `text` and `errors`.
"""
