"""Formats that nights and reports come from and go to: one small module a format, behind one interface."""
