"""The same dream again: likeness, grouping, alignment of beats, core and drift."""
