//! What each platform lets through, as data. All of it is an approximation: sites change these lists with plug-ins.

use super::{Pass, Place, Proof, Rules, Source};

/// The rules of every place, in the order of [`Place::ALL`].
pub(super) const RULES: [Rules; 13] = [
    unfiltered(Place::WordPressAdmin, "6.1.9", Source::WordPressUnfiltered, Proof::Real),
    kses(Place::WordPressAuthor),
    kses(Place::WordPressMultisite),
    Rules {
        place: Place::WordPressCom,
        version: "2019",
        source: Source::WordPressComThread,
        proof: Proof::Notes,
        passes: &[Pass::Kses { without: &["object"] }],
    },
    Rules {
        place: Place::JoomlaAuthor,
        version: "framework 2",
        source: Source::JoomlaFilter,
        proof: Proof::Snippets,
        passes: &[Pass::Cut { elements: TINYMCE, attributes: &[] }, Pass::Joomla],
    },
    Rules {
        place: Place::JoomlaSuperTinyMce,
        version: "4",
        source: Source::JoomlaTinyMce,
        proof: Proof::Notes,
        passes: &[Pass::Cut { elements: TINYMCE, attributes: &[] }],
    },
    unfiltered(Place::JoomlaSuperSource, "4", Source::JoomlaNoFilter, Proof::Notes),
    Rules {
        place: Place::DrupalBasic,
        version: "11",
        source: Source::DrupalXss,
        proof: Proof::Snippets,
        passes: &[Pass::Drupal],
    },
    unfiltered(Place::DrupalFull, "11", Source::DrupalFullHtml, Proof::Snippets),
    Rules {
        place: Place::Wix,
        version: "",
        source: Source::WixDocs,
        proof: Proof::Notes,
        passes: &[Pass::Cut { elements: &[], attributes: &[("iframe", "srcdoc")] }],
    },
    unfiltered(Place::SquarespaceCode, "", Source::SquarespacePages, Proof::Notes),
    Rules {
        place: Place::SquarespacePersonal,
        version: "",
        source: Source::SquarespacePages,
        proof: Proof::Notes,
        passes: &[Pass::LinksOnly],
    },
    unfiltered(Place::Plain, "", Source::PlainHtml, Proof::Notes),
];

const fn unfiltered(place: Place, version: &'static str, source: Source, proof: Proof) -> Rules {
    Rules { place, version, source, proof, passes: &[] }
}

const fn kses(place: Place) -> Rules {
    let passes = &[Pass::Kses { without: &[] }];
    Rules { place, version: "6.1.9", source: Source::WordPressKses, proof: Proof::Real, passes }
}

/// What the editor TinyMCE cuts in Joomla, with its content.
const TINYMCE: &[&str] = &["script", "applet", "iframe"];

/// Elements that WordPress lets through, and the attributes of each beside [`GLOBAL`]. Source: `wp-includes/kses.php` of
/// WordPress 6.1.9.
pub(super) const POST: [(&str, &str); 88] = [
    ("a", "download href name rel rev target"),
    ("abbr", ""),
    ("acronym", ""),
    ("address", ""),
    ("area", "alt coords href nohref shape target"),
    ("article", "align"),
    ("aside", "align"),
    ("audio", "autoplay controls loop muted preload src"),
    ("b", ""),
    ("bdo", ""),
    ("big", ""),
    ("blockquote", "cite"),
    ("br", ""),
    ("button", "disabled name type value"),
    ("caption", "align"),
    ("cite", ""),
    ("code", ""),
    ("col", "align char charoff span valign width"),
    ("colgroup", "align char charoff span valign width"),
    ("dd", ""),
    ("del", "datetime"),
    ("details", "align open"),
    ("dfn", ""),
    ("div", "align"),
    ("dl", ""),
    ("dt", ""),
    ("em", ""),
    ("fieldset", ""),
    ("figcaption", "align"),
    ("figure", "align"),
    ("font", "color face size"),
    ("footer", "align"),
    ("h1", "align"),
    ("h2", "align"),
    ("h3", "align"),
    ("h4", "align"),
    ("h5", "align"),
    ("h6", "align"),
    ("header", "align"),
    ("hgroup", "align"),
    ("hr", "align noshade size width"),
    ("i", ""),
    ("img", "align alt border height hspace loading longdesc src usemap vspace width"),
    ("ins", "cite datetime"),
    ("kbd", ""),
    ("label", "for"),
    ("legend", "align"),
    ("li", "align value"),
    ("main", "align"),
    ("map", "name"),
    ("mark", ""),
    ("menu", "type"),
    ("nav", "align"),
    ("object", "data type"),
    ("ol", "reversed start type"),
    ("p", "align"),
    ("pre", "width"),
    ("q", "cite"),
    ("rb", ""),
    ("rp", ""),
    ("rt", ""),
    ("rtc", ""),
    ("ruby", ""),
    ("s", ""),
    ("samp", ""),
    ("section", "align"),
    ("small", ""),
    ("span", "align"),
    ("strike", ""),
    ("strong", ""),
    ("sub", ""),
    ("summary", "align"),
    ("sup", ""),
    ("table", "align bgcolor border cellpadding cellspacing rules summary width"),
    ("tbody", "align char charoff valign"),
    ("td", "abbr align axis bgcolor char charoff colspan headers height nowrap rowspan scope valign width"),
    ("textarea", "cols disabled name readonly rows"),
    ("tfoot", "align char charoff valign"),
    ("th", "abbr align axis bgcolor char charoff colspan headers height nowrap rowspan scope valign width"),
    ("thead", "align char charoff valign"),
    ("title", ""),
    ("tr", "align bgcolor char charoff valign"),
    ("track", "default kind label src srclang"),
    ("tt", ""),
    ("u", ""),
    ("ul", "type"),
    ("var", ""),
    ("video", "autoplay controls height loop muted playsinline poster preload src width"),
];

/// Attributes that WordPress lets through on all elements, beside `data-…`. The same source.
pub(super) const GLOBAL: &str = "aria-describedby aria-details aria-hidden aria-label aria-labelledby class dir id lang role style title \
    xml:lang";

/// Attributes whose value is an address. The same source.
pub(super) const URIS: &str = "action archive background cite classid codebase data formaction href icon longdesc manifest poster profile src \
    usemap xmlns";

/// Schemes that an address may have. Source: `wp_allowed_protocols` of WordPress 6.1.9.
pub(super) const SCHEMES: &str =
    "http https ftp ftps mailto news irc irc6 ircs gopher nntp feed telnet mms rtsp sms svn tel fax xmpp webcal urn";

/// Properties that a `style` may have in WordPress 6.1.9, beside `--…`. Source: `safecss_filter_attr`.
///
/// More than in versions before 5.3: `flex…`, `gap` and `justify-content` stay. `display`, `position` and `box-shadow`
/// are still taken away.
pub(super) const PROPERTIES: &str = "align-content align-items align-self background background-attachment background-blend-mode background-color \
    background-image background-position background-size border border-bottom border-bottom-color \
    border-bottom-left-radius border-bottom-right-radius border-bottom-style border-bottom-width border-collapse \
    border-color border-left border-left-color border-left-style border-left-width border-radius border-right \
    border-right-color border-right-style border-right-width border-spacing border-style border-top \
    border-top-color border-top-left-radius border-top-right-radius border-top-style border-top-width border-width \
    caption-side clear color column-count column-fill column-gap column-rule column-span column-width columns \
    cursor direction filter flex flex-basis flex-direction flex-flow flex-grow flex-shrink flex-wrap float font \
    font-family font-size font-style font-variant font-weight gap grid-auto-columns grid-auto-rows grid-column-end \
    grid-column-gap grid-column-start grid-gap grid-row-end grid-row-gap grid-row-start grid-template-columns \
    grid-template-rows height justify-content justify-items justify-self letter-spacing line-height \
    list-style-type margin margin-block-end margin-block-start margin-bottom margin-inline-end margin-inline-start \
    margin-left margin-right margin-top max-height max-width min-height min-width object-fit object-position \
    overflow padding padding-block-end padding-block-start padding-bottom padding-inline-end padding-inline-start \
    padding-left padding-right padding-top row-gap text-align text-decoration text-indent text-transform \
    vertical-align width";

/// Names of entities that WordPress knows. Source: `wp-includes/kses.php` of 6.1.9.
pub(super) const ENTITIES: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn acute micro para \
    middot cedil ordm raquo iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml \
    Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml \
    Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute \
    icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml \
    quot amp lt gt apos OElig oelig Scaron scaron Yuml circ tilde ensp emsp thinsp zwnj zwj lrm rlm ndash mdash \
    lsquo rsquo sbquo ldquo rdquo bdquo dagger Dagger permil lsaquo rsaquo euro fnof Alpha Beta Gamma Delta \
    Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho Sigma Tau Upsilon Phi Chi Psi Omega alpha \
    beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi \
    chi psi omega thetasym upsih piv bull hellip prime Prime oline frasl weierp image real trade alefsym larr uarr \
    rarr darr harr crarr lArr uArr rArr dArr hArr forall part exist empty nabla isin notin ni prod sum minus \
    lowast radic prop infin ang and or cap cup int sim cong asymp ne equiv le ge sub sup nsub sube supe oplus \
    otimes perp sdot lceil rceil lfloor rfloor lang rang loz spades clubs hearts diams sup1 sup2 sup3 frac14 \
    frac12 frac34 there4";

/// Elements that Joomla takes away, their content stays. Source: the block list of the Joomla Framework's input filter.
pub(super) const JOOMLA_ELEMENTS: &str = "applet body bgsound base basefont canvas embed frame frameset head html id \
    iframe ilayer layer link meta name object script style title xml";

/// Attributes that Joomla takes away, beside those that begin with `on`. The same source.
pub(super) const JOOMLA_ATTRIBUTES: &str = "action background codebase dynsrc formaction lowsrc";

/// Elements of Drupal's text format Basic HTML, and the attributes of each beside `lang` and `dir`. Source:
/// `filter.format.basic_html.yml` of Drupal 11.
pub(super) const BASIC: [(&str, &str); 20] = [
    ("a", "href hreflang"),
    ("blockquote", "cite"),
    ("br", ""),
    ("cite", ""),
    ("code", ""),
    ("dd", ""),
    ("dl", ""),
    ("dt", ""),
    ("em", ""),
    ("h2", "id"),
    ("h3", "id"),
    ("h4", "id"),
    ("h5", "id"),
    ("h6", "id"),
    ("img", "src alt data-entity-uuid data-entity-type height width data-caption data-align"),
    ("li", ""),
    ("ol", "start type"),
    ("p", ""),
    ("strong", ""),
    ("ul", "type"),
];

/// Schemes that an address may have in Drupal. Source: `core.services.yml`.
pub(super) const DRUPAL_SCHEMES: &str = "http https ftp news nntp tel telnet mailto irc ssh sftp webcal rtsp";

/// What is left where no code is taken: a link and its text, made with the platform's own tools.
pub(super) const LINKS: [(&str, &str); 4] = [("a", "href target rel"), ("br", ""), ("p", ""), ("strong", "")];
