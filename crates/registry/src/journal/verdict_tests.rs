//! What each verdict makes of an operation.

use std::sync::LazyLock;

use serde_json::json;
use time::macros::datetime;
use uuid::Uuid;

use super::*;
use crate::db::AccountId;
use crate::entry::{Actor, PortalFields};
use crate::messages::ObjectKind;

const NOW: OffsetDateTime = datetime!(2026-11-28 12:00 UTC);

fn operation(state: State, attempt: i32) -> Operation {
    Operation {
        id: Uuid::nil(),
        account: AccountId(1),
        actor: Actor { user: None, name: "birk".to_owned() },
        kind: "domain.create".to_owned(),
        object_kind: ObjectKind::Domain,
        object: "a.dk".to_owned(),
        parent: None,
        cl_trid: "birk-1".to_owned(),
        attempt,
        sv_trid: None,
        tracking_no: None,
        request: json!({}),
        state,
        version: 3,
        result_code: None,
        result_text: None,
        outcome: Outcome::default(),
        request_frame: None,
        response_frame: None,
        expected_debit: None,
        fields: PortalFields::default(),
        planned_at: NOW,
        sent_at: Some(NOW),
        answered_at: None,
        settled_at: None,
        next_check_at: None,
        checks: 0,
        needs_person: None,
        address: None,
        feature: String::new(),
        changes: Vec::new(),
    }
}

static APPLICATION: LazyLock<Request> = LazyLock::new(|| {
    let hosts = json!(["ns1.a.dk", "ns2.a.dk"]);
    let content = json!({ "domain": "a.dk", "registrant": "created", "name_servers": hosts, "accepted_at": 0 });
    Request::read("domain.create", &content).unwrap()
});

fn about(n: i32) -> Scales<'static> {
    Scales {
        n,
        request: Some(&APPLICATION),
        stands: None,
        repeated: false,
        other: None,
        now: NOW,
        decision: Duration::from_secs(3600),
    }
}

fn answer(code: u16) -> Verdict {
    Verdict::Answered(Box::new(Answered {
        code,
        text: "text".to_owned(),
        accepted: (code < 2000).then(Accepted::default),
        pending: code == 1001,
        values: Vec::new(),
        sv_trid: "SV".to_owned(),
        request_frame: String::new(),
        response_frame: String::new(),
    }))
}

fn message(success: bool) -> Verdict {
    let kind = if success { Kind::RegisteredAndActivated } else { Kind::RejectedTaken };
    Verdict::Decided(Box::new(Message { success, kind, text: "text".to_owned(), risk: None }))
}

fn lost() -> Verdict {
    Verdict::Lost { reason: "cut".to_owned(), frame: None, ended_at: None, quiet: Duration::from_secs(60) }
}

#[test]
fn what_is_heard_late_about_an_older_attempt_is_noted_there_only() {
    for verdict in [answer(2306), lost(), Verdict::Unsent("closed".to_owned()), message(false), Verdict::NotExecuted] {
        for state in State::ALL {
            let mut after = operation(state, 2);
            let word = format!("{verdict:?} in {state:?}");
            let weighed =
                weigh(&mut after, verdict.clone(), &Scales { other: Some(Other { n: 2, granted: true }), ..about(1) });
            let answer = matches!(verdict, Verdict::Answered(_));
            assert_eq!(after, Operation { ..operation(state, 2) }, "{word}");
            assert!(answer || !weighed.moved, "{word}");
        }
    }
}

#[test]
fn an_older_attempt_that_was_accepted_after_all_stops_the_next_one_and_overrules_its_refusal() {
    let mut planned = operation(State::Planned, 1);
    assert!(weigh(&mut planned, answer(1001), &about(1)).moved);
    assert_eq!(planned.state, State::Pending, "it is not sent again");

    let mut refused = operation(State::Refused, 2);
    refused.result_code = Some(2302);
    assert!(weigh(&mut refused, answer(1001), &about(1)).moved);
    assert_eq!(refused.state, State::Pending);

    let mut both = operation(State::Pending, 2);
    weigh(&mut both, answer(1001), &about(1));
    assert!(both.outcome.accepted_twice, "two accepted ones are told");
    assert_eq!(both.state, State::Pending);
}

#[test]
fn of_two_accepted_attempts_the_second_ones_rejection_leaves_the_first_ones_success() {
    let mut done = operation(State::Done, 2);
    done.outcome.message_kind = Some("registered_and_activated".to_owned());
    let scales = Scales { stands: Some("accepted".to_owned()), other: Some(Other { n: 1, granted: true }), ..about(2) };
    let weighed = weigh(&mut done, message(false), &scales);
    assert_eq!((done.state, weighed.contradicts, weighed.noted.verdict), (State::Done, false, Some("rejected")));

    let mut pending = operation(State::Pending, 2);
    weigh(&mut pending, message(false), &Scales { other: Some(Other { n: 1, granted: false }), ..about(2) });
    assert_eq!(pending.state, State::Pending, "the first one's decision is still awaited");
    weigh(&mut pending, message(true), &about(1));
    assert_eq!(pending.state, State::Done);
}

#[test]
fn the_registrys_success_corrects_what_counted_as_not_executed_and_nothing_contradicts_its_word() {
    let mut given_up = operation(State::Refused, 1);
    given_up.outcome.not_sent = Some(NotSent::new("abandoned", "a@b.dk"));
    assert!(weigh(&mut given_up, message(true), &about(1)).moved);
    assert_eq!((given_up.state, given_up.outcome.not_sent), (State::Done, None));

    let granted = || Scales { stands: Some("granted".to_owned()), ..about(1) };
    let mut done = operation(State::Done, 1);
    assert!(weigh(&mut done, message(false), &granted()).contradicts);
    assert!(!weigh(&mut done, message(true), &granted()).contradicts, "told twice");
    let mut answered = operation(State::Done, 1);
    assert!(weigh(&mut answered, message(false), &about(1)).contradicts);
}

#[test]
fn not_sent_is_taken_back_only_where_nothing_else_is_known() {
    for (state, after) in
        [(State::Sent, State::Planned), (State::Uncertain, State::Planned), (State::Done, State::Done)]
    {
        let mut unsent = operation(state, 1);
        weigh(&mut unsent, Verdict::Unsent("closed".to_owned()), &about(1));
        assert_eq!(unsent.state, after);
    }
    let mut executed = operation(State::Planned, 1);
    let proof = Verdict::Executed { pending: true, accepted: Box::default() };
    assert!(!weigh(&mut executed, proof, &about(1)).moved, "it has been sent again since");
}

#[test]
fn a_repeated_command_that_the_registry_fails_is_still_uncertain() {
    let repeated = || Scales { repeated: true, ..about(2) };
    for (code, state) in
        [(2400, State::Uncertain), (2500, State::Uncertain), (2005, State::Refused), (1000, State::Done)]
    {
        let mut sent = operation(State::Sent, 2);
        assert!(weigh(&mut sent, answer(code), &repeated()).moved);
        assert_eq!(sent.state, state, "{code}");
    }
    let mut first = operation(State::Sent, 1);
    weigh(&mut first, answer(2400), &about(1));
    assert_eq!(first.state, State::Refused);
}

#[test]
fn what_was_put_to_a_person_meanwhile_is_due_again_when_not_a_byte_was_sent() {
    let mut asked = operation(State::Uncertain, 1);
    asked.needs_person = Some("contact_force".to_owned());
    weigh(&mut asked, Verdict::Unsent("closed".to_owned()), &about(1));
    assert_eq!((asked.state, asked.needs_person, asked.next_check_at), (State::Planned, None, Some(NOW)));
}

#[test]
fn what_an_older_accepted_attempt_hears_counts_from_then_on() {
    let mut refused = operation(State::Refused, 2);
    weigh(&mut refused, answer(1001), &about(1));
    assert_eq!((refused.state, refused.attempt), (State::Pending, 1));
    assert!(weigh(&mut refused, message(false), &about(1)).moved, "its rejection settles");
    assert_eq!(refused.state, State::Refused);

    let mut exists = operation(State::Sent, 2);
    weigh(&mut exists, answer(2302), &about(2));
    assert_eq!(exists.state, State::Uncertain, "it may be the first one's work");
}

#[test]
fn a_persons_word_holds_until_the_registrys_comes() {
    let mut asked = operation(State::Uncertain, 1);
    asked.needs_person = Some("queue_not_owned".to_owned());
    let word = Verdict::Person { executed: true, object: None, by: "a@b.dk".to_owned() };
    weigh(&mut asked, word.clone(), &about(1));
    assert_eq!((asked.state, asked.next_check_at), (State::Pending, Some(NOW)), "the registry is asked at once");
    asked.needs_person = Some("message_missing".to_owned());
    weigh(&mut asked, word, &about(1));
    assert_eq!(asked.state, State::Done);
    let executed = Scales { stands: Some("executed".to_owned()), ..about(1) };
    assert!(weigh(&mut asked, message(false), &executed).moved);
    assert_eq!(asked.state, State::Refused);
}

#[test]
fn a_name_taken_for_anothers_is_corrected_by_the_registry() {
    let mut taken = operation(State::Uncertain, 1);
    assert_eq!(weigh(&mut taken, Verdict::Taken, &about(1)).noted.verdict, Some("taken"));
    weigh(&mut taken, message(true), &Scales { stands: Some("taken".to_owned()), ..about(1) });
    assert_eq!((taken.state, taken.outcome.taken), (State::Done, None));
}

#[test]
fn a_lost_answer_is_asked_about_after_the_quiet_time_from_the_end_of_its_connection() {
    let mut sent = operation(State::Sent, 1);
    let ended_at = Some(NOW - Duration::from_secs(20));
    let verdict = Verdict::Lost { reason: "gone".to_owned(), frame: None, ended_at, quiet: Duration::from_secs(60) };
    assert!(weigh(&mut sent, verdict, &about(1)).moved);
    assert_eq!(sent.next_check_at, Some(NOW + Duration::from_secs(40)));
}
