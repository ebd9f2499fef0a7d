//! Register domain name: what is typed, reading it, and what the review shows of it. The rest is the
//! [flow](crate::flow) of every operation.

mod accepted;
mod availability;
mod contact;
mod contact_fields;
mod form;
mod known;
mod needed;
mod page;
mod props;
mod registrant_fields;
mod review;
mod summary;
#[cfg(test)]
mod tests;
mod text;
mod wrong;

pub use accepted::Acceptance;
pub use availability::Availability;
pub use contact::{ContactMode, NewContact};
pub use form::{Registrant, Request, parse};
pub use known::KnownContact;
pub use props::Props;

use dk::{Act, Change, Detail};
use leptos::prelude::AnyView;
use time::OffsetDateTime;
use ui::{FieldErrors, Fields, FormState, Lang, urls};

use crate::flow::{Confirm, OperationForm};

/// The words in the navigation.
pub fn nav_label(lang: Lang) -> &'static str {
    text::T(lang).title()
}

/// The page of registering.
#[derive(Clone, Copy, Debug)]
pub struct RegisterForm;

impl OperationForm for RegisterForm {
    const ACT: Act = Act::CreateDomain;
    const CONFIRM: Confirm = Confirm::Review;
    const HAS_FIELDS: bool = true;
    const FROM_LINK: &'static [&'static str] = &["domain_name", "registrant_handle"];
    type Known = Props;
    type Asked = Request;
    type Checked = Availability;

    fn object(_: &Props, asked: &Request) -> String {
        asked.domain.unicode().to_owned()
    }

    fn path(_: &Props) -> String {
        urls::REGISTER.to_owned()
    }

    fn title(lang: Lang, _: &Props) -> String {
        text::T(lang).title().to_owned()
    }

    fn back(_: Lang, _: &Props) -> Option<(String, String)> {
        None
    }

    fn fields(_: Lang, known: &Props, state: &FormState) -> AnyView {
        page::fields(known.clone(), state)
    }

    fn prefilled(state: FormState, known: &Props) -> FormState {
        page::with_defaults(state, known)
    }

    fn read(fields: &Fields, lang: Lang, now: OffsetDateTime, known: &Props) -> Result<Request, FieldErrors> {
        let request = parse(fields, lang, now, known.auto_renew_default)?;
        match &known.registrant {
            Some(contact) => known::check_registrant(contact, lang).map(|()| request),
            None => Ok(request),
        }
    }

    fn changes(asked: &Request, _: &Props) -> Vec<Change> {
        let registrant = match &asked.registrant {
            Registrant::Handle(handle) => handle.to_string(),
            Registrant::New(contact) => contact.display_name().to_owned(),
        };
        let lines = |items: &mut dyn Iterator<Item = String>| items.collect::<Vec<_>>().join("\n");
        let hosts = lines(&mut asked.name_servers.as_slice().iter().map(|host| host.unicode().to_owned()));
        let ds = lines(&mut asked.ds.iter().map(ToString::to_string));
        let new = |of, after: String| Change::new(of, "", after);
        let all = [
            new(Detail::Registrant, registrant),
            new(Detail::NameServers, hosts),
            new(Detail::Ds, ds),
            new(Detail::AutoRenew, asked.auto_renew.to_string()),
        ];
        all.into_iter().filter(|change| !change.is_none()).collect()
    }

    fn reviewed(_: Lang, asked: &Request, known: &Props, availability: &Availability) -> AnyView {
        review::content(asked, known, availability)
    }

    fn is_pointless(asked: &Request, availability: &Availability) -> bool {
        !availability.may_be_applied_for(asked.authorization_code.is_some())
    }

    fn barred(_: Lang, _: OffsetDateTime, _: &Props) -> Option<String> {
        None
    }
}
