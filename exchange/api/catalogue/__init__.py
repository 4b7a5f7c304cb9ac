"""What is offered, what of it is in stock, and what its consents mean for a project."""
