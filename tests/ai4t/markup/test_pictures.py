from tests.factories.markup import html, problems, render

BIG = (
    '<img src="/c/w720/big.png" alt="A map" width="1000" height="500" '
    'srcset="/c/w360/big.png 360w, /c/w720/big.png 720w" sizes="(min-width: 46rem) 42rem, 92vw" '
    'loading="lazy" decoding="async">'
)
SMALL = '<img src="/c/small.png" alt="A logo" width="200" height="100" loading="lazy" decoding="async">'


def test_picture_comes_in_the_size_of_the_screen_and_opens_in_full_size():
    assert html("![A map](big.png)") == (
        f'<p><a class="original" href="/c/big.png" aria-label="Open the picture in full size: A map">{BIG}</a></p>'
    )


def test_small_picture_is_no_link():
    assert html("![A logo](small.png)") == f"<p>{SMALL}</p>"


def test_figure_in_html_keeps_its_caption():
    assert html('<figure>\n<img src="small.png" alt="A logo"/>\n<figcaption>Caption</figcaption>\n</figure>') == (
        f"<figure>\n{SMALL}\n<figcaption>Caption</figcaption>\n</figure>"
    )


def test_markdown_inside_html_is_read_where_the_author_asks():
    assert html(
        '<figure markdown="1">\n![A logo](small.png)\n<figcaption markdown="span">*Caption*</figcaption>\n</figure>'
    ) == (f"<figure>\n<p>{SMALL}</p>\n<figcaption><em>Caption</em></figcaption>\n</figure>")


def test_picture_inside_a_link_keeps_that_link():
    assert html(
        '<a href="https://example.org" target="_blank"><figure>\n<img src="big.png" alt="A map"/>\n</figure></a>'
    ) == (f'<figure><a href="https://example.org" rel="noopener noreferrer">\n{BIG}\n</a></figure>')


def test_place_and_width_become_classes():
    placed = SMALL.replace("<img", '<img class="float-start small"')
    assert html("![A logo](small.png){ align=left width=200 }") == f"<p>{placed}</p>"


def test_missing_description_is_told_and_decoration_is_not():
    assert problems("![](small.png)") == [(1, "alt-missing")]
    assert problems('Text\n\n<img src="small.png">') == [(3, "alt-missing")]
    assert problems('<img src="small.png" alt="">') == []


def test_missing_picture_alone_becomes_a_sentence():
    source = "Text\n\n![A map](gone.png)\n"
    assert html(source) == '<p>Text</p>\n<p class="note missing">A picture is not available here. It shows: A map</p>'
    assert problems(source) == [(3, "picture-missing")]


def test_missing_picture_in_a_figure_keeps_the_caption():
    assert html('<figure>\n<img src="gone.png">\n<figcaption>Caption</figcaption>\n</figure>') == (
        '<figure>\n<p class="note missing">A picture is not available here.</p>\n'
        "<figcaption>Caption</figcaption>\n</figure>"
    )


def test_missing_picture_divides_the_paragraph_around_it():
    assert html("Before ![A map](gone.png) after") == (
        '<p>Before</p><p class="note missing">A picture is not available here. It shows: A map</p><p>after</p>'
    )


def test_missing_picture_in_a_table_stays_in_its_cell():
    assert '<td>x<p class="note missing">A picture is not available here.</p></td>' in html(
        "|a|\n|-|\n|x![](gone.png)|\n"
    )


def test_picture_of_another_site_is_never_loaded():
    source = "![A map](https://example.org/map.png)"
    assert html(source) == (
        '<p><a class="elsewhere" href="https://example.org/map.png" rel="noopener noreferrer">'
        "Picture on example.org: A map</a></p>"
    )
    assert problems(source) == [(1, "picture-remote")]


def test_picture_of_another_site_inside_a_link_is_named():
    assert html("[![A map](//example.org/map.png)](https://example.org)") == (
        '<p><a href="https://example.org" rel="noopener noreferrer"><span>Picture on example.org: A map</span></a></p>'
    )


def test_sources_of_other_sites_in_a_set_are_left_out():
    assert html('<img src="small.png" alt="A logo" srcset="https://evil.example/x 2x">') == f"<p>{SMALL}</p>"


def test_picture_written_into_the_text_is_not_shown():
    source = f"![A map](data:image/png;base64,{'A' * 50_000})"
    assert html(source) == '<p class="note missing">A picture is not available here. It shows: A map</p>'
    assert problems(source) == [(1, "picture-data")]


def test_video_named_as_a_picture_plays():
    page = render("![The film](film.mp4)")
    assert page.html.startswith(
        '<video src="/c/film.mp4" preload="none" aria-label="The film" controls="" playsinline="">'
    )
    assert [(embed.kind, embed.target, embed.title) for embed in page.embeds] == [("video", "film.mp4", "The film")]


def test_decorative_picture_is_no_link():
    assert "<a" not in html('<img src="big.png" alt="">')
