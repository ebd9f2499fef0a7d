//! Every way to write a frame that the schemas allow, as bytes over TLS.
//!
//! The same domain check is written in many ways; each must get the same answer. Commands that carry extensions follow.

use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::{SinkExt, StreamExt};
use sandbox::Handle;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::raw::{Raw, ask, code_and_text, greeted, open};
use crate::support::{START, start};

const EPP: &str = "urn:ietf:params:xml:ns:epp-1.0";
const DOMAIN: &str = "urn:ietf:params:xml:ns:domain-1.0";

/// A connection that is signed in, and the sandbox behind it.
async fn signed_in() -> (Handle, Raw) {
    let sandbox = start().await;
    let raw = signed_in_to(&sandbox).await;
    (sandbox, raw)
}

pub async fn signed_in_to(sandbox: &Handle) -> Raw {
    let mut raw = greeted(sandbox).await;
    let login = command(
        "<login><clID>EPP-100001</clID><pw>Sandbox-100001</pw><options><version>1.0</version><lang>en</lang></options>\
         <svcs><objURI>urn:ietf:params:xml:ns:domain-1.0</objURI></svcs></login>",
    );
    let answer = ask(&mut raw, &login).await.unwrap();
    assert_eq!(code_and_text(&answer).0, 1000, "{answer}");
    raw
}

fn command(inside: &str) -> String {
    format!("<epp xmlns='{EPP}'><command>{inside}</command></epp>")
}

/// Sends a check of `ledig.dk` in some form and wants it answered as available.
async fn check(raw: &mut Raw, form: &str, frame: &[u8]) {
    raw.send(Bytes::copy_from_slice(frame)).await.unwrap();
    let answer = raw.next().await.unwrap_or_else(|| panic!("{form}: closed")).unwrap();
    let answer = String::from_utf8(answer.to_vec()).unwrap();
    assert_eq!(code_and_text(&answer), (1000, "Command completed successfully".to_owned()), "{form}");
    assert!(answer.contains("<domain:name avail=\"1\">ledig.dk</domain:name>"), "{form}: {answer}");
}

/// The check, written in every way; the client's id is `LIB-1` unless the form leaves it out.
fn forms() -> Vec<(&'static str, String)> {
    let plain = format!(
        "<epp xmlns='{EPP}'><command><check><domain:check xmlns:domain='{DOMAIN}'><domain:name>ledig.dk</domain:name>\
         </domain:check></check><clTRID>LIB-1</clTRID></command></epp>"
    );
    vec![
        ("no declaration", plain.clone()),
        ("declaration in double quotes", format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>{plain}")),
        ("declaration in lower case", format!("<?xml version='1.0' encoding='utf-8' standalone='yes'?>\n{plain}")),
        ("declaration without encoding", format!("<?xml version='1.0'?>\r\n{plain}")),
        ("byte order mark", format!("\u{feff}{plain}")),
        ("line breaks after the last tag", format!("{plain}\r\n\n\n")),
        ("blanks before the first tag", format!("\n  {plain}")),
        (
            "any prefix, all declared at the root",
            format!(
                "<a:epp xmlns:a='{EPP}' xmlns:b-1.x='{DOMAIN}'><a:command><a:check><b-1.x:check><b-1.x:name>ledig.dk\
                 </b-1.x:name></b-1.x:check></a:check><a:clTRID>LIB-1</a:clTRID></a:command></a:epp>"
            ),
        ),
        (
            "the prefixes of the objects exchanged",
            format!(
                "<domain:epp xmlns:domain='{EPP}' xmlns:epp='{DOMAIN}'><domain:command><domain:check><epp:check>\
                 <epp:name>ledig.dk</epp:name></epp:check></domain:check></domain:command></domain:epp>"
            ),
        ),
        (
            "objects in a default namespace",
            format!(
                "<epp xmlns='{EPP}'><command><check><check xmlns='{DOMAIN}'><name>ledig.dk</name></check></check>\
                 <clTRID>LIB-1</clTRID></command></epp>"
            ),
        ),
        (
            "schema locations",
            plain.replacen(
                "<epp ",
                "<epp xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='urn:ietf:params:xml:ns:epp-1.0 \
                 epp-1.0.xsd' ",
                1,
            ),
        ),
        ("CDATA", plain.replace("ledig.dk", "<![CDATA[ledig]]>.<![CDATA[dk]]>")),
        ("character references", plain.replace("ledig.dk", "&#108;edi&#x67;.dk")),
        ("blanks around values", plain.replace("ledig.dk", "\n\t ledig.dk \r\n")),
        ("indentation", plain.replace("><", ">\r\n\t  <")),
        (
            "comments and processing instructions",
            format!("<!-- a --><?b c?>{}<!-- d -->", plain.replace("><", "><!-- x --><?y z?><").replace("dig", "<!-- -->dig")),
        ),
        ("no client id", plain.replace("<clTRID>LIB-1</clTRID>", "")),
        ("an empty client id", plain.replace("LIB-1", "")),
        ("an upper-case name", plain.replace("ledig.dk", "LEDIG.DK")),
        ("tags with blanks", plain.replace(">ledig", "  >ledig").replace("</command>", "</command\n>")),
        ("attributes of other namespaces", plain.replace("<check>", "<check xmlns:o='urn:other' o:hint='x'>")),
        ("a default namespace that is not used", plain.replace("<domain:name>", "<domain:name xmlns='urn:unused'>")),
    ]
}

#[tokio::test]
async fn every_way_to_write_a_frame_is_understood() {
    let (_sandbox, mut raw) = signed_in().await;
    for (form, xml) in forms() {
        check(&mut raw, form, xml.as_bytes()).await;
    }
}

#[tokio::test]
async fn the_forms_are_what_the_schemas_allow() {
    // The schema wants ids of 3 characters, and knows no attributes of others.
    let beyond = ["an empty client id", "attributes of other namespaces"];
    let forms: Vec<_> = forms().into_iter().filter(|(form, _)| !beyond.contains(form)).collect();
    let frames: Vec<_> = forms.iter().map(|(form, xml)| (*form, xml.as_str())).collect();
    epp::schema::assert_valid("the_forms_are_what_the_schemas_allow", &frames);
}

#[tokio::test]
async fn frames_may_be_utf_16() {
    let (_sandbox, mut raw) = signed_in().await;
    let xml = format!("<?xml version='1.0' encoding='UTF-16'?>{}", forms().remove(0).1);
    for (form, order) in [("big endian", u16::to_be_bytes as fn(u16) -> [u8; 2]), ("little endian", u16::to_le_bytes)] {
        let frame: Vec<u8> = format!("\u{feff}{xml}").encode_utf16().flat_map(order).collect();
        check(&mut raw, form, &frame).await;
    }
}

#[tokio::test]
async fn ids_are_echoed_as_sent_and_left_out_if_absent() {
    let (_sandbox, mut raw) = signed_in().await;
    let mut server_ids = std::collections::HashSet::new();
    for id in ["abc", "A b-C_d.é/<&>\"'", &"x".repeat(64), &"ø".repeat(64)] {
        let written = id.replace('&', "&amp;").replace('<', "&lt;");
        let answer = ask(&mut raw, &command(&format!("<poll op='req'/><clTRID>{written}</clTRID>"))).await.unwrap();
        let epp::ServerFrame::Response(response) = epp::ServerFrame::parse(&answer).unwrap() else {
            panic!("{answer}")
        };
        assert_eq!(response.tr_id.cl.as_deref(), Some(id));
        // The server's is an upper-case UUID, and never the same twice.
        let sv = response.tr_id.sv;
        assert!(sv.len() == 36 && sv.chars().all(|c| matches!(c, '0'..='9' | 'A'..='F' | '-')), "{sv}");
        assert!(server_ids.insert(sv));
    }
    let answer = ask(&mut raw, &command("<poll op='req'/>")).await.unwrap();
    assert!(!answer.contains("clTRID"), "{answer}");
    // Ids that are too short or too long are a syntax error, and are not echoed.
    for id in ["ab", &"x".repeat(65)] {
        let answer = ask(&mut raw, &command(&format!("<poll op='req'/><clTRID>{id}</clTRID>"))).await.unwrap();
        assert_eq!(code_and_text(&answer), (2001, "Command syntax error".to_owned()));
        assert!(!answer.contains("clTRID"), "{answer}");
    }
}

#[tokio::test]
async fn a_login_may_echo_all_that_the_greeting_offers_or_nearly_nothing() {
    let sandbox = start().await;
    let everything: String = epp::ns::OBJECTS.iter().map(|uri| format!("<objURI>{uri}</objURI>")).collect();
    let extensions: String =
        epp::ns::EXTENSIONS.iter().chain([&epp::ns::RGP]).map(|uri| format!("<extURI>{uri}</extURI>")).collect();
    let services = [
        format!("<svcs>{everything}<svcExtension>{extensions}</svcExtension></svcs>"),
        format!("<svcs>{everything}</svcs>"),
        "<svcs><objURI>urn:ietf:params:xml:ns:domain-1.0</objURI></svcs>".to_owned(),
        // Beyond the schema: nothing depends on it.
        String::new(),
        // As the registry's own example puts it.
        "<svcs><objURI>domainurn:ietf:params:xml:ns:domain-1.0urn:ietf:params:xml:ns:domain-1.0 domain-1.0.xsd</objURI></svcs>"
            .to_owned(),
    ];
    for services in services {
        let mut raw = greeted(&sandbox).await;
        let login = format!(
            "<login><clID> epp-100001 </clID><pw><![CDATA[Sandbox-100001]]></pw><options><version>1.0</version>\
             <lang>en</lang></options>{services}</login>"
        );
        let answer = ask(&mut raw, &command(&login)).await.unwrap();
        assert_eq!(code_and_text(&answer), (1000, "User EPP-100001 logged in. ".to_owned()), "{services}");
        let answer = ask(&mut raw, &command("<logout/>")).await.unwrap();
        assert_eq!(code_and_text(&answer).0, 1500);
        assert!(raw.next().await.is_none_or(|end| end.is_err()));
    }
}

#[tokio::test]
async fn the_registrys_extensions_are_taken_in_either_version() {
    let (_sandbox, mut raw) = signed_in().await;
    for (name, version) in
        [("gammel.dk", "urn:dkhm:params:xml:ns:dkhm-4.4"), ("nyere.dk", "urn:dkhm:params:xml:ns:dkhm-4.5")]
    {
        let contact = command(&format!(
            "<create><create xmlns='urn:ietf:params:xml:ns:contact-1.0'><id>auto</id><postalInfo type='int'><name>Anna {name}</name>\
             <addr><street>Hafenstrasse 12</street><city>Flensburg</city><pc>24937</pc><cc>DE</cc></addr></postalInfo>\
             <voice>+49.461123450</voice><email>anna@example.de</email><authInfo><pw/></authInfo></create></create>\
             <extension><userType xmlns='{version}'>individual</userType></extension>"
        ));
        let answer = ask(&mut raw, &contact).await.unwrap();
        assert_eq!(code_and_text(&answer), (1000, "Contact created.".to_owned()), "{answer}");
        let epp::ServerFrame::Response(response) = epp::ServerFrame::parse(&answer).unwrap() else {
            panic!("{answer}")
        };
        let Some(epp::ResData::ContactCreate(created)) = response.data else { panic!("{answer}") };
        let token = START.unix_timestamp();
        let domain = command(&format!(
            "<create><create xmlns='{DOMAIN}'><name>{name}</name><period unit='y'>1</period><ns><hostObj>ns1.nordisk.example\
             </hostObj><hostObj>NS2.NORDISK.EXAMPLE</hostObj></ns><registrant>{}</registrant><authInfo><pw/></authInfo></create>\
             </create><extension><e:orderconfirmationToken xmlns:e='{version}'>\n{token}\n</e:orderconfirmationToken></extension>\
             <clTRID>LIB-2</clTRID>",
            created.id
        ));
        let answer = ask(&mut raw, &domain).await.unwrap();
        assert_eq!(code_and_text(&answer), (1001, format!("Create domain pending for {name}")), "{answer}");
        // Whatever the request spoke, the answer speaks the newer one.
        assert!(answer.contains("urn:dkhm:params:xml:ns:dkhm-4.5") && !answer.contains("dkhm-4.4"), "{answer}");
    }
    let other = command(
        "<poll op='req'/><extension><userType xmlns='urn:dkhm:params:xml:ns:dkhm-9.9'>individual</userType></extension>",
    );
    assert_eq!(code_and_text(&ask(&mut raw, &other).await.unwrap()), (2103, "Unimplemented extension".to_owned()));
}

#[tokio::test]
async fn a_hello_may_come_before_every_command() {
    let (_sandbox, mut raw) = signed_in().await;
    let hello = format!("<epp xmlns='{EPP}'><hello/></epp>");
    for (form, xml) in forms().into_iter().take(3) {
        let greeting = ask(&mut raw, &hello).await.unwrap();
        assert!(matches!(epp::ServerFrame::parse(&greeting), Ok(epp::ServerFrame::Greeting(_))), "{greeting}");
        check(&mut raw, form, xml.as_bytes()).await;
    }
}

#[tokio::test]
async fn commands_sent_ahead_are_answered_in_order() {
    let (_sandbox, mut raw) = signed_in().await;
    for number in 0..20 {
        let xml = command(&format!("<poll op='req'/><clTRID>AHEAD-{number}</clTRID>"));
        raw.feed(Bytes::from(xml)).await.unwrap();
    }
    SinkExt::<Bytes>::flush(&mut raw).await.unwrap();
    for number in 0..20 {
        let answer = raw.next().await.unwrap().unwrap();
        let answer = std::str::from_utf8(&answer).unwrap();
        assert!(answer.contains(&format!("<clTRID>AHEAD-{number}</clTRID>")), "{answer}");
    }
}

/// Nagle's algorithm and delayed acknowledgements together cost 40 ms for each pair of small packets, whoever delays.
#[tokio::test]
async fn small_packets_cost_no_time() {
    let sandbox = start().await;
    let hello = format!("<epp xmlns='{EPP}'><hello/></epp>");
    let length = u32::try_from(hello.len() + 4).unwrap().to_be_bytes();
    for nodelay in [true, false] {
        // Linux is asked to acknowledge at once; elsewhere a client's own delay stays its own.
        if !nodelay && !cfg!(target_os = "linux") {
            continue;
        }
        let mut stream = open(&sandbox, rustls::ALL_VERSIONS).await;
        stream.get_ref().0.set_nodelay(nodelay).unwrap();
        let mut header = [0; 4];
        let begin = Instant::now();
        for round in 0..50 {
            if round > 0 {
                // Two packets: many clients write the length and the text apart.
                for part in [&length[..], hello.as_bytes()] {
                    stream.write_all(part).await.unwrap();
                    stream.flush().await.unwrap();
                }
            }
            stream.read_exact(&mut header).await.unwrap();
            let mut greeting = vec![0; u32::from_be_bytes(header) as usize - 4];
            stream.read_exact(&mut greeting).await.unwrap();
        }
        let took = begin.elapsed();
        assert!(took < Duration::from_millis(1000), "{took:?} with nodelay {nodelay}");
    }
}
