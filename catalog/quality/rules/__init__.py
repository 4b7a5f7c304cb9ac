"""What is wrong with what a provider lists, and how well it is kept. Plain Python."""
