"""Collected static files: named after their content, so kept for ever by browsers, and compressed once."""

import brotli
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Of brotli's eleven levels: the last two take ten times longer to win some 5 %, and a first start must be short.
QUALITY = 9


class QuickCompressor(Compressor):
    """whitenoise's compressor; source maps, which only developers' tools ask for, are left as they are."""

    SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map", "txt", "md")

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        return brotli.compress(data, quality=QUALITY)


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Also rewrites the imports between our own JavaScript modules (static/js) to names that carry their content."""

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]),
    )

    def create_compressor(self, *, extensions=None, **options) -> Compressor:
        return QuickCompressor(extensions=extensions or QuickCompressor.SKIP_COMPRESS_EXTENSIONS, **options)
