"""Finding texts that are like a text, scoring them, and saying what differs.

Functions and classes over texts and numbers of units only. This package must not know Qt, SQLite, where a
memory is kept or what a product is. The search libraries are imported when first used: they would make up
a good part of the program's start.
"""
