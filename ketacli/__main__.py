"""`python -m ketacli` is `keta`."""

from ketacli.cli import main

if __name__ == "__main__":
    main()
