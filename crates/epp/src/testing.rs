//! What the fixture tests share.

use crate::{
    ClientFrame, Command, CommandBody, ParseErrorKind, ResData, Response, ResultCode, ServerFrame, TrId, schema,
};

/// Wraps the inside of `<command>`.
pub(crate) fn command_xml(inside: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='UTF-8'?>\n<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><command>{inside}\
         <clTRID>T-1</clTRID></command></epp>"
    )
}

/// Wraps what stands between `<result>` and `<trID>`.
pub(crate) fn response_xml(inside: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='UTF-8' standalone='no'?>\n<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><response>\
         <result code='1000'><msg>Command completed successfully</msg></result>{inside}\
         <trID><clTRID>T-1</clTRID><svTRID>SV-1</svTRID></trID></response></epp>"
    )
}

/// Reads the inside of a command.
pub(crate) fn read_command(inside: &str) -> CommandBody {
    let frame = ClientFrame::parse(&command_xml(inside)).unwrap();
    let ClientFrame::Command(command) = frame else { panic!("no command") };
    assert_eq!(command.cl_trid.as_deref(), Some("T-1"));
    assert_eq!(command.unknown_extensions, []);
    command.body
}

/// Why the inside of a command is refused.
pub(crate) fn refusal(inside: &str) -> ParseErrorKind {
    let error = ClientFrame::parse(&command_xml(inside)).unwrap_err();
    assert_eq!(error.cl_trid.as_deref(), Some("T-1"));
    error.kind
}

/// Reads a response.
pub(crate) fn read_response(inside: &str) -> Response {
    let ServerFrame::Response(response) = ServerFrame::parse(&response_xml(inside)).unwrap() else {
        panic!("no response")
    };
    assert_eq!(response.code(), ResultCode::OK);
    assert_eq!(response.tr_id, TrId { cl: Some("T-1".to_owned()), sv: "SV-1".to_owned() });
    *response
}

/// A response with object data and nothing else.
pub(crate) fn response_with(data: Option<ResData>) -> Response {
    let tr_id = TrId { cl: Some("T-1".to_owned()), sv: "SV-1".to_owned() };
    Response { data, ..Response::new(ResultCode::OK, "Command completed successfully", tr_id) }
}

/// Writes a command, reads it back and validates it. Returns what was written.
pub(crate) fn round_trip_command(test: &str, body: impl Into<CommandBody>) -> String {
    let frame = ClientFrame::Command(Command::new(body, "T-1"));
    let xml = frame.to_xml();
    assert_eq!(ClientFrame::parse(&xml).as_ref(), Ok(&frame), "{xml}");
    schema::assert_valid(test, &[("command", &xml)]);
    xml
}

/// Writes a response, reads it back and validates it. Returns what was written.
pub(crate) fn round_trip_response(test: &str, response: &Response) -> String {
    let frame = ServerFrame::from(response.clone());
    let xml = frame.to_xml();
    assert_eq!(ServerFrame::parse(&xml).as_ref(), Ok(&frame), "{xml}");
    schema::assert_valid(test, &[("response", &xml)]);
    xml
}
