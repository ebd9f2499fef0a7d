//! Writing HTML: a shell for every page, and escaping.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};
use time::OffsetDateTime;
use time::macros::format_description;

/// A value whose text is safe in HTML text and in quoted attributes.
pub(super) struct Esc<T>(pub T);

impl<T: fmt::Display> fmt::Display for Esc<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::write(&mut Escaping(f), format_args!("{}", self.0))
    }
}

struct Escaping<'a, 'b>(&'a mut fmt::Formatter<'b>);

impl fmt::Write for Escaping<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            match c {
                '&' => self.0.write_str("&amp;")?,
                '<' => self.0.write_str("&lt;")?,
                '>' => self.0.write_str("&gt;")?,
                '"' => self.0.write_str("&quot;")?,
                '\'' => self.0.write_str("&#39;")?,
                c => fmt::Write::write_char(self.0, c)?,
            }
        }
        Ok(())
    }
}

/// All but RFC 3986's unreserved characters.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A text as the value of a query parameter or as a segment of a path.
pub(super) fn query(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, RESERVED)
}

/// UTC, to the second.
pub(super) fn when(at: OffsetDateTime) -> String {
    at.format(format_description!("[year]-[month]-[day] [hour]:[minute]:[second] UTC")).unwrap_or_default()
}

/// [`when`] where it must not be broken over two lines.
pub(super) fn moment(at: OffsetDateTime) -> String {
    format!("<span class=\"when\">{}</span>", when(at))
}

/// A word with the class that colours it.
pub(super) fn tag(word: &str) -> String {
    let class = match word {
        "ok" | "active" | "completed" | "linked" => "good",
        "suspended" | "expired" | "rejected" | "pendingDelete" | "serverHold" => "bad",
        "enqueued" | "provisioning" | "awaiting_verification" | "pending" | "pendingCreate" => "wait",
        _ => "plain",
    };
    format!("<span class=\"tag {class}\">{}</span>", Esc(word.replace('_', " ")))
}

/// A table with a caption for readers who cannot see it; cells are HTML.
pub(super) fn table(caption: &str, heads: &[&str], rows: &[Vec<String>]) -> String {
    if rows.is_empty() {
        return format!("<p class=\"none\">{}: none</p>", Esc(caption));
    }
    let row = |cells: &Vec<String>| {
        // On narrow screens each cell stands on a line of its own, with its head before it.
        let cell = |(head, cell): (&&str, &String)| {
            format!("<td role=\"cell\" data-head=\"{}\"><div>{cell}</div></td>", Esc(head))
        };
        let cells: String = heads.iter().zip(cells).map(cell).collect();
        format!("<tr role=\"row\">{cells}</tr>")
    };
    let rows: String = rows.iter().map(row).collect();
    let head = |head: &&str| format!("<th role=\"columnheader\" scope=\"col\">{}</th>", Esc(head));
    let heads: String = heads.iter().map(head).collect();
    format!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\"><table role=\"table\">\
         <caption>{0}</caption><thead role=\"rowgroup\"><tr role=\"row\">{heads}</tr></thead>\
         <tbody role=\"rowgroup\">{rows}</tbody></table></div>",
        Esc(caption)
    )
}

/// A form without fields of its own sends the browser back to `back` afterwards. `inside` is HTML.
pub(super) fn form(target: &str, back: &str, inside: &str) -> String {
    format!("<form method=\"post\" action=\"{target}?back={}\">{inside}</form>", query(back))
}

/// A button that sends a value.
pub(super) fn button(name: &str, value: &str, label: &str) -> String {
    format!("<button name=\"{name}\" value=\"{}\">{}</button>", Esc(value), Esc(label))
}

/// A link to an object's page.
pub(super) fn link(path: &str, key: &str) -> String {
    format!("<a href=\"{path}/{}\">{}</a>", query(key), Esc(key))
}

/// The handle of an account or a contact, as a link to its page.
pub(super) fn handle(handle: &str) -> String {
    link(if handle.starts_with("REG-") { "/accounts" } else { "/contacts" }, handle)
}

const STYLE: &str = include_str!("page.css");

const MENU: &[(&str, &str)] = &[
    ("/", "Overview"),
    ("/waiting", "Waiting"),
    ("/domains", "Domains"),
    ("/contacts", "Contacts"),
    ("/hosts", "Hosts"),
    ("/messages", "Messages"),
    ("/faults", "Faults"),
];

/// What stands around a page's body.
#[derive(Debug, Default)]
pub(super) struct Frame<'a> {
    /// Heading and title.
    pub title: &'a str,
    /// The entry of the menu that it belongs to.
    pub menu: &'a str,
    /// Its own address.
    pub here: &'a str,
    /// The clock.
    pub now: &'a str,
    /// HTML above the body.
    pub notice: &'a str,
}

/// A whole page. The body is HTML.
pub(super) fn page(frame: &Frame<'_>, body: &str) -> String {
    let Frame { title, menu, here, now, notice } = frame;
    let links: String = MENU
        .iter()
        .map(|(to, name)| {
            let current = if to == menu { " aria-current=\"page\"" } else { "" };
            format!("<a href=\"{to}\"{current}>{name}</a>")
        })
        .collect();
    let clock = if now.is_empty() {
        String::new()
    } else {
        let move_on = button("by", "1d", "+1 day");
        format!("<div class=\"clock\"><span>{}</span>{}</div>", Esc(now), form("/clock", here, &move_on))
    };
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{title} – EPP sandbox</title>\
         <style>{STYLE}</style></head><body><a class=\"skip\" href=\"#main\">Skip to content</a>\
         <header><div><strong>EPP sandbox</strong>{clock}<nav aria-label=\"Pages\">{links}</nav></div></header>\
         <main id=\"main\"><h1>{title}</h1>{notice}{body}</main></body></html>",
        title = Esc(title),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_cannot_become_markup() {
        let hostile = "\"><script>alert('1')</script>&";
        let expected = "&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;";
        assert_eq!(Esc(hostile).to_string(), expected);
        for html in [
            tag(hostile),
            table(hostile, &[hostile], &[vec![]]),
            page(&Frame { title: hostile, now: hostile, here: hostile, ..Frame::default() }, ""),
        ] {
            assert!(!html.contains("<script"), "{html}");
        }
    }

    #[test]
    fn queries_are_encoded_octet_by_octet() {
        assert_eq!(query("æ & b?/").to_string(), "%C3%A6%20%26%20b%3F%2F");
    }
}
