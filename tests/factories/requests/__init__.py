"""Projects, requests and the house in which deals are made."""

from tests.factories.requests.house import ADDRESS, House, Provider, house, provider
from tests.factories.requests.rows import EthicsApprovalFactory, ProjectFactory

__all__ = ["ADDRESS", "EthicsApprovalFactory", "House", "ProjectFactory", "Provider", "house", "provider"]
