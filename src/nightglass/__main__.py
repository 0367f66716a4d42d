"""``python -m nightglass`` does what ``nightglass`` does."""

from nightglass.cli import main

if __name__ == "__main__":
    main()
