"""Google Search Console: how the site stands in Google's unpaid results."""
