"""The checks dock: what checks have against the launch, on every screen."""
