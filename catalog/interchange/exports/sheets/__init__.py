"""What a search finds as a table, for spreadsheets and for importing it again."""
