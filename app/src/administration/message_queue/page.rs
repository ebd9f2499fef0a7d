use leptos::prelude::*;
use time::OffsetDateTime;

use super::text::T;
use ui::components::{Badge, Card, Checkbox, Fact, Facts, Form, Moment, PageHead, Submit};
use ui::{FormState, Tone, Viewer, document, local, urls, viewer};

/// What the page about the queue shows.
#[derive(Clone, Debug, Default)]
pub struct Props {
    /// Since when Birk owns the queue; none where it does not.
    pub owned: Option<Owned>,
    /// When Birk last read a message from the queue.
    pub last_poll_at: Option<OffsetDateTime>,
    /// Messages that Birk has read and not acknowledged.
    pub unacknowledged: u64,
}

/// Since when Birk owns the queue, and who said so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owned {
    /// Since.
    pub since: OffsetDateTime,
    /// E-mail address, or who else decided.
    pub by: String,
}

/// The page `/administration/message-queue`.
pub fn page(viewer: Viewer, props: Props, form: &FormState) -> String {
    let t = T(viewer.lang);
    let form = form.clone();
    document(viewer, t.title(), move || view! { <Queue props form/> })
}

#[component]
fn Queue(props: Props, form: FormState) -> impl IntoView {
    let t = T(viewer().lang);
    let owned = props.owned.is_some();
    let lead = view! { <p>{t.lead()}</p> }.into_any();
    view! {
        <PageHead title=t.title().to_owned() lead=lead/>
        <State props/>
        <Decision owned form/>
    }
}

#[component]
fn State(props: Props) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let owner = match props.owned {
        Some(owned) => {
            let since = t.since_by(&local::date_time(lang, owned.since), &owned.by);
            view! { <Badge text=t.owned() tone=Tone::Ok/><small>{since}</small> }.into_any()
        }
        None => view! { <Badge text=t.not_owned() tone=Tone::Warn/> }.into_any(),
    };
    let last = match props.last_poll_at {
        Some(at) => view! { <Moment at/> }.into_any(),
        None => view! { {t.never()} }.into_any(),
    };
    let waiting = match props.unacknowledged {
        0 => t.waiting_none().to_owned(),
        count => local::number(lang, count),
    };
    let aside = view! { <a href=urls::MESSAGES>{t.messages()}</a> }.into_any();
    view! {
        <Card title=t.state().to_owned() aside>
            <Facts>
                <Fact label=t.owner()>{owner}</Fact>
                <Fact label=t.last_poll()>{last}</Fact>
                <Fact label=t.waiting()>{waiting}</Fact>
            </Facts>
        </Card>
    }
}

#[component]
fn Decision(owned: bool, form: FormState) -> impl IntoView {
    let t = T(viewer().lang);
    let (title, consequence, confirm, button, kind, next) = if owned {
        (t.give_title(), t.give_consequence(), t.give_confirm(), t.give(), "danger", "no")
    } else {
        (t.take_title(), t.take_consequence(), t.take_confirm(), t.take(), "primary", "yes")
    };
    view! {
        <Card title=title.to_owned() pad=true>
            <p>{consequence}</p>
            <Form action=urls::MESSAGE_QUEUE.to_owned() state=form>
                <input type="hidden" name="owned" value=next/>
                <Checkbox name="confirm" label=confirm/>
                <div class="actions"><Submit text=button kind/></div>
            </Form>
        </Card>
    }
}
