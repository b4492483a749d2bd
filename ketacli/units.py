"""Units beyond the dozen of `ketacli.quantities`: UCUM's common ones, their products and quotients, and currencies.

An expression such as `mg/dL`, `kg/m2`, `/min`, `ug`, `{cups}/d` or `USD` is read by the rules of UCUM (https://ucum.org,
case-sensitive symbols): a prefix and an atom, an exponent, terms joined by `.` and `/`, and a count noun in curly braces.
Currencies are the codes of ISO 4217. Imported only where a unit is none of the dozen.

Sizes count in the first unit of each dimension, whose own size is 1 (`min`, `mg`, `Hz`). Two amounts are comparable where
their dimensions are the same: no currency is converted into another, and no arbitrary unit (`[iU]`) into anything.
"""

from __future__ import annotations

import re
from functools import lru_cache

_MMHG = 133.322387415  # pascals, UCUM's m[Hg]

_ATOMS: dict[str, tuple[str, float, str]] = {
    "s": ("time", 1 / 60, "s"),
    "min": ("time", 1.0, "min"),
    "h": ("time", 60.0, "h"),
    "d": ("time", 1440.0, "d"),
    "wk": ("time", 10080.0, "wk"),
    "mo": ("time", 43829.1, "mo"),
    "a": ("time", 525960.0, "a"),
    "g": ("mass", 1e3, "g"),
    "t": ("mass", 1e9, "t"),
    "u": ("mass", 1.66053906660e-21, "u"),
    "[lb_av]": ("mass", 453592.37, "lb"),
    "[oz_av]": ("mass", 28349.523125, "oz"),
    "[gr]": ("mass", 64.79891, "gr"),
    "[stone_av]": ("mass", 6350293.18, "st"),
    "L": ("volume", 1.0, "L"),
    "l": ("volume", 1.0, "L"),
    "[cup_us]": ("volume", 0.2365882365, "US cups"),
    "[foz_us]": ("volume", 0.0295735295625, "US fl oz"),
    "[pt_us]": ("volume", 0.473176473, "US pt"),
    "[gal_us]": ("volume", 3.785411784, "US gal"),
    "[tsp_us]": ("volume", 0.00492892159375, "tsp"),
    "[tbs_us]": ("volume", 0.01478676478125, "tbsp"),
    "[drp]": ("volume", 5e-5, "drops"),
    "[pt_br]": ("volume", 0.56826125, "pt"),
    "[gal_br]": ("volume", 4.54609, "gal"),
    "m": ("length", 1.0, "m"),
    "[in_i]": ("length", 0.0254, "in"),
    "[ft_i]": ("length", 0.3048, "ft"),
    "[yd_i]": ("length", 0.9144, "yd"),
    "[mi_i]": ("length", 1609.344, "mi"),
    "[nmi_i]": ("length", 1852.0, "nmi"),
    "Ao": ("length", 1e-10, "Å"),
    "AU": ("length", 149597870691.0, "au"),
    "ar": ("area", 100.0, "a"),
    "har": ("area", 10000.0, "ha"),
    "[acr_us]": ("area", 4046.87260987, "acres"),
    "mol": ("amount", 1.0, "mol"),
    "eq": ("amount", 1.0, "eq"),
    "osm": ("amount", 1.0, "osm"),
    "J": ("energy", 1.0, "J"),
    "cal": ("energy", 4.184, "cal"),
    "[Cal]": ("energy", 4184.0, "kcal"),
    "eV": ("energy", 1.602176634e-19, "eV"),
    "[Btu]": ("energy", 1055.05585262, "Btu"),
    "W": ("power", 1.0, "W"),
    "[HP]": ("power", 745.69987158227, "hp"),
    "N": ("force", 1.0, "N"),
    "Pa": ("pressure", 1 / _MMHG, "Pa"),
    "bar": ("pressure", 1e5 / _MMHG, "bar"),
    "atm": ("pressure", 101325 / _MMHG, "atm"),
    "mm[Hg]": ("pressure", 1.0, "mmHg"),
    "cm[H2O]": ("pressure", 98.0665 / _MMHG, "cmH₂O"),
    "[psi]": ("pressure", 6894.757293168 / _MMHG, "psi"),
    "K": ("temperature", 1.0, "K"),
    "Cel": ("temperature", 1.0, "°C"),
    "[degF]": ("temperature", 5 / 9, "°F"),
    "Hz": ("frequency", 1.0, "Hz"),
    "bit": ("information", 0.125, "bit"),
    "By": ("information", 1.0, "B"),
    "A": ("current", 1.0, "A"),
    "V": ("voltage", 1.0, "V"),
    "Bq": ("radioactivity", 1.0, "Bq"),
    "Ci": ("radioactivity", 3.7e10, "Ci"),
    "Gy": ("dose-absorbed", 1.0, "Gy"),
    "Sv": ("dose-equivalent", 1.0, "Sv"),
    "REM": ("dose-equivalent", 0.01, "rem"),
    "lm": ("luminous-flux", 1.0, "lm"),
    "lx": ("illuminance", 1.0, "lx"),
    "deg": ("angle", 1.0, "°"),
    "rad": ("angle", 57.29577951308232, "rad"),
    "B[SPL]": ("sound-level", 1.0, "B"),
    "[pH]": ("acidity", 1.0, "pH"),
    "[iU]": ("arbitrary:[iU]", 1.0, "IU"),
    "[IU]": ("arbitrary:[iU]", 1.0, "IU"),
    "[arb'U]": ("arbitrary:[arb'U]", 1.0, "units"),
    "[CFU]": ("count", 1.0, "CFU"),
    "[ppth]": ("proportion", 0.1, "per thousand"),
    "[ppm]": ("proportion", 1e-4, "ppm"),
    "[ppb]": ("proportion", 1e-7, "ppb"),
    "%": ("proportion", 1.0, "%"),
    "1": ("count", 1.0, ""),
}
"""UCUM's atoms: dimension, size in its first unit, the symbol that people read."""

_METRIC = frozenset("s g t u L l m mol eq osm J cal eV W N Pa bar K Hz bit By".split()) | frozenset(
    ("A", "V", "Bq", "Ci", "Gy", "Sv", "lm", "lx", "ar", "[iU]", "B[SPL]")
)
_PREFIXES = {
    "da": 1e1, "h": 1e2, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18,
    "d": 1e-1, "c": 1e-2, "m": 1e-3, "u": 1e-6, "n": 1e-9, "p": 1e-12, "f": 1e-15, "a": 1e-18,
    "Ki": 2.0**10, "Mi": 2.0**20, "Gi": 2.0**30, "Ti": 2.0**40,
}  # fmt: skip
_ZEROES = {"Cel": 273.15, "[degF]": 459.67 * 5 / 9}
"""What a temperature of zero is in kelvins."""
_POWERS = {("length", 2): ("area", 1.0), ("length", 3): ("volume", 1000.0)}
_NAMED = {
    "mass-per-volume": ("concentration:mass", 1.0),
    "amount-per-volume": ("concentration:amount", 1.0),
    "count-per-volume": ("concentration:count", 1.0),
    "arbitrary-per-volume": ("concentration", 1.0),
    "per-time": ("rate", 1.0),
    "count-per-time": ("rate", 1.0),
    "length-per-time": ("speed", 1.0),
    "power-time": ("energy", 60.0),  # times count in minutes, a joule is a watt second
    "mass-per-mass": ("mass-per-mass", 1e6),  # counts in mg/kg
}
_CURRENCIES = frozenset(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW
    CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL
    HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA
    MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD
    RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD
    USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
    """.split()
)

_TERM = re.compile(
    r"(?P<noun>\{[^{}\s]+\})|(?P<symbol>(?:\[[^\]\s]+\]|[A-Za-z%']|1(?![0-9]))+)(?P<power>[23])?(?P<note>\{[^{}\s]+\})?"
)
_MOST = 40
"""The most characters of a unit."""


@lru_cache(maxsize=512)
def find(unit: str) -> tuple[str, float, str] | None:
    """Return dimension, size in its first unit and symbol of a unit; None for what is no unit of UCUM or ISO 4217.

    >>> find("ug"), find("mg/dL"), find("kcal")
    (('mass', 0.001, 'µg'), ('concentration:mass', 10.0, 'mg/dL'), ('energy', 4184.0, 'kcal'))
    >>> find("EUR"), find("{cups}/d"), find("days")
    (('money:EUR', 1.0, 'EUR'), ('rate', 0.0006944444444444444, 'cups/d'), None)
    """
    if not unit or len(unit) > _MOST:
        return None
    over, *under = unit.split("/")
    above = [_term(part) for part in over.split(".")] if over else []
    below = [_term(part) for part in under]
    if not (above or below) or None in above or None in below:
        return None
    tops = [term for term in above if term]
    bottoms = [term for term in below if term]
    size = 1.0
    for _, factor, _ in tops:
        size *= factor
    for _, factor, _ in bottoms:
        size /= factor
    if not bottoms:
        shown = "·".join(word for _, _, word in tops)
    else:
        shown = "/".join(["·".join(word for _, _, word in tops) or "per ", *(word for _, _, word in bottoms)])
        shown = shown.replace("per /", "per ")
    dimension, scale = _dimension([name for name, _, _ in tops], [name for name, _, _ in bottoms])
    return dimension, round_off(size * scale), shown


def round_off(size: float) -> float:
    """Return a size without the dust of floating-point products."""
    return float(f"{size:.12g}") if size else size


def _dimension(tops: list[str], bottoms: list[str]) -> tuple[str, float]:
    """Return what a product of units measures, and the factor to the first unit of that."""
    if not bottoms and len(tops) == 1:
        return tops[0], 1.0
    plain = ["-".join(name.partition(":")[0] for name in tops)] if tops else []
    said = "-per-".join([*(plain or [""]), *(name.partition(":")[0] for name in bottoms)]).removeprefix("-")
    named, scale = _NAMED.get(said, (said, 1.0))
    marks = {name.partition(":")[2] for name in (*tops, *bottoms)} - {""}
    return (f"{named.partition(':')[0]}:{' '.join(sorted(marks))}" if marks else named), scale


def _term(text: str) -> tuple[str, float, str] | None:
    found = _TERM.fullmatch(text)
    if found is None:
        return None
    if noun := found["noun"]:
        return ("score" if noun == "{points}" else "count", 1.0, noun[1:-1].replace("_", " "))
    symbol = found["symbol"]
    if symbol in _CURRENCIES:
        one: tuple[str, float, str] | None = (f"money:{symbol}", 1.0, symbol)
    else:
        one = _ATOMS.get(symbol) or _prefixed(symbol)
    if one is None or not found["power"]:
        return one
    dimension, size, word = one
    power = int(found["power"])
    name, scale = _POWERS.get((dimension, power), ("", 0.0))
    return (name, size**power * scale, f"{word}{'²³'[power - 2]}") if name else None


def _prefixed(symbol: str) -> tuple[str, float, str] | None:
    for prefix, factor in _PREFIXES.items():
        rest = symbol.removeprefix(prefix)
        if rest != symbol and rest in _METRIC:
            dimension, size, word = _ATOMS[rest]
            return dimension, round_off(size * factor), f"{'µ' if prefix == 'u' else prefix}{word}"
    return None


def zero(unit: str) -> float:
    """Return what zero of a unit is in the first unit of its dimension: 273.15 for `Cel`, 0 for nearly all."""
    return _ZEROES.get(unit, 0.0)


def dimensions() -> list[str]:
    """Return the names of the dimensions that a measure can have beside those made of others (`mass-per-time`)."""
    return sorted(
        {name.partition(":")[0] for name, _, _ in _ATOMS.values()} | {"concentration", "money", "rate", "speed"}
    )
