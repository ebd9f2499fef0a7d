use std::net::{IpAddr, Ipv4Addr};

use leptos::prelude::*;
use time::OffsetDateTime;

use super::form::lockout_missing;
use super::network::Network;
use super::text::T;
use ui::components::{Badge, Card, Empty, Field, Form, Moment, Note, PageHead, Submit, Table};
use ui::{FormState, Tone, Viewer, document, urls, viewer};

/// What the page about the admitted networks shows.
#[derive(Clone, Debug)]
pub struct Props {
    /// The list.
    pub entries: Vec<Entry>,
    /// The viewer's own address, as the server sees it.
    pub own_address: IpAddr,
    /// The entry whose removal was refused because `confirm_lockout` was not ticked.
    pub unconfirmed: Option<i64>,
}

impl Default for Props {
    fn default() -> Self {
        Self { entries: Vec::new(), own_address: IpAddr::V4(Ipv4Addr::UNSPECIFIED), unconfirmed: None }
    }
}

/// An admitted network.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Birk's key.
    pub id: i64,
    /// The network.
    pub network: Network,
    /// Whose it is.
    pub note: String,
    /// When it was added.
    pub added_at: OffsetDateTime,
    /// By whom: e-mail address, or `cli` for the operator.
    pub added_by: String,
}

/// Whether removing the entry `id` shuts `address` out: it is admitted now, and by no other entry. Such a removal needs
/// the field `confirm_lockout`.
pub fn locks_out(entries: &[Entry], id: i64, address: IpAddr) -> bool {
    let holds = |entry: &Entry| entry.network.contains(address);
    entries.iter().any(|entry| entry.id == id && holds(entry))
        && !entries.iter().any(|entry| entry.id != id && holds(entry))
}

/// The page `/administration/ip-whitelist`. `form` is the one that adds a network.
pub fn page(viewer: Viewer, props: Props, form: &FormState) -> String {
    let t = T(viewer.lang);
    let form = form.clone();
    document(viewer, t.title(), move || view! { <Whitelist props form/> })
}

#[component]
fn Whitelist(props: Props, form: FormState) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let lead = view! { <p class="muted">{t.lead()}</p> }.into_any();
    let refused = props.unconfirmed.and_then(|id| props.entries.iter().find(|entry| entry.id == id)).map(|entry| {
        let title = t.refused_title(&entry.network.to_string());
        let target = format!("#{}", confirm_id(entry.id));
        view! { <Note tone=Tone::Bad title live=true><p><a href=target>{lockout_missing(lang)}</a></p></Note> }
    });
    let covered = props.entries.iter().any(|entry| entry.network.contains(props.own_address));
    let own_address = props.own_address;
    view! {
        <PageHead title=t.title().to_owned() lead=lead/>
        {refused}
        <List props/>
        <Add own_address covered form/>
    }
}

#[component]
fn List(props: Props) -> impl IntoView {
    let t = T(viewer().lang);
    if props.entries.is_empty() {
        return view! { <Card title=t.list().to_owned()><Empty text=t.empty_admits_nobody()/></Card> }.into_any();
    }
    let head =
        [t.network(), t.note(), t.added(), t.removal()].map(|words| view! { {words} }.into_any()).into_iter().collect();
    let rows: Vec<_> = props
        .entries
        .iter()
        .map(|entry| {
            let own = entry.network.contains(props.own_address);
            let locks_out = locks_out(&props.entries, entry.id, props.own_address);
            let unconfirmed = props.unconfirmed == Some(entry.id);
            view! { <Line entry=entry.clone() own locks_out unconfirmed/> }.into_any()
        })
        .collect();
    view! {
        <section class="card">
            <header><h2>{t.list()}</h2></header>
            <Table caption=t.list() head rows/>
        </section>
    }
    .into_any()
}

#[component]
fn Line(entry: Entry, own: bool, locks_out: bool, unconfirmed: bool) -> impl IntoView {
    let t = T(viewer().lang);
    let everything = entry.network.is_everything().then(|| view! { <Badge text=t.everything() tone=Tone::Warn/> });
    let by = if entry.added_by == "cli" { t.by_operator().to_owned() } else { t.added_by(&entry.added_by) };
    let note = (!entry.note.is_empty()).then(|| entry.note.clone());
    let own = own.then(|| view! { <Badge text=t.yours() tone=Tone::Info/> });
    view! {
        <tr>
            <td class="nowrap"><code>{entry.network.to_string()}</code><div class="badges">{own}{everything}</div></td>
            <td data-label=t.note()>{note}</td>
            <td data-label=t.added()><Moment at=entry.added_at short=true/><small>{by}</small></td>
            <td data-label=t.removal()><Remove id=entry.id network=entry.network.to_string() locks_out unconfirmed/></td>
        </tr>
    }
}

fn confirm_id(id: i64) -> String {
    format!("confirm-lockout-{id}")
}

#[component]
fn Remove(id: i64, network: String, locks_out: bool, unconfirmed: bool) -> impl IntoView {
    let viewer = viewer();
    let t = T(viewer.lang);
    let confirm = locks_out.then(|| {
        let (box_id, error_id) = (confirm_id(id), format!("{}-error", confirm_id(id)));
        let invalid = unconfirmed.then_some("true");
        let hint = format!("{box_id}-hint");
        let described = if unconfirmed { format!("{hint} {error_id}") } else { hint };
        let error = unconfirmed.then(|| view! { <span class="err" id=error_id>{t.lockout_missing()}</span> });
        view! {
            <div class="field">
                <span class="hint" id=format!("{box_id}-hint")>{t.lockout_warning()}</span>
                <label class="choice" for=box_id.clone()>
                    <input type="checkbox" id=box_id.clone() name="confirm_lockout" value="1" aria-invalid=invalid aria-describedby=described/>
                    <span>{t.lockout_confirm()}</span>
                </label>
                {error}
            </div>
        }
    });
    view! {
        <form method="post" action=urls::ip_whitelist_remove(id) class="row-form" novalidate=true>
            <input type="hidden" name="csrf_token" value=viewer.csrf.clone()/>
            {confirm}
            <button class="btn danger" data-once="">{t.remove()}<span class="vh">{t.remove_this(&network)}</span></button>
        </form>
    }
}

#[component]
fn Add(own_address: IpAddr, covered: bool, form: FormState) -> impl IntoView {
    let t = T(viewer().lang);
    let own = own_address.to_canonical().to_string();
    let help = if covered {
        view! { " "{t.your_address_covered()} }.into_any()
    } else {
        let href = urls::with_query(urls::IP_WHITELIST, &[("network", &own)]);
        view! { " "<a href=href>{t.add_yours()}</a> }.into_any()
    };
    view! {
        <Card title=t.add().to_owned() pad=true>
            <p>{t.your_address(&own)}{help}</p>
            <Form action=urls::IP_WHITELIST.to_owned() state=form>
                <div class="two">
                    <Field name="network" label=t.network_label() hint=t.network_hint().to_owned() maxlength=64_u16/>
                    <Field name="note" label=t.note_label() hint=t.note_hint().to_owned() optional=true maxlength=100_u16/>
                </div>
                <div class="actions"><Submit text=t.add_button()/></div>
            </Form>
        </Card>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_network_that_holds_an_address_locks_it_out() {
        let entry = |id, network: &str| Entry {
            id,
            network: network.parse().unwrap(),
            note: String::new(),
            added_at: OffsetDateTime::UNIX_EPOCH,
            added_by: String::new(),
        };
        let address: IpAddr = "192.0.2.9".parse().unwrap();
        let one = [entry(1, "192.0.2.0/24"), entry(2, "203.0.113.0/24")];
        assert!(locks_out(&one, 1, address));
        assert!(!locks_out(&one, 2, address), "it does not hold the address");
        assert!(!locks_out(&one, 3, address), "there is no such entry");
        let two = [entry(1, "192.0.2.0/24"), entry(2, "192.0.2.9")];
        assert!(!locks_out(&two, 1, address) && !locks_out(&two, 2, address));
    }
}
