"""What everybody can read without a page: linked data, feeds, site maps."""
