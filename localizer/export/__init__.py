"""Stage 8: targets become files, behind a gate, with a manifest.

One module a format, all of them in one registry. This package writes files and nothing into the workspace. It
must not know how texts, prices, scripts or findings were made, who asked, Qt or SQL.
"""
