"""Players with captions: tracks, transcripts, and what authors declare."""

from time import thread_time

import pytest

from ai4t.captions import Cue
from ai4t.markup import Attachment, DeclaredTrack, OfferedCaptions, refusing
from tests.factories.markup import Files, problems, render

FRAME = '<iframe src="https://youtu.be/e2mm6fxiBzg" title="Film"></iframe>'


def offered(code: str, *texts: str) -> OfferedCaptions:
    cues = tuple(Cue(at * 1000, at * 1000 + 900, text) for at, text in enumerate(texts))
    files = [Attachment(f"/c/film.{code}.{kind}", f"film.{code}.{kind}", 9, f"text/{kind}") for kind in ("vtt", "txt")]
    return OfferedCaptions(code, *files, cues)


def test_our_player_has_every_language_and_the_page_its_own_transcript():
    files = Files(offered=(offered("en", "Hello"), offered("fr", "Bonjour", "<i>a</i> < b\n&")))
    page = render('<video src="film.mp4" poster="small.png" title="Film"></video>', language="fr", files=files)
    assert '<track kind="captions" src="/c/film.en.vtt" srclang="en" label="English">' in page.html
    assert '<track kind="captions" src="/c/film.fr.vtt" srclang="fr" label="Français" default="">' in page.html
    assert 'poster="/c/small.png"' in page.html
    assert '<p><span data-at="0">Bonjour</span> <span data-at="1000"><i>a</i> &lt; b &amp;</span> </p>' in page.html
    assert 'href="/c/film.fr.txt" download="film.fr.txt"' in page.html
    assert files.asked == [("film.mp4", (), True)]


def test_language_without_captions_shows_those_of_the_source_by_their_name():
    files = Files(offered=(offered("ar", "مرحبا"), offered("fr", "Bonjour")))
    page = render('<video src="film.mp4"></video>', files=files)
    assert 'srclang="ar" label="العربيّة" default=""' in page.html
    assert '<summary>Transcript (العربيّة)</summary><div class="spoken" lang="ar" dir="rtl"' in page.html


def test_player_from_elsewhere_has_a_transcript_without_times():
    files = Files(offered=(offered("en", "Hello"),))
    page = render(FRAME, files=files)
    assert '<div class="film"><div class="embed"' in page.html
    assert "<p><span>Hello</span> </p>" in page.html
    assert "data-play" not in page.html
    assert "<track" not in page.html
    assert files.asked == [("https://www.youtube-nocookie.com/embed/e2mm6fxiBzg", (), True)]


def test_recording_has_a_transcript_with_times():
    page = render('<audio src="voice.mp3"></audio>', files=Files(offered=(offered("en", "Hello"),)))
    assert "<track" not in page.html
    assert '<span data-at="0">Hello</span>' in page.html


def test_words_of_a_transcript_are_not_counted_as_text_to_read():
    source = 'One two\n\n<video src="film.mp4"></video>'
    assert render(source, files=Files(offered=(offered("en", "a b c d"),))).words == render(source).words


def test_captions_are_only_asked_for_by_name_where_the_video_stands_alone():
    files = Files()
    render(f'{FRAME}\n\n<video src="film.mp4"></video>\n\n![Film](film.mp4)', files=files)
    assert [asked[2] for asked in files.asked] == [False, False, False]


@pytest.mark.parametrize(
    "source",
    [
        '<video src="film.mp4"><track src="a.srt" srclang="fr"><track kind="captions" src="b.vtt"></video>',
        '<video><source src="film.mp4"><track src="a.srt" srclang="fr"><track src="b.vtt">Fallback</video>',
        '<iframe src="film.mp4"></iframe><track src="a.srt" srclang="fr"><track src="b.vtt">',
        '<center><iframe src="film.mp4"></iframe>\n<track src="a.srt" srclang="fr">\n<track src="b.vtt"></center>',
    ],
)
def test_declared_tracks_are_passed_on_as_typed(source):
    files = Files()
    page = render(f"{source}\n\nText after.", files=files)
    assert files.asked == [("film.mp4", (DeclaredTrack("a.srt", "fr"), DeclaredTrack("b.vtt", "")), True)]
    assert "<track" not in page.html
    assert page.html.endswith("<p>Text after.</p>")


def test_tracks_that_hold_no_captions_or_stand_alone_are_told_and_cost_no_text():
    source = 'Before <track src="a.vtt"> after\n\n<video src="film.mp4"><track kind="chapters" src="c.vtt"></video>'
    assert problems(source) == [(1, "element-removed"), (3, "track-unknown")]
    assert render(source).html.startswith("<p>Before  after</p>")


def test_authors_cannot_make_a_transcript_of_their_own():
    page = render('<details class="transcript" data-play="x"><summary>a</summary><span data-at="1">b</span></details>')
    assert page.html == '<details class="admonition note"><summary>a</summary><span>b</span></details>'


def test_long_captions_do_not_count_as_a_tangled_text(monkeypatch):
    monkeypatch.setattr(refusing, "MAX_SECONDS", 0.3)

    class Slow(Files):
        def captions(self, video, declared, *, is_only):
            began = thread_time()
            while thread_time() < began + refusing.MAX_SECONDS:
                pass
            return ()

    assert "<video" in render('<video src="film.mp4"></video>', files=Slow()).html
