"""Finding accounts: for whoever holds the machine, and for the rooms of this floor."""

from comptoir.core.accounts.models import User


def account_of(email: str) -> User | None:
    """The account that signs in with `email`."""
    return User.objects.filter(email=email.strip().lower()).first()


def has_accounts() -> bool:
    """Whether anybody at all can sign in."""
    return User.objects.exists()
