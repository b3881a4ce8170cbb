"""What Google's interfaces have in common: a service account that proves itself, clients that few need, patience."""
