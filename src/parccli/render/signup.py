"""The settings of the newsletter → the variables of its sign-up form, as its provider expects them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, urlsplit

from parccli.config import Provider
from parccli.render.addresses import encoded
from parccli.render.words import words_of

if TYPE_CHECKING:
    from parccli.config import Config, NewsletterSettings

# The fields of the forms that each provider generates for its customers.
_EMAIL_FIELD: Final = "EMAIL"
_BREVO_TRAP: Final = "email_address_check"


def signup_variables(config: Config, newsletter: NewsletterSettings) -> dict[str, Any]:
    """The `form` of newsletter.html: `hosted` tells that the form is a page of the provider's, which a link opens."""
    words = words_of(config.language)
    contact = newsletter.contact
    return {
        "hosted": newsletter.provider is Provider.MAILJET,
        "action": encoded(newsletter.action) or newsletter.action,
        "policy": encoded(newsletter.privacy_policy) or newsletter.privacy_policy,
        "purpose": words.purpose.format(controller=newsletter.controller or config.title),
        "retention": words.retention.format(duration=newsletter.retention or words.retention_default),
        "rights": words.rights.format(contact=contact) if contact else words.rights_at_policy,
        **_fields(config, newsletter),
    }


def _fields(config: Config, newsletter: NewsletterSettings) -> dict[str, Any]:
    """Method, name of the e-mail field, name of the field that only robots fill, and constant fields."""
    match newsletter.provider:
        case Provider.BREVO:
            locale = config.language.partition("-")[0].lower()
            constant = [("locale", locale), ("html_type", "simple")]
            return {"method": "post", "email_field": _EMAIL_FIELD, "trap_field": _BREVO_TRAP, "constants": constant}
        case Provider.MAILCHIMP:
            trap = _mailchimp_trap(newsletter.action) or newsletter.honeypot_field
            return {"method": "post", "email_field": _EMAIL_FIELD, "trap_field": trap, "constants": []}
        case _:
            return {
                "method": newsletter.method,
                "email_field": newsletter.email_field,
                "trap_field": newsletter.honeypot_field,
                "constants": [],
            }


def _mailchimp_trap(action: str) -> str | None:
    """`b_<u>_<id>`, from the two numbers in the address of the form."""
    query = parse_qs(urlsplit(action).query)
    return f"b_{query['u'][0]}_{query['id'][0]}" if "u" in query and "id" in query else None
