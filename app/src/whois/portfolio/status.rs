//! What the registry's statuses mean, in plain words.

use dk::DomainStatus;

use crate::{Lang, Tone};

crate::texts! {
    /// The meanings.
    struct T;
    ok { en: "Active, nothing else applies", da: "Aktivt, intet at bemærke" }
    inactive { en: "Without name servers", da: "Uden navneservere" }
    pending_create { en: "Application under way", da: "Ansøgning er i gang" }
    pending_update { en: "A change is under way", da: "En ændring er i gang" }
    pending_delete { en: "Will be deleted", da: "Skal slettes" }
    pending_renew { en: "Renewal is under way", da: "Fornyelse er i gang" }
    pending_transfer { en: "Transfer is under way", da: "Flytning er i gang" }
    redemption { en: "Suspended, can be restored", da: "Suspenderet, kan gendannes" }
    hold { en: "Not in the zone: it does not work on the Internet", da: "Ikke i zonen: det virker ikke på internettet" }
    renew_prohibited { en: "Cannot be renewed now", da: "Kan ikke fornyes nu" }
    delete_prohibited { en: "Cannot be deleted now", da: "Kan ikke slettes nu" }
    transfer_prohibited { en: "Cannot be transferred now", da: "Kan ikke flyttes nu" }
    update_prohibited { en: "Cannot be changed now", da: "Kan ikke ændres nu" }
}

/// The plain meaning of a status; `None` for one that Birk does not know.
pub(super) fn meaning(lang: Lang, word: &str) -> Option<&'static str> {
    let t = T(lang);
    Some(match DomainStatus::from_word(word) {
        DomainStatus::Ok => t.ok(),
        DomainStatus::Inactive => t.inactive(),
        DomainStatus::PendingCreate => t.pending_create(),
        DomainStatus::PendingUpdate => t.pending_update(),
        DomainStatus::PendingDelete => t.pending_delete(),
        DomainStatus::PendingRenew => t.pending_renew(),
        DomainStatus::PendingTransfer => t.pending_transfer(),
        DomainStatus::RedemptionPeriod => t.redemption(),
        DomainStatus::ServerHold => t.hold(),
        DomainStatus::ServerRenewProhibited => t.renew_prohibited(),
        DomainStatus::ServerDeleteProhibited => t.delete_prohibited(),
        DomainStatus::ServerTransferProhibited => t.transfer_prohibited(),
        DomainStatus::ServerUpdateProhibited => t.update_prohibited(),
        DomainStatus::Other(_) => return None,
    })
}

/// The colour of a status.
pub(super) fn tone(word: &str) -> Tone {
    match DomainStatus::from_word(word) {
        DomainStatus::Ok => Tone::Ok,
        DomainStatus::Inactive | DomainStatus::RedemptionPeriod => Tone::Warn,
        DomainStatus::PendingCreate
        | DomainStatus::PendingUpdate
        | DomainStatus::PendingRenew
        | DomainStatus::PendingTransfer => Tone::Info,
        DomainStatus::PendingDelete | DomainStatus::ServerHold => Tone::Bad,
        _ => Tone::Plain,
    }
}
