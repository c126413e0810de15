"""Translation exchange: what translators get and send back, in files of their tools or ours, nothing lost.

One module a format reads and writes the values of `localizer.model.exchange`. This package must not know the
catalog, SQL, Qt or who asked: `review` merges what comes home, `pipeline` wires both.
"""
