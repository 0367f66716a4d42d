"""The nights as a course: rates, gaps, change and effect; plain numbers in, plain results out."""
