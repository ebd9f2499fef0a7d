//! What happened to an operation, and to each of its sendings.

use std::collections::BTreeSet;

use dk::Act;
use time::Duration;

use super::{NOW, attempt, of, props, shown, step};
use crate::operations::page::how_it_stands;
use crate::operations::timeline::items;
use crate::operations::{Attempt, DecidingMessage, Fate, Props, State, Step};
use ui::Lang;

#[test]
fn two_accepted_sendings_are_a_warning_with_both_ids() {
    let attempts = vec![attempt(1, Fate::Accepted), attempt(2, Fate::NotSent), attempt(3, Fate::Granted)];
    let html = shown(Props { attempts, accepted_twice: true, ..props(State::Done) });
    let (_, note) = html.split_once("accepted two sendings").unwrap();
    let (note, _) = note.split_once("class=\"cols\"").unwrap();
    assert!(note.contains("birk-1") && note.contains("birk-3") && !note.contains("birk-2"));
    assert!(note.contains("contact support"));
    assert!(!shown(props(State::Done)).contains("accepted two sendings"));
}

#[test]
fn the_timeline_is_newest_first() {
    let message = DecidingMessage { id: Some(7), at: NOW, text: "done".to_owned() };
    let props = Props {
        sent_at: Some(NOW - Duration::minutes(2)),
        answered_at: Some(NOW - Duration::minutes(1)),
        settled_at: Some(NOW),
        result_code: Some(1001),
        message: Some(message),
        ..props(State::Done)
    };
    let titles: Vec<_> = items(Lang::En, &props).into_iter().map(|item| item.title).collect();
    let expected =
        ["Active", "Final message from the registry", "The registry answered", "Sent to the registry", "Asked for"];
    assert_eq!(titles, expected);
}

fn timeline(props: &Props) -> Vec<(String, String)> {
    items(Lang::En, props).into_iter().map(|item| (item.title, item.detail)).collect()
}

#[test]
fn a_message_of_whole_seconds_stays_above_what_it_is_about() {
    let sent = NOW + Duration::milliseconds(700);
    let message = DecidingMessage { id: None, at: NOW, text: "done".to_owned() };
    let props = Props {
        asked_at: NOW + Duration::milliseconds(600),
        sent_at: Some(sent),
        answered_at: Some(sent + Duration::milliseconds(50)),
        message: Some(message),
        ..props(State::Done)
    };
    let titles: Vec<_> = timeline(&props).into_iter().map(|(title, _)| title).collect();
    assert_eq!(
        titles,
        ["Final message from the registry", "The registry answered", "Sent to the registry", "Asked for"]
    );
}

#[test]
fn a_single_lost_answer_stays_in_the_timeline_with_what_asking_showed() {
    let with = |fate, state| {
        let attempts = vec![Attempt { lost: true, ..attempt(1, fate) }];
        Props { sent_at: Some(attempts[0].sent_at), attempts, ..props(state) }
    };
    let lost = |props: &Props| timeline(props).into_iter().find(|(title, _)| title == "The answer was lost").unwrap().1;
    assert!(lost(&with(Fate::Executed, State::Pending)).contains("Found by asking"));
    assert!(lost(&with(Fate::Taken, State::Rejected)).contains("somebody else's"));
    assert!(lost(&with(Fate::ToldNotExecuted, State::Closed)).contains("by a person's word"));
    assert!(lost(&with(Fate::ToldExecuted, State::Pending)).contains("by a person's word"));
    let closed = Props {
        closed_by: Some("ida@nordisk.example".to_owned()),
        settled_at: Some(NOW),
        ..with(Fate::ToldNotExecuted, State::Closed)
    };
    assert!(timeline(&closed).contains(&("Closed".to_owned(), "ida@nordisk.example".to_owned())));
    let found = Props { found_by_asking: true, settled_at: Some(NOW), ..with(Fate::Executed, State::Done) };
    assert!(timeline(&found).contains(&("Active".to_owned(), "Found by asking the registry".to_owned())));
    let told = how_it_stands(Lang::En, &Props { told_by_person: true, ..with(Fate::ToldExecuted, State::Pending) });
    assert!(told.sentence.contains("A person settled it") && told.sentence.contains("asks how it stands"));
}

#[test]
fn steps_are_told_with_what_came_of_them_and_lead_to_their_own_pages() {
    let made = Props { steps: vec![step(State::Done, "AS1-DK")], ..props(State::Pending) };
    assert!(timeline(&made).contains(&("Contact creation: Carried out".to_owned(), "AS1-DK".to_owned())));
    let hrefs: Vec<_> = items(Lang::En, &made).into_iter().filter_map(|item| item.href).collect();
    assert_eq!(hrefs, ["/operations/step"]);
    let given_up = Step { closed_by: Some("ida@nordisk.example".to_owned()), ..step(State::Closed, "") };
    let given_up = Props { steps: vec![given_up], settled_at: Some(NOW), ..props(State::NotSent) };
    assert!(timeline(&given_up).contains(&("Contact creation: Closed".to_owned(), "ida@nordisk.example".to_owned())));
}

#[test]
fn the_last_line_has_the_acts_own_words() {
    let settled = |props: Props| timeline(&Props { settled_at: Some(NOW), ..props })[0].0.clone();
    assert_eq!(settled(props(State::Done)), "Active");
    assert_eq!(settled(of(Act::RenewDomain, State::Done)), "Carried out");
}

#[test]
fn each_of_several_sendings_has_its_time_its_id_and_its_fate() {
    let once = Props { sent_at: Some(NOW), attempts: vec![attempt(1, Fate::Lost)], ..props(State::Uncertain) };
    let html = shown(once.clone());
    assert!(html.contains("Sent to the registry") && !html.contains("Sending 1"), "one needs no number");

    let attempts: Vec<_> = Fate::ALL.into_iter().zip(1..).map(|(fate, n)| attempt(n, fate)).collect();
    let props = Props { attempts, ..once };
    let [da, en] = [Lang::Da, Lang::En].map(|lang| items(lang, &props));
    let details: BTreeSet<_> = en.iter().filter(|item| item.copy.is_some()).map(|item| &item.detail).collect();
    assert_eq!(details.len(), Fate::ALL.len(), "each fate has words of its own");
    assert!(en.iter().zip(&da).all(|(en, da)| en.title != da.title));
    let refused = Attempt { code: Some(2104), ..attempt(2, Fate::Refused) };
    let html = shown(Props { attempts: vec![attempt(1, Fate::NotExecuted), refused], ..props });
    assert!(html.contains("Sending 1 of 2") && html.contains("The registry did not carry it out"));
    assert!(html.contains("Sending 2 of 2") && html.contains("The registry refused it (2104)"));
    assert!(html.contains("data-copy=\"birk-1\"") && html.contains("data-copy=\"birk-2\""));
    for (word, fate) in
        [("lost", Fate::Lost), ("granted", Fate::Granted), ("taken", Fate::Taken), ("later", Fate::Other)]
    {
        assert_eq!(Fate::from_word(Some(word)), fate);
    }
    assert_eq!(Fate::from_word(None), Fate::UnderWay);
}
