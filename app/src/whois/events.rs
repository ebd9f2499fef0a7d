//! Operations and messages as events on an object's timeline.

use dk::Act;
use time::OffsetDateTime;
use ui::explain::act_label;
use ui::{Lang, TimelineItem, Tone, urls};

ui::texts! {
    /// What happened.
    struct T;
    unknown { en: "Operation", da: "Handling" }
    planned { en: "planned", da: "planlagt" }
    sent { en: "sent, not yet answered", da: "sendt, endnu ikke besvaret" }
    done { en: "carried out", da: "gennemført" }
    pending { en: "accepted, decision follows", da: "modtaget, afgørelse følger" }
    refused { en: "refused", da: "afvist" }
    uncertain { en: "answer lost, being settled", da: "svar mistet, afklares" }
    message { en: "Message from the registry", da: "Besked fra registret" }
}

/// An operation, in the journal's words for kind and state.
#[derive(Clone, Debug)]
pub struct OperationEvent<'a> {
    /// When it was planned.
    pub at: OffsetDateTime,
    /// What was asked for; none where only a later version of Birk knows it.
    pub act: Option<Act>,
    /// Such as `done`.
    pub state: &'a str,
    /// Who did it.
    pub actor: &'a str,
    /// The registry's code and text.
    pub result: Option<(i32, &'a str)>,
    /// Its id, where it has a page of its own.
    pub id: Option<String>,
}

impl OperationEvent<'_> {
    /// On a timeline.
    pub fn item(&self, lang: Lang) -> TimelineItem {
        let t = T(lang);
        let what = self.act.map_or(t.unknown(), |act| act_label(lang, act));
        let (how, tone) = match self.state {
            "planned" => (t.planned(), Tone::Info),
            "sent" => (t.sent(), Tone::Info),
            "done" => (t.done(), Tone::Ok),
            "pending" => (t.pending(), Tone::Info),
            "refused" => (t.refused(), Tone::Bad),
            _ => (t.uncertain(), Tone::Warn),
        };
        let result = self.result.map(|(code, text)| format!(" · {code} {text}")).unwrap_or_default();
        TimelineItem {
            at: self.at,
            title: format!("{what}: {how}"),
            detail: format!("{}{result}", self.actor),
            copy: None,
            href: self.id.as_deref().map(urls::application),
            tone,
        }
    }
}

/// A message of the registry, in its own words.
pub fn message(lang: Lang, at: OffsetDateTime, id: i64, text: &str, attention: bool) -> TimelineItem {
    TimelineItem {
        at,
        title: text.to_owned(),
        detail: T(lang).message().to_owned(),
        copy: None,
        href: Some(urls::message(id)),
        tone: if attention { Tone::Warn } else { Tone::Plain },
    }
}
