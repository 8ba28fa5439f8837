"""The folder's side: what of it is published, what was pulled into it, and safe writing."""
