"""People, organisations and what people may do."""
