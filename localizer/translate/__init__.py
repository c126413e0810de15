"""Stage 3, segments to text: memory, terms, the composer and placeholders.

Nothing here may mix languages: what cannot be written wholly in the target language is left out or
reported as missing. This package must not know Qt, SQLite, prices, scripts or any file but a translation
memory.
"""
