"""The verbs of accounts."""

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from comptoir.core.accounts.models import User
from comptoir.core.errors import ConflictError, InputError, NotFoundError


def create_account(
    email: str, password: str, *, language: str = "fr", is_staff: bool = False, name: str = ""
) -> User:
    """A person who signs in with `email` and `password`.

    Raises InputError for a password that is too weak, ConflictError when the address has an account.
    """
    user = User(email=User.objects.normalize_email(email).lower(), language=_language(language))
    user.first_name, user.is_staff = name.strip()[:150], is_staff
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise InputError(" ".join(error.messages), advice=_("Choose a longer one.")) from error
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
            EmailAddress.objects.create(user=user, email=user.email, primary=True)
    except IntegrityError as error:
        raise ConflictError(
            _("The address %(email)s has an account already.") % {"email": user.email},
            advice=_("Sign in with it first, then open the link again."),
        ) from error
    return user


def password_link(email: str) -> str:
    """The path of a page where the person sets a new password, once: for whoever holds the machine."""
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None:
        raise NotFoundError(_("Nobody signs in as « %(email)s ».") % {"email": email})
    return reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)},
    )


def _language(code: str) -> str:
    known = [known for known, _name in settings.LANGUAGES]
    if code not in known:
        raise InputError(
            _("There is no language « %(code)s ».") % {"code": code},
            _("Allowed: %(allowed)s.") % {"allowed": ", ".join(known)},
        )
    return code
