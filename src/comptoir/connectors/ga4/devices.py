"""The names of GA4's kinds of devices, as the closed list of the facts."""

DEVICES: dict[str, tuple[str, ...]] = {
    "desktop": ("desktop", "ordinateur"),
    "phone": ("mobile", "téléphone mobile", "mobile phone"),
    "tablet": ("tablet", "tablette"),
}
