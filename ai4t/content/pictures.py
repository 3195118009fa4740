"""The pictures of a tree: kept once with the smaller copies that screens ask for, made only when nobody has before."""

from django.utils.translation import gettext as _

from ai4t.content.drawings import is_drawing
from ai4t.content.images import make_variants, read_picture
from ai4t.content.irregularities import Irregularities
from ai4t.content.refused_pictures import PictureRefused
from ai4t.content.storing import ContentStore
from ai4t.content.tree import Tree
from ai4t.models import ContentFile, PictureVariant

_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")


class Pictures:
    """Every path is looked at once; what only looks like a picture is reported once, however many texts name it."""

    def __init__(self, tree: Tree, store: ContentStore, faults: Irregularities):
        self._tree, self._store, self._faults = tree, store, faults
        self._found: dict[str, ContentFile | None] = {}

    def at(self, path: str) -> ContentFile | None:
        """The picture with its ``variants`` (all of them loaded, the narrowest first), or None when it is none."""
        if path not in self._found:
            self._found[path] = self._known(path) or self._kept(path)
        return self._found[path]

    def _known(self, path: str) -> ContentFile | None:
        file = self._store.known(self._tree.sha256(path))
        if file is None or not file.width:
            return None
        variants = list(file.variants.all())
        return file if variants and all(self._store.has(variant.file) for variant in variants) else None

    def _kept(self, path: str) -> ContentFile | None:
        raw = self._tree[path]
        try:
            info = read_picture(raw)
            variants = make_variants(raw)
        except PictureRefused as refusal:
            if path.casefold().endswith(_ENDINGS):
                message = _("%(reason)s It was left out.") % {"reason": refusal}
                self._faults.note(path, 0, "picture-refused", message)
            return None
        if is_drawing(raw):
            # The author's drawing may run programs; its safe copy stands for it.
            raw, variants = variants[0].data, ()
        file = self._store.keep(raw, media_type=info.media_type, width=info.width, height=info.height)
        for variant in variants:
            smaller = self._store.keep(
                variant.data, media_type=variant.media_type, width=variant.width, height=variant.height
            )
            PictureVariant.objects.get_or_create(
                picture=file, width=variant.width, defaults={"height": variant.height, "file": smaller}
            )
        return ContentFile.objects.prefetch_related("variants__file").get(pk=file.pk)
