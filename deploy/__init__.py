"""Everything that runs the system, and nothing the system imports."""
