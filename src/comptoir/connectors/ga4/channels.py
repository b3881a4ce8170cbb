"""The names of GA4's default channel groups and of its devices, as the closed lists of the facts."""

CHANNELS: dict[str, tuple[str, ...]] = {
    "organic_search": (
        *("organic search", "recherche naturelle", "recherche organique"),
        *("organic shopping", "shopping naturel", "shopping organique"),
    ),
    "paid_search": ("paid search", "recherche payante", "réseau de recherche payant"),
    "paid_shopping": (
        *("paid shopping", "shopping payant"),
        # Performance Max, mostly, whose campaigns are filed so too.
        *("cross-network", "multiréseau", "inter-réseaux", "réseaux croisés"),
    ),
    "paid_social": ("paid social", "réseaux sociaux payants"),
    "organic_social": (
        *("organic social", "réseaux sociaux naturels", "réseaux sociaux organiques"),
        "réseaux sociaux (recherche naturelle)",
    ),
    "email": ("email", "e-mail", "e-mails"),
    "affiliates": ("affiliates", "affiliation", "affiliés", "sites affiliés"),
    "direct": ("direct", "accès direct"),
    "referral": (
        *("referral", "référent", "référents", "sites référents", "site référent"),
        # GA4 counted visits from assistants as referrals until it gave them a group.
        *("ai assistant", "ai assistants", "assistant ia", "assistants ia"),
    ),
    "display": ("display", "réseau display"),
    "video": (
        *("paid video", "vidéo payante", "vidéos payantes"),
        *("organic video", "vidéo naturelle", "vidéo organique", "vidéos naturelles", "vidéos organiques"),
    ),
}
"""Value of `traffic_channel` -> names. What is not here is `other`: SMS, Audio, Unassigned, groups of one's own."""

DEVICES: dict[str, tuple[str, ...]] = {
    "desktop": ("desktop", "ordinateur"),
    "phone": ("mobile", "téléphone mobile", "mobile phone"),
    "tablet": ("tablet", "tablette"),
}
