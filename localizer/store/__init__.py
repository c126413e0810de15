"""The workspace file: SQLite through sqlite-utils, migrations, steps with undo, backups.

This package must not know what a product, price or script means to a stage, nor Qt, files of other
formats or the network. It knows tables, transactions and history.
"""
