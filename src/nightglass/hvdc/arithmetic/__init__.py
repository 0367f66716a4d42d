"""What is worked out from coded dreams: counts, indicators, profiles, comparisons, agreement; it needs numpy."""
