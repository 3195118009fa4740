from ai4t.markup import Embed
from tests.factories.markup import html, problems, render


def test_video_plays_in_the_page_and_loads_nothing_before():
    page = render('Text\n\n<video src="film.mp4" poster="small.png" autoplay title="Film"></video>')
    assert page.html == (
        '<p>Text</p>\n<video src="/c/film.mp4" preload="none" aria-label="Film" controls="" playsinline="" '
        'poster="/c/small.png" width="200" height="100">'
        '<a href="/c/film.mp4" download="film.mp4">Take the file with you</a></video>'
    )
    assert page.embeds == (Embed("video", "film.mp4", "Film", 3, True),)


def test_sound_plays_from_the_first_source_that_is_there():
    assert html('<audio controls><source src="gone.ogg"><source src="voice.mp3"></audio>') == (
        '<audio src="/c/voice.mp3" preload="none" controls="">'
        '<a href="/c/voice.mp3" download="voice.mp3">Take the file with you</a></audio>'
    )


def test_missing_video_is_a_sentence_and_told():
    source = '<video src="gone.mp4"></video>'
    assert html(source) == '<p class="note missing">A video is not available here.</p>'
    assert problems(source) == [(1, "media-missing")]


def test_video_of_another_site_is_not_loaded():
    page = render('<video src="https://evil.example/film.mp4"></video>')
    assert page.html == '<p class="note missing">A video is not available here.</p>'
    assert page.embeds == (Embed("refused", "https://evil.example/film.mp4", "", 1, False),)


def test_poster_is_as_wide_as_the_text():
    assert 'poster="/c/w720/big.png"' in html('<video src="film.mp4" poster="big.png"></video>')


def test_missing_poster_is_told():
    assert problems('<video src="film.mp4" poster="gone.png"></video>') == [(1, "picture-missing")]
