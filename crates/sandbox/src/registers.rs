//! The public registers that the registry asks, simulated.
//!
//! Every CVR number with a right check sum exists, under whatever name is given, except the few below that behave in a
//! particular way. The register of persons finds everyone whose street does not begin with `Ukendt`.

/// What the register of companies says about a number and a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CvrAnswer {
    /// Number and name belong together.
    Match,
    /// The number belongs to another name.
    OtherName,
    /// Number and name belong together, and one of several production units must be named.
    SeveralUnits,
    /// No answer.
    Unavailable,
}

/// The registry's own number, which belongs to its own name only.
pub const CVR_OF_REGISTRY: &str = "24210375";
/// A number with several production units.
pub const CVR_WITH_UNITS: &str = "30000005";
/// A number for which the register does not answer.
pub const CVR_UNAVAILABLE: &str = "40000003";

/// Asks the register of companies.
#[must_use]
pub fn cvr(number: &str, name: &str) -> CvrAnswer {
    match number {
        CVR_OF_REGISTRY if !same(name, "Punktum dk A/S") => CvrAnswer::OtherName,
        CVR_WITH_UNITS => CvrAnswer::SeveralUnits,
        CVR_UNAVAILABLE => CvrAnswer::Unavailable,
        _ => CvrAnswer::Match,
    }
}

/// The registry's own number for electronic invoices.
pub const EAN_OF_REGISTRY: &str = "5798009780690";

/// Whether a number for electronic invoices belongs to whoever has a CVR number. All but the registry's belong to anybody.
#[must_use]
pub fn ean_belongs(ean: &str, cvr: Option<&str>) -> bool {
    ean != EAN_OF_REGISTRY || cvr == Some(CVR_OF_REGISTRY)
}

fn same(left: &str, right: &str) -> bool {
    left.trim().to_lowercase() == right.to_lowercase()
}

/// Whether the register of persons knows somebody at an address.
#[must_use]
pub fn person_known(street: &[String]) -> bool {
    !street.iter().any(|line| line.to_lowercase().starts_with("ukendt"))
}

/// Whether the European Union's register of VAT numbers finds a number: one of a member, written with the country's prefix
/// and two to twelve letters and digits.
#[must_use]
pub fn vies(country: &str, number: &str) -> bool {
    const MEMBERS: [&str; 27] = [
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
        "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    ];
    let prefix = if country == "GR" { "EL" } else { country };
    let rest = number.trim().strip_prefix(prefix).unwrap_or_default();
    MEMBERS.contains(&country) && (2..=12).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::vies;

    #[test]
    fn vat_numbers_are_found_by_their_country() {
        for (country, number) in [("DE", "DE123456789"), ("GR", "EL123456789"), ("SE", "SE556012579001")] {
            assert!(vies(country, number), "{number}");
        }
        for (country, number) in
            [("FR", "1414441"), ("GB", "GB123456789"), ("DE", "FR12345678901"), ("DE", "DE"), ("DE", "DE 1")]
        {
            assert!(!vies(country, number), "{country} {number}");
        }
    }
}
