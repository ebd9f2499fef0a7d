//! What is read although it looks unusual, and what is refused.

#![cfg(test)]

use epp::{
    ClientFrame, Command, CommandBody, Disconnect, ParseErrorKind, Poll, ResData, ResultCode, ServerFrame, domain,
};

fn command(xml: &str) -> Command {
    match ClientFrame::parse(xml) {
        Ok(ClientFrame::Command(command)) => command,
        other => panic!("{other:?}"),
    }
}

fn response(xml: &str) -> epp::Response {
    match ServerFrame::parse(xml) {
        Ok(ServerFrame::Response(response)) => *response,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_way_to_write_a_command_is_read() {
    let expected = Command::new(domain::Check { names: vec!["eksempel.dk".to_owned()] }, "ABC-123");
    let forms = [
        // Default namespaces, no declaration.
        "<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><command><check><check xmlns='urn:ietf:params:xml:ns:domain-1.0'>\
         <name>eksempel.dk</name></check></check><clTRID>ABC-123</clTRID></command></epp>",
        // Any prefixes, all declared at the root, schema location, byte order mark, line breaks after the end.
        "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<a:epp xmlns:a=\"urn:ietf:params:xml:ns:epp-1.0\" \
         xmlns:b='urn:ietf:params:xml:ns:domain-1.0' xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"urn:ietf:params:xml:ns:epp-1.0 epp-1.0.xsd\"><a:command><a:check><b:check>\
         <b:name>eksempel.dk</b:name></b:check></a:check><a:clTRID>ABC-123</a:clTRID></a:command></a:epp>\r\n\r\n\n",
        // Comments and processing instructions everywhere, CDATA, character references, indentation.
        "<?xml version='1.0'?><!-- hello --><?pi x?><epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><!-- - -->\n <command>\n  \
         <!-- x --><check>\n<domain:check xmlns:domain='urn:ietf:params:xml:ns:domain-1.0'\n>\n<domain:name>\n\teksem<!-- y -->\
         <![CDATA[pel.]]>&#100;&#x6b;\n</domain:name></domain:check></check>\n<clTRID>\n  ABC-123\n</clTRID></command></epp>\
         <!-- bye -->",
    ];
    for xml in forms {
        assert_eq!(command(xml), expected, "{xml}");
    }
}

#[test]
fn a_command_may_have_no_identifier() {
    let read = command("<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><command><poll op='req'/></command></epp>");
    assert_eq!(read.cl_trid, None);
    assert_eq!(read.body, CommandBody::Poll(Poll::Req));
    let empty = command("<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><command><logout/><clTRID/></command></epp>");
    assert_eq!(empty.cl_trid, None);
}

#[test]
fn extensions_that_are_not_understood_are_named() {
    let read = command(
        "<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><command><info><domain:info xmlns:domain='urn:ietf:params:xml:ns:domain-1.0'>\
         <domain:name>eksempel.dk</domain:name></domain:info></info><extension><fee:check xmlns:fee='urn:ietf:params:xml:ns:epp:fee-1.0'/>\
         <dkhm:vid xmlns:dkhm='urn:dkhm:params:xml:ns:dkhm-4.5'>true</dkhm:vid></extension></command></epp>",
    );
    let names: Vec<_> = read.unknown_extensions.iter().map(|it| (it.namespace.as_str(), it.name.as_str())).collect();
    assert_eq!(names, [("urn:ietf:params:xml:ns:epp:fee-1.0", "check"), ("urn:dkhm:params:xml:ns:dkhm-4.5", "vid")]);
}

#[test]
fn refused_commands_keep_their_identifier() {
    let refuse = |inside: &str| {
        let xml = format!(
            "<epp xmlns='urn:ietf:params:xml:ns:epp-1.0' xmlns:domain='urn:ietf:params:xml:ns:domain-1.0'><command>{inside}\
             <clTRID>ABC-123</clTRID></command></epp>"
        );
        let error = ClientFrame::parse(&xml).unwrap_err();
        assert_eq!(error.cl_trid.as_deref(), Some("ABC-123"), "{inside}");
        (error.result_code(), error.kind)
    };
    assert_eq!(refuse(""), (ResultCode::UNKNOWN_COMMAND, ParseErrorKind::NoCommand));
    let unknown = ParseErrorKind::UnknownCommand("domain:check".to_owned());
    assert_eq!(refuse("<domain:check/>"), (ResultCode::UNKNOWN_COMMAND, unknown));
    let unknown = ParseErrorKind::UnknownCommand("verify".to_owned());
    assert_eq!(refuse("<verify/>"), (ResultCode::UNKNOWN_COMMAND, unknown));
    for (inside, found) in [("<info/>", "nothing"), ("<info><domain:check/></info>", "domain:check")] {
        let mismatch = ParseErrorKind::ObjectMismatch { verb: "info".to_owned(), found: found.to_owned() };
        assert_eq!(refuse(inside), (ResultCode::SYNTAX_ERROR, mismatch));
    }
    let second = ParseErrorKind::Unexpected("poll".to_owned());
    assert_eq!(refuse("<logout/><poll op='req'/>"), (ResultCode::SYNTAX_ERROR, second));
    let missing = ParseErrorKind::Missing("domain:name".to_owned());
    assert_eq!(refuse("<info><domain:info/></info>"), (ResultCode::REQUIRED_PARAMETER_MISSING, missing));
}

#[test]
fn commands_that_are_not_implemented_are_recognised() {
    let read = |inside: &str| {
        command(&format!(
            "<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><command>{inside}<clTRID>ABC-123</clTRID></command></epp>"
        ))
        .body
    };
    let unimplemented = |verb: &str, namespace: &str, name: &str| CommandBody::Unimplemented {
        verb: verb.to_owned(),
        namespace: namespace.to_owned(),
        name: name.to_owned(),
    };
    assert_eq!(
        read("<delete><c:delete xmlns:c='urn:ietf:params:xml:ns:contact-1.0'><c:id>JD1-DK</c:id></c:delete></delete>"),
        unimplemented("delete", "urn:ietf:params:xml:ns:contact-1.0", "delete")
    );
    assert_eq!(read("<info><o:info xmlns:o='urn:o'/></info>"), unimplemented("info", "urn:o", "info"));
    assert_eq!(
        read("<check><b:check xmlns:b='http://www.verisign.com/epp/balance-1.0'/></check>"),
        unimplemented("check", "http://www.verisign.com/epp/balance-1.0", "check")
    );
}

#[test]
fn frames_of_another_kind_are_refused() {
    let kind = |xml: &str| ClientFrame::parse(xml).unwrap_err().kind;
    assert!(matches!(kind("<epp/>"), ParseErrorKind::NotEpp(_)));
    assert!(matches!(kind("<epp xmlns='urn:ietf:params:xml:ns:epp-2.0'><hello/></epp>"), ParseErrorKind::NotEpp(_)));
    assert_eq!(kind("<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'/>"), ParseErrorKind::NoCommand);
    assert!(matches!(kind("<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><response/></epp>"), ParseErrorKind::NotEpp(_)));
    assert!(matches!(
        kind("<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><hello/><hello/></epp>"),
        ParseErrorKind::Unexpected(_)
    ));
    assert!(matches!(kind(""), ParseErrorKind::Malformed(_)));
    assert!(matches!(kind("<epp"), ParseErrorKind::Malformed(_)));
    assert_eq!(ClientFrame::from_bytes(b"<epp>\xff</epp>").unwrap_err().kind, ParseErrorKind::Encoding);
    assert!(ServerFrame::parse("<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><hello/></epp>").is_err());
    assert!(ServerFrame::parse("<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><response/></epp>").is_err());
}

#[test]
fn entities_are_never_expanded() {
    let mut bomb = String::from("<!DOCTYPE epp [<!ENTITY l0 'lol'>");
    for level in 1..10 {
        bomb += &format!("<!ENTITY l{level} '{}'>", format!("&l{};", level - 1).repeat(10));
    }
    bomb += "]><epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><command><login><clID>&l9;</clID></login></command></epp>";
    let error = ClientFrame::parse(&bomb).unwrap_err();
    assert_eq!((error.result_code(), error.kind), (ResultCode::SYNTAX_ERROR, ParseErrorKind::DocumentType));
    let external =
        "<!DOCTYPE epp SYSTEM 'file:///etc/passwd'><epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><hello/></epp>";
    assert_eq!(ClientFrame::parse(external).unwrap_err().kind, ParseErrorKind::DocumentType);
}

#[test]
fn what_a_client_does_not_know_breaks_no_response() {
    let read = response(
        "<epp xmlns='urn:ietf:params:xml:ns:epp-1.0' xmlns:n='urn:new'><response n:x='y'><result code='2599'><msg lang='da'>Nyt</msg>\
         <n:new/></result><n:news/><resData><n:data/></resData><extension><n:extra/>\
         <dkhm:shoe_size xmlns:dkhm='urn:dkhm:params:xml:ns:dkhm-4.5'>43</dkhm:shoe_size>\
         <dkhm:vid xmlns:dkhm='urn:dkhm:params:xml:ns:dkhm-4.5'>maybe</dkhm:vid>\
         <dkhm:autoRenew xmlns:dkhm='urn:dkhm:params:xml:ns:dkhm-4.5'>true</dkhm:autoRenew></extension>\
         <trID><svTRID>SV-1</svTRID><n:new/></trID></response></epp>",
    );
    assert_eq!((read.code(), read.msg()), (ResultCode(2599), "Nyt"));
    assert!(matches!(&read.data, Some(ResData::Unknown { namespace, .. }) if namespace == "urn:new"));
    assert_eq!(read.extensions.dkhm.auto_renew, Some(true));
    let unknown: Vec<_> = read.extensions.unknown.iter().map(|it| (it.name.as_str(), it.problem.is_some())).collect();
    assert_eq!(unknown, [("extra", false), ("shoe_size", false), ("vid", true)]);
}

#[test]
fn a_response_without_identifiers_is_still_a_response() {
    let read = response("<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><response><result code='2500'/></response></epp>");
    assert_eq!((read.code(), read.msg(), read.tr_id.sv.as_str()), (ResultCode(2500), "", ""));
}

#[test]
fn codes_changed_on_disconnect_say_why() {
    let read = |code: u16, msg: &str| {
        response(&format!(
            "<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><response><result code='{code}'><msg>{msg}</msg></result>\
             <trID><svTRID>SV-1</svTRID></trID></response></epp>"
        ))
    };
    let shutdown = read(1501, "Create domain pending for eksempel.dk; Disconnect due to server shutdown");
    assert_eq!(shutdown.results[0].disconnect(), Some(Disconnect::ServerShutdown));
    assert_eq!(shutdown.code().base(), ResultCode::PENDING);
    let errors = read(2503, "Domain not found; Disconnect due to too many errors");
    assert_eq!(errors.results[0].disconnect(), Some(Disconnect::TooManyErrors));
    assert_eq!(errors.code().base(), ResultCode::OBJECT_DOES_NOT_EXIST);
    assert_eq!(read(2502, "x; Disconnect due to lunch").results[0].disconnect(), Some(Disconnect::Other));
    assert_eq!(read(1500, "User logged out. Closing Connection.").results[0].disconnect(), None);
}

#[test]
fn results_with_values_and_reasons() {
    let xml = "<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><response><result code='2004'><msg>Range</msg>\
               <value xmlns:d='urn:ietf:params:xml:ns:domain-1.0'><d:name>x.dk</d:name></value>\
               <extValue><value><d:name xmlns:d='urn:ietf:params:xml:ns:domain-1.0'>y.dk</d:name></value><reason>No</reason></extValue>\
               <value>plain</value></result><result code='2005'><msg>Syntax</msg></result>\
               <trID><svTRID>SV-1</svTRID></trID></response></epp>";
    let read = response(xml);
    assert_eq!(read.results.len(), 2);
    let values: Vec<_> = read.results[0].values.iter().map(|it| (it.text.as_str(), it.reason.as_deref())).collect();
    assert_eq!(values, [("x.dk", None), ("y.dk", Some("No")), ("plain", None)]);
    let written = ServerFrame::from(read.clone()).to_xml();
    let again = response(&written);
    assert_eq!(again.results[0].values[..2], read.results[0].values[..2]);
    assert_eq!(again.results[0].values[2].text, "plain");
}
