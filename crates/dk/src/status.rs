//! States that the registry reports. Unknown words are kept, never refused.

use crate::text::open_word_list;

open_word_list! {
    /// Status of a domain name (RFC 5731 § 2.3; the registry sets server statuses only).
    pub enum DomainStatus {
        /// Nothing else applies.
        Ok = "ok",
        /// Without name servers.
        Inactive = "inactive",
        /// Enqueued, or not yet provisioned.
        PendingCreate = "pendingCreate",
        /// A change waits for somebody.
        PendingUpdate = "pendingUpdate",
        /// Deleted, expired or suspended for deletion.
        PendingDelete = "pendingDelete",
        /// A renewal is under way.
        PendingRenew = "pendingRenew",
        /// A transfer is under way.
        PendingTransfer = "pendingTransfer",
        /// Restorable. Not a status of RFC 5731, but registries send it as one.
        RedemptionPeriod = "redemptionPeriod",
        /// Not in the zone.
        ServerHold = "serverHold",
        /// Cannot be renewed.
        ServerRenewProhibited = "serverRenewProhibited",
        /// Cannot be deleted.
        ServerDeleteProhibited = "serverDeleteProhibited",
        /// Cannot be transferred.
        ServerTransferProhibited = "serverTransferProhibited",
        /// Owner, roles, name servers and DS records cannot be changed.
        ServerUpdateProhibited = "serverUpdateProhibited",
    }
}

open_word_list! {
    /// Status of a contact (RFC 5733 § 2.2).
    pub enum ContactStatus {
        /// Nothing else applies.
        Ok = "ok",
        /// In use by an object.
        Linked = "linked",
        /// Creation is under way.
        PendingCreate = "pendingCreate",
        /// A change is under way.
        PendingUpdate = "pendingUpdate",
        /// Deletion is under way.
        PendingDelete = "pendingDelete",
        /// A transfer is under way.
        PendingTransfer = "pendingTransfer",
        /// Cannot be deleted. Always set: the registry deletes unused contacts itself.
        ServerDeleteProhibited = "serverDeleteProhibited",
        /// Cannot be transferred. Always set.
        ServerTransferProhibited = "serverTransferProhibited",
        /// Cannot be changed.
        ServerUpdateProhibited = "serverUpdateProhibited",
    }
}

open_word_list! {
    /// Status of a host (RFC 5732 § 2.3).
    pub enum HostStatus {
        /// Nothing else applies.
        Ok = "ok",
        /// Name server of a domain name.
        Linked = "linked",
        /// Waits for the registrant or the name server administrator.
        PendingCreate = "pendingCreate",
        /// Waits for the new name server administrator.
        PendingUpdate = "pendingUpdate",
        /// The domain name above it is being deleted.
        PendingDelete = "pendingDelete",
        /// A transfer is under way.
        PendingTransfer = "pendingTransfer",
        /// Cannot be deleted.
        ServerDeleteProhibited = "serverDeleteProhibited",
        /// Cannot be changed.
        ServerUpdateProhibited = "serverUpdateProhibited",
    }
}

open_word_list! {
    /// Status of a registry grace period (RFC 3915 § 3.1).
    pub enum RgpStatus {
        /// Just registered.
        AddPeriod = "addPeriod",
        /// Just renewed automatically.
        AutoRenewPeriod = "autoRenewPeriod",
        /// Just renewed.
        RenewPeriod = "renewPeriod",
        /// Just transferred.
        TransferPeriod = "transferPeriod",
        /// Restorable.
        RedemptionPeriod = "redemptionPeriod",
        /// Restoration is under way.
        PendingRestore = "pendingRestore",
        /// Deletion can no longer be stopped.
        PendingDelete = "pendingDelete",
    }
}

open_word_list! {
    /// Outcome of the registry's risk assessment of an application (`dkhm:risk_assessment`).
    pub enum RiskColour {
        /// A foreign registrant whose identity need not be checked.
        Green = "GREEN",
        /// Identity checked already; or a Danish registrant who still has to be.
        Blue = "BLUE",
        /// A foreign registrant whose identity must be checked.
        Yellow = "YELLOW",
        /// A foreign registrant whose identity must be checked.
        Red = "RED",
        /// The assessment could not be made; the identity must be checked.
        NotAvailable = "N/A",
    }
}

open_word_list! {
    /// Where the verification of a contact stands (`dkhm:contact_verification`).
    pub enum VerificationStatus {
        /// No verification is needed.
        NotRequired = "notRequired",
        /// It must be completed before a deadline.
        Pending = "pending",
        /// The deadline has passed.
        Expired = "expired",
        /// Done.
        Completed = "completed",
        /// Refused.
        Rejected = "rejected",
    }
}

open_word_list! {
    /// What the registry advises about a domain name (`dkhm:domainAdvisory`).
    pub enum DomainAdvisory {
        /// Scheduled for deletion, at a date that is given beside it.
        PendingDeletionDate = "pendingDeletionDate",
        /// Offered to the first on the waiting list.
        OfferedOnWaitingList = "offeredOnWaitingList",
    }
}

open_word_list! {
    /// Why a domain name is not available (`domain:reason` of a check).
    pub enum UnavailableReason {
        /// Registered.
        InUse = "In use" | "In Use",
        /// Applied for.
        Enqueued = "Enqueued",
        /// Offered to the first on the waiting list.
        OfferedOnWaitingList = "Offered for pos. on waiting list",
    }
}

open_word_list! {
    /// How a transfer ended (`domain:trStatus`, RFC 5730 § 2.9.3.4).
    pub enum TransferStatus {
        /// Approved by an authorization token.
        ClientApproved = "clientApproved",
        /// Approved by the registry, without a token.
        ServerApproved = "serverApproved",
        /// Waiting.
        Pending = "pending",
        /// Refused by the losing registrar.
        ClientRejected = "clientRejected",
        /// Withdrawn.
        ClientCancelled = "clientCancelled",
        /// Refused by the registry.
        ServerCancelled = "serverCancelled",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_words_are_recognised_and_unknown_ones_kept() {
        assert_eq!(DomainStatus::from_word(" serverHold "), DomainStatus::ServerHold);
        let unknown = DomainStatus::from_word("clientHold");
        assert_eq!(unknown, DomainStatus::Other("clientHold".to_owned()));
        assert_eq!(unknown.as_str(), "clientHold");
        assert_eq!(serde_json::from_str::<DomainStatus>("\"clientHold\"").unwrap(), unknown);
        assert_eq!(RiskColour::from_word("N/A"), RiskColour::NotAvailable);
        assert_eq!(RiskColour::from_word("\n      BLUE\n    "), RiskColour::Blue);
        assert_eq!(RgpStatus::from("redemptionPeriod"), RgpStatus::RedemptionPeriod);
        assert_eq!(UnavailableReason::from_word("In Use"), UnavailableReason::InUse);
        assert_eq!(VerificationStatus::from_word("PENDING"), VerificationStatus::Other("PENDING".to_owned()));
    }

    #[test]
    fn every_known_word_reads_as_itself() {
        assert!(DomainStatus::KNOWN.iter().all(|s| DomainStatus::from_word(s.as_str()) == *s));
        assert!(ContactStatus::KNOWN.iter().all(|s| ContactStatus::from_word(s.as_str()) == *s));
        assert!(HostStatus::KNOWN.iter().all(|s| HostStatus::from_word(s.as_str()) == *s));
        assert!(RgpStatus::KNOWN.iter().all(|s| RgpStatus::from_word(s.as_str()) == *s));
        assert!(TransferStatus::KNOWN.iter().all(|s| TransferStatus::from_word(s.as_str()) == *s));
        assert!(DomainAdvisory::KNOWN.iter().all(|s| DomainAdvisory::from_word(s.as_str()) == *s));
    }

    #[test]
    fn a_reason_fits_the_schemas_32_characters() {
        assert!(UnavailableReason::KNOWN.iter().all(|reason| reason.as_str().len() <= 32));
    }

    proptest! {
        #[test]
        fn any_word_reads_as_itself(word in any::<String>()) {
            let status = HostStatus::from_word(&word);
            prop_assert_eq!(HostStatus::from_word(status.as_str()), status);
        }
    }
}
