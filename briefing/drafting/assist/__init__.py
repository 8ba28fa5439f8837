"""A brief as another program proposes it: asked, answered, and believed only as far as it shows.

`request` is what the program is given, `assistant` runs it, `proposal` reads its answer, `belief`
keeps of it what the article's own text holds (`holding`). Imports `drafting.article`, `evidence`,
`loader`, `model`, `text` and `errors`.
"""
