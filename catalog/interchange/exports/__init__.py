"""What leaves the catalogue in the forms that others read; one file or folder a form."""
