"""Files that channels take: one module a format, each of them a `TargetWriter`."""
