//! Frames without their secrets, for logs and journals.

use quick_xml::{Reader, events::Event};

use crate::xml;

/// What stands for a secret.
const MASK: &str = "***";

/// Elements whose text is secret, whatever their namespace: passwords of sessions and objects, and authorization
/// information, be it the registry's own element with the token as its text or the standard one around `pw`.
const SECRET_ELEMENTS: [&[u8]; 3] = [b"pw", b"newPW", b"authInfo"];

/// Returns the frame with every password and authorization token replaced by `***`; all else stays as it was.
///
/// A text that is not well-formed XML could hide a secret anywhere, so of such a text only the length is told.
#[must_use]
pub fn mask_frame(xml: &str) -> String {
    if xml::read::parse(xml).is_err() {
        return unreadable(xml.len());
    }
    masked(xml).unwrap_or_else(|| unreadable(xml.len()))
}

/// As [`mask_frame`], for bytes that may not even be text.
#[must_use]
pub fn mask_bytes(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).map_or_else(|_| unreadable(bytes.len()), mask_frame)
}

fn unreadable(len: usize) -> String {
    format!("[unreadable frame of {len} bytes]")
}

/// Copies everything but what stands inside secret elements.
fn masked(xml: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut out = String::with_capacity(xml.len());
    // Depth inside the outermost secret element; 0 outside.
    let mut inside = 0usize;
    let mut hidden = false;
    loop {
        let from = usize::try_from(reader.buffer_position()).ok()?;
        let event = reader.read_event().ok()?;
        let source = xml.get(from..usize::try_from(reader.buffer_position()).ok()?)?;
        match &event {
            Event::Eof => return Some(out),
            Event::Start(tag) if inside > 0 || SECRET_ELEMENTS.contains(&tag.local_name().as_ref()) => {
                inside += 1;
                hidden = false;
            }
            Event::End(_) => {
                inside = inside.saturating_sub(1);
                hidden = false;
            }
            Event::Start(_) | Event::Empty(_) => {}
            _ if inside > 0 => {
                // One mask for a run of texts, references, CDATA sections and comments; none for mere indentation.
                if !hidden && !source.trim().is_empty() {
                    out.push_str(MASK);
                    hidden = true;
                }
                continue;
            }
            _ => {}
        }
        out.push_str(source);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_masked_whatever_they_look_like() {
        let xml = "<?xml version='1.0'?><!-- c --><e:epp xmlns:e='urn:ietf:params:xml:ns:epp-1.0'><e:command><e:login>\
                   <e:clID>EPP-1</e:clID><e:pw>geheim&amp;<![CDATA[geheim</x>]]><!-- geheim -->geheim</e:pw>\
                   <newPW xmlns='urn:ietf:params:xml:ns:epp-1.0' a='b'\n>geheim</newPW></e:login></e:command></e:epp>";
        let masked = mask_frame(xml);
        assert!(!masked.contains("geheim"), "{masked}");
        assert!(masked.contains("<e:pw>***</e:pw>"), "{masked}");
        assert!(masked.contains("<newPW xmlns='urn:ietf:params:xml:ns:epp-1.0' a='b'\n>***</newPW>"), "{masked}");
        assert!(masked.starts_with("<?xml version='1.0'?><!-- c --><e:epp"), "{masked}");
        assert!(masked.contains("<e:clID>EPP-1</e:clID>"), "{masked}");
    }

    #[test]
    fn authorization_tokens_are_masked_in_both_forms() {
        let xml = "<r><d:authInfo xmlns:d='urn:d'>\n <d:pw roid='X-DK'>OWN-TRANSFER-1</d:pw>\n</d:authInfo>\
                   <k:authInfo xmlns:k='urn:k' op='transfer'>REG-TRANSFER-2\n</k:authInfo><d:pw xmlns:d='urn:d'/></r>";
        let masked = mask_frame(xml);
        assert_eq!(
            masked,
            "<r><d:authInfo xmlns:d='urn:d'><d:pw roid='X-DK'>***</d:pw></d:authInfo>\
             <k:authInfo xmlns:k='urn:k' op='transfer'>***</k:authInfo><d:pw xmlns:d='urn:d'/></r>"
        );
    }

    #[test]
    fn unreadable_text_is_not_shown_at_all() {
        for xml in
            ["<epp><pw>geheim", "geheim", "<epp>geheim</pw></epp>", "<!DOCTYPE a [<!ENTITY x 'geheim'>]><a>&x;</a>"]
        {
            assert_eq!(mask_frame(xml), format!("[unreadable frame of {} bytes]", xml.len()));
        }
        assert_eq!(mask_bytes(b"<pw>\xff</pw>"), "[unreadable frame of 10 bytes]");
    }
}
