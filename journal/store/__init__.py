"""The journal file: storage, backups, migrations and merging."""
