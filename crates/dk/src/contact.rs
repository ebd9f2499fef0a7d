//! What kind of contact something is, and what follows from it.

use crate::country::Country;
use crate::text::word_list;

word_list! {
    /// The kind of a contact (`dkhm:userType`). Mandatory when a contact is created, and fixed from then on.
    pub enum UserType, error UserTypeError("user type") {
        /// A company.
        Company = "company" | "C",
        /// A public body.
        PublicOrganization = "public_organization" | "P",
        /// An association.
        Association = "association" | "A",
        /// A private person.
        Individual = "individual" | "I",
    }
}

word_list! {
    /// Who manages a domain name, and with it its registrant's contact (`dkhm:management`).
    ///
    /// New domain names are managed by a registrar only, since 2026-07-01.
    pub enum Management, error ManagementError("management model") {
        /// The registrar.
        Registrar = "registrar",
        /// The registrant, directly at the registry. Ends on 2028-06-30.
        Registrant = "registrant",
    }
}

impl UserType {
    /// Whether the contact is a private person.
    pub const fn is_individual(self) -> bool {
        matches!(self, Self::Individual)
    }

    /// Whether a CVR number must be given: for Danish organisations.
    pub fn requires_cvr(self, country: Country) -> bool {
        !self.is_individual() && country.is_denmark()
    }

    /// Whether a CVR number (abroad: a VAT number) may be given: for organisations.
    pub const fn may_have_cvr(self) -> bool {
        !self.is_individual()
    }

    /// Whether an EAN number and a P-number may be given: for Danish organisations.
    pub fn may_have_ean(self, country: Country) -> bool {
        self.requires_cvr(country)
    }

    /// Whether `sole_proprietorship` may be stated: for foreign organisations. For Danish ones it follows from the CVR.
    pub fn may_state_sole_proprietorship(self, country: Country) -> bool {
        !self.is_individual() && !country.is_denmark()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_types_have_a_word_and_a_letter() {
        for (user_type, letter) in UserType::ALL.iter().zip(["C", "P", "A", "I"]) {
            assert_eq!(UserType::parse(user_type.as_str()).as_ref(), Ok(user_type));
            assert_eq!(UserType::parse(letter).as_ref(), Ok(user_type));
        }
        assert_eq!(UserType::parse("public organization"), Err(UserTypeError { input: "public organization".into() }));
        assert_eq!(serde_json::to_string(&UserType::PublicOrganization).unwrap(), "\"public_organization\"");
        assert_eq!(serde_json::from_str::<UserType>("\"A\"").unwrap(), UserType::Association);
        assert_eq!(Management::parse(" registrar ").unwrap(), Management::Registrar);
    }

    #[test]
    fn type_and_country_decide_which_numbers_belong_to_a_contact() {
        let germany = Country::parse("DE").unwrap();
        for organization in [UserType::Company, UserType::PublicOrganization, UserType::Association] {
            assert!(organization.requires_cvr(Country::DENMARK) && !organization.requires_cvr(germany));
            assert!(organization.may_have_cvr());
            assert!(organization.may_have_ean(Country::DENMARK) && !organization.may_have_ean(germany));
            assert!(organization.may_state_sole_proprietorship(germany));
            assert!(!organization.may_state_sole_proprietorship(Country::DENMARK));
        }
        let person = UserType::Individual;
        assert!(!person.may_have_cvr());
        assert!(!person.requires_cvr(Country::DENMARK) && !person.may_have_ean(Country::DENMARK));
        assert!(!person.may_state_sole_proprietorship(germany));
    }
}
