"""Which names are elements of HTML, so that anything else between angle brackets can be shown as typed."""


def names(text: str) -> frozenset[str]:
    return frozenset(text.split())


KNOWN = names(
    """a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br
    button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em
    embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i
    iframe img input ins kbd label legend li link main map mark marquee math menu meta meter nav nobr noscript
    object ol optgroup option output p param picture portal pre progress q rb rp rt rtc ruby s samp script search
    section select slot small source span strike strong style sub summary sup svg table tbody td textarea tfoot th
    thead time title tr track tt u ul var video wbr"""
)

# Drawings and formulas bring their own elements, which stand only inside <svg> and <math>.
FOREIGN = names(
    """animate animatemotion animatetransform annotation circle clippath defs desc ellipse feblend fegaussianblur
    filter foreignobject g image line lineargradient marker mask metadata mfrac mglyph mi mn mo mover mpath mroot
    mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover path pattern polygon
    polyline radialgradient rect semantics set stop switch symbol text textpath tspan use view"""
)

# A reader of HTML takes everything after these as their text, until they are closed.
SWALLOWING = names("iframe noscript script style textarea title")

# Without content, hence never closed.
VOID = names("area base br col embed hr img input link meta param source track wbr")

# Elements of a whole document, which a text inside a page cannot bring; readers of HTML skip them without a word.
DOCUMENT = names("html head body frameset frame")

# Closing these makes sense even where the author wrote <b/> and meant </b>.
INLINE = names("b big code em i kbd mark q s small span strike strong sub sup tt u")

# Elements that may hold a paragraph; in the second set they often hold loose text as well.
CONTAINERS = names("aside blockquote dd details div figure li section td th")
LOOSE_CONTAINERS = names("dd li td th")

BLOCKS = names("aside audio blockquote details div dl figure h1 h2 h3 h4 h5 h6 hr ol p pre section table ul video")

# What stands in some of them alone.
PARTS_OF_BLOCKS = names("caption col colgroup dd dt figcaption li summary tbody td tfoot th thead tr")
