"""Files from sellers become products: counted, located, never guessed at silently.

A format module turns a file into a `table.Table`; everything after that is the same for all formats. This
package must not know markets, translations, prices of a market, Qt or SQL: it reads text that strangers
wrote, under limits, and says in words what it could not use.
"""
