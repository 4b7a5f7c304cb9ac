"""How long people have for the steps of a deal."""

from exchange.settings.environment import env

# From submission until what was held is free again for others.
HOLD_DAYS = env.integer("HOLD_DAYS", 30, minimum=1)
