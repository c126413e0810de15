"""What makes an XLIFF file valid, as code: the grammar of each version and the constraints of its text.

The schemas of OASIS are not shipped; what they and the written constraints ask for stands in the tables and
functions here, from XLIFF 1.2 (1 February 2008, strict schema), XLIFF 2.0 (5 August 2014), 2.1 (13 February
2018, with its Schematron rules) and 2.2 (13 March 2025), all checked 2026-11-23.
"""
