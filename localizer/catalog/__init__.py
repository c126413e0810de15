"""Products, segments, translations, prices, scripts and findings as rows: queries and edits.

The stages meet here. This package must not know Qt, files of other formats, engines or the network, and
decides nothing a stage decides: it stores what it is given and finds what it is asked for. Functions that
write take an open `Step`, functions that read take a `Reader`.
"""
