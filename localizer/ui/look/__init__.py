"""How the window looks: colours by meaning, sizes, fonts, icons, the style sheet, light and dark.

The lowest layer of the window. It knows Qt and the files in ``resources/fonts`` and
``resources/icons``; it must not know any pane, dialog, model or widget of the program, nor the
catalog.
"""
