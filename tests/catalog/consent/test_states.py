"""The state table of consent records agrees with the model."""

from itertools import product

from catalog.consent.models import ConsentRecord
from catalog.consent.states import TRANSITIONS, ConsentCommand, ConsentState

FORBIDDEN = {(ConsentState.WITHDRAWN, ConsentCommand.WITHDRAW): "A withdrawal is final."}


def test_every_pair_is_decided() -> None:
    assert set(TRANSITIONS) | set(FORBIDDEN) == set(product(ConsentState, ConsentCommand))
    assert not set(TRANSITIONS) & set(FORBIDDEN)


def test_model_knows_the_same_states() -> None:
    choices = ConsentRecord._meta.get_field("status").choices
    assert choices == [(state.value, state.value) for state in ConsentState]
