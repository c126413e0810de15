"""Fills the workbooks sellers download from their marketplaces; nothing but the rows of data changes."""
