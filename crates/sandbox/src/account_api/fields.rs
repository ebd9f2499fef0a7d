//! Reading values: all that is wrong is told at once. An absent value stays as it is, an empty one is removed.

use std::collections::BTreeMap;

use dk::{Country, Email, Phone, PostalCode};

use super::Failure;

/// Longest text, in characters.
const LONGEST: usize = 255;
/// Most lines of a street.
const STREET_LINES: usize = 3;

/// Collects what is wrong.
#[derive(Debug, Default)]
pub(super) struct Problems(BTreeMap<&'static str, String>);

impl Problems {
    pub fn add(&mut self, name: &'static str, text: impl Into<String>) {
        self.0.insert(name, text.into());
    }

    /// Notes an error and goes on without the value.
    pub fn take<T, E: ToString>(&mut self, name: &'static str, read: Result<T, E>) -> Option<T> {
        read.map_err(|error| self.add(name, error.to_string())).ok()
    }

    /// # Errors
    /// What was collected.
    pub fn check(self) -> Result<(), Failure> {
        if self.0.is_empty() { Ok(()) } else { Err(Failure::fields(self.0)) }
    }

    /// A text that may be absent.
    pub fn text(&mut self, name: &'static str, given: Option<String>, kept: &mut Option<String>) {
        let Some(given) = given else { return };
        *kept = self.short(name, &given);
    }

    /// A text that must stay.
    pub fn needed(&mut self, name: &'static str, given: Option<String>, kept: &mut String) {
        let Some(given) = given else { return };
        match self.short(name, &given) {
            Some(text) => *kept = text,
            None => self.add(name, "is needed"),
        }
    }

    fn short(&mut self, name: &'static str, given: &str) -> Option<String> {
        let text = given.trim();
        if text.chars().count() > LONGEST || text.chars().any(char::is_control) {
            self.add(name, format!("has more than {LONGEST} characters, or some that cannot be written"));
        }
        (!text.is_empty()).then(|| text.to_owned())
    }

    pub fn street(&mut self, name: &'static str, given: Option<Vec<String>>, kept: &mut Vec<String>) {
        let Some(given) = given else { return };
        let lines: Vec<String> = given.iter().filter_map(|line| self.short(name, line)).collect();
        if lines.len() > STREET_LINES {
            self.add(name, format!("has {} lines, {STREET_LINES} are possible", lines.len()));
        }
        *kept = lines;
    }

    pub fn email(&mut self, name: &'static str, given: Option<String>, kept: &mut Option<String>) {
        let Some(given) = given else { return };
        *kept = match given.trim() {
            "" => None,
            address => self.take(name, Email::parse(address)).map(|email| email.as_str().to_owned()),
        };
    }

    pub fn phone(&mut self, name: &'static str, given: Option<String>, kept: &mut Option<String>) {
        let Some(given) = given else { return };
        *kept = match given.trim() {
            "" => None,
            number => self.take(name, Phone::parse(number)).map(|phone| phone.as_str().to_owned()),
        };
    }

    pub fn country(&mut self, name: &'static str, given: Option<String>, kept: &mut String) {
        let Some(given) = given else { return };
        if let Some(country) = self.take(name, Country::parse(&given)) {
            country.as_str().clone_into(kept);
        }
    }

    pub fn postal_code(&mut self, name: &'static str, country: &str, given: Option<String>, kept: &mut String) {
        let (Some(given), Ok(country)) = (given, Country::parse(country)) else { return };
        if let Some(code) = self.take(name, PostalCode::parse(country, &given)) {
            code.as_str().clone_into(kept);
        }
    }
}
