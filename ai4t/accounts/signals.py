"""What the accounts tell the apps above."""

from django.dispatch import Signal

# Sent once in the life of an account, inside the transaction that confirms its address, by whatever way that happens.
# Arguments: user, arrived_for (what brought her here, such as "course:first-steps", or ""), language (hers).
address_confirmed = Signal()
