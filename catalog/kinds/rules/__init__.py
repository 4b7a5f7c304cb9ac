"""What identifies a resource, and how alike two are. Plain Python."""
