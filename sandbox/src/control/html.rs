//! Writing HTML: a shell for every page, and escaping.

use std::fmt;

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

/// A text as the value of a query parameter or as a segment of a path.
pub(super) fn query(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// A word with the class that colours it.
pub(super) fn tag(word: &str) -> String {
    let class = match word {
        "ok" | "active" | "completed" | "notRequired" | "linked" => "good",
        "suspended" | "expired" | "rejected" | "pendingDelete" | "serverHold" => "bad",
        "enqueued" | "provisioning" | "awaiting_verification" | "pending" | "pendingCreate" => "wait",
        _ => "plain",
    };
    format!("<span class=\"tag {class}\">{}</span>", Esc(word.replace('_', " ")))
}

/// A table with a caption for readers who cannot see it; cells are HTML.
pub(super) fn table(caption: &str, heads: &[&str], rows: &[Vec<String>]) -> String {
    if rows.is_empty() {
        return format!("<p class=\"none\">{}: none.</p>", Esc(caption));
    }
    let heads: String = heads.iter().map(|head| format!("<th scope=\"col\">{}</th>", Esc(head))).collect();
    let rows: String = rows
        .iter()
        .map(|cells| {
            let cells: String = cells.iter().map(|cell| format!("<td>{cell}</td>")).collect();
            format!("<tr>{cells}</tr>")
        })
        .collect();
    format!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\"><table><caption>{0}</caption>\
         <thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>",
        Esc(caption)
    )
}

const STYLE: &str = "
:root{color-scheme:light dark;--fg:#1b2330;--muted:#566175;--bg:#f6f7f9;--card:#fff;--line:#d5dae2;--link:#0b5cad;
--good:#14663a;--bad:#a01c1c;--wait:#7a4a00}
@media(prefers-color-scheme:dark){:root{--fg:#e6eaf1;--muted:#a3adbf;--bg:#12161d;--card:#1a202a;--line:#323b4a;
--link:#7db8f5;--good:#7fd3a2;--bad:#f59a9a;--wait:#f0c274}}
*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,sans-serif;color:var(--fg);background:var(--bg)}
header,main{max-width:72rem;margin:0 auto;padding:.75rem 1rem}header{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;
align-items:baseline;border-bottom:1px solid var(--line)}header strong{font-size:1.1rem}nav{display:flex;flex-wrap:wrap;
gap:.25rem 1rem}a{color:var(--link)}a[aria-current]{font-weight:600;text-decoration:none;color:inherit}
h1{font-size:1.5rem;margin:.5rem 0 1rem}h2{font-size:1.1rem;margin:0 0 .5rem}.grid{display:grid;gap:1rem;
grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));align-items:start}section{background:var(--card);
border:1px solid var(--line);border-radius:.5rem;padding:1rem;margin-bottom:1rem}.grid section{margin:0}
.big{font-size:1.4rem;font-variant-numeric:tabular-nums}.muted,.none,caption{color:var(--muted)}form{display:flex;
flex-wrap:wrap;gap:.5rem;align-items:end;margin:.5rem 0}label{display:grid;font-size:.875rem;color:var(--muted)}
input,select,button{font:inherit;color:var(--fg);background:var(--card);border:1px solid var(--muted);
border-radius:.375rem;padding:.35rem .6rem;min-height:2.5rem;max-width:100%}button{cursor:pointer}
button:hover{border-color:var(--link)}:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}caption{text-align:left;padding-bottom:.25rem}
th,td{text-align:left;padding:.3rem .75rem .3rem 0;border-bottom:1px solid var(--line);vertical-align:top}
td form{margin:0}.tag{font-size:.875rem;white-space:nowrap}.good{color:var(--good)}.bad{color:var(--bad)}
.wait{color:var(--wait)}.note{border-left:.25rem solid var(--good);padding:.5rem .75rem;background:var(--card)}
.note.error{border-color:var(--bad)}dl{display:grid;grid-template-columns:auto 1fr;gap:.2rem 1rem;margin:0}
dt{color:var(--muted)}dd{margin:0;overflow-wrap:anywhere}code{overflow-wrap:anywhere}
";

const MENU: &[(&str, &str)] = &[
    ("/", "Overview"),
    ("/domains", "Domains"),
    ("/contacts", "Contacts"),
    ("/hosts", "Hosts"),
    ("/messages", "Messages"),
    ("/faults", "Faults"),
];

/// A whole page. The body is HTML.
pub(super) fn page(title: &str, path: &str, now: &str, notice: &str, body: &str) -> String {
    let menu: String = MENU
        .iter()
        .map(|(to, name)| {
            let current = if *to == path { " aria-current=\"page\"" } else { "" };
            format!("<a href=\"{to}\"{current}>{name}</a>")
        })
        .collect();
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title} – EPP sandbox</title>\
         <style>{STYLE}</style></head><body><header><strong>EPP sandbox</strong><nav aria-label=\"Pages\">{menu}</nav>\
         <span class=\"muted\">{now}</span></header><main><h1>{title}</h1>{notice}{body}</main></body></html>",
        title = Esc(title),
        now = Esc(now),
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
        for html in [tag(hostile), table(hostile, &[hostile], &[vec![]]), page(hostile, "/", hostile, "", "")] {
            assert!(!html.contains("<script"), "{html}");
        }
    }

    #[test]
    fn queries_are_encoded_octet_by_octet() {
        assert_eq!(query("æ & b?/"), "%C3%A6%20%26%20b%3F%2F");
    }
}
