"""What a Beacon answers: whether, and roughly how many, never who.

Source: GA4GH Beacon v2.0.0, https://github.com/ga4gh-beacon/beacon-v2
"""
