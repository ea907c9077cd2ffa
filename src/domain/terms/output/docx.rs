//! A document for a word processor: real headings, real numbering, page numbers. A lawyer will edit it.
//!
//! The few parts that such a file must have, written by hand. Source: ECMA-376, part 1 (WordprocessingML) and part 2
//! (packages).

use super::zip::Zip;
use super::{concept_line, shown, title};
use crate::domain::terms::document::{Document, Inline};

/// XML under construction: markup of ours as it is, everything else escaped.
#[derive(Default)]
struct Xml(String);

impl Xml {
    fn raw(mut self, markup: &'static str) -> Self {
        self.0.push_str(markup);
        self
    }

    /// A text: between tags, or between the double quotes of an attribute. What XML has no character for is left out.
    fn text(mut self, text: &str) -> Self {
        for letter in text.chars().filter(|letter| is_xml(*letter)) {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&apos;"),
                '\t' | '\n' | '\r' => self.0.push(' '),
                plain => self.0.push(plain),
            }
        }
        self
    }

    fn each<T>(self, items: &[T], add: impl FnMut(Self, &T) -> Self) -> Self {
        items.iter().fold(self, add)
    }

    /// A paragraph of a style.
    fn paragraph(self, style: &'static str, inlines: &[Inline<'_>], links: &[&str]) -> Self {
        self.start(style).each(inlines, |xml, inline| xml.inline(inline, links)).raw("</w:p>")
    }

    fn start(self, style: &'static str) -> Self {
        self.raw("<w:p><w:pPr><w:pStyle w:val=\"").raw(style).raw("\"/></w:pPr>")
    }

    fn inline(self, inline: &Inline<'_>, links: &[&str]) -> Self {
        match inline {
            Inline::Filled { text, link: Some(link), .. } => {
                let at = links.iter().position(|known| known == link).unwrap_or_default();
                self.raw("<w:hyperlink r:id=\"")
                    .text(&link_id(at))
                    .raw("\"><w:r><w:rPr><w:rStyle w:val=\"Hyperlink\"/></w:rPr>")
                    .letters(text)
                    .raw("</w:r></w:hyperlink>")
            }
            Inline::Gap { text, .. } | Inline::Choice { text, .. } => {
                self.raw("<w:r><w:rPr><w:highlight w:val=\"yellow\"/></w:rPr>").letters(text).raw("</w:r>")
            }
            plain => self.raw("<w:r>").letters(plain.text()).raw("</w:r>"),
        }
    }

    fn letters(self, text: &str) -> Self {
        self.raw("<w:t xml:space=\"preserve\">").text(text).raw("</w:t>")
    }
}

/// Source: XML 1.0, fifth edition, production 2.
const fn is_xml(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Numbers 1 to 3 are the parts that [`RELATIONS`] names.
fn link_id(at: usize) -> String {
    format!("rId{}", at + 4)
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Override PartName=\"/word/document.xml\" \
ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
<Override PartName=\"/word/styles.xml\" \
ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
<Override PartName=\"/word/numbering.xml\" \
ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/>\
<Override PartName=\"/word/footer1.xml\" \
ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>\
<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
</Types>";

const PACKAGE: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
Target=\"word/document.xml\"/>\
<Relationship Id=\"rId2\" \
Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" \
Target=\"docProps/core.xml\"/></Relationships>";

const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" \
Target=\"styles.xml\"/>\
<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering\" \
Target=\"numbering.xml\"/>\
<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" \
Target=\"footer1.xml\"/>";

/// Level 0 is a section, level 1 a clause; the second list is that of items.
const NUMBERING: &str = "<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
<w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"multilevel\"/>\
<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:pStyle w:val=\"Heading1\"/>\
<w:lvlText w:val=\"%1.\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"567\" w:hanging=\"567\"/></w:pPr></w:lvl>\
<w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:pStyle w:val=\"Clause\"/>\
<w:lvlText w:val=\"%1.%2\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"567\" w:hanging=\"567\"/></w:pPr></w:lvl>\
</w:abstractNum>\
<w:abstractNum w:abstractNumId=\"1\"><w:multiLevelType w:val=\"singleLevel\"/>\
<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:pStyle w:val=\"ListBullet\"/>\
<w:lvlText w:val=\"\u{2022}\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"924\" w:hanging=\"357\"/></w:pPr></w:lvl>\
</w:abstractNum>\
<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>\
</w:numbering>";

const STYLES: &str = "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>\
<w:spacing w:after=\"120\" w:line=\"276\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\
<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/><w:basedOn w:val=\"Normal\"/>\
<w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:after=\"240\"/></w:pPr>\
<w:rPr><w:b/><w:sz w:val=\"36\"/></w:rPr></w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"Normal\"/>\
<w:next w:val=\"Clause\"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/>\
<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>\
<w:spacing w:before=\"320\" w:after=\"120\"/><w:outlineLvl w:val=\"0\"/></w:pPr>\
<w:rPr><w:b/><w:sz w:val=\"26\"/></w:rPr></w:style>\
<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"Clause\"><w:name w:val=\"Clause\"/>\
<w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>\
</w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"ListBullet\"><w:name w:val=\"List Bullet\"/><w:basedOn w:val=\"Normal\"/>\
<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr><w:spacing w:after=\"40\"/></w:pPr></w:style>\
<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"Concept\"><w:name w:val=\"Concept\"/>\
<w:basedOn w:val=\"Normal\"/><w:pPr><w:pBdr><w:top w:val=\"single\" w:sz=\"12\" w:space=\"4\" w:color=\"auto\"/>\
<w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"4\" w:color=\"auto\"/></w:pBdr></w:pPr><w:rPr><w:b/></w:rPr></w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"Footer\"><w:name w:val=\"footer\"/><w:basedOn w:val=\"Normal\"/>\
<w:pPr><w:jc w:val=\"right\"/></w:pPr><w:rPr><w:sz w:val=\"18\"/></w:rPr></w:style>\
<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/>\
<w:rPr><w:color w:val=\"0563C1\"/><w:u w:val=\"single\"/></w:rPr></w:style></w:styles>";

const PAGES: &str = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
<w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>\
<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>\
<w:r><w:t xml:space=\"preserve\"> / </w:t></w:r>\
<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
<w:r><w:instrText xml:space=\"preserve\"> NUMPAGES </w:instrText></w:r>\
<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>\
</w:p></w:ftr>";

/// The file. Equal documents give equal files.
#[must_use]
pub fn write(document: &Document<'_>) -> Vec<u8> {
    let links = links(document);
    let part = |markup: &'static str| Xml::default().raw(HEAD).raw(markup).0.into_bytes();
    Zip::default()
        .file("[Content_Types].xml", &part(TYPES))
        .file("_rels/.rels", &part(PACKAGE))
        .file("word/document.xml", body(document, &links).as_bytes())
        .file("word/_rels/document.xml.rels", relations(&links).as_bytes())
        .file("word/styles.xml", styles(document).as_bytes())
        .file("word/numbering.xml", &part(NUMBERING))
        .file("word/footer1.xml", footer(document).as_bytes())
        .file("docProps/core.xml", properties(document).as_bytes())
        .finish()
}

/// Where its links lead, each once.
fn links<'d>(document: &'d Document<'_>) -> Vec<&'d str> {
    let mut links = Vec::new();
    for inline in document.inlines() {
        if let Inline::Filled { link: Some(link), .. } = inline
            && !links.contains(&link.as_str())
        {
            links.push(link);
        }
    }
    links
}

fn body(document: &Document<'_>, links: &[&str]) -> String {
    let xml = Xml::default().raw(HEAD).raw(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
        xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>",
    );
    let xml = match concept_line(document) {
        Some(line) => xml.paragraph("Concept", &[Inline::Text(&line)], links),
        None => xml,
    };
    xml.paragraph("Title", &document.title, links)
        .paragraph("Normal", &document.version_line, links)
        .each(&document.sections, |xml, section| {
            xml.paragraph("Heading1", &section.heading, links).each(&section.clauses, |xml, clause| {
                xml.paragraph("Clause", &clause.text, links)
                    .each(&clause.items, |xml, item| xml.paragraph("ListBullet", item, links))
            })
        })
        .raw(
            "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId3\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
            <w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" \
            w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
        )
        .0
}

fn relations(links: &[&str]) -> String {
    let numbered: Vec<_> = links.iter().enumerate().collect();
    Xml::default()
        .raw(HEAD)
        .raw(RELATIONS)
        .each(&numbered, |xml, (at, link)| {
            xml.raw("<Relationship Id=\"")
                .text(&link_id(*at))
                .raw("\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" Target=\"")
                .text(link)
                .raw("\" TargetMode=\"External\"/>")
        })
        .raw("</Relationships>")
        .0
}

fn styles(document: &Document<'_>) -> String {
    Xml::default()
        .raw(HEAD)
        .raw(
            "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:docDefaults>\
            <w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:cs=\"Calibri\"/>\
            <w:sz w:val=\"21\"/><w:lang w:val=\"",
        )
        .text(document.lang)
        .raw("\"/>")
        .raw(STYLES)
        .0
}

/// The page number, with the mark of a concept before it.
fn footer(document: &Document<'_>) -> String {
    let xml = Xml::default()
        .raw(HEAD)
        .raw("<w:ftr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">")
        .start("Footer");
    let xml = match document.concept {
        Some(concept) => xml.raw("<w:r>").letters(&format!("{} \u{2013} ", concept.mark)).raw("</w:r>"),
        None => xml,
    };
    xml.raw(PAGES).0
}

fn properties(document: &Document<'_>) -> String {
    Xml::default()
        .raw(HEAD)
        .raw(
            "<cp:coreProperties \
            xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
            xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>",
        )
        .text(&title(document))
        .raw("</dc:title><dc:subject>")
        .text(&shown(&document.version_line))
        .raw("</dc:subject><dc:language>")
        .text(document.lang)
        .raw("</dc:language></cp:coreProperties>")
        .0
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn a_text_keeps_to_what_xml_has_characters_for() {
        let xml = Xml::default().raw("<a>").text("<b> & \"'\u{0}\u{1}\u{b}\u{fffe}\n\u{7f}é𝄞").raw("</a>").0;
        assert_eq!(xml, "<a>&lt;b&gt; &amp; &quot;&apos; \u{7f}é𝄞</a>");
    }
}
