//! Registrar accounts: money, settings, statement.

use super::html::{Esc, form, link, query, table, when};
use super::objects::{AccountView, EntryView};
use crate::world::contact::Responsible;

/// Lines of a statement on the page, the latest first.
const LINES: usize = 100;

/// An account at a glance.
pub(super) fn section(account: &AccountView, back: &str) -> String {
    let users: String = account
        .service_users
        .iter()
        .map(|user| {
            let roles: Vec<_> = user.roles.iter().map(|role| role.as_str().replace('_', " ")).collect();
            let state = if user.enabled { "" } else { " (disabled)" };
            format!("<dt>{}</dt><dd>{}{state}</dd>", Esc(&user.id), Esc(roles.join(", ")))
        })
        .collect();
    let networks: Vec<_> = account.allowlist.iter().map(ToString::to_string).collect();
    let fields = "<label>Amount in DKK, negative to take out<input name=\"amount\" required inputmode=\"decimal\" \
        placeholder=\"500.00\" size=\"12\"></label><button>Pay in</button>";
    format!(
        "<section><h2>{name}</h2><p class=\"big\">{balance} DKK</p>{fill}<dl><dt>Account</dt><dd>{link}</dd><dt>Messages</dt>\
         <dd>{messages}</dd><dt>Renews names</dt><dd>{renews}</dd><dt>Verifies contacts</dt><dd>the {verifies}</dd>\
         <dt>Allowlist</dt><dd>{networks}</dd><dt>Sessions at most</dt><dd>{limit}</dd>{users}</dl></section>",
        name = Esc(&account.name),
        balance = Esc(account.balance),
        fill = form(&format!("/accounts/{}/fill", query(&account.handle)), back, fields),
        link = link("/accounts", &account.handle),
        messages = account.messages,
        renews = if account.auto_renew { "by itself" } else { "only when told" },
        verifies = account.verification.word(),
        networks = Esc(networks.join(", ")),
        limit = account.session_limit,
    )
}

/// The account's page.
pub(super) fn page(account: &AccountView, statement: &[EntryView]) -> String {
    let path = format!("/accounts/{}", query(&account.handle));
    let rows: Vec<Vec<String>> = statement.iter().rev().take(LINES).map(line).collect();
    let statement = table("Statement", &["When", "What for", "Domain", "Amount in DKK", "Balance"], &rows);
    format!(
        "{}<section><h2>Settings</h2>{}</section><section><h2>Statement</h2>{statement}</section>",
        section(account, &path),
        settings(account, &path)
    )
}

fn line(entry: &EntryView) -> Vec<String> {
    let word = serde_json::to_value(entry.purpose).ok();
    let purpose = word.as_ref().and_then(|word| word.as_str()).unwrap_or_default().replace('_', " ");
    let domain = entry.domain.as_ref().map(|name| link("/domains", name)).unwrap_or_default();
    let number = |amount: dk::Money| format!("<span class=\"number\">{}</span>", Esc(amount));
    vec![when(entry.at), Esc(purpose).to_string(), domain, number(entry.amount), number(entry.balance)]
}

fn settings(account: &AccountView, path: &str) -> String {
    let select = |label: &str, name: &str, options: [(&str, &str, bool); 2]| {
        let options = options.map(|(value, text, chosen)| {
            let chosen = if chosen { " selected" } else { "" };
            format!("<option value=\"{value}\"{chosen}>{text}</option>")
        });
        format!("<label>{label}<select name=\"{name}\">{}</select></label>", options.concat())
    };
    let by_registry = account.verification == Responsible::Registry;
    let renewal = [("true", "by themselves", account.auto_renew), ("false", "only when told", !account.auto_renew)];
    let verification = [("registry", "the registry", by_registry), ("registrar", "the registrar", !by_registry)];
    let networks: Vec<_> = account.allowlist.iter().map(ToString::to_string).collect();
    let inside = [
        select("New names renew", "auto_renew", renewal),
        select("Contacts are verified by", "verification", verification),
        format!(
            "<label>Sessions at most<input name=\"session_limit\" inputmode=\"numeric\" size=\"4\" value=\"{}\"></label>",
            account.session_limit
        ),
        format!("<label>Allowlist<input name=\"allowlist\" size=\"32\" value=\"{}\"></label>", Esc(networks.join(" "))),
        "<button>Change</button>".to_owned(),
    ];
    form(&format!("{path}/settings"), path, &inside.concat())
}
