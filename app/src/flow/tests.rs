//! The pages of every operation, with one that is nobody's.

use dk::{Act, Change, Detail, Money};
use time::OffsetDateTime;
use ui::components::Funds;
use ui::testing::{EVIL, both};
use ui::{FieldErrors, Fields, FormState, Lang};

use super::*;

macro_rules! sample {
    ($name:ident: $act:ident, $confirm:ident) => {
        struct $name;

        impl OperationForm for $name {
            const ACT: Act = Act::$act;
            const CONFIRM: Confirm = Confirm::$confirm;
            const HAS_FIELDS: bool = true;
            type Known = String;
            type Asked = String;
            type Checked = ();

            fn object(known: &String, _: &String) -> String {
                known.clone()
            }
            fn path(_: &String) -> String {
                "/sample".to_owned()
            }
            fn title(lang: Lang, known: &String) -> String {
                format!("{lang:?} {known}")
            }
            fn back(_: Lang, known: &String) -> Option<(String, String)> {
                Some((known.clone(), "/object".to_owned()))
            }
            fn read(fields: &Fields, _: Lang, _: OffsetDateTime, _: &String) -> Result<String, FieldErrors> {
                Ok(fields.get("server").to_owned())
            }
            fn changes(asked: &String, known: &String) -> Vec<Change> {
                vec![Change::new(Detail::NameServers, known.as_str(), asked.as_str())]
            }
            fn barred(_: Lang, _: OffsetDateTime, _: &String) -> Option<String> {
                None
            }
        }
    };
}

sample!(Reviewed: ChangeRegistrant, Review);
sample!(Typed: DeleteDomain, TypeTheName);
sample!(Clicked: SetRenewalPolicy, AtOnce);

fn form<F: OperationForm<Known = String>>() -> [String; 2] {
    both(|viewer| {
        let props = Props::<F> { known: EVIL.to_owned(), funds: Funds::default(), form_key: "key".to_owned() };
        page(viewer, props, &FormState::default())
    })
}

fn shown<F: OperationForm<Known = String, Asked = String, Checked = ()>>(again: Option<Again>) -> [String; 2] {
    both(|viewer| {
        let fifty = Money::from_kroner(50).ok();
        review(
            viewer,
            ReviewProps::<F> {
                known: EVIL.to_owned(),
                asked: "ns1.example.dk".to_owned(),
                checked: (),
                funds: Funds { price: fifty, balance: fifty, sees_balance: true },
                form_key: "key".to_owned(),
                token: "token".to_owned(),
                again: again.clone(),
                state: FormState::default(),
            },
        )
    })
}

#[test]
fn what_is_reviewed_is_sent_from_its_review_only() {
    for html in form::<Reviewed>() {
        assert!(html.contains("value=\"review\"") && !html.contains("value=\"send\""));
        assert!(html.contains("name=\"form_key\" value=\"key\""));
    }
    for html in shown::<Reviewed>(None) {
        assert!(html.contains("value=\"send\"") && html.contains("name=\"reviewed\" value=\"token\""));
        assert!(html.contains("href=\"/sample?form=key\"") && html.contains("<ins>ns1.example.dk</ins>"));
        assert!(html.contains("name=\"seen_price\" value=\"50.00\"") && !html.contains("name=\"typed_name\""));
    }
}

#[test]
fn what_cannot_be_taken_back_wants_the_name_and_what_can_wants_one_click() {
    for html in shown::<Typed>(None) {
        assert!(html.contains("name=\"typed_name\"") && html.contains("btn danger"));
    }
    for html in form::<Clicked>() {
        assert!(html.contains("value=\"send\"") && !html.contains("value=\"review\""));
    }
}

#[test]
fn a_review_that_is_shown_again_says_why() {
    let posted = Fields::from_pairs(vec![
        (SEEN_PRICE.to_owned(), "45.00".to_owned()),
        (SEEN.to_owned(), format!("name_servers={EVIL}2")),
    ]);
    let changes = Reviewed::changes(&"ns1.example.dk".to_owned(), &EVIL.to_owned());
    let again = Again::compare(&posted, true, Money::from_kroner(50).ok(), &changes);
    let [da, en] = shown::<Reviewed>(Some(again));
    assert!(en.contains("The price was 45.00 DKK and is 50.00 DKK now.") && en.contains("Name servers: it was"));
    assert!(da.contains("Prisen var 45,00 kr. og er nu 50,00 kr.") && da.contains("Intet er sendt."));
    let [_, first] = shown::<Reviewed>(Some(Again::default()));
    assert!(first.contains("Please review this first"));
}

#[test]
fn what_is_not_possible_has_its_reason_and_no_button() {
    for html in both(|viewer| barred::<Reviewed>(viewer, &EVIL.to_owned(), EVIL.to_owned(), true)) {
        assert!(!html.contains("value=\"send\"") && !html.contains("value=\"review\""));
        assert!(html.contains("Nothing was sent.") || html.contains("Intet er sendt."));
    }
}
