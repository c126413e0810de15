"""How long the program takes, and how much memory: every stage in a process of its own, beside a floor."""
