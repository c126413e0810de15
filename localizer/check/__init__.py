"""Stage 6: text, numbers and promises become findings.

One class a check, all of them in one list. A check gets values and returns findings, never a bool. This
package must not know who asked, how a text was made, Qt, files or SQL.
"""
