"""`python -m ranking` opens the command line of headless/, the one room above that this package knows by name."""

from headless import main

main()
