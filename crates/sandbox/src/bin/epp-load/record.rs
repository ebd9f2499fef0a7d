//! What the server has acknowledged, and whether it still knows it.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, bail};
use dk::ExpiryDate;
use epp::client::Session;
use epp::{Command, ResData, domain};
use time::Date;

/// Names that are asked for at once.
const AT_ONCE: usize = 64;

/// What a name must look like after a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    name: String,
    /// The date it expires, or whether it renews by itself.
    value: String,
}

impl Outcome {
    pub fn renewed(name: &str, expires: Date) -> Self {
        Self { name: name.to_owned(), value: expires.to_string() }
    }

    pub fn updated(name: &str, auto_renew: bool) -> Self {
        Self { name: name.to_owned(), value: auto_renew.to_string() }
    }
}

/// A file with a line for each acknowledged command.
#[derive(Debug)]
pub struct Record(Mutex<File>);

impl Record {
    pub fn create(path: &Path) -> Result<Self> {
        Ok(Self(Mutex::new(File::create(path).with_context(|| path.display().to_string())?)))
    }

    pub fn acknowledged(&self, outcome: &Outcome) -> Result<()> {
        let line = format!("{} {}\n", outcome.name, outcome.value);
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).write_all(line.as_bytes())?)
    }
}

/// Asks for every name of a file and gives their number.
///
/// # Errors
/// When one is not as it was acknowledged.
pub async fn verify(session: &mut Session, path: &Path) -> Result<usize> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let expected: Vec<(&str, &str)> = text.lines().filter_map(|line| line.split_once(' ')).collect();
    for some in expected.chunks(AT_ONCE) {
        let ask = |(name, _): &(&str, &str)| {
            let info = domain::Info { name: (*name).to_owned(), ..domain::Info::default() };
            Command::new(info, "verify-info")
        };
        let exchanges = session.pipeline(&some.iter().map(ask).collect::<Vec<_>>()).await?;
        for ((name, value), exchange) in some.iter().zip(exchanges) {
            let Some(ResData::DomainInfo(info)) = &exchange.response.data else { bail!("{name} is gone") };
            let expires = info.ex_date.map(|at| ExpiryDate::from_utc(at).local_date().to_string());
            let auto_renew = exchange.response.extensions.dkhm.auto_renew.map(|yes| yes.to_string());
            if ![expires.as_deref(), auto_renew.as_deref()].contains(&Some(value)) {
                bail!("{name}: {value} was acknowledged, found {expires:?} and {auto_renew:?}");
            }
        }
    }
    Ok(expected.len())
}
