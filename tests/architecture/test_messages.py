"""The texts that other packages show in our pages."""

from django.utils.translation import gettext, override
from tools.messages import borrowed


def test_the_package_of_accounts_writes_apostrophes_as_our_pages_do() -> None:
    texts = [str(message.string) for message in borrowed() if message.id]
    assert len(texts) > 50
    assert not [text for text in texts if "'" in text]
    with override("fr"):
        assert gettext("Please type your current password.") == "Merci d’indiquer votre mot de passe actuel."
