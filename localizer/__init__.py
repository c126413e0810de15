"""Localizer: product catalogs become localized listings, prices and livestream scripts, per market."""

__version__ = "0.1.0"
