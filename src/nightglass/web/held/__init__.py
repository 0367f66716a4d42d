"""The one open journal, what is worked out of it in the background, and files on their way in or out."""
