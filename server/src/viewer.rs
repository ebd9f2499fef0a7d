//! Who is looking: read anew for every request, so that roles, disabling, password and allowlist changes hold at once.

use std::net::IpAddr;

use dk::{MetaRole, MetaRoles, Money};
use ipnetwork::IpNetwork;
use time::OffsetDateTime;
use ui::{Lang, Theme};

use crate::access::{Nav, NavCount, Row, TABLE, Tab};
use crate::auth::session::SignIn;
use crate::db::{AccountId, Tx, UserId};

/// A signed-in user with their account, as of this request.
#[derive(Clone, Debug)]
pub struct Who {
    /// The user.
    pub user: UserId,
    /// The account.
    pub account: AccountId,
    /// When they signed in.
    pub began: OffsetDateTime,
    /// E-mail address: the user name.
    pub email: String,
    /// Name.
    pub name: String,
    /// Language of the pages.
    pub lang: Lang,
    /// Light, dark, or as the system.
    pub theme: Theme,
    /// What they may do.
    pub roles: MetaRoles,
    /// REG-handle.
    pub account_handle: String,
    /// The account's name.
    pub account_name: String,
    /// The account's default for automatic renewal.
    pub renews_by_default: bool,
    /// Whether Birk may acknowledge poll messages.
    pub owns_queue: bool,
    /// Last known balance.
    pub balance: Option<Money>,
    /// Applications under way.
    pub applications: u64,
    /// Messages nobody has handled.
    pub messages: u64,
}

impl Who {
    /// Whether they have `role`.
    pub fn is(&self, role: MetaRole) -> bool {
        self.roles.contains(role)
    }
}

/// What reading the viewer found.
#[derive(Debug)]
pub enum Found {
    /// All is well.
    Welcome(Box<Who>),
    /// The account's allowlist does not hold the address.
    AddressRefused {
        /// The user's language.
        lang: Lang,
        /// Their e-mail address.
        email: String,
    },
    /// Disabled, or the password changed since: the session is over.
    Over,
}

/// Reads the user, the account, the allowlist's answer and the numbers of the navigation: one query.
///
/// # Errors
/// Where the database refuses.
pub async fn read(tx: &mut Tx, sign_in: &SignIn, address: IpAddr) -> sqlx::Result<Found> {
    let row = sqlx::query!(
        r#"select u.email, u.name, u.language, u.theme, u.meta_roles, u.disabled_at is not null as "disabled!",
               u.password_changed_at, a.handle, a.name as account_name, a.renews_by_default,
               a.queue_owned_since is not null as "owns_queue!",
               exists (select 1 from allowlist_entry e where e.network >>= $2) as "admitted!",
               (select count(*) from operation o where o.kind = 'domain.create'
                    and o.state in ('planned', 'sent', 'pending', 'uncertain')) as "applications!",
               (select count(*) from poll_message m where m.handled_at is null) as "messages!",
               (select b.balance from balance_seen b order by b.balance_id desc limit 1) as balance
           from portal_user u join account a using (account_id) where u.user_id = $1"#,
        sign_in.user.0,
        IpNetwork::from(address)
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else { return Ok(Found::Over) };
    if row.disabled || row.password_changed_at > sign_in.began {
        return Ok(Found::Over);
    }
    let lang = Lang::from_code(&row.language).unwrap_or(Lang::Da);
    if !row.admitted {
        return Ok(Found::AddressRefused { lang, email: row.email });
    }
    Ok(Found::Welcome(Box::new(Who {
        user: sign_in.user,
        account: sign_in.account,
        began: sign_in.began,
        email: row.email,
        name: row.name,
        lang,
        theme: theme_of(&row.theme),
        roles: row.meta_roles.iter().filter_map(|role| role.parse().ok()).collect(),
        account_handle: row.handle,
        account_name: row.account_name,
        renews_by_default: row.renews_by_default,
        owns_queue: row.owns_queue,
        balance: row.balance.and_then(|balance| Money::from_decimal(balance).ok()),
        applications: u64::try_from(row.applications).unwrap_or(0),
        messages: u64::try_from(row.messages).unwrap_or(0),
    })))
}

/// Whether `address` may sign in to the account of `tx`. An empty list admits nobody.
///
/// # Errors
/// Where the database refuses.
pub async fn admits(tx: &mut Tx, address: IpAddr) -> sqlx::Result<bool> {
    let row = sqlx::query!(
        r#"select exists (select 1 from allowlist_entry where network >>= $1) as "admitted!""#,
        IpNetwork::from(address)
    );
    Ok(row.fetch_one(&mut **tx).await?.admitted)
}

/// The theme of the database's word; what is unknown follows the system.
pub fn theme_of(word: &str) -> Theme {
    match word {
        "light" => Theme::Light,
        "dark" => Theme::Dark,
        _ => Theme::System,
    }
}

/// The database's word for a theme.
pub fn theme_word(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "system",
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}

/// The navigation for `who` on the page of `current`: the table's rows, filtered; a tab leads to its first page.
pub fn navigation(who: &Who, current: &Row) -> Vec<ui::NavTab> {
    let current_tab = current.nav.map(|nav| nav.tab).or_else(|| tab_of_path(current.path));
    [Tab::Whois, Tab::Administration, Tab::Prepaid]
        .into_iter()
        .filter_map(|tab| {
            let items: Vec<_> = TABLE
                .iter()
                .filter(|row| row.admits(who.roles))
                .filter_map(|row| row.nav.filter(|nav| nav.tab == tab).map(|nav| item(who, row, nav, current)))
                .collect();
            let href = items.first()?.href.clone();
            Some(ui::NavTab {
                label: ui::layout::tab_label(tab_key(tab), who.lang).to_owned(),
                href,
                current: current_tab == Some(tab),
                items,
            })
        })
        .collect()
}

fn tab_key(tab: Tab) -> ui::layout::TabKey {
    match tab {
        Tab::Whois => ui::layout::TabKey::Whois,
        Tab::Administration => ui::layout::TabKey::Administration,
        Tab::Prepaid => ui::layout::TabKey::Prepaid,
    }
}

fn item(who: &Who, row: &Row, nav: Nav, current: &Row) -> ui::NavItem {
    let (count, urgent) = match nav.count {
        NavCount::None => (None, false),
        NavCount::Applications => (Some(who.applications).filter(|count| *count > 0), false),
        NavCount::Messages => (Some(who.messages).filter(|count| *count > 0), true),
    };
    ui::NavItem {
        label: (nav.label)(who.lang).to_owned(),
        href: row.path.to_owned(),
        current: belongs(current, row),
        count,
        urgent,
    }
}

/// Whether the page of `current` stands under the navigation entry `entry`.
fn belongs(current: &Row, entry: &Row) -> bool {
    current.path == entry.path || current.path.strip_prefix(entry.path).is_some_and(|rest| rest.starts_with("/{"))
}

fn tab_of_path(path: &str) -> Option<Tab> {
    let under = |prefix: &str| path.starts_with(prefix);
    if under("/administration") {
        Some(Tab::Administration)
    } else if under("/prepaid") {
        Some(Tab::Prepaid)
    } else if ["/whois", "/portfolio", "/applications", "/operations", "/messages"].into_iter().any(under) {
        Some(Tab::Whois)
    } else {
        None
    }
}
