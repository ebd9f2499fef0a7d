//! Whatever arrives, reading returns; whatever is given, writing yields XML; whatever is masked, secrets are gone.

#![cfg(test)]

#[path = "../fuzz/checks.rs"]
mod checks;

use epp::{
    ClientFrame, Command, Greeting, Login, MsgQueue, ParseErrorKind, ResData, Response, ResultCode, ResultEntry,
    ResultValue, ServerFrame, TrId, contact, domain, extensions::dkhm, host, mask::mask_frame,
};
use proptest::prelude::*;

const COMMAND: &str = "<?xml version='1.0' encoding='UTF-8'?><epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><command><create>\
    <domain:create xmlns:domain='urn:ietf:params:xml:ns:domain-1.0'><domain:name>x.dk</domain:name><domain:period unit='y'>1\
    </domain:period><domain:ns><domain:hostObj>ns1.x.dk</domain:hostObj></domain:ns><domain:registrant>A1-DK</domain:registrant>\
    <domain:authInfo><domain:pw>&#65;<![CDATA[b]]></domain:pw></domain:authInfo></domain:create></create><extension>\
    <secDNS:create xmlns:secDNS='urn:ietf:params:xml:ns:secDNS-1.1'><secDNS:dsData><secDNS:keyTag>1</secDNS:keyTag><secDNS:alg>13\
    </secDNS:alg><secDNS:digestType>2</secDNS:digestType><secDNS:digest>00</secDNS:digest></secDNS:dsData></secDNS:create>\
    <dkhm:orderconfirmationToken xmlns:dkhm='urn:dkhm:params:xml:ns:dkhm-4.5'>1</dkhm:orderconfirmationToken></extension>\
    <clTRID>T-1</clTRID></command></epp>";

const RESPONSE: &str = "<?xml version='1.0'?><epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><response><result code='1301'><msg>m</msg>\
    <extValue><value><a/></value><reason>r</reason></extValue></result><msgQ count='3' id='9'><qDate>2026-07-02T10:33:07.0Z</qDate>\
    <msg>t</msg></msgQ><resData><domain:panData xmlns:domain='urn:ietf:params:xml:ns:domain-1.0'><domain:name paResult='1'>x.dk\
    </domain:name><domain:paTRID><clTRID>T-0</clTRID><svTRID>S-0</svTRID></domain:paTRID><domain:paDate>2026-07-02T10:33:07.0Z\
    </domain:paDate></domain:panData></resData><extension><dkhm:authInfo op='transfer' expdate='2026-08-10T13:05:19.0Z' \
    xmlns:dkhm='urn:dkhm:params:xml:ns:dkhm-4.5'>tok</dkhm:authInfo><dkhm:contact_verification \
    xmlns:dkhm='urn:dkhm:params:xml:ns:dkhm-4.5'><dkhm:verified_id status='pending'>0</dkhm:verified_id>\
    </dkhm:contact_verification></extension><trID><clTRID>T-1</clTRID><svTRID>S-1</svTRID></trID></response></epp>";

/// Parts that hostile XML is made of.
fn fragment() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "<",
            ">",
            "/>",
            "</",
            "&",
            ";",
            "'",
            "\"",
            "=",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<?",
            "?>",
            "<!DOCTYPE a [",
            "<!ENTITY b 'c'>",
            "&amp;",
            "&#0;",
            "&#xD800;",
            "&b;",
            "xmlns=",
            "xmlns:a='",
            "<a:b>",
            "</a:b>",
            "<epp>",
            "\0",
            "\u{feff}",
            "<domain:name>",
            "<clTRID>",
            "<result code='99999'>",
            "é",
            "\r\n",
            " ",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ]
}

/// Frames with some parts cut out, doubled or replaced.
fn mutated() -> impl Strategy<Value = String> {
    let edits = prop::collection::vec((any::<prop::sample::Index>(), 0_usize..60, fragment(), any::<bool>()), 1..6);
    (prop::sample::select(vec![COMMAND, RESPONSE]), edits).prop_map(|(base, edits)| {
        let mut xml: Vec<char> = base.chars().collect();
        for (at, length, insert, double) in edits {
            let from = at.index(xml.len() + 1);
            let to = (from + length).min(xml.len());
            let cut: Vec<char> = xml[from..to].to_vec();
            let replacement: Vec<char> = if double { [cut.clone(), cut].concat() } else { insert.chars().collect() };
            xml.splice(from..to, replacement);
        }
        xml.into_iter().collect()
    })
}

fn read_all(bytes: &[u8]) {
    checks::client_frame(bytes);
    checks::server_frame(bytes);
    checks::stream(bytes);
}

/// The seeds of the fuzz targets: frames of every command and answer.
#[test]
fn seeds() {
    let mut count = 0;
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/seeds")).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        read_all(&bytes);
        if path.extension().is_some_and(|extension| extension == "xml") {
            let read = ClientFrame::from_bytes(&bytes).is_ok() || ServerFrame::from_bytes(&bytes).is_ok();
            assert!(read, "{}", path.display());
            count += 1;
        }
    }
    assert!(count > 30, "{count}");
}

/// What was written is at least XML, whatever it says.
fn assert_reads(xml: &str) {
    for error in [ClientFrame::parse(xml).err(), ServerFrame::parse(xml).err()].into_iter().flatten() {
        let kind = error.kind;
        let xml_is_bad =
            matches!(kind, ParseErrorKind::Malformed(_) | ParseErrorKind::DocumentType | ParseErrorKind::Encoding);
        assert!(!xml_is_bad, "{kind}: {xml}");
    }
}

fn tr_id(text: &str) -> TrId {
    TrId { cl: Some(text.to_owned()), sv: text.to_owned() }
}

fn create_contact(text: &str) -> contact::Create {
    let postal = contact::PostalInfo {
        kind: contact::PostalKind::Int,
        name: text.to_owned(),
        org: Some(text.to_owned()),
        addr: contact::Address { street: vec![text.to_owned()], city: text.to_owned(), ..contact::Address::default() },
    };
    contact::Create {
        id: text.to_owned(),
        postal: vec![postal],
        dkhm: dkhm::ContactData { cvr: Some(text.to_owned()), ..dkhm::ContactData::default() },
        ..contact::Create::default()
    }
}

fn response_full_of(text: &str) -> Response {
    let value = ResultValue {
        namespace: text.to_owned(),
        name: text.to_owned(),
        text: text.to_owned(),
        reason: Some(text.to_owned()),
    };
    let mut response = Response::new(ResultCode(1000), text, tr_id(text));
    response.results.push(ResultEntry {
        lang: Some(text.to_owned()),
        values: vec![value],
        ..response.results[0].clone()
    });
    response.msg_q = Some(MsgQueue {
        count: 1,
        id: text.to_owned(),
        q_date: None,
        msg: Some(text.to_owned()),
        lang: Some(text.to_owned()),
    });
    let data = domain::InfoData { name: text.to_owned(), ns: vec![text.to_owned()], ..domain::InfoData::default() };
    response.data = Some(ResData::DomainInfo(Box::new(data)));
    response.extensions.rgp_statuses = vec![text.to_owned()];
    response.extensions.dkhm.advisories =
        vec![dkhm::DomainAdvisory { domain: Some(text.to_owned()), ..dkhm::DomainAdvisory::default() }];
    response
}

proptest! {
    #[test]
    fn arbitrary_text(xml in any::<String>()) {
        read_all(xml.as_bytes());
    }

    #[test]
    fn arbitrary_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read_all(&bytes);
    }

    #[test]
    fn arbitrary_parts(parts in prop::collection::vec(fragment(), 0..40)) {
        read_all(parts.concat().as_bytes());
    }

    #[test]
    fn mutated_frames(xml in mutated()) {
        read_all(xml.as_bytes());
    }

    #[test]
    fn arbitrary_dates(text in "[0-9]{3,5}-[0-9]{1,2}-[0-9]{1,2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{0,12})?(Z|[+-][0-9:]{0,6})?") {
        if let Some(date) = epp::datetime::parse(&text) {
            let written = epp::datetime::format(date);
            prop_assert_eq!(epp::datetime::parse(&written), date.replace_nanosecond(0).ok());
        }
    }

    #[test]
    fn whatever_is_given_is_written_as_xml(text in prop_oneof![any::<String>(), fragment()]) {
        let bodies = [
            Command::new(Login::new(text.clone(), text.as_str()).with_new_pw(text.clone()), text.clone()),
            Command::new(domain::Create { name: text.clone(), auto_renew: Some(text.clone()), ..domain::Create::default() }, text.clone()),
            Command::new(create_contact(&text), text.clone()),
            Command::new(host::Check { names: vec![text.clone()] }, text.clone()),
        ];
        for body in bodies {
            assert_reads(&body.to_xml());
        }
        assert_reads(&ServerFrame::from(response_full_of(&text)).to_xml());
        let greeting = Greeting {
            sv_id: text.clone(),
            sv_date: time::OffsetDateTime::UNIX_EPOCH,
            versions: vec![text.clone()],
            langs: vec![text.clone()],
            obj_uris: vec![text.clone()],
            ext_uris: vec![text.clone()],
            dcp: epp::Dcp { access: text.clone(), statements: vec![] },
        };
        assert_reads(&ServerFrame::from(greeting).to_xml());
    }

    #[test]
    fn secrets_are_masked(secret in "[A-Z][A-Za-z0-9<>&'\" ;\\]!-]{5,40}[A-Z]", in_cdata in any::<bool>()) {
        let login = Login::new("someone", secret.as_str()).with_new_pw(secret.as_str());
        let mut xml = Command::new(login, "t-1").to_xml();
        let escaped = secret.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\'', "&apos;").replace('"', "&quot;");
        prop_assert!(xml.contains(&escaped));
        if in_cdata && !secret.contains("]]>") {
            xml = xml.replace(&escaped, &format!("<![CDATA[{secret}]]>"));
        }
        let masked = mask_frame(&xml);
        prop_assert!(!masked.contains(&secret) && !masked.contains(&escaped), "{}", masked);
        prop_assert!(masked.contains("<pw>***</pw><newPW>***</newPW>"), "{}", masked);
        prop_assert!(masked.contains("<clTRID>t-1</clTRID>"), "{}", masked);
    }
}
