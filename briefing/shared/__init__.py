"""A store for many machines, in PostgreSQL: published from folders and pulled into folders.

The server holds every version of every file, who may see it, and each person's marks. The rest of
the program knows folders only. Needs the extra `postgres`; imports it when it is used.
"""
