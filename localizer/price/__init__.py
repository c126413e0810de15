"""Prices: from cost or list price to a price in the market's currency, with its full breakdown.

Everything here is a pure function of values: no store, no files except the bundled rates, no clock (the
caller says which day it is). All arithmetic is Decimal from strings. The package must not know how
products are stored, what a listing says, or who asks.
"""
