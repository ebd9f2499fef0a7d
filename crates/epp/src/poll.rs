//! `<poll>` (RFC 5730 §2.9.2.3).

use crate::{
    ParseErrorKind,
    xml::{
        read::{Element, Read},
        write::XmlWriter,
    },
};

/// The `<poll>` command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Poll {
    /// Asks for the oldest message. Answered with 1301 and a [`MsgQueue`](crate::MsgQueue), or 1300 when there is none.
    Req,
    /// Removes a message from the queue.
    Ack {
        /// `id` of the message. Empty where the attribute is missing.
        msg_id: String,
    },
}

impl Poll {
    pub(crate) fn read(element: Element<'_, '_>) -> Read<Self> {
        match element.required_attribute("op")?.as_str() {
            "req" => Ok(Self::Req),
            "ack" => Ok(Self::Ack { msg_id: element.attribute("msgID").unwrap_or_default() }),
            other => Err(ParseErrorKind::Value { element: "poll@op".to_owned(), value: other.to_owned() }),
        }
    }

    pub(crate) fn write(&self, w: &mut XmlWriter) {
        match self {
            Self::Req => w.empty("poll", &[("op", "req")]),
            Self::Ack { msg_id } => w.empty("poll", &[("op", "ack"), ("msgID", msg_id)]),
        }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::{
        CommandBody, MsgQueue, ResData, Response, ResultCode, TrId,
        object::{PanData, Status},
        testing::*,
    };

    #[test]
    fn command() {
        assert_eq!(read_command("<poll op='req'/>"), CommandBody::Poll(Poll::Req));
        let ack = Poll::Ack { msg_id: "1234567".to_owned() };
        assert_eq!(read_command("<poll msgID=' 1234567' op='ack'/>"), CommandBody::Poll(ack.clone()));
        round_trip_command("poll req command", Poll::Req);
        round_trip_command("poll ack command", ack);
    }

    #[test]
    fn refusals() {
        assert_eq!(refusal("<poll/>"), ParseErrorKind::Missing("poll@op".to_owned()));
        assert_eq!(
            refusal("<poll op='take'/>"),
            ParseErrorKind::Value { element: "poll@op".into(), value: "take".into() }
        );
        let without_id = CommandBody::Poll(Poll::Ack { msg_id: String::new() });
        assert_eq!(read_command("<poll op='ack'/>"), without_id);
    }

    fn message(data: Option<ResData>, msg: &str) -> Response {
        let tr_id = TrId { cl: Some("T-1".to_owned()), sv: "SV-1".to_owned() };
        let mut response =
            Response::new(ResultCode::ACK_TO_DEQUEUE, "Command completed successfully; ack to dequeue", tr_id);
        response.msg_q = Some(MsgQueue {
            count: 3,
            id: "123456".to_owned(),
            q_date: Some(datetime!(2026-07-02 10:33:07 UTC)),
            msg: Some(msg.to_owned()),
            lang: None,
        });
        response.data = data;
        response
    }

    fn pan(object: &str, result: bool) -> PanData {
        PanData {
            object: object.to_owned(),
            result,
            cl_trid: Some("T-0".to_owned()),
            sv_trid: "SV-0-2026070100001".to_owned(),
            date: datetime!(2026-07-02 10:33:07 UTC),
        }
    }

    #[test]
    fn message_about_an_application() {
        let mut expected = message(
            Some(ResData::DomainPan(pan("eksempel.dk", true))),
            "eksempel.dk has been registered and activated",
        );
        expected.extensions.dkhm.risk_assessment = Some("BLUE".to_owned());
        let xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>
            <epp xmlns=\"urn:ietf:params:xml:ns:epp-1.0\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"
              xsi:schemaLocation=\"urn:ietf:params:xml:ns:epp-1.0 epp-1.0.xsd\">
            <response><result code=\"1301\"><msg>Command completed successfully; ack to dequeue</msg></result>
            <msgQ count=\"3\" id=\"123456\"><qDate>2026-07-02T10:33:07.0Z</qDate>
            <msg>eksempel.dk has been registered and activated</msg></msgQ>
            <resData><domain:panData xmlns:domain=\"urn:ietf:params:xml:ns:domain-1.0\">
            <domain:name paResult=\"1\">eksempel.dk</domain:name><domain:paTRID><clTRID>T-0</clTRID>
            <svTRID>SV-0-2026070100001</svTRID></domain:paTRID><domain:paDate>2026-07-02T10:33:07.0Z</domain:paDate>
            </domain:panData></resData>
            <extension>
              <dkhm:risk_assessment
                xmlns:dkhm='urn:dkhm:params:xml:ns:dkhm-4.5'>BLUE
              </dkhm:risk_assessment>
            </extension><trID><clTRID>T-1</clTRID><svTRID>SV-1</svTRID></trID></response></epp>\n";
        assert_eq!(crate::ServerFrame::parse(xml), Ok(expected.clone().into()));
        round_trip_response("poll message about an application", &expected);
    }

    #[test]
    fn messages_carry_any_object_data() {
        let host = ResData::HostPan(PanData { cl_trid: None, ..pan("ns1.eksempel.dk", false) });
        let domain = crate::domain::InfoData {
            name: "eksempel.dk".to_owned(),
            roid: "EKSEMPEL_DK-DK".to_owned(),
            statuses: vec![Status::new("ok")],
            cl_id: "REG-100001".to_owned(),
            ..Default::default()
        };
        for data in [ResData::ContactPan(pan("JD1-DK", true)), host, ResData::DomainInfo(Box::new(domain))] {
            round_trip_response("poll message", &message(Some(data), "text"));
        }
        round_trip_response("poll message without data", &message(None, "text"));
    }

    #[test]
    fn an_empty_queue_and_a_count_on_another_answer() {
        let tr_id = TrId { cl: None, sv: "SV-1".to_owned() };
        let empty = Response::new(ResultCode::NO_MESSAGES, "Command completed successfully; no messages", tr_id);
        round_trip_response("empty queue", &empty);
        let read = read_response("<msgQ count='4' id='2618875'>    </msgQ>");
        let queue = MsgQueue { count: 4, id: "2618875".to_owned(), q_date: None, msg: None, lang: None };
        assert_eq!(read.msg_q, Some(queue));
        round_trip_response("count of messages", &read);
    }
}
