//! What is decided about hosts, applications and offers.

use dk::DomainName;
use serde::Deserialize;

use super::{Act, Done, wrong};
use crate::control::Site;
use crate::operations::{self, Problem};
use crate::processing::applications::Verdict;
use crate::world::host::Asked;

/// Answers for one of those whose acceptance a host awaits, or for all of them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerHost {
    accepted: bool,
    by: Option<Asked>,
}

impl Act for AnswerHost {
    const PATH: &'static str = "/hosts/{name}/answer";

    async fn carry_out(self, site: &Site, name: &str) -> Result<Done, Problem> {
        let name = name.to_lowercase();
        operations::answer_host_as(&site.registry, &name, self.by, self.accepted).await?;
        Ok(format!("{name} {}", if self.accepted { "accepted" } else { "refused" }).into())
    }
}

/// The registry decides an application before its time.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decide {
    decision: String,
}

/// What there is to decide, with the page's words for it.
pub const VERDICTS: [(&str, &str, Verdict); 5] = [
    ("decide", "Decide now", Verdict::ByTheRules),
    ("taken", "Taken already", Verdict::Taken),
    ("cancel", "Cancel", Verdict::Cancelled),
    ("terms", "Terms not accepted", Verdict::TermsNotAccepted),
    ("mismatch", "Handling mismatched", Verdict::HandlingMismatched),
];

impl Act for Decide {
    const PATH: &'static str = "/applications/{number}/decision";

    async fn carry_out(self, site: &Site, number: &str) -> Result<Done, Problem> {
        let found = VERDICTS.iter().find(|(word, ..)| *word == self.decision);
        let (_, label, verdict) = found.ok_or_else(|| wrong(format!("{:?} is no decision", self.decision)))?;
        operations::decide_application(&site.registry, number, *verdict).await?;
        Ok(format!("Application {number}: {}", label.to_lowercase()).into())
    }
}

/// An offer is not taken: the next in line gets it, or the name is free.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lapse {}

impl Act for Lapse {
    const PATH: &'static str = "/offers/{name}/lapse";

    async fn carry_out(self, site: &Site, name: &str) -> Result<Done, Problem> {
        let name = DomainName::parse(name).map_or_else(|_| name.to_owned(), |name| name.unicode().to_owned());
        operations::lapse_offer(&site.registry, &name).await?;
        Ok(format!("The offer of {name} has lapsed").into())
    }
}
