//! What contacts, their mail systems and the authoritative registers do.

use axum::routing::MethodFilter;
use serde::Deserialize;

use super::{Act, Done, wrong};
use crate::control::Site;
use crate::operations::{self, Decision, Problem};
use crate::processing::email;
use crate::processing::verification::Which;
use crate::world::Contact;
use crate::world::contact::Risk;

/// Decides a contact's mandatory checks.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verify {
    decision: String,
}

/// What there is to decide, with the page's words for it.
pub const DECISIONS: [(&str, &str, Decision); 7] = [
    ("complete", "Complete both checks", Decision::Complete(Which::Both)),
    ("complete_identity", "Complete identity", Decision::Complete(Which::Identity)),
    ("complete_email", "Complete e-mail", Decision::Complete(Which::Email)),
    ("reject", "Reject", Decision::Reject),
    ("expire", "Let expire", Decision::Expire),
    ("cancel", "Call off", Decision::Cancel),
    ("begin", "Begin", Decision::Begin),
];

impl Act for Verify {
    const PATH: &'static str = "/contacts/{handle}/verification";

    async fn carry_out(self, site: &Site, handle: &str) -> Result<Done, Problem> {
        let handle = handle.to_uppercase();
        let found = DECISIONS.iter().find(|(word, ..)| *word == self.decision);
        let (word, _, decision) = found.ok_or_else(|| wrong(format!("{:?} is no decision", self.decision)))?;
        operations::verify(&site.registry, &handle, *decision).await?;
        Ok(format!("Verification of {handle}: {}", word.replace('_', " ")).into())
    }
}

/// Settles a change of e-mail address that is under way.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConfirmEmail {
    confirmed: bool,
    #[serde(default)]
    secondary: bool,
}

impl Act for ConfirmEmail {
    const PATH: &'static str = "/contacts/{handle}/email";

    async fn carry_out(self, site: &Site, handle: &str) -> Result<Done, Problem> {
        let handle = handle.to_uppercase();
        operations::confirm_email(&site.registry, &handle, self.secondary, self.confirmed).await?;
        let done = if self.confirmed { "confirmed" } else { "dropped" };
        Ok(format!("Change of e-mail address of {handle} {done}").into())
    }
}

/// Lets mail to a contact come back.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bounce {
    /// `antispam`, `bad_checksum`, `config`, `failed`, or `unknown` if left out.
    reason: Option<String>,
    #[serde(default)]
    secondary: bool,
}

impl Act for Bounce {
    const PATH: &'static str = "/contacts/{handle}/bounce";

    async fn carry_out(self, site: &Site, handle: &str) -> Result<Done, Problem> {
        let handle = handle.to_uppercase();
        let word = self.reason.as_deref().unwrap_or("unknown");
        let reason = email::Bounce::ALL.into_iter().find(|reason| reason.word() == word);
        let reason = reason.ok_or_else(|| wrong(format!("{word:?} is no reason")))?;
        operations::bounce_email(&site.registry, &handle, self.secondary, reason).await?;
        Ok(format!("Mail to {handle} came back: {word}").into())
    }
}

/// Plans the outcome of a contact's next risk assessment.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanRisk {
    /// `GREEN`, `BLUE`, `YELLOW`, `RED`, `N/A`, or `rules` for the usual.
    risk: String,
}

impl Act for PlanRisk {
    const PATH: &'static str = "/contacts/{handle}/risk";

    async fn carry_out(self, site: &Site, handle: &str) -> Result<Done, Problem> {
        let handle = handle.to_uppercase();
        let risk = match self.risk.as_str() {
            "rules" => None,
            word => {
                let found = Risk::ALL.into_iter().find(|risk| risk.word() == word);
                Some(found.ok_or_else(|| wrong(format!("{word:?} is no risk")))?)
            }
        };
        operations::plan_risk(&site.registry, &handle, risk).await?;
        Ok(format!("The next assessment of {handle} follows {}", risk.map_or("the rules", Risk::word)).into())
    }
}

/// A register knows a contact's data better; what is left out stays.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correct {
    name: Option<String>,
    /// At most three lines; a form has one.
    street: Option<Lines>,
    postal_code: Option<String>,
    city: Option<String>,
    email: Option<String>,
}

/// Lines of an address: a list in JSON, in a form one text.
#[derive(Deserialize)]
#[serde(untagged)]
enum Lines {
    Several(Vec<String>),
    One(String),
}

impl From<Lines> for Vec<String> {
    fn from(lines: Lines) -> Self {
        match lines {
            Lines::Several(lines) => lines,
            Lines::One(line) => vec![line],
        }
    }
}

impl Act for Correct {
    const PATH: &'static str = "/contacts/{handle}/data";
    const ALSO: Option<(MethodFilter, &'static str)> = Some((MethodFilter::PATCH, "/contacts/{handle}"));

    async fn carry_out(self, site: &Site, handle: &str) -> Result<Done, Problem> {
        let handle = handle.to_uppercase();
        let Self { name, street, postal_code, city, email } = self;
        let street: Option<Vec<String>> = street.map(Into::into);
        let texts = [(&name, 255), (&postal_code, 16), (&city, 255), (&email, 255)];
        let texts = texts.into_iter().filter_map(|(text, limit)| text.as_ref().map(|text| (text, limit)));
        let texts: Vec<_> = texts.chain(street.iter().flatten().map(|line| (line, 255))).collect();
        if texts.is_empty() || street.as_ref().is_some_and(|street| street.len() > 3) {
            return Err(wrong("say what is corrected; a street has at most three lines"));
        }
        let fits = |text: &str, limit| {
            !text.trim().is_empty() && text.chars().count() <= limit && !text.chars().any(char::is_control)
        };
        if let Some((text, _)) = texts.iter().find(|(text, limit)| !fits(text, *limit)) {
            return Err(wrong(format!("{text:?} is no value for a contact")));
        }
        let ascii = texts.iter().all(|(text, _)| text.is_ascii());
        let edit = |contact: &mut Contact| {
            contact.name = name.unwrap_or_else(|| contact.name.clone());
            contact.city = city.unwrap_or_else(|| contact.city.clone());
            contact.email = email.unwrap_or_else(|| contact.email.clone());
            contact.postal_code = postal_code.or_else(|| contact.postal_code.clone());
            contact.street = street.unwrap_or_else(|| contact.street.clone());
            contact.localized |= !ascii;
        };
        operations::correct_contact(&site.registry, &handle, edit).await?;
        Ok(format!("The data of {handle} is corrected").into())
    }
}
