//! Validation of frames against the registry's schemas with `xmllint`, for tests. Needs the feature `testing`.
//!
//! The schemas are looked for in `../shared/xsd`, relative to the workspace.

use std::{
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicU32, Ordering},
};

use crate::{
    ResultCode, ns,
    xml::read::{self, Element},
};

/// The schema that imports all others.
const SCHEMA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/xsd/epp.xsd");
/// Files given to one call of `xmllint`.
const BATCH: usize = 200;

/// What became of a validation that found no fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Validation {
    /// All frames are valid.
    Validated {
        /// How many frames.
        count: usize,
        /// How many of them were validated with another result code, because theirs is one that the registry sends
        /// although the schema does not list it (such as 1501 or 2503).
        adjusted: usize,
    },
    /// Schemas or `xmllint` are absent; nothing was checked.
    Skipped(String),
}

/// Validates frames, each with a label for messages.
///
/// # Errors
/// What `xmllint` says about the frames that are not valid, or why it could not be run.
pub fn validate(frames: &[(&str, &str)]) -> Result<Validation, String> {
    if !Path::new(SCHEMA).exists() {
        return Ok(Validation::Skipped("../shared is absent".to_owned()));
    }
    let directory = Scratch::new().map_err(|error| format!("no directory for frames: {error}"))?;
    let mut adjusted = 0;
    let mut paths = Vec::with_capacity(frames.len());
    for (index, (label, xml)) in frames.iter().enumerate() {
        let path =
            directory.0.join(format!("{index}-{}.xml", label.replace(|c: char| !c.is_ascii_alphanumeric(), "_")));
        let listed = with_listed_code(xml);
        adjusted += usize::from(listed.is_some());
        fs::write(&path, listed.as_deref().unwrap_or(xml)).map_err(|error| format!("{label}: {error}"))?;
        paths.push(path);
    }
    let mut faults = String::new();
    for batch in paths.chunks(BATCH) {
        match lint(batch) {
            Ok(None) => {}
            Ok(Some(messages)) => faults.push_str(&messages),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Validation::Skipped("xmllint is absent".to_owned()));
            }
            Err(error) => return Err(format!("xmllint: {error}")),
        }
    }
    if faults.is_empty() {
        return Ok(Validation::Validated { count: frames.len(), adjusted });
    }
    for (index, (label, xml)) in frames.iter().enumerate() {
        if faults.contains(&format!("/{index}-")) {
            write!(faults, "\n{label}:\n{xml}\n").map_err(|error| error.to_string())?;
        }
    }
    Err(faults)
}

/// Validates frames in a test: fails it where one is invalid, says so where nothing could be checked.
#[track_caller]
#[expect(clippy::panic, clippy::print_stdout, reason = "speaks to the test harness")]
pub fn assert_valid(test: &str, frames: &[(&str, &str)]) {
    match validate(frames) {
        Ok(Validation::Validated { .. }) => {}
        Ok(Validation::Skipped(reason)) => println!("SKIPPED {test}: {reason}"),
        Err(faults) => panic!("{test}: invalid frames\n{faults}"),
    }
}

fn lint(files: &[PathBuf]) -> io::Result<Option<String>> {
    let output = Command::new("xmllint").args(["--noout", "--nonet", "--schema", SCHEMA]).args(files).output()?;
    if output.status.success() {
        return Ok(None);
    }
    let messages = String::from_utf8_lossy(&output.stderr);
    // One line a file that passed is of no interest; a schema that does not compile is.
    Ok(Some(
        messages
            .lines()
            .filter(|line| !line.ends_with(" validates"))
            .fold(String::new(), |all, line| all + line + "\n"),
    ))
}

/// Replaces result codes that the schema does not list by one that it lists, if there are any.
fn with_listed_code(xml: &str) -> Option<String> {
    let document = read::parse(xml).ok()?;
    let response = Element::root(&document).child(ns::EPP, "response")?;
    let mut out = xml.to_owned();
    let mut changed = false;
    let codes: Vec<_> = response.all(ns::EPP, "result").filter_map(|result| result.attribute_range("code")).collect();
    for range in codes.into_iter().rev() {
        let code = xml.get(range.clone())?.parse().ok().map(ResultCode)?;
        if code.standard_message().is_none() {
            out.replace_range(range, "2400");
            changed = true;
        }
    }
    changed.then_some(out)
}

/// A directory that vanishes with the value.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> io::Result<Self> {
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        let name = format!("epp-schema-{}-{}", std::process::id(), COUNTER.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Response, ServerFrame, TrId};

    fn response(code: u16) -> String {
        let tr_id = TrId { cl: Some("ABC-1".to_owned()), sv: "SV-1".to_owned() };
        ServerFrame::from(Response::new(ResultCode(code), "text", tr_id)).to_xml()
    }

    #[test]
    fn codes_of_the_registry_beyond_the_schema_are_adjusted() {
        let (plain, shutdown) = (response(1000), response(2503));
        assert_valid(
            "codes_of_the_registry_beyond_the_schema_are_adjusted",
            &[("plain", &plain), ("shutdown", &shutdown)],
        );
        assert_eq!(with_listed_code(&plain), None);
        assert_eq!(with_listed_code(&shutdown), Some(response(2400)));
    }

    #[test]
    fn invalid_frames_are_named() {
        let good = response(1000);
        let bad = good.replace("<svTRID>SV-1</svTRID>", "");
        match validate(&[("good one", &good), ("bad one", &bad)]) {
            Ok(Validation::Skipped(_)) => assert_valid("invalid_frames_are_named", &[]),
            Ok(Validation::Validated { .. }) => panic!("an invalid frame passed"),
            Err(faults) => {
                assert!(faults.contains("bad one:") && faults.contains("svTRID"), "{faults}");
                assert!(!faults.contains("good one:"), "{faults}");
            }
        }
    }
}
