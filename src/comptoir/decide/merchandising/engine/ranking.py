"""What a product earns each thousand times that it can be seen, and whether its stock bears being seen more."""

from dataclasses import dataclass

from scipy import special

LEVEL = 0.80
_TAIL = (1 - LEVEL) / 2
THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Between:
    low: float
    mid: float
    high: float

    def times(self, factor: float) -> "Between":
        low, high = sorted((self.low * factor, self.high * factor))
        return Between(low, self.mid * factor, high)


def sold_each(sold: float, seen: float, clumps: float = 1.0) -> Between:
    """Units sold each time that it could be seen. The interval is that of a pace known from so many sales (gamma law,
    half a unit added, for what sold nothing may sell all the same), wider where people buy in clumps."""
    shape, scale = (sold + 0.5) / clumps, clumps / seen
    low, high = (float(special.gammaincinv(shape, share)) * scale for share in (_TAIL, 1 - _TAIL))
    mid = sold / seen
    return Between(min(low, mid), mid, max(high, mid))


def earned_per_thousand(each: Between, margin: float, season: float = 1.0) -> Between:
    """50 sold in 2,000 views at 12 of margin: 300 per thousand views."""
    return each.times(margin * season * THOUSAND)


def asked_for(daily: float, days: int, each: Between, seen: float) -> float:
    """Units that the days of the place ask for: what sells anyway, and what those who see it there buy besides."""
    return daily * days + each.mid * seen
