"""The local app: pages over the journal, for this machine alone."""
