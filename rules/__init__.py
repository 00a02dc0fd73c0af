"""What a plan says and what should happen: pure values and functions, no clock, no database, no I/O."""
