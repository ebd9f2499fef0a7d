//! Style sheet, script and icons, compiled in. Their addresses carry a hash of their content: browsers keep them for a
//! year and still see every change.

use std::sync::LazyLock;

/// The style sheet: cascade layers, one file each.
pub const CSS: &str = concat!(
    include_str!("../../../style/tokens.css"),
    include_str!("../../../style/base.css"),
    include_str!("../../../style/layout.css"),
    include_str!("../../../style/components.css"),
    include_str!("../../../style/forms.css"),
    include_str!("../../../style/narrow.css"),
    include_str!("../../../style/print.css"),
);

/// The script that adds comfort; every page works without it.
pub const JS: &str = include_str!("../../../public/birk.js");

/// The icon of the site.
pub const ICON: &str = include_str!("../../../public/birk.svg");

/// A file under `/assets/`.
#[derive(Clone, Copy, Debug)]
pub struct Asset {
    /// Content.
    pub content: &'static str,
    /// MIME type.
    pub content_type: &'static str,
}

struct Named {
    path: String,
    asset: Asset,
}

static FILES: LazyLock<[Named; 3]> = LazyLock::new(|| {
    [
        ("css", "text/css; charset=utf-8", CSS),
        ("js", "text/javascript; charset=utf-8", JS),
        ("svg", "image/svg+xml", ICON),
    ]
    .map(|(ending, content_type, content)| Named {
        path: format!("/assets/birk-{:016x}.{ending}", fnv1a(content)),
        asset: Asset { content, content_type },
    })
});

/// FNV-1a: a name for a content, not a guard against anybody.
fn fnv1a(content: &str) -> u64 {
    content.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The style sheet's address.
pub fn css_path() -> &'static str {
    &FILES[0].path
}

/// The script's address.
pub fn js_path() -> &'static str {
    &FILES[1].path
}

/// The icon's address.
pub fn icon_path() -> &'static str {
    &FILES[2].path
}

/// The file `name` (without `/assets/`), if it is one of this version's.
pub fn find(name: &str) -> Option<Asset> {
    FILES.iter().find(|file| file.path.strip_prefix("/assets/") == Some(name)).map(|file| file.asset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_by_their_address_and_stay_small() {
        assert_eq!(find(css_path().strip_prefix("/assets/").unwrap()).unwrap().content, CSS);
        assert!(find("birk.css").is_none());
        assert!(JS.len() < 10_000, "the script has {} bytes", JS.len());
        assert!(CSS.len() < 30_000, "the style sheet has {} bytes", CSS.len());
    }
}
