"""What a valid identifier, name or registry record is. Plain Python."""
