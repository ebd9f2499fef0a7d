//! Who looks at a page, and what surrounds it.

use dk::{MetaRoles, Money};
use time::OffsetDateTime;

use crate::Lang;

/// Light, dark, or as the system.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The word in forms and in the store.
    pub const fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads a word; `None` for any other.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::System, Self::Light, Self::Dark].into_iter().find(|theme| theme.word() == word)
    }
}

/// Which registry stands behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Environment {
    /// A sandbox.
    Sandbox,
    /// Production.
    Production,
}

/// The signed-in user.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Name.
    pub name: String,
    /// E-mail address, the user name.
    pub email: String,
    /// The registrar account's name.
    pub account_name: String,
    /// The registrar account's REG-handle.
    pub account_handle: String,
    /// Meta-roles.
    pub roles: MetaRoles,
}

/// A tab, already filtered by what the user may do.
#[derive(Clone, Debug)]
pub struct NavTab {
    /// Words.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether the page belongs to it.
    pub current: bool,
    /// The pages under it.
    pub items: Vec<NavItem>,
}

/// A page in the side navigation.
#[derive(Clone, Debug)]
pub struct NavItem {
    /// Words.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether it is this page.
    pub current: bool,
    /// A number beside it.
    pub count: Option<u64>,
    /// Whether the number wants attention.
    pub urgent: bool,
}

/// What a message says about how it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlashKind {
    /// Done.
    Done,
    /// For information.
    Note,
    /// Something went wrong.
    Problem,
}

/// A message that is shown once.
#[derive(Clone, Debug)]
pub struct Flash {
    /// How it went.
    pub kind: FlashKind,
    /// In the user's language.
    pub text: String,
    /// Words and address of a link.
    pub link: Option<(String, String)>,
}

/// Everything that a page needs besides its own content. It is the context of every component.
#[derive(Clone, Debug)]
pub struct Viewer {
    /// Language.
    pub lang: Lang,
    /// Theme.
    pub theme: Theme,
    /// The user, if one is signed in.
    pub user: Option<SignedIn>,
    /// The registry behind.
    pub environment: Environment,
    /// The sandbox's control page.
    pub sandbox_control_url: Option<String>,
    /// Last known balance, for Payers.
    pub balance: Option<Money>,
    /// Tabs and pages.
    pub nav: Vec<NavTab>,
    /// Path and query of the page, to come back to after a switch of language or theme.
    pub path: String,
    /// The token that every form carries.
    pub csrf: String,
    /// A message for this page.
    pub flash: Option<Flash>,
    /// The time of the request.
    pub now: OffsetDateTime,
    /// Whether the form shows what was typed before the session ended.
    pub draft_restored: bool,
}
