import pytest

from ai4t.markup import Embed
from tests.factories.markup import html, problems, render

OPTIONS = "rel=0&hl=en&cc_lang_pref=en&cc_load_policy=1"
YOUTUBE = f"https://www.youtube-nocookie.com/embed/e2mm6fxiBzg?{OPTIONS}"
PEERTUBE = "/videos/embed/9c9de5e8-0a1e?subtitle=en&p2p=0"
REFUSED = '<p class="note refused">Something in this place cannot be shown here.</p>'


def frame(src, *, title=""):
    named = f' title="{title}"' if title else ""
    return f'<iframe src="{src}"{named}></iframe>'


def test_video_of_youtube_waits_for_a_press_and_then_sets_no_cookie():
    page = render(frame("https://www.youtube.com/embed/e2mm6fxiBzg?rel=0&hl=fr", title="Why this course"))
    address = YOUTUBE.replace("&", "&amp;")
    assert page.html == (
        '<div class="embed" role="group" aria-label="Why this course" data-provider="youtube" '
        f'data-src="{address}" data-title="Why this course" '
        'data-on-paper="Video on YouTube: Why this course, https://youtu.be/e2mm6fxiBzg"><strong>'
        f'Why this course</strong><a class="button" href="{address}" aria-label="Play the video: Why this course" '
        'target="_blank" rel="noopener" referrerpolicy="strict-origin-when-cross-origin">Play the video</a>'
        "<small>This video is on YouTube. Nothing is loaded from there before you press the button.</small></div>"
    )
    assert page.embeds == (Embed("youtube", YOUTUBE, "Why this course", 1, True),)
    assert page.needs_script


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("https://youtube.com/embed/e2mm6fxiBzg", YOUTUBE),
        ("//www.youtube.com/embed/e2mm6fxiBzg", YOUTUBE),
        ("https://youtu.be/e2mm6fxiBzg?t=30s", YOUTUBE + "&start=30"),
        ("https://www.youtube.com/watch?v=e2mm6fxiBzg&start=5", YOUTUBE + "&start=5"),
        ("https://www.youtube-nocookie.com/embed/e2mm6fxiBzg", YOUTUBE),
        (
            "https://www.youtube.com/embed/videoseries?list=PLabcdefghijkl",
            f"https://www.youtube-nocookie.com/embed/videoseries?list=PLabcdefghijkl&{OPTIONS}",
        ),
        ("https://player.vimeo.com/video/123456789", "https://player.vimeo.com/video/123456789?dnt=1&texttrack=en"),
        (
            "https://vimeo.com/123456789/abcdef1234",
            "https://player.vimeo.com/video/123456789?dnt=1&texttrack=en&h=abcdef1234",
        ),
        ("https://peertube.fr/videos/embed/9c9de5e8-0a1e", f"https://peertube.fr{PEERTUBE}"),
    ],
)
def test_players_are_known_by_every_address_they_go_by(typed, target):
    page = render(frame(typed, title="Film"))
    assert [(embed.target, embed.playable) for embed in page.embeds] == [(target, True)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("https://youtu.be/e2mm6fxiBzg?t=30s", "Video on YouTube: Film, https://youtu.be/e2mm6fxiBzg?t=30"),
        (
            "https://www.youtube.com/embed/videoseries?list=PLabcdefghijkl",
            "Video on YouTube: Film, https://www.youtube.com/playlist?list=PLabcdefghijkl",
        ),
        ("https://vimeo.com/123456789", "Video on Vimeo: Film, https://vimeo.com/123456789"),
        ("https://vimeo.com/123456789/abcdef1234", "Video on Vimeo: Film, https://vimeo.com/123456789/abcdef1234"),
        ("https://peertube.fr/w/9c9de5e8-0a1e", "Video on peertube.fr: Film, https://peertube.fr/w/9c9de5e8-0a1e"),
    ],
)
def test_paper_says_the_address_that_people_share(typed, said):
    assert f'data-on-paper="{said}"' in html(frame(typed, title="Film"))


def test_video_of_an_unlisted_peertube_opens_there():
    page = render(frame("https://tube.example/videos/embed/9c9de5e8-0a1e", title="Film"))
    assert "data-src" not in page.html
    assert "This video is on tube.example. The button opens it there, in a new tab." in page.html
    assert page.embeds == (Embed("peertube", f"https://tube.example{PEERTUBE}", "Film", 1, False),)
    assert not page.needs_script


@pytest.mark.parametrize(
    "target",
    [
        "https://youtube.com.evil/embed/e2mm6fxiBzg",
        "https://youtube.com@evil/embed/e2mm6fxiBzg",
        "https://www.youtube.com.evil/videos/embed/9c9de5e8-0a1e",
        "https://notyoutube.com/embed/e2mm6fxiBzg",
        "https://youtubе.com/embed/e2mm6fxiBzg",
        "https://evil\\@www.youtube.com/embed/e2mm6fxiBzg",
        "javascript:alert(1)",
        "data:text/html,x",
    ],
)
def test_look_alike_of_a_player_is_refused_without_a_link(target):
    page = render(frame(target))
    assert page.html == REFUSED
    assert [(embed.kind, embed.playable) for embed in page.embeds] == [("refused", False)]
    assert (1, "frame-refused") in [(problem.line, problem.kind) for problem in page.problems]


def test_frame_of_another_site_becomes_a_sentence_with_a_link():
    source = "Text\n\n" + frame("https://forms.example/f?a=1&b=2")
    assert html(source) == (
        '<p>Text</p>\n<p class="note refused">Something from forms.example is not shown here. '
        '<a href="https://forms.example/f?a=1&amp;b=2" rel="noopener noreferrer">Open it on forms.example</a></p>'
    )
    assert problems(source) == [(3, "frame-refused")]


@pytest.mark.parametrize(("target", "kinds"), [("quiz/index.html", []), ("gone/story.html", [(1, "activity-missing")])])
def test_activity_is_announced_whether_its_files_are_there_or_not(target, kinds):
    page = render(f"<center>{frame(target)}</center>")
    assert page.html == (
        '<div class="center"><p class="note activity">The activity in this place cannot be shown here yet. '
        "You can declare this unit done yourself.</p></div>"
    )
    assert page.embeds == (Embed("activity", target, "", 1, False),)
    assert problems(f"<center>{frame(target)}</center>") == kinds


def test_frame_without_title_takes_the_heading_above_it_and_is_told():
    source = "# Why this course\n\n" + frame("https://youtu.be/e2mm6fxiBzg")
    assert [embed.title for embed in render(source).embeds] == ["Why this course"]
    assert problems(source) == [(3, "title-missing")]


def test_frame_without_title_takes_its_caption():
    source = f"<figure>{frame('https://youtu.be/e2mm6fxiBzg')}<figcaption>The film</figcaption></figure>"
    assert [embed.title for embed in render(source).embeds] == ["The film"]


def test_frame_inside_a_sentence_divides_the_paragraph():
    assert html(f"Before {frame('https://forms.example')} after") == (
        '<p>Before</p><p class="note refused">Something from forms.example is not shown here. '
        '<a href="https://forms.example" rel="noopener noreferrer">Open it on forms.example</a></p><p>after</p>'
    )


@pytest.mark.parametrize("typed", ['<object data="paper.pdf"></object>', '<embed src="paper.pdf">', frame("paper.pdf")])
def test_document_in_a_frame_can_be_taken_away(typed):
    assert '<a href="/c/paper.pdf" download="paper.pdf">paper.pdf</a>' in html(typed)


def test_missing_document_in_a_frame_is_a_sentence():
    assert (
        html(frame("gone.pdf", title="Paper"))
        == '<p class="note missing">The file for “Paper” is not available here.</p>'
    )


def test_video_file_in_a_frame_plays():
    assert html(frame("film.mp4", title="Film")).startswith(
        '<video src="/c/film.mp4" preload="none" aria-label="Film" controls=""'
    )


def test_frame_that_is_never_closed_does_not_swallow_the_rest():
    source = '<iframe src="https://forms.example">\n\nThe rest.\n'
    assert html(source).endswith("<p>The rest.</p>")
    assert problems(source) == [(1, "frame-refused"), (1, "tag-unclosed")]


def test_an_activity_of_ours_leaves_its_place_empty_and_outside_of_what_was_around_its_frame():
    page = render(f"One.\n\n<center>{frame('quiz.h5p', title='Quiz')}</center>\n\nTwo.")

    place = '<div class="activity-here" data-activity="quiz"></div>'
    assert [line for line in page.html.split("\n") if line] == ["<p>One.</p>", place, "<p>Two.</p>"]
    assert page.embeds == (Embed("activity", "quiz.h5p", "Quiz", 3, True),)
    assert page.problems == ()


def test_a_link_to_an_activity_of_ours_keeps_its_words():
    place = '<div class="activity-here" data-activity="words"></div>'
    assert html("Do [the quiz](words/) now.").replace("\n", "") == f"<p>Do the quiz now.</p>{place}"


def test_nobody_writes_the_place_of_an_activity_by_hand():
    typed = '<div class="activity-here" data-activity="quiz">x</div>\n\n<div class="admonition activity-here">y</div>'

    assert "data-activity" not in html(typed)
    assert "activity-here" not in html(typed)
