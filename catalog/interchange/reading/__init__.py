"""Files as people send them, turned into rows with line numbers. Plain Python."""
