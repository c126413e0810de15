"""Stage 9: beat log and viewer curve become notes on what to change in the next script.

This package must not know any other stage, Qt or SQL.
"""
