"""What whoever opens the folder reads first."""

README = """# A company exported from Comptoir

Open formats, readable without Comptoir.

- `manifest.json`: what is here, with counts and the SHA-256 of each file; the settings of the company.
- `facts/<entity>/<month>.parquet`: orders, lines, refunds and all other facts of the newest state, as each source told
  them. `customer_key` is a number without meaning; undated entities stand in `all.parquet`. `order_double` lists orders
  that two sources tell: figures count them once.
- `tables/<table>.jsonl`: what people set and did (mappings, rules, calendar, targets, budget, actions, findings,
  imports, audit trail), a JSON object a line. People who work here stand by their e-mail address.
- `personal/`: only if it was asked for: customers' references, e-mail addresses and names, consents, rows that imports
  refused, files that were kept. Keep it as the law asks.

Never here: keys and passwords of connected tools, tokens, invitations, links. Connect the tools again.

Bring it into another installation: `comptoir import company FOLDER`. Without `personal/` customers keep their figures
but not their references: a later import does not recognise them. Fingerprints of erased customers stay where they
were made: do not load files older than an erasure.
"""
