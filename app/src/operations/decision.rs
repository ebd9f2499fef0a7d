//! What only a person can settle: the question, the form and reading it.

use dk::{Act, Handle, MetaRoles};
use leptos::prelude::*;

use super::decision_text::D;
use super::object::Object;
use ui::components::{Card, Choice, CopyText, Fact, Facts, Field, Form, RadioGroup, Submit};
use ui::{FieldErrors, Fields, FormState, Lang, Reader, explain, roles, urls, viewer};

/// What Birk cannot find out by itself: the journal's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Question {
    /// Whether a contact was created that was to be created even if an equal one exists (`force`): contacts cannot be listed,
    /// and every attempt makes another one.
    ForcedContact,
    /// Whether a contact was created of which an equal one is used: it was sent again without a usable answer, and may be
    /// sent again safely.
    UnansweredContact,
    /// Whether an application reached the registry: the name is in other hands, and no message has explained it.
    DomainInOtherHands,
    /// What became of something that was accepted: its message is overdue, and the registry no longer shows it.
    MessageMissing,
    /// Whether it was carried out and decided meanwhile: only the message queue tells, which Birk may not read.
    QueueNotOwned,
    /// What a message says about it that Birk could not apply.
    FlaggedMessage,
    /// Whether a name was registered by its application: it is the account's own, but with another registrant.
    AnotherRegistrant,
    /// What became of it: an hour has passed without knowing.
    UnknownOutcome,
    /// Something else.
    Other,
}

impl Question {
    /// Every one.
    pub const ALL: [Self; 9] = [
        Self::ForcedContact,
        Self::UnansweredContact,
        Self::DomainInOtherHands,
        Self::MessageMissing,
        Self::QueueNotOwned,
        Self::FlaggedMessage,
        Self::AnotherRegistrant,
        Self::UnknownOutcome,
        Self::Other,
    ];

    /// Reads the journal's word.
    pub fn from_word(word: &str) -> Self {
        match word {
            "contact_force" => Self::ForcedContact,
            "contact_unanswered" => Self::UnansweredContact,
            "domain_in_other_hands" => Self::DomainInOtherHands,
            "message_missing" => Self::MessageMissing,
            "queue_not_owned" => Self::QueueNotOwned,
            "flagged_message" => Self::FlaggedMessage,
            "domain_with_another_registrant" => Self::AnotherRegistrant,
            "unknown_outcome" => Self::UnknownOutcome,
            _ => Self::Other,
        }
    }
}

/// A question, and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The question.
    pub question: Question,
    /// The new contact, where it is about the creation of one.
    pub contact: Option<WantedContact>,
    /// Whether the registry has accepted it already: then it is never sent again.
    pub accepted: bool,
    /// The client transaction id of what it is about.
    pub cl_trid: String,
}

/// A new contact that was asked for. Empty texts are not known or were not given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WantedContact {
    /// Whether the registry uses an equal one that exists (`auto`): then sending it again makes no double.
    pub reused: bool,
    /// Name.
    pub name: String,
    /// Organisation.
    pub organisation: String,
    /// Lines of the street address.
    pub street: Vec<String>,
    /// Postal code.
    pub postal_code: String,
    /// City.
    pub city: String,
    /// ISO 3166 code.
    pub country: String,
    /// Electronic mail.
    pub email: String,
}

impl Asked {
    /// Whether it may be sent again without any harm.
    pub(super) fn is_repeatable(&self) -> bool {
        self.contact.as_ref().is_some_and(|contact| contact.reused)
    }
}

/// A person's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The registry carried it out.
    Executed {
        /// The contact that was created; always given for a contact.
        handle: Option<Handle>,
    },
    /// The registry did not: it is sent again, as the same operation.
    NotExecuted,
    /// It came to nothing, or is not wanted any more: nothing is sent.
    GiveUp,
}

/// Reads the answer to `asked`: `executed`, `not_executed` (it is sent again, so not for what was accepted) or `give_up`.
///
/// # Errors
/// What is wrong, in `lang`.
pub fn parse(fields: &Fields, lang: Lang, asked: &Asked) -> Result<Decision, FieldErrors> {
    let mut form = Reader::new(fields, lang);
    let word = form.choice("decision", |word| match word {
        "not_executed" if asked.accepted => None,
        "executed" | "not_executed" | "give_up" => Some(word.to_owned()),
        _ => None,
    });
    let decision = match word.as_deref() {
        Some("executed") if asked.contact.is_some() => form
            .parse("handle", Handle::parse, |error| explain::handle(lang, &error))
            .map(|handle| Decision::Executed { handle: Some(handle) }),
        Some("executed") => Some(Decision::Executed { handle: None }),
        Some("not_executed") => Some(Decision::NotExecuted),
        Some(_) => Some(Decision::GiveUp),
        None => None,
    };
    form.finish(decision)
}

impl WantedContact {
    /// The organisation, or the person.
    pub(super) fn called(&self) -> String {
        if self.organisation.is_empty() { self.name.clone() } else { self.organisation.clone() }
    }
}

/// The question with every answer explained. Who may not answer reads whom to ask.
#[component]
pub(super) fn DecisionCard(
    id: String,
    object: Object,
    act: Option<Act>,
    asked: Asked,
    /// The act whose meta-roles may answer.
    settled_like: Option<Act>,
    may_decide: bool,
    /// The page's version, so that an answer to an older question is known as such.
    version: String,
    state: FormState,
) -> impl IntoView {
    let lang = viewer().lang;
    let t = D(lang);
    let (ask, how) = words(t, &asked, act);
    if !may_decide {
        let whom = whom_to_ask(lang, settled_like);
        return view! { <Card title=t.title().to_owned() pad=true><p>{ask}</p><p>{whom}</p></Card> }.into_any();
    }
    let contact = asked.contact.clone().map(|contact| {
        view! { <p><b>{t.asked_contact()}</b></p><ContactFacts contact/> }
    });
    let named = asked.contact.is_some();
    view! {
        <Card title=t.title().to_owned() pad=true>
            <p>{ask}</p>
            <p>{how}</p>
            {contact}
            <Places asked=asked.clone() object/>
            <p>"clTRID "<CopyText text=asked.cl_trid.clone()/></p>
            <Form action=urls::operation_decision(&id) state id="decision">
                <input type="hidden" name="version" value=version/>
                <RadioGroup name="decision" label=t.what_happened() choices=choices(t, &asked, act)/>
                // Within the form, which has its value and its error.
                {named.then(|| view! {
                    <Field name="handle" label=t.handle() hint=t.handle_hint() depends=true autocomplete="off"/>
                })}
                <div class="actions"><Submit text=t.save()/></div>
            </Form>
        </Card>
    }
    .into_any()
}

/// Which colleague may answer, for a viewer who may not.
fn whom_to_ask(lang: Lang, act: Option<Act>) -> String {
    let t = D(lang);
    match act.map(Act::portal_roles) {
        None => t.ask_nobody().to_owned(),
        Some(MetaRoles::ALL) => t.ask_anybody().to_owned(),
        Some(may) => {
            let names: Vec<_> = may.iter().map(|role| roles::name(lang, role)).collect();
            t.ask_somebody(&names.join(" / "))
        }
    }
}

/// The contact that was asked for.
#[component]
pub(super) fn ContactFacts(contact: WantedContact) -> impl IntoView {
    let lang = viewer().lang;
    let t = D(lang);
    let line =
        |label: &'static str, text: String| (!text.is_empty()).then(|| view! { <Fact label>{text}</Fact> }).into_any();
    let country = if contact.country.is_empty() { String::new() } else { explain::country(lang, &contact.country) };
    let city = [contact.postal_code, contact.city].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
    let email =
        (!contact.email.is_empty()).then(|| view! { <Fact label=t.email()><CopyText text=contact.email/></Fact> });
    view! {
        <Facts>
            {line(t.name(), contact.name)}
            {line(t.organisation(), contact.organisation)}
            {line(t.street(), contact.street.join(", "))}
            {line(t.city(), city.join(" "))}
            {line(t.country(), country)}
            {email}
        </Facts>
    }
}

/// The question, and how to find the answer. What costs nothing leaves no trace on the statement.
fn words(t: D, asked: &Asked, act: Option<Act>) -> (&'static str, &'static str) {
    let charged = act.is_some_and(|act| act.charge().is_some());
    let how = |paid: &'static str, free: &'static str| if charged { paid } else { free };
    match asked.question {
        Question::FlaggedMessage => (t.flagged(), t.flagged_how()),
        Question::UnansweredContact => (t.unanswered(), t.unanswered_how()),
        _ if asked.is_repeatable() => (t.unanswered(), t.unanswered_how()),
        Question::ForcedContact => (t.contact(), t.contact_how()),
        Question::UnknownOutcome if asked.contact.is_some() => (t.contact(), t.contact_how()),
        Question::DomainInOtherHands => (t.domain(), t.statement_how()),
        Question::MessageMissing => (t.message_missing(), how(t.message_missing_how(), t.message_elsewhere_how())),
        Question::QueueNotOwned => (t.queue(), how(t.queue_how(), t.queue_elsewhere_how())),
        Question::AnotherRegistrant => (t.registrant(), t.registrant_how()),
        Question::UnknownOutcome => (t.unknown(), how(t.statement_how(), t.shown_how())),
        Question::Other => (t.other(), t.other_how()),
    }
}

/// Where to look for the answer within Birk.
#[component]
fn Places(asked: Asked, object: Object) -> impl IntoView {
    let t = D(viewer().lang);
    let link = |words: String, href: String| view! { <li><a href=href>{words}</a></li> }.into_any();
    let flagged = (asked.question == Question::FlaggedMessage)
        .then(|| link(t.to_flagged().to_owned(), urls::with_query(urls::MESSAGES, &[("show", "flagged")])));
    // Where it is not known whether a contact exists, there is nothing to show of it.
    let known = object.href().filter(|_| asked.contact.is_none());
    let messages = known.is_some().then(|| {
        let all = urls::with_query(urls::MESSAGES, &[("show", "all"), ("q", &object.name)]);
        link(t.to_messages(&object.name), all)
    });
    let page = known.map(|href| link(t.to_object(&object.name), href));
    let places: Vec<_> = flagged.into_iter().chain(page).chain(messages).collect();
    (!places.is_empty()).then(|| view! { <ul class="plain">{places}</ul> })
}

/// The answers, and what each of them does.
fn choices(t: D, asked: &Asked, act: Option<Act>) -> Vec<Choice> {
    let registration = act == Some(Act::CreateDomain);
    let executed = if asked.contact.is_some() {
        Choice::new("executed", t.contact_executed()).hint(t.contact_executed_hint())
    } else if registration {
        Choice::new("executed", t.domain_executed()).hint(t.domain_executed_hint())
    } else {
        Choice::new("executed", t.executed()).hint(t.executed_hint())
    };
    if asked.accepted {
        let hint = if registration { t.domain_nothing_hint() } else { t.nothing_hint() };
        return vec![executed, Choice::new("give_up", t.nothing()).hint(hint)];
    }
    let again = if asked.is_repeatable() {
        Choice::new("not_executed", t.send_again()).hint(t.send_again_hint())
    } else {
        Choice::new("not_executed", t.not_executed()).hint(t.not_executed_hint())
    };
    let give_up = match &asked.contact {
        Some(contact) if contact.reused => Choice::new("give_up", t.not_wanted()).hint(t.give_up_reused_hint()),
        Some(_) => Choice::new("give_up", t.give_up()).hint(t.give_up_contact_hint()),
        None => Choice::new("give_up", t.give_up()).hint(t.give_up_hint()),
    };
    vec![executed, again, give_up]
}
