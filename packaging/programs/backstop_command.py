"""Where the command line of the bundle starts."""

from multiprocessing import freeze_support

if __name__ == "__main__":
    # Processes for long work are this same program started again: they go their own way here.
    freeze_support()

    from planner.cli import main

    main()
