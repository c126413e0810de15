"""Stage 7: findings and drafts become decisions: edit, approve, send back, overrule.

This package must not know how texts are drafted or checked, nor Qt, files or SQL. Whoever calls it rechecks
what it changed.
"""
