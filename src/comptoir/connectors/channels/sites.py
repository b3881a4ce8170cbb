"""Sites and senders by what they do. A name without a dot is found anywhere in the name of a host."""

SEARCH = (
    *("google", "bing", "yahoo", "duckduckgo", "ecosia", "qwant", "lilo.org", "startpage", "yandex", "baidu"),
    *("search.brave.com", "orange.fr", "aol", "ask.com", "naver", "seznam", "sogou", "lemoteur"),
)
SOCIAL = (
    *("facebook", "instagram", "tiktok", "pinterest", "linkedin", "twitter", "x.com", "t.co", "reddit"),
    *("snapchat", "threads.net", "threads.com", "bsky.app", "mastodon", "lnkd.in", "fb.me", "pin.it"),
    *("whatsapp", "messenger", "viadeo", "tumblr", "quora", "discord"),
)
SOCIAL_NAMES = (*SOCIAL, "fb", "ig", "meta", "x", "lnkd", "threads", "insta")
"""As tags write them: too short to be looked for in the names of hosts."""
VIDEO = ("youtube", "youtu.be", "dailymotion", "vimeo", "twitch", "netflix", "disneyplus", "hulu")
SHOPPING = (
    *("google shopping", "googleshopping", "bing shopping", "idealo", "idealo.fr", "kelkoo", "leguide"),
    *(
        "leguide.com",
        "ledenicheur.fr",
        "pricerunner",
        "shopzilla",
        "twenga",
        "shopping.com",
        "shopping.google",
    ),
    *("shopping.google.com", "shopping.google.fr"),
)
MAIL = ("mail", "webmail", "messagerie", "outlook", "gmail", "roundcube", "zimbra")
DISPLAY = ("criteo", "rtbhouse", "teads", "taboola", "outbrain", "adroll", "doubleclick", "dv360", "gdn")
AFFILIATES = (
    *("awin", "awin1.com", "effiliation", "effinity", "kwanko", "netaffiliation", "tradedoubler", "rakuten"),
    *("cj", "cj.com", "timeone", "public-idees", "affilae", "daisycon", "webgains", "tradetracker", "impact"),
    *(
        "igraal",
        "igraal.com",
        "widilo",
        "poulpeo",
        "ebuyclub",
        "joko",
        "dealabs",
        "dealabs.com",
        "ma-reduc.com",
    ),
)
MAILERS = (
    *("newsletter", "email", "e-mail", "e_mail", "emailing", "mailing", "klaviyo", "brevo", "sendinblue"),
    *(
        "mailchimp",
        "mailjet",
        "mailjet*",
        "sarbacane",
        "splio",
        "actito",
        "emarsys",
        "activecampaign",
        "dolist",
    ),
    *("hs_email", "shopify_email", "omnisend"),
)
