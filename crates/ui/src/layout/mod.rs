//! What surrounds every page: banner, header with the three tabs, side navigation, footer.

mod text;

use leptos::prelude::*;

use crate::components::{Icon, Note};
use crate::context::{provide_viewer, viewer};
use crate::viewer::{Environment, Flash, FlashKind, NavItem, NavTab, SignedIn, Theme, Viewer};
use crate::{Lang, Tone, assets, local, urls};
use text::T;

/// The three tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TabKey {
    /// WHOIS search.
    Whois,
    /// Administration.
    Administration,
    /// Prepaid.
    Prepaid,
}

/// The words on a tab, as in the registry's own portal.
pub fn tab_label(tab: TabKey, lang: Lang) -> &'static str {
    match tab {
        TabKey::Whois => T(lang).whois(),
        TabKey::Administration => T(lang).administration(),
        TabKey::Prepaid => T(lang).prepaid(),
    }
}

/// The whole HTML document of a page: `body` is rendered inside the layout, with `viewer` as the context of every component.
pub fn document<V: IntoView + 'static>(viewer: Viewer, title: &str, body: impl FnOnce() -> V) -> String {
    // Without an owner, context is silently lost and lists panic.
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_viewer(viewer);
        let content = body().into_any();
        view! { <Layout title=title.to_owned() content/> }.to_html()
    });
    owner.cleanup();
    finished(&html)
}

/// The document as it is sent: with its type, and without the marks that Leptos leaves where texts and lists begin and end, and
/// where nothing stands. They help a script that takes the page over in the browser, of which there is none, and no text can
/// hold one.
fn finished(html: &str) -> String {
    const MARKS: [&str; 2] = ["<!>", "<!--<() />-->"];
    let mut document = String::with_capacity(html.len() + 16);
    document.push_str("<!doctype html>");
    let mut from = 0;
    for at in memchr::memmem::find_iter(html.as_bytes(), "<!") {
        if let Some(mark) = MARKS.into_iter().find(|mark| html[at..].starts_with(mark)) {
            document.push_str(&html[from..at]);
            from = at + mark.len();
        }
    }
    document.push_str(&html[from..]);
    document
}

#[component]
fn Layout(title: String, content: AnyView) -> impl IntoView {
    let viewer = viewer();
    let t = T(viewer.lang);
    let theme = match viewer.theme {
        Theme::System => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    };
    let side =
        viewer.nav.iter().find(|tab| tab.current && tab.items.len() > 1).map(|tab| view! { <Side tab=tab.clone()/> });
    let body_class = if side.is_some() { "body" } else { "body wide" };
    view! {
        <html lang=viewer.lang.code() data-theme=theme>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title>{format!("{title} · Birk")}</title>
                <link rel="stylesheet" href=assets::css_path()/>
                <link rel="icon" type="image/svg+xml" href=assets::icon_path()/>
                <script src=assets::js_path() defer=true></script>
            </head>
            <body data-copied=t.copied() data-copy-failed=t.copy_failed()>
                <a class="skip" href="#main">{t.skip()}</a>
                <Banner viewer=(*viewer).clone()/>
                <Header viewer=(*viewer).clone()/>
                <div class=body_class>
                    {side}
                    <main id="main" tabindex="-1">
                        {viewer.flash.clone().map(|flash| view! { <FlashNote flash/> })}
                        {viewer.draft_restored.then(|| view! {
                            <Note tone=Tone::Warn title=t.restored_title().to_owned()>{t.restored()}</Note>
                        })}
                        {content}
                    </main>
                </div>
                <footer>
                    <span>{t.times_note(&local::zone_name(viewer.now))}</span>
                    <Switches viewer=(*viewer).clone()/>
                </footer>
            </body>
        </html>
    }
}

#[component]
fn Banner(viewer: Viewer) -> impl IntoView {
    let t = T(viewer.lang);
    (viewer.environment == Environment::Sandbox).then(|| {
        let link = viewer.sandbox_control_url.filter(|_| viewer.user.is_some());
        view! {
            <section class="env" aria-label=t.environment()>
                {t.sandbox()}
                {link.map(|href| view! { " " <a href=href>{t.sandbox_control()}</a> })}
            </section>
        }
    })
}

#[component]
fn Header(viewer: Viewer) -> impl IntoView {
    let t = T(viewer.lang);
    let home = if viewer.user.is_some() { urls::SEARCH } else { urls::LOGIN };
    let tabs = viewer.nav.clone();
    view! {
        <header class="top">
            <a class="brand" href=home aria-label=t.home()><Icon name="birk"/><span aria-hidden="true">"Birk"</span></a>
            {if tabs.is_empty() { view! { <span></span> }.into_any() } else { view! { <Tabs tabs/> }.into_any() }}
            {viewer.user.clone().map(|user| view! { <Account user viewer=viewer.clone()/> })}
        </header>
    }
}

#[component]
fn Tabs(tabs: Vec<NavTab>) -> impl IntoView {
    let t = T(viewer().lang);
    let tabs = tabs.into_iter().map(|tab| {
        view! { <a href=tab.href aria-current=tab.current.then_some("true")>{tab.label}</a> }
    });
    view! { <nav class="tabs" aria-label=t.main_navigation()>{tabs.collect_view()}</nav> }
}

#[component]
fn Account(user: SignedIn, viewer: Viewer) -> impl IntoView {
    let t = T(viewer.lang);
    let balance = viewer.balance.map(|balance| {
        let text = local::money(viewer.lang, balance);
        view! { <a class="balance" href=urls::PREPAID><span>{t.balance()}</span>" "<b>{text}</b></a> }
    });
    view! {
        <div class="who">
            {balance}
            <a href=urls::PROFILE class="account" title=t.profile()>
                <b>{user.name}</b><span>{format!("{} · {}", user.account_name, user.account_handle)}</span>
            </a>
            <form method="post" action=urls::LOGOUT>
                <input type="hidden" name="csrf_token" value=viewer.csrf/>
                <button class="link">{t.sign_out()}</button>
            </form>
        </div>
    }
}

#[component]
fn Side(tab: NavTab) -> impl IntoView {
    let items = tab.items.into_iter().map(|item: NavItem| {
        let badge = item.count.map(|count| {
            let class = if item.urgent { "num-note" } else { "muted" };
            view! { <span class=class>{count.to_string()}</span> }
        });
        view! { <li><a href=item.href aria-current=item.current.then_some("page")><span>{item.label}</span>{badge}</a></li> }
    });
    view! { <div class="side"><nav aria-label=tab.label><ul>{items.collect_view()}</ul></nav></div> }
}

#[component]
fn FlashNote(flash: Flash) -> impl IntoView {
    let tone = match flash.kind {
        FlashKind::Done => Tone::Ok,
        FlashKind::Note => Tone::Info,
        FlashKind::Problem => Tone::Bad,
    };
    let link = flash.link.map(|(words, href)| view! { " " <a href=href>{words}</a> });
    view! { <Note tone title=flash.text live=true>{link}</Note> }
}

/// Language and theme, as forms: they work without the script and for strangers too.
#[component]
fn Switches(viewer: Viewer) -> impl IntoView {
    let t = T(viewer.lang);
    let other = viewer.lang.other();
    let themes = [
        (Theme::System, "system", t.theme_system()),
        (Theme::Light, "light", t.theme_light()),
        (Theme::Dark, "dark", t.theme_dark()),
    ];
    let buttons = themes.map(|(theme, value, words)| {
        let pressed = if theme == viewer.theme { "true" } else { "false" };
        view! { <button name="theme" value=value class="link" aria-pressed=pressed>{words}</button> }
    });
    view! {
        <form method="post" action=urls::PREFERENCES class="switches">
            <input type="hidden" name="csrf_token" value=viewer.csrf/>
            <input type="hidden" name="return_to" value=viewer.path/>
            <button name="lang" value=other.code() lang=other.code() class="link">{other.own_name()}</button>
            <span class="group" role="group" aria-label=t.theme()>{buttons.collect_view()}</span>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_for_scripts_are_taken_out() {
        assert_eq!(finished("<p>a<!>b</p><!><!--<() />--><!>å<!>"), "<!doctype html><p>ab</p>å");
        assert_eq!(finished("<!-- said -->"), "<!doctype html><!-- said -->");
        assert_eq!(finished("<p>&lt;!></p>"), "<!doctype html><p>&lt;!></p>", "text is escaped, so it holds no mark");
    }
}
