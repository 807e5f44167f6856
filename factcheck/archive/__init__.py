"""Check an archive of notes on a cluster: its files, their partitions, the work on each, and the results that are kept."""
