"""Matomo's types of channels as the closed list of the facts. It files everything that is tagged, paid or not, under
« Campaigns », which therefore is `other`."""

CHANNELS: dict[str, tuple[str, ...]] = {
    "direct": ("direct entry", "entrées directes", "entrée directe", "1"),
    "organic_search": ("search engines", "moteurs de recherche", "2"),
    "referral": (
        *("websites", "sites web", "sites internet", "3"),
        # Counted as websites until they had a type of their own.
        *("ai assistants", "assistants ia", "assistants d'ia", "8"),
    ),
    "organic_social": ("social networks", "réseaux sociaux", "7"),
    "other": ("campaigns", "campagnes", "6"),
}
"""Value of `traffic_channel` -> names, and the numbers that its interface uses. A company's rules come before."""
NAMES: dict[str, str] = {
    name: names[0] for names in CHANNELS.values() for name in names if name.isdigit() and name != "8"
} | {"8": "ai assistants"}
"""What a number is called."""
