import io
import time

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from ai4t.content.images import PictureInfo, bare_original, make_variants, read_picture
from ai4t.content.refused_pictures import PictureRefused
from tests.factories.pictures import GPS, moving_gif, noise, photograph, picture, png_header, written


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize(
    ("format", "media_type"),
    [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("GIF", "image/gif"), ("WEBP", "image/webp")],
)
def test_picture_is_known_by_its_bytes(format, media_type):
    assert read_picture(picture(40, 30, format=format)) == PictureInfo(40, 30, media_type, False)


def test_drawing_is_known_by_its_bytes():
    drawing = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><path d="M0 0"/></svg>'
    assert read_picture(drawing) == PictureInfo(40, 30, "image/svg+xml", False)
    assert [(variant.width, variant.height, variant.media_type) for variant in make_variants(drawing)] == [
        (40, 30, "image/svg+xml")
    ]


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (2_000, [360, 720, 1280]),
        (1_500, [360, 720, 1280]),
        (1_000, [360, 720, 1_000]),
        (800, [360, 800]),
        (400, [400]),
        (9, [9]),
    ],
)
def test_copies_are_never_wider_than_the_picture(width, widths):
    variants = make_variants(picture(width, width // 3))
    assert [(variant.width, variant.height) for variant in variants] == [
        (copy, round(width // 3 * copy / width)) for copy in widths
    ]
    assert [opened(variant.data).size for variant in variants] == [
        (variant.width, variant.height) for variant in variants
    ]
    assert {variant.media_type for variant in variants} == {"image/webp"}
    assert {opened(variant.data).format for variant in variants} == {"WEBP"}


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
@pytest.mark.parametrize(("width", "height"), [(600, 600), (370, 1_200)])
def test_narrowest_copy_of_the_busiest_picture_stays_small(mode, width, height):
    narrowest = make_variants(written(noise(width, height, mode=mode), "PNG", compress_level=1))[0]
    assert len(narrowest.data) <= 80_000
    assert opened(narrowest.data).size == (narrowest.width, narrowest.height)


def test_endless_strip_fits_the_format():
    variants = make_variants(picture(100, 30_000))
    assert max(variant.height for variant in variants) == 16_383


def test_transparency_stays():
    assert opened(make_variants(picture(50, 50, mode="RGBA", colour=(255, 0, 0, 0)))[0].data).getpixel((5, 5))[3] == 0


def test_photograph_stands_upright_and_forgets_where_it_was_taken():
    data = photograph(60, 40, orientation=6)
    assert read_picture(data) == PictureInfo(40, 60, "image/jpeg", False)
    copy = opened(make_variants(data)[0].data)
    assert copy.size == (40, 60)
    assert copy.getpixel((20, 5))[0] > 200 > 100 > copy.getpixel((20, 55))[0]
    assert dict(copy.getexif()) == {}


@pytest.mark.parametrize("orientation", [1, 6])
def test_original_keeps_its_pixels_and_forgets_where_it_was_taken(orientation):
    data = photograph(60, 40, orientation=orientation)
    bare = bare_original(data)
    assert opened(bare).tobytes() == opened(data).tobytes()
    assert opened(bare).getexif().get_ifd(GPS) == {}
    assert b"school" not in bare
    assert read_picture(bare) == read_picture(data)


def test_original_without_anything_to_forget_stays_the_same():
    for data in (picture(9, 9), picture(9, 9, format="WEBP"), moving_gif(3), picture(9, 9, format="JPEG")):
        assert bare_original(data) == data


def test_cargo_behind_the_end_of_a_picture_is_left():
    cargo = b"<script>alert(1)</script>"
    for format in ("PNG", "JPEG", "GIF", "WEBP"):
        data = picture(9, 9, format=format)
        assert bare_original(data + cargo) == data


def test_comments_and_dates_of_a_png_are_left():
    told = PngInfo()
    told.add_text("Author", "A teacher")
    assert b"teacher" not in bare_original(picture(9, 9, pnginfo=told))


def test_moving_picture_gives_its_first_frame():
    data = moving_gif(5)
    assert read_picture(data) == PictureInfo(1, 1, "image/gif", True)
    assert opened(make_variants(data)[0].data).convert("RGB").getpixel((0, 0))[0] > 200


def test_hundred_thousand_frames_take_no_longer():
    started = time.process_time()
    data = moving_gif(100_000)
    assert read_picture(data).animated
    assert len(make_variants(data)) == 1
    assert time.process_time() - started < 5


@pytest.mark.parametrize(("width", "height"), [(64_000, 64_000), (40_000, 1_001), (100_000, 100_000)])
def test_picture_with_too_many_pixels_is_refused_unread(width, height):
    for attempt in (read_picture, make_variants, bare_original):
        with pytest.raises(PictureRefused, match="more than 40 million pixels"):
            attempt(png_header(width, height))


@pytest.mark.parametrize("format", ["PNG", "JPEG", "GIF", "WEBP"])
def test_truncated_picture_is_refused(format):
    data = written(noise(80, 80), format)
    for share in (0.99, 0.5, 0.1):
        with pytest.raises(PictureRefused):
            make_variants(data[: int(len(data) * share)])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"<html><script>alert(1)</script></html>",
        b"%PDF-1.4",
        b"BM" + b"\0" * 60,
        b"version https://git-lfs.github.com/spec/v1\n",
    ],
)
def test_what_is_no_picture_is_refused(data):
    for attempt in (read_picture, make_variants, bare_original):
        with pytest.raises(PictureRefused):
            attempt(data)


def test_file_that_is_too_long_is_refused():
    with pytest.raises(PictureRefused, match="more than 30 MB"):
        read_picture(picture(9, 9) + b"\0" * 30_000_000)


def test_equal_bytes_in_give_equal_bytes_out():
    data = written(noise(800, 300), "PNG")
    assert make_variants(data) == make_variants(data)


def test_photograph_of_a_phone_with_more_pictures_behind_it_is_its_first():
    first, second = (Image.new("RGB", (400, 300), colour) for colour in ("red", "blue"))
    data = written(first, "MPO", save_all=True, append_images=[second])
    assert read_picture(data) == PictureInfo(400, 300, "image/jpeg", False)
    assert opened(make_variants(data)[0].data).getpixel((9, 9))[0] > 200
    assert opened(bare_original(data)).format == "JPEG"
