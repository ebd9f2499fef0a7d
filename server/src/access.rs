//! THE access table: every route of the portal, who may use it, and what it may touch.
//!
//! The router can mount nothing that has no row here, the navigation is filtered from it, `access.golden` shows it, and a
//! test calls every row as every role, as a stranger, and as a user of another account.

use dk::MetaRole::{Administrator, Payer};
use dk::{Act, MetaRole, MetaRoles};
use ui::Lang;

/// One feature: a type of its own, so that a [`crate::context::Ctx`] can prove which one was allowed.
pub trait Feature: Send + Sync + 'static {
    /// Its row.
    const ROW: Row;
}

/// A feature by POST: the others read, and cannot begin a change ([`crate::context::Ctx::change`]).
pub trait Posts: Feature {}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The feature's name, also the action's name in the audit log.
    pub name: &'static str,
    /// The method.
    pub method: Verb,
    /// The path, with `{…}` for what varies.
    pub path: &'static str,
    /// Who may.
    pub who: Who,
    /// Whose objects the path may name.
    pub scope: Scope,
    /// What it does at the registry.
    pub registry: AtRegistry,
    /// Followed by a page that stands open: that is no sign of anybody being there, so the session does not live on by it.
    pub watches: bool,
    /// Needs a sign-in of the last [`FRESH_FOR_MINUTES`] minutes.
    pub fresh: bool,
    /// Its place in the navigation.
    pub nav: Option<Nav>,
}

/// How long a sign-in counts as fresh.
pub const FRESH_FOR_MINUTES: i64 = 15;

/// The methods there are: reading, and everything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// GET, and HEAD with it.
    Get,
    /// POST.
    Post,
}

impl Verb {
    /// As in HTTP.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// Who may use a feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anybody, signed in or not.
    Anyone,
    /// Every signed-in user.
    SignedIn,
    /// Signed-in users with at least one of these meta-roles.
    Roles(MetaRoles),
}

/// Whose objects a path may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The path names no object.
    None,
    /// The account's own; another account's answers 404.
    Own,
    /// Anybody's: registry information, shown as the registry shows it to this account.
    Any,
}

/// What a feature does at the registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtRegistry {
    /// Nothing.
    Nothing,
    /// Asks.
    Reads,
    /// Shows the form of something that changes the registry.
    Offers(Act),
    /// Changes something, through the journal.
    Changes(Act),
    /// Decides what counts as having happened to an operation, and may have it sent again. Of which act only its path tells: the
    /// row admits every signed-in user, and the handler asks for the act's meta-roles.
    DecidesAny,
}

impl AtRegistry {
    /// Whether something happens at the registry.
    pub const fn changes(self) -> bool {
        matches!(self, Self::Changes(_) | Self::DecidesAny)
    }
}

/// The three tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// WHOIS search.
    Whois,
    /// Administration.
    Administration,
    /// Prepaid.
    Prepaid,
}

/// A place in the navigation, in the table's order.
#[derive(Clone, Copy, Debug)]
pub struct Nav {
    /// The tab.
    pub tab: Tab,
    /// The words.
    pub label: fn(Lang) -> &'static str,
    /// A number beside them.
    pub count: NavCount,
}

/// The number beside a navigation entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NavCount {
    /// None.
    None,
    /// Applications under way.
    Applications,
    /// Messages nobody has handled.
    Messages,
}

const fn row(name: &'static str, method: Verb, path: &'static str) -> Row {
    Row {
        name,
        method,
        path,
        who: Who::SignedIn,
        scope: Scope::None,
        registry: AtRegistry::Nothing,
        watches: false,
        fresh: false,
        nav: None,
    }
}

impl Row {
    const fn anyone(mut self) -> Self {
        self.who = Who::Anyone;
        self
    }
    const fn roles(mut self, roles: &[MetaRole]) -> Self {
        self.who = Who::Roles(MetaRoles::of(roles));
        self
    }
    const fn own(mut self) -> Self {
        self.scope = Scope::Own;
        self
    }
    const fn any(mut self) -> Self {
        self.scope = Scope::Any;
        self
    }
    const fn reads(mut self) -> Self {
        self.registry = AtRegistry::Reads;
        self
    }
    /// The form of an act: for those who may do it.
    const fn offers(mut self, act: Act) -> Self {
        self.who = Who::Roles(act.portal_roles());
        self.registry = AtRegistry::Offers(act);
        self
    }
    /// The act itself: its roles are the act's.
    const fn does(mut self, act: Act) -> Self {
        self.who = Who::Roles(act.portal_roles());
        self.registry = AtRegistry::Changes(act);
        self
    }
    /// What became of an operation: for those who may do its act, which the handler looks at.
    const fn decides_any(mut self) -> Self {
        self.registry = AtRegistry::DecidesAny;
        self
    }
    const fn watches(mut self) -> Self {
        self.watches = true;
        self
    }
    const fn fresh(mut self) -> Self {
        self.fresh = true;
        self
    }
    const fn nav(mut self, tab: Tab, label: fn(Lang) -> &'static str) -> Self {
        self.nav = Some(Nav { tab, label, count: NavCount::None });
        self
    }
    const fn counted(mut self, count: NavCount) -> Self {
        if let Some(nav) = &mut self.nav {
            nav.count = count;
        }
        self
    }

    /// Whether a user with `roles` may.
    pub fn admits(&self, roles: MetaRoles) -> bool {
        match self.who {
            Who::Anyone | Who::SignedIn => true,
            Who::Roles(wanted) => wanted.intersects(roles),
        }
    }
}

macro_rules! posts {
    (Get $name:ident) => {};
    (Post $name:ident) => {
        impl Posts for $name {}
    };
}

macro_rules! features {
    ($($name:ident = $method:ident $path:literal $(. $rule:ident ( $($argument:expr),* ))* ;)*) => {
        $(
            #[doc = concat!("`", stringify!($method), " ", $path, "`")]
            #[derive(Clone, Copy, Debug)]
            pub struct $name;
            impl Feature for $name {
                const ROW: Row = row(stringify!($name), Verb::$method, $path)$(.$rule($($argument),*))*;
            }
            posts!($method $name);
        )*
        /// The whole table, in the navigation's order.
        pub const TABLE: &[Row] = &[$($name::ROW),*];
    };
}

features! {
    Alive = Get "/healthz" .anyone();
    Ready = Get "/readyz" .anyone();
    Metrics = Get "/metrics" .anyone();
    Asset = Get "/assets/{file}" .anyone();
    LoginPage = Get "/login" .anyone();
    Login = Post "/login" .anyone();
    Logout = Post "/logout" .anyone();
    Preferences = Post "/preferences" .anyone();
    Home = Get "/";

    SearchPage = Get "/whois" .any() .reads() .nav(Tab::Whois, app::whois::search::nav_label);
    Search = Post "/whois" .any() .reads();
    Availability = Get "/whois/availability" .any() .reads();
    DomainPage = Get "/whois/domains/{name}" .any() .reads();
    ContactPage = Get "/whois/contacts/{handle}" .any() .reads();
    HostPage = Get "/whois/hosts/{name}" .any() .reads();
    RenewPage = Get "/whois/domains/{name}/renew" .own() .offers(Act::RenewDomain);
    Renew = Post "/whois/domains/{name}/renew" .own() .does(Act::RenewDomain);
    PortfolioPage = Get "/portfolio" .nav(Tab::Whois, app::whois::portfolio::nav_label);
    RegisterPage = Get "/whois/register" .offers(Act::CreateDomain) .nav(Tab::Whois, app::whois::register::nav_label);
    Register = Post "/whois/register" .does(Act::CreateDomain);
    ApplicationsPage = Get "/applications" .nav(Tab::Whois, app::whois::applications::nav_label) .counted(NavCount::Applications);
    ApplicationPage = Get "/applications/{id}" .own();
    OperationPage = Get "/operations/{id}" .own();
    OperationEvents = Get "/operations/{id}/events" .own() .watches();
    OperationDecision = Post "/operations/{id}/decision" .own() .decides_any();
    MessagesPage = Get "/messages" .nav(Tab::Whois, app::whois::messages::nav_label) .counted(NavCount::Messages);
    MessagePage = Get "/messages/{id}" .own();
    MessageHandled = Post "/messages/{id}/handled" .own();

    IpWhitelistPage = Get "/administration/ip-whitelist" .roles(&[Administrator])
        .nav(Tab::Administration, app::administration::ip_whitelist::nav_label);
    IpWhitelistAdd = Post "/administration/ip-whitelist" .roles(&[Administrator]) .fresh();
    IpWhitelistRemove = Post "/administration/ip-whitelist/{id}/remove" .roles(&[Administrator]) .own() .fresh();
    AuditLogPage = Get "/administration/audit-log" .roles(&[Administrator])
        .nav(Tab::Administration, app::administration::audit_log::nav_label);
    MessageQueuePage = Get "/administration/message-queue" .roles(&[Administrator])
        .nav(Tab::Administration, app::administration::message_queue::nav_label);
    MessageQueue = Post "/administration/message-queue" .roles(&[Administrator]) .fresh();

    PrepaidPage = Get "/prepaid" .roles(&[Payer]) .reads() .nav(Tab::Prepaid, app::prepaid::overview::nav_label);

    ProfilePage = Get "/profile";
    ProfileName = Post "/profile/name";
    ProfileLanguage = Post "/profile/language";
    ProfilePassword = Post "/profile/password";
}

/// What is in no row: the page that says so is open to everybody, in the layout that the viewer knows.
pub const NOTHING: Row = row("Nothing", Verb::Get, "").anyone();

/// The table as text, a row a line, for `access.golden`.
pub fn golden() -> String {
    let mut text = String::from(
        "# method path: who, scope, registry (charge, whether it is refused without funds; fresh sign-in) feature\n",
    );
    for row in TABLE {
        let who = match row.who {
            Who::Anyone => "anyone".to_owned(),
            Who::SignedIn => "signed in".to_owned(),
            Who::Roles(roles) => roles.iter().map(|role| format!("{role:?}")).collect::<Vec<_>>().join("|"),
        };
        let registry = match row.registry {
            AtRegistry::Offers(act) => format!("offers {act}"),
            AtRegistry::Changes(act) => format!("does {act}"),
            AtRegistry::DecidesAny => "decides any act, by its roles".to_owned(),
            AtRegistry::Nothing | AtRegistry::Reads => format!("{:?}", row.registry),
        };
        let act = match row.registry {
            AtRegistry::Offers(act) | AtRegistry::Changes(act) => Some(act),
            _ => None,
        };
        let charge = act.and_then(Act::charge).map(|charge| format!(", costs {}", charge.as_str())).unwrap_or_default();
        let funds = if act.is_some_and(Act::refused_without_funds) { ", refused without funds" } else { "" };
        let watches = if row.watches { ", watches" } else { "" };
        let fresh = if row.fresh { ", fresh sign-in" } else { "" };
        text.push_str(&format!(
            "{:<4} {}: {}, {:?}, {registry}{charge}{funds}{watches}{fresh} [{}]\n",
            row.method.as_str(),
            row.path,
            who,
            row.scope,
            row.name
        ));
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_golden_file_shows_the_table() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/access.golden");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(path, golden()).unwrap();
        }
        let kept = std::fs::read_to_string(path).unwrap();
        assert_eq!(kept, golden(), "the access table changed; look at it, then run with UPDATE_GOLDEN=1");
    }

    #[test]
    fn every_route_has_one_row_and_every_change_is_a_post() {
        let routes: BTreeSet<_> = TABLE.iter().map(|row| (row.method.as_str(), row.path)).collect();
        assert_eq!(routes.len(), TABLE.len());
        for row in TABLE {
            if row.method == Verb::Get {
                assert!(!row.registry.changes(), "{} changes by GET", row.name);
                assert!(!row.fresh, "{}: reading needs no fresh sign-in", row.name);
            }
            if matches!(row.who, Who::Anyone) {
                assert_eq!((row.scope, row.registry), (Scope::None, AtRegistry::Nothing), "{} is open", row.name);
            }
            assert_eq!(
                row.path.contains('{') && row.path != "/assets/{file}",
                row.scope != Scope::None && row.path.contains('{')
            );
            assert!(
                row.method == Verb::Get || !matches!(row.registry, AtRegistry::Offers(_)),
                "{} is no page",
                row.name
            );
            if row.nav.is_some() {
                assert!(row.method == Verb::Get && !row.path.contains('{'), "{}", row.name);
            }
        }
    }

    #[test]
    fn the_strangers_doors_are_these_and_no_more() {
        let open: Vec<_> = TABLE.iter().filter(|row| row.who == Who::Anyone).map(|row| row.name).collect();
        assert_eq!(
            open,
            ["Alive", "Ready", "Metrics", "Asset", "LoginPage", "Login", "Logout", "Preferences"],
            "a new door for strangers needs a reason"
        );
    }
}
