"""Drafting past one machine: parts of a catalog, each drafted by itself, here or by workers of a cluster."""
