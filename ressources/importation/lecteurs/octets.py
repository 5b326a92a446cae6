"""Open a file safely: gunzip when needed, bounded size, encoding found from the bytes themselves."""

import codecs
import gzip
import io
import zlib
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from ressources.importation.erreurs import FichierRefuse

TAILLE_MAX = 512 * 1024 * 1024  # bytes once decompressed: ten times the largest public directory we know
BLOC = 1 << 16

SIGNATURE_GZIP = b"\x1f\x8b"
SIGNATURE_ZIP = b"PK\x03\x04"
SIGNATURES_REFUSEES = {
    b"%PDF": "un PDF",
    b"\xd0\xcf\x11\xe0": "un ancien classeur Excel (.xls) ; enregistrez-le en .xlsx",
    b"\x89PNG": "une image",
    b"\xff\xd8\xff": "une image",
    b"7z\xbc\xaf": "une archive 7z",
    b"Rar!": "une archive RAR",
}
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class FluxBorne(io.RawIOBase):
    """A binary stream that refuses to give more than `limite` bytes (a gzip bomb stops here)."""

    def __init__(self, flux: BinaryIO, limite: int):
        self.flux, self.reste = flux, limite

    def readable(self):
        return True

    def readinto(self, tampon):
        try:
            lu = self.flux.read(len(tampon))
        except (EOFError, zlib.error, gzip.BadGzipFile) as erreur:
            raise FichierRefuse("Le fichier compressé est abîmé ou incomplet.") from erreur
        self.reste -= len(lu)
        if self.reste < 0:
            raise FichierRefuse("Le fichier est trop volumineux une fois décompressé.")
        tampon[: len(lu)] = lu
        return len(lu)

    def close(self):
        self.flux.close()
        super().close()


def open_binary(path: Path, limite: int | None = None) -> io.BufferedReader:
    """Open `path`, decompressing gzip whatever its name.

    Raises FichierRefuse when it cannot be read, is empty, or is plainly another kind of file.
    """
    debut = first_bytes(path)
    if not debut:
        raise FichierRefuse("Le fichier est vide.")
    for signature, nature in SIGNATURES_REFUSEES.items():
        if debut.startswith(signature):
            raise FichierRefuse(f"Ce fichier n’a pas le format annoncé : c’est {nature}.")
    ouvre = gzip.open if debut.startswith(SIGNATURE_GZIP) else Path.open
    flux = cast(BinaryIO, ouvre(path, "rb"))
    return io.BufferedReader(FluxBorne(flux, TAILLE_MAX if limite is None else limite), BLOC)


def first_bytes(path: Path, nombre: int = 8) -> bytes:
    """Return the first bytes of a file; raises FichierRefuse when it cannot be read."""
    try:
        with path.open("rb") as flux:
            return flux.read(nombre)
    except OSError as erreur:
        raise FichierRefuse(f"Le fichier ne peut pas être lu : {erreur.strerror or erreur}.") from erreur


def detect_encoding(path: Path) -> str:
    """Return the encoding of a text file: its BOM, else UTF-8 when every byte fits, else Windows-1252.

    Raises FichierRefuse for bytes that are no text at all.
    """
    with open_binary(path) as flux:
        bloc = flux.read(BLOC)
        for bom, encodage in BOMS:
            if bloc.startswith(bom):
                return encodage
        if b"\x00" in bloc:
            return _utf16_without_bom(bloc)
        decodeur = codecs.getincrementaldecoder("utf-8")()
        try:
            while bloc:
                decodeur.decode(bloc)
                bloc = flux.read(BLOC)
            decodeur.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def _utf16_without_bom(bloc: bytes) -> str:
    """Western text in UTF-16 has a NUL in every other byte; anything else with NULs is not text."""
    moitie = max(1, len(bloc) // 2)
    if bloc[1::2].count(0) > 0.7 * moitie and bloc[::2].count(0) == 0:
        return "utf-16-le"
    if bloc[::2].count(0) > 0.7 * moitie and bloc[1::2].count(0) == 0:
        return "utf-16-be"
    raise FichierRefuse("Ce fichier n’est pas un fichier texte (il contient des octets nuls).")


def open_text(path: Path, encodage: str = "") -> TextIO:
    """Open `path` as text, line ends untouched, in the encoding that its bytes have unless one is given.

    Decoding errors surface as FichierRefuse through `safe_lines`; an unknown encoding raises LookupError.
    """
    if first_bytes(path).startswith(SIGNATURE_ZIP):
        raise FichierRefuse("Ce fichier n’a pas le format annoncé : c’est un classeur Excel ou une archive ZIP.")
    return io.TextIOWrapper(open_binary(path), encoding=encodage or detect_encoding(path), newline="")
