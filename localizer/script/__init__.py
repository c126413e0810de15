"""Scripts: a product's facts become one pitch for a market, filled from phrase banks and timed.

A phrase is said only where its conditions hold; prices stay tokens until a line is shown. This package takes
values and returns values: it must not know other stages, the catalog, files, Qt or the clock.
"""
