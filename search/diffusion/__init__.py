"""What a copy of the index elsewhere must remember in the database: what it still lacks, and the clock of versions."""
