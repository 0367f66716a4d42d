"""Scripts, rehearsals and plans: the rules of imagery rehearsal (Krakow & Zadra 2006)."""
