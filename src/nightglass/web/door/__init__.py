"""Who may come in, from where, with how much, how slowly; and the sockets behind it."""
