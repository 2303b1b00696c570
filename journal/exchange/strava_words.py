"""The words of a Strava export in the languages it comes in: headers, kinds of activity, dates and numbers. Pure.

The export writes headers, kinds and dates in the language of the account. The order of its columns is the same in all
of them, and the names of two columns come twice; where a header is in a language not listed here, its place is used.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime

from msgspec import Struct

from journal.entries import Activity, Surface

FIRST_COLUMNS = ("id", "date", "name", "type", "description", "elapsed", "distance")
"""The columns that come first, in this order, in every language."""

_HEADERS = {
    "id": "activity id|aktivitats id|id de l activite|id de actividad|id de la actividad|id attivita|id da atividade"
    "|activiteits id",
    "date": "activity date|aktivitatsdatum|datum der aktivitat|date de l activite|fecha de la actividad|data attivita"
    "|data dell attivita|data da atividade|datum van activiteit",
    "name": "activity name|name der aktivitat|nom de l activite|nombre de la actividad|nome attivita|nome da atividade",
    "type": "activity type|aktivitatsart|type d activite|tipo de actividad|tipo attivita|tipo de atividade"
    "|activiteittype",
    "description": "activity description|beschreibung der aktivitat|description de l activite"
    "|descripcion de la actividad|descrizione attivita|descricao da atividade",
    "elapsed": "elapsed time|verstrichene zeit|temps ecoule|tiempo transcurrido|tempo trascorso|tempo decorrido",
    "moving": "moving time|bewegungszeit|duree de deplacement|tiempo en movimiento|tempo in movimento"
    "|tempo em movimento",
    "distance": "distance|distanz|distancia|distanza|afstand",
    "gear": "activity gear|ausrustung der aktivitat|ausrustung|equipement|equipement de l activite"
    "|equipamiento de la actividad|attrezzatura|equipamento|uitrusting",
    "file": "filename|dateiname|nom du fichier|nombre de archivo|nome file|nome do arquivo|bestandsnaam",
    "exertion": "perceived exertion|gefuhlte anstrengung|effort percu|esfuerzo percibido",
}
HEADERS = {name: frozenset(words.split("|")) for name, words in _HEADERS.items()}

# Looked for in this order in the folded kind: skiing and skating first, for Langlauf and Eislauf hold a Lauf.
_KINDS: tuple[tuple[str, Activity | None], ...] = (
    ("ski|snow|langlauf|eislauf|schlitt|inline|skate|patin|nordic", "other"),
    ("weight|kraft|muscul|pesas|pesi|strength|crossfit|yoga|pilates", None),
    ("ride|rad|bike|cycl|velo|bici|cicl|pedal|fiets|spinning", "cycle"),
    ("swim|schwimm|natation|natacion|natacao|nuoto|zwem", "swim"),
    ("elliptical|crosstrainer|elliptique|eliptic|ellittic|stair|row|ruder|aviron|remo|canottaggio", "low-impact"),
    ("jump rope|seilspring|corde a sauter", "jump-rope"),
    ("walk|spazier|gehen|marche|caminat|caminh|cammin|passegg|wandel|hike|wander|randon|senderis|escurs", "walk"),
    ("run|lauf|course|carrera|corsa|corrida|hardlo", "run"),
)

_MONTHS = {
    number: names.split()
    for number, names in enumerate(
        (
            "jan ene gen",
            "feb fev",
            "mar mrt marz maerz",
            "apr avr abr",
            "may mai mag mei maj",
            "jun juin giu",
            "jul juil lug",
            "aug aou ago",
            "sep set",
            "oct okt ott out",
            "nov",
            "dec dez dic",
        ),
        start=1,
    )
}


class Kind(Struct, frozen=True):
    """What a kind of activity is here; ``activity`` is None for what is no cardio."""

    activity: Activity | None
    surface: Surface = ""


def folded(text: str) -> str:
    """Lower case, without accents, runs of anything else but letters and digits as one space."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", plain.replace("ß", "ss")))


def kind_of(text: str) -> Kind:
    """What a kind of activity is here; one that is not known is other cardio."""
    words = folded(text)
    for pattern, activity in _KINDS:
        if re.search(pattern, words):
            surface: Surface = ""
            if activity in ("run", "walk"):
                surface = "trail" if "trail" in words else "treadmill" if "virtual" in words else ""
            return Kind(activity, surface)
    return Kind("other")


def number(text: str) -> float | None:
    """A number with a point or a comma; None for an empty cell.

    Raises:
        ValueError: it is not a number.
    """
    plain = re.sub(r"[\s\u00a0\u202f']", "", text)
    if not plain:
        return None
    if "," in plain and "." in plain:
        plain = plain.replace("," if plain.rfind(".") > plain.rfind(",") else ".", "")
    value = float(plain.replace(",", "."))
    if not 0 <= value < 1e9:
        raise ValueError(text)
    return value


def seconds(text: str) -> float | None:
    """A time in seconds: ``1830``, ``30:30`` or ``1:05:00``; None for an empty cell.

    Raises:
        ValueError: it is not a time.
    """
    if ":" not in text:
        return number(text)
    parts = [int(part) for part in text.strip().split(":")]
    if len(parts) > 3 or any(part < 0 for part in parts):
        raise ValueError(text)
    total = 0
    for part in parts:
        total = total * 60 + part
    return float(total)


_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap])?\.?\s*(m)?\.?", re.I)


def moment(text: str) -> datetime:
    """A date of the export, which is in UTC: ``Nov 2, 2026, 6:10:22 AM``, ``2 nov. 2026 à 06:10:22``, ``02.11.2026 …``.

    Raises:
        ValueError: it is not a date.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    try:
        iso = datetime.fromisoformat(plain.removesuffix(" UTC"))
        return iso.replace(tzinfo=UTC) if iso.tzinfo is None else iso.astimezone(UTC)
    except ValueError:
        pass
    time = _TIME.search(plain)
    if time is None:
        raise ValueError(text)
    hour, minute, second = int(time[1]), int(time[2]), int(time[3] or 0)
    if time[4] and time[5]:
        if not 1 <= hour <= 12:
            raise ValueError(text)
        hour = hour % 12 + (12 if time[4].lower() == "p" else 0)
    year, month, day = _date(plain[: time.start()])
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


def _date(text: str) -> tuple[int, int, int]:
    numbers = [int(part) for part in re.findall(r"\d+", text)]
    words = [_month(word) for word in folded(text).split() if word.isalpha()]
    named = next((month for month in words if month), None)
    if named is not None and len(numbers) == 2:
        day, year = sorted(numbers)
        return year, named, day
    if named is None and len(numbers) == 3:
        if numbers[0] > 31:
            return numbers[0], numbers[1], numbers[2]
        return numbers[2], numbers[1], numbers[0]
    raise ValueError(text)


def _month(word: str) -> int | None:
    for number, names in _MONTHS.items():
        if any(word.startswith(name) for name in names):
            return number
    return None


def columns_of(headers: Sequence[str], first_row: Sequence[str]) -> dict[str, int]:
    """Where each column is: ``elapsed_s`` and ``distance_m`` are the second ones of their names.

    Columns are known by their header in a language listed here, else by their place; those not there are left out.
    """
    names = [folded(header) for header in headers]
    found: dict[str, int] = {}
    for column, words in HEADERS.items():
        index = next((n for n, name in enumerate(names) if name in words), None)
        if index is not None:
            found[column] = index
    if _looks_like_an_export(names, first_row):
        for place, column in enumerate(FIRST_COLUMNS):
            found.setdefault(column, place)
        file = next((n for n, cell in enumerate(first_row) if cell.startswith("activities/")), found.get("file"))
        if file is not None and file > len(FIRST_COLUMNS):
            found.setdefault("gear", file - 1)
    for column, second in (("elapsed", "elapsed_s"), ("distance", "distance_m")):
        if column in found:
            first = found[column]
            again = [n for n, name in enumerate(names) if n > first and name == names[first]]
            if again:
                found[second] = again[0]
    return found


def _looks_like_an_export(names: Sequence[str], first_row: Sequence[str]) -> bool:
    """Whether it has the export's shape: an id first, and the sixth and seventh headers once more further on."""
    return (
        len(names) > 12
        and bool(first_row)
        and first_row[0].strip().isdigit()
        and names[5] in names[7:]
        and names[6] in names[7:]
    )
