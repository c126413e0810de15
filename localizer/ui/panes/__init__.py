"""The screens, one module or package each. A pane never imports another one."""
