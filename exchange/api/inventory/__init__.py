"""What managers do with the listings they look after."""
