"""Plain frozen values shared by every stage.

Here live the words of the design as types: products, targets, segments, prices, scripts, findings.
This package must not know Qt, SQLite, files, the network or any stage; it holds no state and does no I/O.
"""
