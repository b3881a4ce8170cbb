"""Finding accounts: for whoever holds the machine, and for the rooms of this floor."""

from collections.abc import Iterable

from comptoir.core.accounts.models import User


def account_of(email: str) -> User | None:
    """The account that signs in with `email`."""
    return User.objects.filter(email=email.strip().lower()).first()


def has_accounts() -> bool:
    """Whether anybody at all can sign in."""
    return User.objects.exists()


def names_of(said: Iterable[str]) -> dict[str, str]:
    """What the trail calls people -> how others may read of them: by their name, else by what stands before the @ of
    their address; words without one as they are."""
    wanted = set(said)
    addresses = {one.strip().lower() for one in wanted if "@" in one}
    people = User.objects.filter(email__in=addresses) if addresses else ()
    names = {one.email: one.get_full_name() for one in people}
    return {one: names.get(one.strip().lower()) or one.partition("@")[0] or one for one in wanted}
