"""Who and what a text names: countries and bodies, people, and whom a mention means."""
