"""The harvest feed: what was published, changed or taken back since a moment.

Source: OAI-PMH 2.0, https://www.openarchives.org/OAI/openarchivesprotocol.html
"""
