//! XML with a line for each element, for people to read.

use leptos::prelude::*;

/// A frame, or what a message came as.
#[component]
pub fn Xml(#[prop(into)] label: String, xml: String) -> impl IntoView {
    view! { <pre class="xml" tabindex="0" role="region" aria-label=label><code>{indented(&xml)}</code></pre> }
}

/// One piece of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'a> {
    Open(&'a str),
    Close(&'a str),
    /// An element without content, a declaration, a comment or a CDATA section.
    Alone(&'a str),
    Text(&'a str),
}

/// `xml` with an element a line and its content indented. Text is kept as it is, except for white space around it; what is
/// no XML is returned unchanged.
fn indented(xml: &str) -> String {
    let Some(pieces) = pieces(xml) else { return xml.to_owned() };
    let mut out = String::with_capacity(xml.len() * 2);
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        match (piece, pieces.get(at + 1), pieces.get(at + 2)) {
            (Piece::Open(open), Some(Piece::Text(text)), Some(Piece::Close(close))) => {
                line(&mut out, depth, &[open, text, close]);
                at += 3;
                continue;
            }
            (Piece::Open(open), Some(Piece::Close(close)), _) => {
                line(&mut out, depth, &[open, close]);
                at += 2;
                continue;
            }
            (Piece::Open(open), _, _) => {
                line(&mut out, depth, &[open]);
                depth += 1;
            }
            (Piece::Close(close), _, _) => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth, &[close]);
            }
            (Piece::Alone(text) | Piece::Text(text), _, _) => line(&mut out, depth, &[text]),
        }
        at += 1;
    }
    out
}

fn line(out: &mut String, depth: usize, parts: &[&str]) {
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(&"  ".repeat(depth));
    parts.iter().for_each(|part| out.push_str(part));
}

fn pieces(xml: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    let mut rest = xml.trim();
    while !rest.is_empty() {
        let end = if rest.starts_with('<') { tag_end(rest)? } else { rest.find('<').unwrap_or(rest.len()) };
        let (piece, after) = rest.split_at_checked(end)?;
        rest = after;
        if !piece.starts_with('<') {
            if !piece.trim().is_empty() {
                pieces.push(Piece::Text(piece.trim()));
            }
        } else if piece.starts_with("</") {
            pieces.push(Piece::Close(piece));
        } else if piece.ends_with("/>") || piece.starts_with("<?") || piece.starts_with("<!") {
            pieces.push(Piece::Alone(piece));
        } else {
            pieces.push(Piece::Open(piece));
        }
    }
    Some(pieces)
}

/// Where the markup that `text` begins with ends. An attribute may hold `>`.
fn tag_end(text: &str) -> Option<usize> {
    for (start, end) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")] {
        if text.starts_with(start) {
            return text.find(end).map(|at| at + end.len());
        }
    }
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            (None, '>') => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::indented;

    #[test]
    fn elements_stand_on_lines_of_their_own() {
        let xml = "<?xml version=\"1.0\"?><epp a=\"x > y\"><response><result code='1301'><msg>Ack  to dequeue</msg></result>\
                   <empty></empty><none/><!-- a <b> --></response>\n</epp>\n";
        let expected = "<?xml version=\"1.0\"?>\n<epp a=\"x > y\">\n  <response>\n    <result code='1301'>\n      \
                        <msg>Ack  to dequeue</msg>\n    </result>\n    <empty></empty>\n    <none/>\n    <!-- a <b> -->\n  \
                        </response>\n</epp>";
        assert_eq!(indented(xml), expected);
        assert_eq!(indented(expected), expected, "what is indented stays as it is");
    }

    #[test]
    fn what_is_no_xml_stays_as_it_is() {
        for text in ["", "plain æøå", "<cut", "<a b=\"", "</a></b>", "<!-- open"] {
            let shown = indented(text);
            assert_eq!(shown.replace('\n', ""), text, "{text}");
        }
        assert_eq!(indented("<a>one<b>two</b></a>"), "<a>\n  one\n  <b>two</b>\n</a>");
    }
}
