"""XLIFF 1.2, 2.0, 2.1 and 2.2: units written with their context, and read back, ours and strangers'.

Specifications: XLIFF 1.2 (OASIS Standard, 1 February 2008), XLIFF 2.0 (5 August 2014), 2.1 (13 February
2018), 2.2 (OASIS, 2025), checked 2026-11-23.
"""
