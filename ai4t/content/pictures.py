"""The pictures of a tree: kept once with the smaller copies that screens ask for, made only when nobody has before.

What is kept as the original tells no place, time or camera. It is known by its own hash: taking these out is quick and
always gives equal bytes, so that no photograph is opened twice.
"""

import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ai4t.content.drawings import brings_refused_parts, is_drawing
from ai4t.content.images import Variant, bare_original, make_variants, read_picture
from ai4t.content.irregularities import Irregularities
from ai4t.content.refused_pictures import PictureRefused
from ai4t.content.storing import ContentStore
from ai4t.content.tree import Tree
from ai4t.models import ContentFile, PictureVariant

_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")


@dataclass(frozen=True)
class StoredPicture:
    """``variants`` come with their files, the narrowest first."""

    file: ContentFile
    variants: tuple[PictureVariant, ...]


class Pictures:
    """Every path is looked at once; what only looks like a picture is reported once, however many texts name it."""

    def __init__(self, tree: Tree, store: ContentStore, faults: Irregularities):
        self._tree, self._store, self._faults = tree, store, faults
        self._found: dict[str, StoredPicture | None] = {}

    def at(self, path: str) -> StoredPicture | None:
        if path not in self._found:
            self._found[path] = self._picture(path)
        return self._found[path]

    def claims(self, path: str) -> bool:
        """Whether this is a picture, or called like one: such a file is shown or left out, and never given as it is."""
        return self.at(path) is not None or path.casefold().endswith(_ENDINGS)

    def _picture(self, path: str) -> StoredPicture | None:
        raw = self._tree[path]
        try:
            original = bare_original(raw)
            if is_drawing(raw) and brings_refused_parts(raw):
                message = _("The drawing held programs, links or parts that are not allowed here. They were left out.")
                self._faults.note(path, 0, "drawing-cleaned", message)
            return self._known(original) or self._made(raw, original)
        except PictureRefused as refusal:
            if path.casefold().endswith(_ENDINGS):
                message = _("%(reason)s It was left out.") % {"reason": refusal}
                self._faults.note(path, 0, "picture-refused", message)
            return None

    def _known(self, original: bytes) -> StoredPicture | None:
        sha256 = hashlib.sha256(original).hexdigest()
        self._store.load([sha256])
        file = self._store.known(sha256)
        if file is None or not file.width:
            return None
        variants = tuple(file.variants.all())
        is_whole = variants and all(self._store.has(variant.file) for variant in variants)
        return StoredPicture(file, variants) if is_whole else None

    def _made(self, raw: bytes, original: bytes) -> StoredPicture:
        info = read_picture(raw)
        # A drawing fits every width.
        copies = () if is_drawing(raw) else make_variants(raw)
        file = self._store.keep(original, media_type=info.media_type, width=info.width, height=info.height)
        return StoredPicture(file, self._kept(file, copies))

    def _kept(self, picture: ContentFile, copies: tuple[Variant, ...]) -> tuple[PictureVariant, ...]:
        PictureVariant.objects.filter(picture=picture).delete()
        return tuple(
            PictureVariant.objects.bulk_create(
                PictureVariant(
                    picture=picture,
                    width=copy.width,
                    height=copy.height,
                    file=self._store.keep(copy.data, media_type=copy.media_type, width=copy.width, height=copy.height),
                )
                for copy in copies
            )
        )
