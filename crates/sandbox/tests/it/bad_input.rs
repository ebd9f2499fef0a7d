//! Bad input: its code, its text, and what becomes of the session.

use bytes::Bytes;
use futures_util::{SinkExt, StreamExt};
use sandbox::Handle;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::raw::{Raw, ask, code_and_text, greeted, open};
use crate::support::{START, start};

const EPP: &str = "xmlns='urn:ietf:params:xml:ns:epp-1.0'";

fn command(inside: &str) -> String {
    format!("<epp {EPP}><command>{inside}<clTRID>BAD-1</clTRID></command></epp>")
}

fn login(user: &str, password: &str) -> String {
    command(&format!(
        "<login><clID>{user}</clID><pw>{password}</pw><options><version>1.0</version><lang>en</lang></options>\
         <svcs><objURI>urn:ietf:params:xml:ns:domain-1.0</objURI></svcs></login>"
    ))
}

async fn signed_in(sandbox: &Handle) -> Raw {
    let mut raw = greeted(sandbox).await;
    assert_eq!(code_and_text(&ask(&mut raw, &login("EPP-100001", "Sandbox-100001")).await.unwrap()).0, 1000);
    raw
}

/// Sends a frame, wants this code and text, and wants the session to go on.
async fn refused(raw: &mut Raw, xml: &str, code: u16, text: &str) -> String {
    let answer = ask(raw, xml).await.unwrap_or_else(|| panic!("closed by {xml}"));
    assert_eq!(code_and_text(&answer), (code, text.to_owned()), "{xml}");
    let greeting =
        ask(raw, &format!("<epp {EPP}><hello/></epp>")).await.unwrap_or_else(|| panic!("closed after {xml}"));
    assert!(greeting.contains("<greeting>"), "{greeting}");
    answer
}

/// Sends a frame, wants this code and text, and wants the session to be over.
async fn refused_for_good(raw: &mut Raw, xml: &str, code: u16, text: &str) {
    let answer = ask(raw, xml).await.unwrap_or_else(|| panic!("closed by {xml}"));
    assert_eq!(code_and_text(&answer), (code, text.to_owned()), "{xml}");
    closed(raw).await;
}

async fn closed(raw: &mut Raw) {
    assert!(raw.next().await.is_none_or(|frame| frame.is_err()), "the session goes on");
}

#[tokio::test]
async fn what_is_no_xml_is_a_syntax_error_and_the_third_time_the_end() {
    let sandbox = start().await;
    let mut raw = greeted(&sandbox).await;
    let text = "Command syntax error";
    refused(&mut raw, "<epp", 2001, text).await;
    refused(&mut raw, "", 2001, text).await;
    refused_for_good(&mut raw, "<a></b>", 2501, "Command syntax error; Disconnect due to too many errors").await;
    for frame in [&b"<epp>\xff</epp>"[..], b"\xfe\xff\xd8\x00", b"\0\0\0\0", b"\xfe\xff\0"] {
        let mut raw = greeted(&sandbox).await;
        raw.send(Bytes::copy_from_slice(frame)).await.unwrap();
        let answer = raw.next().await.unwrap().unwrap();
        assert_eq!(code_and_text(std::str::from_utf8(&answer).unwrap()), (2001, text.to_owned()));
    }
}

#[tokio::test]
async fn namespaces_must_be_right() {
    let sandbox = start().await;
    let mut raw = signed_in(&sandbox).await;
    refused(&mut raw, "<epp xmlns='urn:ietf:params:xml:ns:epp-1.1'><hello/></epp>", 2001, "Command syntax error").await;
    refused(&mut raw, "<epp><hello/></epp>", 2001, "Command syntax error").await;
    let check = |ns: &str| command(&format!("<check><check xmlns='{ns}'><name>a.dk</name></check></check>"));
    for ns in ["urn:ietf:params:xml:ns:domain-1.1", "urn:ietf:params:xml:ns:fee-1.0"] {
        refused(&mut raw, &check(ns), 2101, "Unimplemented").await;
    }
    let mixed =
        "<check><check xmlns='urn:ietf:params:xml:ns:domain-1.0'><name xmlns='urn:x'>a.dk</name></check></check>";
    let answer = ask(&mut raw, &command(mixed)).await.unwrap();
    assert_eq!(code_and_text(&answer), (2501, "Command syntax error; Disconnect due to too many errors".to_owned()));
    closed(&mut raw).await;
}

#[tokio::test]
async fn what_is_mandatory_must_be_there() {
    let sandbox = start().await;
    let mut raw = signed_in(&sandbox).await;
    let create = |extension: &str| {
        command(&format!(
            "<create><d:create xmlns:d='urn:ietf:params:xml:ns:domain-1.0'><d:name>ny.dk</d:name><d:ns><d:hostObj>\
             ns1.nordisk.example</d:hostObj><d:hostObj>ns2.nordisk.example</d:hostObj></d:ns><d:registrant>AB1-DK\
             </d:registrant><d:authInfo><d:pw/></d:authInfo></d:create></create>{extension}"
        ))
    };
    let token = |token: i64| {
        let ns = "urn:dkhm:params:xml:ns:dkhm-4.5";
        format!("<extension><orderconfirmationToken xmlns='{ns}'>{token}</orderconfirmationToken></extension>")
    };
    let missing = "Value required for extension.dkhm:orderconfirmationToken";
    refused(&mut raw, &create(""), 2003, missing).await;
    let now = START.unix_timestamp();
    let twice = create(&token(now).replace("</extension>", &token(now)["<extension>".len()..]));
    refused(&mut raw, &twice, 2001, "Command syntax error").await;
    refused(&mut raw, &create(&token(now)), 2303, "Contact not found").await;
    let nameless = "<info><d:info xmlns:d='urn:ietf:params:xml:ns:domain-1.0'/></info>";
    refused(&mut raw, &command(nameless), 2003, "Value required for domain:name").await;
    let stray = "<info><d:info xmlns:d='urn:ietf:params:xml:ns:domain-1.0'><d:name>a.dk</d:name><d:x/></d:info></info>";
    refused(&mut raw, &command(stray), 2001, "Command syntax error").await;
}

#[tokio::test]
async fn entities_are_refused_and_cost_nothing() {
    let sandbox = start().await;
    let mut bomb = String::from("<!DOCTYPE epp [<!ENTITY l0 'lol'>");
    for level in 1..12 {
        bomb += &format!("<!ENTITY l{level} '{}'>", format!("&l{};", level - 1).repeat(10));
    }
    bomb += &format!("]>{}", login("&l11;", "x"));
    let external = format!("<!DOCTYPE epp [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>{}", login("&x;", "x"));
    let begin = std::time::Instant::now();
    let mut raw = greeted(&sandbox).await;
    for xml in [&bomb, &external] {
        let answer = refused(&mut raw, xml, 2001, "Command syntax error").await;
        assert!(!answer.contains("lol") && !answer.contains("root"), "{answer}");
    }
    assert!(begin.elapsed() < std::time::Duration::from_secs(2), "{:?}", begin.elapsed());
}

#[tokio::test]
async fn logins_come_first_and_once() {
    let sandbox = start().await;
    let mut raw = greeted(&sandbox).await;
    let first = "You need to login first.";
    refused(&mut raw, &command("<poll op='req'/>"), 2002, first).await;
    let answer = ask(&mut raw, &login("EPP-100001", "Sandbox-100001")).await.unwrap();
    assert_eq!(code_and_text(&answer), (1000, "User EPP-100001 logged in. ".to_owned()));
    refused(&mut raw, &login("EPP-100001", "Sandbox-100001"), 2002, "Repeated logins are not permitted.").await;
    // 2002 for the third time, whatever it was for.
    let end = "Repeated logins are not permitted.; Disconnect due to too many errors";
    refused_for_good(&mut raw, &login("EPP-100002", "Sandbox-100002"), 2502, end).await;
}

#[tokio::test]
async fn logins_speak_version_1_0_and_english() {
    let sandbox = start().await;
    let mut raw = greeted(&sandbox).await;
    let good = login("EPP-100001", "Sandbox-100001");
    refused(&mut raw, &good.replace("1.0</version>", "1.1</version>"), 2100, "Unimplemented protocol version").await;
    refused(&mut raw, &good.replace(">en<", ">da<"), 2102, "Unimplemented option").await;
    let nobody = good.replace("Sandbox-100001", "");
    refused(&mut raw, &nobody, 2003, "Please specify login user and password.").await;
    assert_eq!(code_and_text(&ask(&mut raw, &good).await.unwrap()).0, 1000);
}

#[tokio::test]
async fn wrong_passwords_end_the_session_the_third_time() {
    let sandbox = start().await;
    let mut raw = greeted(&sandbox).await;
    for user in ["EPP-100001", "EPP-999999"] {
        refused(&mut raw, &login(user, "wrong"), 2200, "Login failed").await;
    }
    let end = "Login failed; Disconnect due to too many errors";
    refused_for_good(&mut raw, &login("EPP-100001", "wrong"), 2500, end).await;
    // The next connection begins anew.
    signed_in(&sandbox).await;
}

#[tokio::test]
async fn unknown_commands_are_named_as_such() {
    let sandbox = start().await;
    let mut raw = signed_in(&sandbox).await;
    refused(&mut raw, &command("<dance/>"), 2000, "Unknown command").await;
    refused(&mut raw, &command(""), 2000, "No command specified").await;
    refused(&mut raw, &command("<da-nce/>"), 2001, "Bad command name").await;
    let mismatch = "Command does not match endpoint or command data is missing";
    refused(&mut raw, &command("<renew/>"), 2400, mismatch).await;
    refused_for_good(&mut raw, &command("<sing/>"), 2500, "Unknown command; Disconnect due to too many errors").await;
}

#[tokio::test]
async fn client_ids_have_3_to_64_characters() {
    let sandbox = start().await;
    let mut raw = signed_in(&sandbox).await;
    let poll = |id: &str| format!("<epp {EPP}><command><poll op='req'/><clTRID>{id}</clTRID></command></epp>");
    for id in ["ab", &"x".repeat(65)] {
        let answer = refused(&mut raw, &poll(id), 2001, "Command syntax error").await;
        assert!(!answer.contains("clTRID"), "{answer}");
    }
    let twice = poll("BAD-1").replace("</command>", "<clTRID>BAD-2</clTRID></command>");
    let end = "Command syntax error; Disconnect due to too many errors";
    refused_for_good(&mut raw, &twice, 2501, end).await;
}

#[tokio::test]
async fn lengths_that_cannot_be_close_the_connection_without_a_word() {
    let sandbox = start().await;
    for length in [262_145_u32, u32::MAX, 3, 0] {
        let mut stream = open(&sandbox, rustls::ALL_VERSIONS).await;
        let mut header = [0; 4];
        stream.read_exact(&mut header).await.unwrap();
        let mut greeting = vec![0; u32::from_be_bytes(header) as usize - 4];
        stream.read_exact(&mut greeting).await.unwrap();
        stream.write_all(&length.to_be_bytes()).await.unwrap();
        let _ = stream.write_all(&[b'x'; 100]).await;
        let mut rest = Vec::new();
        // However the connection ends, nothing was said.
        let _ = stream.read_to_end(&mut rest).await;
        assert!(rest.is_empty(), "{length}");
    }
    // The longest frame that may be is answered.
    let mut raw = greeted(&sandbox).await;
    let hello = format!("<epp {EPP}><hello/></epp>");
    let longest = format!("{hello}{}", "\n".repeat(epp::frame::REGISTRY_LIMIT - 4 - hello.len()));
    assert!(ask(&mut raw, &longest).await.unwrap().contains("<greeting>"));
}
