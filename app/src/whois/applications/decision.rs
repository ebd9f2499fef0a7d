//! What only a person can settle: the question, the form and reading it.

use dk::Handle;
use leptos::prelude::*;

use super::text::D;
use crate::components::{Card, Choice, CopyText, Field, Form, RadioGroup, Submit};
use crate::form::{FieldErrors, Fields, FormState, Reader};
use crate::render::viewer;
use crate::{Lang, explain, urls};

/// What Birk cannot find out by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Question {
    /// Whether a contact was created that was to be created even if an equal one exists (`force`): contacts cannot be listed,
    /// and every attempt makes another one.
    ForcedContact,
    /// Whether the application reached the registry: the name is in other hands, and no message has explained it.
    DomainInOtherHands,
    /// Something else.
    Other,
}

/// A person's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The registry carried it out.
    Executed {
        /// The contact that was created; always given for [`Question::ForcedContact`].
        handle: Option<Handle>,
    },
    /// The registry did not: it is sent again, as the same operation.
    NotExecuted,
    /// It is not wanted any more: nothing is sent.
    GiveUp,
}

/// Reads the answer to `question`.
///
/// # Errors
/// What is wrong, in `lang`.
pub fn parse(fields: &Fields, lang: Lang, question: Question) -> Result<Decision, FieldErrors> {
    let mut form = Reader::new(fields, lang);
    let word = form.choice("decision", |word| match word {
        "executed" | "not_executed" | "give_up" => Some(word.to_owned()),
        _ => None,
    });
    let decision = match word.as_deref() {
        Some("executed") if question == Question::ForcedContact => form
            .parse("handle", Handle::parse, |error| explain::handle(lang, &error))
            .map(|handle| Decision::Executed { handle: Some(handle) }),
        Some("executed") => Some(Decision::Executed { handle: None }),
        Some("not_executed") => Some(Decision::NotExecuted),
        Some(_) => Some(Decision::GiveUp),
        None => None,
    };
    form.finish(decision)
}

/// The question with every answer explained. Who may not answer reads whom to ask.
#[component]
pub(super) fn DecisionCard(
    id: String,
    question: Question,
    cl_trid: Option<String>,
    may_decide: bool,
    state: FormState,
) -> impl IntoView {
    let t = D(viewer().lang);
    let (ask, executed, executed_hint, how) = match question {
        Question::ForcedContact => (t.contact(), t.contact_executed(), t.contact_executed_hint(), t.contact_how()),
        Question::DomainInOtherHands => (t.domain(), t.domain_executed(), t.domain_executed_hint(), t.domain_how()),
        Question::Other => (t.other(), t.domain_executed(), t.domain_executed_hint(), t.other_how()),
    };
    let cl_trid = cl_trid.map(|text| view! { <p>"clTRID "<CopyText text/></p> });
    if !may_decide {
        return view! { <Card title=t.title().to_owned() pad=true><p>{ask}</p><p>{t.ask_somebody()}</p></Card> }
            .into_any();
    }
    let choices = vec![
        Choice::new("executed", executed).hint(executed_hint),
        Choice::new("not_executed", t.not_executed()).hint(t.not_executed_hint()),
        Choice::new("give_up", t.give_up()).hint(t.give_up_hint()),
    ];
    let handle = (question == Question::ForcedContact).then(
        || view! { <Field name="handle" label=t.handle() hint=t.handle_hint() depends=true autocomplete="off"/> },
    );
    view! {
        <Card title=t.title().to_owned() pad=true>
            <p>{ask}</p>
            <p>{how}</p>
            {cl_trid}
            <Form action=urls::application_decision(&id) state id="decision">
                <RadioGroup name="decision" label=t.what_happened() choices/>
                {handle}
                <div class="actions"><Submit text=t.save()/></div>
            </Form>
        </Card>
    }
    .into_any()
}
