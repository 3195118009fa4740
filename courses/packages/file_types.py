"""Media types of a package's files, by their endings: a browser is told to believe nothing else."""

_TYPES = {
    "html": "text/html",
    "htm": "text/html",
    "xhtml": "application/xhtml+xml",
    "css": "text/css",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "json": "application/json",
    "xml": "text/xml",
    "xsd": "text/xml",
    "dtd": "application/xml-dtd",
    "txt": "text/plain",
    "md": "text/plain",
    "csv": "text/csv",
    "vtt": "text/vtt",
    "srt": "text/plain",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "bmp": "image/bmp",
    "cur": "image/x-icon",
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "webm": "video/webm",
    "ogv": "video/ogg",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "aac": "audio/aac",
    "ogg": "audio/ogg",
    "oga": "audio/ogg",
    "wav": "audio/wav",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "ttf": "font/ttf",
    "otf": "font/otf",
    "eot": "application/vnd.ms-fontobject",
    "wasm": "application/wasm",
    "pdf": "application/pdf",
}
UNKNOWN = "application/octet-stream"


def file_type(path: str) -> str:
    """Without a charset: pages and scripts of a package say it themselves, and older ones are not UTF-8."""
    name = path.rpartition("/")[2]
    return _TYPES.get(name.rpartition(".")[2].casefold(), UNKNOWN) if "." in name else UNKNOWN


def is_page(media_type: str) -> bool:
    return media_type in {"text/html", "application/xhtml+xml"}
