"""Where a register is kept: the file, the working copy, migrations, backups and settings."""
