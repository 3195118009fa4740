"""Archives inside an archive, told by their first bytes and by their names."""

import re

_BEGINNINGS = (
    re.compile(rb"PK(\x03\x04|\x05\x06|\x07\x08)"),
    re.compile(
        rb"\x1f\x8b|\x1f\x9d|BZh[1-9]|\xfd7zXZ\0|7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|\x28\xb5\x2f\xfd|\x04\x22\x4d\x18"
    ),
    re.compile(rb".{257}ustar", re.DOTALL),
    re.compile(rb"MSCF|!<arch>\n|070707|07070[12]"),
)
_ENDINGS = re.compile(
    r".*\.(zip|h5p|imscc|jar|war|ear|apk|xpi|crx|gz|tgz|bz2|tbz2?|xz|txz|zst|lz4?|lzma|7z|rar|tar|cab|ar|cpio|iso|dmg)",
    re.IGNORECASE | re.DOTALL,
)
# Documents that are ZIP files by their format: learners save them, and nothing here ever opens them.
_DOCUMENTS = re.compile(r".*\.(docx|xlsx|pptx|ppsx|odt|ods|odp|epub|ggb)", re.IGNORECASE | re.DOTALL)


def is_archive(name: str, head: bytes) -> bool:
    """``head`` holds the first 512 bytes, or all there are."""
    if _ENDINGS.fullmatch(name):
        return True
    return not _DOCUMENTS.fullmatch(name) and any(beginning.match(head) for beginning in _BEGINNINGS)
