"""The agreements' part of the API: drafting and signature."""
