//! Names from registration to deletion, by moving the clock: exactly the messages and debits that the registry's rules
//! give, in order, whether the clock goes in small steps or in leaps.

use epp::client::Session;
use epp::domain::{Delete, Renew, Update};
use epp::extensions::rgp::Restore;
use epp::{CommandBody, ResData, Response, contact, domain};
use sandbox::Handle;
use sandbox::operations::{self, Decision};
use sandbox::processing::verification::Which;
use time::format_description::well_known::Rfc3339;
use time::macros::{date, datetime};
use time::{Duration, OffsetDateTime};

use crate::support::{
    application, create_contact, danish_person, drain, foreigner, said, send, sign_in, sign_in_as, start, status, texts,
};

/// Moves the clock to an instant, in steps of a length or at once.
async fn go_to(sandbox: &Handle, instant: OffsetDateTime, step: Option<Duration>) {
    loop {
        let left = instant - sandbox.registry().clock.now();
        if left.is_zero() {
            return;
        }
        sandbox.advance(step.map_or(left, |step| step.min(left))).await.unwrap();
    }
}

fn datetime_word(at: OffsetDateTime) -> String {
    at.format(&Rfc3339).unwrap()
}

/// A message with its time and what came with it.
fn told(message: &Response) -> String {
    let queue = message.msg_q.as_ref().unwrap();
    let data = match &message.data {
        Some(ResData::DomainPan(pan)) => format!("domain:panData {}", u8::from(pan.result)),
        Some(ResData::ContactPan(pan)) => format!("contact:panData {}", u8::from(pan.result)),
        Some(ResData::DomainInfo(_)) => "domain:infData".to_owned(),
        Some(ResData::ContactInfo(_)) => "contact:infData".to_owned(),
        Some(ResData::HostInfo(_)) => "host:infData".to_owned(),
        other => panic!("{other:?}"),
    };
    let risk = message.extensions.dkhm.risk_assessment.as_deref().map(|risk| format!(" {risk}")).unwrap_or_default();
    let (at, text) = (datetime_word(queue.q_date.unwrap()), queue.msg.as_deref().unwrap());
    format!("{at} {data}{risk}: {text}")
}

/// The account's statement from the opening balance on.
fn debits(sandbox: &Handle) -> Vec<String> {
    sandbox.registry().read(|world, _| {
        let lines = world.statement("REG-100001").skip(1);
        lines
            .map(|e| {
                let name = e.domain.as_deref().unwrap_or_default();
                format!("{} {:?} {name}: {} -> {}", datetime_word(e.at), e.purpose, e.amount, e.balance)
            })
            .collect()
    })
}

async fn apply(session: &mut Session, name: &str, registrant: &str, auto_renew: bool) {
    let auto_renew = Some(auto_renew.to_string());
    let command = domain::Create { auto_renew, ..application(name, registrant) };
    let response = send(session, command).await;
    assert_eq!(said(&response), (1001, format!("Create domain pending for {name}").as_str()));
}

async fn done(session: &mut Session, command: impl Into<CommandBody>, expected: (u16, &str)) {
    assert_eq!(said(&send(session, command).await), expected);
}

const DONE: (u16, &str) = (1000, "Command completed successfully");
const PENDING: (u16, &str) = (1001, "Command completed successfully; action pending");

/// Lives through two years and gives all messages and debits.
async fn live(step: Option<Duration>) -> (Vec<String>, Vec<String>) {
    let sandbox = start().await;
    let mut session = sign_in(&sandbox).await;
    let german = create_contact(&mut session, foreigner()).await;
    let dane = create_contact(&mut session, danish_person()).await;
    let mut other = danish_person();
    other.postal[0].name = "Bo Dahl".into();
    let slow = create_contact(&mut session, contact::Create { id: "force".into(), ..other }).await;
    assert_eq!([german.as_str(), dane.as_str(), slow.as_str()], ["AS10001-DK", "AO10002-DK", "BD10003-DK"]);

    apply(&mut session, "for-evigt.dk", &german, true).await;
    apply(&mut session, "udløber.dk", &german, false).await;
    apply(&mut session, "åse.dk", &dane, true).await;
    apply(&mut session, "senere.dk", &slow, true).await;
    apply(&mut session, "slettet.dk", &german, true).await;
    apply(&mut session, "fortrudt.dk", &german, true).await;
    // Somebody else waits for one of them.
    let code = operations::wait_for(sandbox.registry(), "udløber.dk").await.unwrap();

    // One of the two who have to be verified is late, the other never comes.
    go_to(&sandbox, datetime!(2026-09-10 08:00 UTC), step).await;
    assert_eq!(status(&mut session, "senere.dk").await[0], "pendingDelete");
    operations::verify(sandbox.registry(), &slow, Decision::Complete(Which::Both)).await.unwrap();
    assert_eq!(status(&mut session, "senere.dk").await, ["serverRenewProhibited"]);

    go_to(&sandbox, datetime!(2026-10-01 10:00 UTC), step).await;
    done(&mut session, Delete { name: "slettet.dk".into() }, PENDING).await;
    done(&mut session, Delete { name: "fortrudt.dk".into() }, PENDING).await;
    go_to(&sandbox, datetime!(2026-10-10 10:00 UTC), step).await;
    let report = Some(Restore::report(datetime!(2026-10-01 10:00 UTC), sandbox.registry().clock.now()));
    done(&mut session, Update { name: "fortrudt.dk".into(), restore: report, ..Update::default() }, DONE).await;

    go_to(&sandbox, datetime!(2027-07-20 09:00 UTC), step).await;
    done(&mut session, Renew::one_year("for-evigt.dk", date!(2027 - 08 - 31)), DONE).await;

    // The name that nobody renewed is offered to who waits for it, and then free.
    go_to(&sandbox, datetime!(2027-09-29 22:00 UTC), step).await;
    let check = || domain::Check { names: vec!["udløber.dk".into()] };
    let reason = |response: Response| {
        let Some(ResData::DomainCheck(data)) = response.data else { panic!("no answer") };
        data.items[0].reason.clone()
    };
    let offered = Some("Offered for pos. on waiting list".to_owned());
    assert_eq!(reason(send(&mut session, check()).await), offered);
    assert_eq!(code.len(), 8);
    go_to(&sandbox, datetime!(2027-10-13 22:00 UTC), step).await;
    assert_eq!(reason(send(&mut session, check()).await), None);

    go_to(&sandbox, datetime!(2028-09-15 08:00 UTC), step).await;
    let messages = drain(&mut session).await.iter().map(told).collect();
    let balance = send(&mut session, CommandBody::Balance).await;
    let Some(ResData::Balance(balance)) = balance.data else { panic!("no balance") };
    let debits = debits(&sandbox);
    assert!(debits.last().unwrap().ends_with(&format!("-> {}", balance.balance)));
    // Nobody else is told of it, or pays for it.
    let mut stranger = sign_in_as(&sandbox, "100002").await;
    assert_eq!(texts(&drain(&mut stranger).await), [""; 0]);
    (messages, debits)
}

#[tokio::test]
async fn two_years_bring_exactly_these_messages_and_debits() {
    let (messages, debits) = live(None).await;
    let expected = [
        "2026-08-03T08:01:00Z domain:panData 1 GREEN: for-evigt.dk has been registered and activated",
        "2026-08-03T08:01:00Z domain:panData 1 GREEN: udløber.dk has been registered and activated",
        "2026-08-03T08:01:00Z domain:panData 1 BLUE: åse.dk has been registered, but not activated due to pending ID and/or data check",
        "2026-08-03T08:01:00Z contact:infData: AO10002-DK has to complete the mandatory ID and data check - registry",
        "2026-08-03T08:01:00Z domain:panData 1 BLUE: senere.dk has been registered, but not activated due to pending ID and/or data check",
        "2026-08-03T08:01:00Z contact:infData: BD10003-DK has to complete the mandatory ID and data check - registry",
        "2026-08-03T08:01:00Z domain:panData 1 GREEN: slettet.dk has been registered and activated",
        "2026-08-03T08:01:00Z domain:panData 1 GREEN: fortrudt.dk has been registered and activated",
        // 25 days, and suspension without a message of its own.
        "2026-08-28T21:59:59Z contact:infData: The mandatory ID and data check of AO10002-DK has expired - registry",
        "2026-08-28T21:59:59Z contact:infData: The mandatory ID and data check of BD10003-DK has expired - registry",
        "2026-09-10T08:00:00Z contact:infData: BD10003-DK has completed the mandatory ID and data check - registry",
        "2026-09-10T08:00:00Z domain:infData: senere.dk has been activated",
        // 30 days later, at midnight in Denmark.
        "2026-09-26T22:00:00Z domain:infData: åse.dk has been deleted",
        // A delete command comes to nothing …
        "2026-10-10T10:00:00Z domain:panData 0: fortrudt.dk has been restored, extended and cancellation stopped",
        // The registrant whom nobody needs is forgotten 14 days after the name.
        "2026-10-10T22:00:00Z contact:infData: AO10002-DK has been deleted",
        // … or took place; winter time has begun.
        "2026-10-30T23:00:00Z domain:panData 1: slettet.dk has been deleted",
        // Neither renewals nor the end of the period make a message.
        "2027-09-29T22:00:00Z domain:infData: udløber.dk has been deleted",
    ];
    assert_eq!(messages, expected, "{messages:#?}");
    let expected = [
        "2026-08-03T08:00:00Z Create for-evigt.dk: -50.00 -> 9950.00",
        "2026-08-03T08:00:00Z Create udløber.dk: -50.00 -> 9900.00",
        "2026-08-03T08:00:00Z Create åse.dk: -50.00 -> 9850.00",
        "2026-08-03T08:00:00Z Create senere.dk: -50.00 -> 9800.00",
        "2026-08-03T08:00:00Z Create slettet.dk: -50.00 -> 9750.00",
        "2026-08-03T08:00:00Z Create fortrudt.dk: -50.00 -> 9700.00",
        "2026-10-10T10:00:00Z Renew fortrudt.dk: -50.00 -> 9650.00",
        "2026-10-10T10:00:00Z Restore fortrudt.dk: -125.00 -> 9525.00",
        "2027-07-20T09:00:00Z Renew for-evigt.dk: -50.00 -> 9475.00",
        "2027-08-31T21:59:59Z AutoRenew senere.dk: -50.00 -> 9425.00",
        // Its year had begun with the restoration.
        "2027-10-31T22:59:59Z AutoRenew fortrudt.dk: -50.00 -> 9375.00",
        "2028-08-31T21:59:59Z AutoRenew for-evigt.dk: -50.00 -> 9325.00",
        "2028-08-31T21:59:59Z AutoRenew senere.dk: -50.00 -> 9275.00",
    ];
    assert_eq!(debits, expected, "{debits:#?}");
}

#[tokio::test]
async fn small_steps_bring_the_same_as_leaps() {
    assert_eq!(live(Some(Duration::hours(61))).await, live(None).await);
}
