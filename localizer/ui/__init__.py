"""The window: Qt, thin, on top of the pipeline.

Layers inside: ``app`` over ``main_window`` over ``panes`` over ``dialogs`` over ``prompter`` over ``models``
and ``widgets`` over ``actions`` and ``jobs`` over ``look``. Panes never import one another; they meet in
the `Session`.
This package holds no rule of any stage and no SQL; whatever takes longer than a blink runs as a job.
"""
