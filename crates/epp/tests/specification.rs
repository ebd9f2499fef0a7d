//! Every example of the registry's specification is read, where the specification is at hand.

#![cfg(test)]

use epp::{ClientFrame, CommandBody, ParseErrorKind, ResData, ServerFrame};

const SPECIFICATION: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/reference/epp-specification.md");

/// The frames among the code blocks of a Markdown text.
fn frames(markdown: &str) -> impl Iterator<Item = &str> {
    let blocks = markdown.split("```").skip(1).step_by(2);
    let code = blocks.filter_map(|block| block.split_once('\n')).map(|(_language, code)| code.trim());
    code.filter(|code| code.contains("<epp") && code.ends_with("</epp>"))
}

#[test]
#[expect(clippy::print_stdout, reason = "says what was not tested")]
fn every_example_is_read() {
    let Ok(markdown) = std::fs::read_to_string(SPECIFICATION) else {
        println!("SKIPPED every_example_is_read: ../shared is absent");
        return;
    };
    let (mut commands, mut responses, mut malformed) = (0, 0, Vec::new());
    for xml in frames(&markdown) {
        if xml.contains("<command>") || xml.contains("<command ") {
            match ClientFrame::parse(xml) {
                Ok(ClientFrame::Command(command)) => {
                    let implemented = !matches!(command.body, CommandBody::Unimplemented { .. });
                    // Restore reports are not read yet.
                    let mut unknown = command.unknown_extensions.iter().filter(|it| it.namespace != epp::ns::RGP);
                    assert!(!implemented || unknown.next().is_none(), "{command:?}");
                    commands += 1;
                }
                Err(error) if matches!(error.kind, ParseErrorKind::Malformed(_)) => malformed.push(xml),
                other => panic!("{other:?}\n{xml}"),
            }
        } else {
            match ServerFrame::parse(xml) {
                Ok(ServerFrame::Greeting(greeting)) => assert_eq!(greeting.obj_uris.len(), 4),
                Ok(ServerFrame::Response(response)) => {
                    assert!(!matches!(response.data, Some(ResData::Unknown { .. })), "{:?}\n{xml}", response.data);
                    assert_eq!(response.extensions.unknown, [], "{xml}");
                    assert!(!response.tr_id.sv.is_empty(), "{xml}");
                    responses += 1;
                }
                Err(error) if matches!(error.kind, ParseErrorKind::Malformed(_)) => malformed.push(xml),
                other => panic!("{other:?}\n{xml}"),
            }
        }
    }
    println!("{commands} commands, {responses} responses, {} malformed", malformed.len());
    assert!(commands >= 30 && responses >= 30, "{commands} commands, {responses} responses");
    // Slips of the pen in the specification itself, such as an attribute without quotes.
    assert!(malformed.len() <= 2, "{malformed:#?}");
}
