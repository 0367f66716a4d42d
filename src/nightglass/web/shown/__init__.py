"""What the pages show and what was filled in on them, as values: one module a page or a part of one."""
