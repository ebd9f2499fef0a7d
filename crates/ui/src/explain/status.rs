//! What the registry's statuses mean.

use std::borrow::Cow;

use dk::{
    ContactStatus, DomainAdvisory, DomainStatus, HostStatus, RgpStatus, RiskColour, TransferStatus, UnavailableReason,
    VerificationStatus,
};

use crate::{Lang, Tone};

/// A registry's word in plain language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// A few words, as for a badge. For a word this version does not know: the word itself.
    pub label: Cow<'static, str>,
    /// A sentence or two.
    pub text: Cow<'static, str>,
    /// How good or bad it is.
    pub tone: Tone,
}

impl Meaning {
    const fn new(tone: Tone, label: &'static str, text: &'static str) -> Self {
        Self { label: Cow::Borrowed(label), text: Cow::Borrowed(text), tone }
    }

    fn unknown(lang: Lang, word: &str) -> Self {
        Self { label: Cow::Owned(word.to_owned()), text: Cow::Borrowed(Other(lang).text()), tone: Tone::Plain }
    }
}

crate::texts! {
    /// A word that this version does not know.
    struct Other;
    text {
        en: "The registry sends this word; what it means is not known to this version of Birk.",
        da: "Registret sender dette ord; denne version af Birk kender ikke betydningen.",
    }
}

crate::texts! {
    /// Statuses of domain names.
    struct Domain;
    ok { en: "Active", da: "Aktivt" }
    ok_text { en: "Nothing is under way, and nothing is barred.", da: "Intet er under behandling, og intet er spærret." }
    inactive { en: "No name servers", da: "Ingen navneservere" }
    inactive_text { en: "The name is registered, but has no name servers and so does not work.", da: "Navnet er registreret, men har ingen navneservere og virker derfor ikke." }
    create { en: "Being registered", da: "Under oprettelse" }
    create_text {
        en: "The application is in the queue, or its processing has not ended. The name may already work.",
        da: "Ansøgningen er i kø, eller behandlingen er ikke afsluttet. Navnet kan allerede virke.",
    }
    update { en: "Change under way", da: "Ændring undervejs" }
    update_text {
        en: "A change has been asked for and is not carried out yet: often it waits until somebody has accepted it or been verified.",
        da: "Der er bedt om en ændring, som ikke er gennemført endnu: ofte afventer den, at nogen accepterer eller bliver verificeret.",
    }
    delete { en: "Will be deleted", da: "Slettes" }
    delete_text {
        en: "The name has been deleted, has expired, or is suspended for deletion. It does not work, and becomes free or goes to its waiting list when it is deleted for good.",
        da: "Navnet er slettet, udløbet eller suspenderet med henblik på sletning. Det virker ikke og bliver ledigt eller går til ventelisten, når det slettes endeligt.",
    }
    renew { en: "Renewal under way", da: "Fornyelse undervejs" }
    renew_text { en: "A renewal is being processed.", da: "En fornyelse er under behandling." }
    transfer { en: "Transfer under way", da: "Flytning undervejs" }
    transfer_text { en: "A transfer to another registrar is being processed.", da: "En flytning til en anden registrator er under behandling." }
    redemption { en: "Can be restored", da: "Kan gendannes" }
    redemption_text {
        en: "The name is in its redemption period: for 30 days after the suspension it can be restored, for a fee and one year's renewal.",
        da: "Navnet er i karantæne: i 30 dage efter suspenderingen kan det gendannes mod et gebyr og et års fornyelse.",
    }
    hold { en: "Not in the zone", da: "Ikke i zonen" }
    hold_text {
        en: "The registry has left the name out of the .dk zone: web site and e-mail do not work.",
        da: "Registret har taget navnet ud af .dk-zonen: hjemmeside og e-mail virker ikke.",
    }
    no_renew { en: "Renewal barred", da: "Kan ikke fornyes" }
    no_renew_text {
        en: "It cannot be renewed: it is being registered or deleted, is blocked or unpaid, has expired, or would then run more than 14 months ahead.",
        da: "Det kan ikke fornyes: det er ved at blive oprettet eller slettet, er blokeret eller ubetalt, er udløbet eller ville komme til at løbe mere end 14 måneder frem.",
    }
    no_delete { en: "Deletion barred", da: "Kan ikke slettes" }
    no_delete_text {
        en: "It cannot be deleted: it is being registered or deleted, is blocked, has name servers below it that others use, or its registrant failed the identity check.",
        da: "Det kan ikke slettes: det er ved at blive oprettet eller slettet, er blokeret, har navneservere under sig, som andre bruger, eller registranten bestod ikke identitetskontrollen.",
    }
    no_transfer { en: "Transfer barred", da: "Kan ikke flyttes" }
    no_transfer_text {
        en: "It cannot be moved to another registrar: it is being registered, is unpaid, locked or blocked, or its registrant is not verified.",
        da: "Det kan ikke flyttes til en anden registrator: det er ved at blive oprettet, er ubetalt, låst eller blokeret, eller registranten er ikke verificeret.",
    }
    no_update { en: "Changes barred", da: "Kan ikke ændres" }
    no_update_text {
        en: "Registrant, roles, name servers and DS records cannot be changed. It is also set where a suspended name cannot be restored.",
        da: "Registrant, roller, navneservere og DS-records kan ikke ændres. Det står også på suspenderede navne, der ikke kan gendannes.",
    }
}

/// What a domain name's status means (RFC 5731 § 2.3; Punktum dk EPP specification § Status Codes).
pub fn domain_status(lang: Lang, status: &DomainStatus) -> Meaning {
    let t = Domain(lang);
    match status {
        DomainStatus::Ok => Meaning::new(Tone::Ok, t.ok(), t.ok_text()),
        DomainStatus::Inactive => Meaning::new(Tone::Warn, t.inactive(), t.inactive_text()),
        DomainStatus::PendingCreate => Meaning::new(Tone::Info, t.create(), t.create_text()),
        DomainStatus::PendingUpdate => Meaning::new(Tone::Info, t.update(), t.update_text()),
        DomainStatus::PendingDelete => Meaning::new(Tone::Bad, t.delete(), t.delete_text()),
        DomainStatus::PendingRenew => Meaning::new(Tone::Info, t.renew(), t.renew_text()),
        DomainStatus::PendingTransfer => Meaning::new(Tone::Info, t.transfer(), t.transfer_text()),
        DomainStatus::RedemptionPeriod => Meaning::new(Tone::Warn, t.redemption(), t.redemption_text()),
        DomainStatus::ServerHold => Meaning::new(Tone::Bad, t.hold(), t.hold_text()),
        DomainStatus::ServerRenewProhibited => Meaning::new(Tone::Plain, t.no_renew(), t.no_renew_text()),
        DomainStatus::ServerDeleteProhibited => Meaning::new(Tone::Plain, t.no_delete(), t.no_delete_text()),
        DomainStatus::ServerTransferProhibited => Meaning::new(Tone::Plain, t.no_transfer(), t.no_transfer_text()),
        DomainStatus::ServerUpdateProhibited => Meaning::new(Tone::Plain, t.no_update(), t.no_update_text()),
        DomainStatus::Other(word) => Meaning::unknown(lang, word),
    }
}

crate::texts! {
    /// Statuses of contacts and hosts.
    struct Object;
    ok { en: "In order", da: "I orden" }
    ok_text { en: "Nothing is under way, and nothing is barred.", da: "Intet er under behandling, og intet er spærret." }
    linked { en: "In use", da: "I brug" }
    contact_linked { en: "At least one domain name or name server uses this contact.", da: "Mindst ét domænenavn eller én navneserver bruger denne kontakt." }
    host_linked { en: "At least one domain name uses this name server.", da: "Mindst ét domænenavn bruger denne navneserver." }
    create { en: "Being registered", da: "Under oprettelse" }
    contact_create { en: "The contact is being created.", da: "Kontakten er ved at blive oprettet." }
    host_create {
        en: "Waits until the registrant of the domain name above it, or its administrator, has accepted it. Until then it cannot be used.",
        da: "Afventer, at registranten af domænenavnet over den eller dens administrator accepterer. Indtil da kan den ikke bruges.",
    }
    update { en: "Change under way", da: "Ændring undervejs" }
    contact_update { en: "A change of the contact is being processed.", da: "En ændring af kontakten er under behandling." }
    host_update { en: "Waits until the new administrator has accepted the role.", da: "Afventer, at den nye administrator accepterer rollen." }
    delete { en: "Will be deleted", da: "Slettes" }
    contact_delete { en: "The contact is being deleted.", da: "Kontakten er ved at blive slettet." }
    host_delete { en: "The domain name above it is being deleted, and the name server with it.", da: "Domænenavnet over den er ved at blive slettet, og navneserveren med det." }
    transfer { en: "Transfer under way", da: "Flytning undervejs" }
    transfer_text { en: "A transfer is being processed.", da: "En flytning er under behandling." }
    no_delete { en: "Deletion barred", da: "Kan ikke slettes" }
    contact_no_delete {
        en: "Always set: contacts cannot be deleted by hand. The registry deletes those that nothing has used for 14 days.",
        da: "Står altid: kontakter kan ikke slettes manuelt. Registret sletter dem, som intet har brugt i 14 dage.",
    }
    host_no_delete { en: "It cannot be deleted as long as domain names use it.", da: "Den kan ikke slettes, så længe domænenavne bruger den." }
    no_transfer { en: "Transfer barred", da: "Kan ikke flyttes" }
    contact_no_transfer { en: "Always set: contacts are never transferred.", da: "Står altid: kontakter flyttes aldrig." }
    no_update { en: "Changes barred", da: "Kan ikke ændres" }
    contact_no_update { en: "The contact cannot be changed.", da: "Kontakten kan ikke ændres." }
    host_no_update { en: "It cannot be changed, as the domain name above it is being deleted.", da: "Den kan ikke ændres, da domænenavnet over den er ved at blive slettet." }
}

/// What a contact's status means (RFC 5733 § 2.2; Punktum dk EPP specification § Status Codes).
pub fn contact_status(lang: Lang, status: &ContactStatus) -> Meaning {
    let t = Object(lang);
    match status {
        ContactStatus::Ok => Meaning::new(Tone::Ok, t.ok(), t.ok_text()),
        ContactStatus::Linked => Meaning::new(Tone::Plain, t.linked(), t.contact_linked()),
        ContactStatus::PendingCreate => Meaning::new(Tone::Info, t.create(), t.contact_create()),
        ContactStatus::PendingUpdate => Meaning::new(Tone::Info, t.update(), t.contact_update()),
        ContactStatus::PendingDelete => Meaning::new(Tone::Bad, t.delete(), t.contact_delete()),
        ContactStatus::PendingTransfer => Meaning::new(Tone::Info, t.transfer(), t.transfer_text()),
        ContactStatus::ServerDeleteProhibited => Meaning::new(Tone::Plain, t.no_delete(), t.contact_no_delete()),
        ContactStatus::ServerTransferProhibited => Meaning::new(Tone::Plain, t.no_transfer(), t.contact_no_transfer()),
        ContactStatus::ServerUpdateProhibited => Meaning::new(Tone::Plain, t.no_update(), t.contact_no_update()),
        ContactStatus::Other(word) => Meaning::unknown(lang, word),
    }
}

/// What a host's status means (RFC 5732 § 2.3; Punktum dk EPP specification § Status Codes).
pub fn host_status(lang: Lang, status: &HostStatus) -> Meaning {
    let t = Object(lang);
    match status {
        HostStatus::Ok => Meaning::new(Tone::Ok, t.ok(), t.ok_text()),
        HostStatus::Linked => Meaning::new(Tone::Plain, t.linked(), t.host_linked()),
        HostStatus::PendingCreate => Meaning::new(Tone::Info, t.create(), t.host_create()),
        HostStatus::PendingUpdate => Meaning::new(Tone::Info, t.update(), t.host_update()),
        HostStatus::PendingDelete => Meaning::new(Tone::Bad, t.delete(), t.host_delete()),
        HostStatus::PendingTransfer => Meaning::new(Tone::Info, t.transfer(), t.transfer_text()),
        HostStatus::ServerDeleteProhibited => Meaning::new(Tone::Plain, t.no_delete(), t.host_no_delete()),
        HostStatus::ServerUpdateProhibited => Meaning::new(Tone::Plain, t.no_update(), t.host_no_update()),
        HostStatus::Other(word) => Meaning::unknown(lang, word),
    }
}

crate::texts! {
    /// Statuses of grace periods.
    struct Rgp;
    add { en: "Just registered", da: "Netop registreret" }
    add_text { en: "The grace period after a registration.", da: "Perioden lige efter en registrering." }
    auto_renew { en: "Just renewed automatically", da: "Netop fornyet automatisk" }
    auto_renew_text { en: "The grace period after an automatic renewal.", da: "Perioden lige efter en automatisk fornyelse." }
    renew { en: "Just renewed", da: "Netop fornyet" }
    renew_text { en: "The grace period after a renewal.", da: "Perioden lige efter en fornyelse." }
    transfer { en: "Just transferred", da: "Netop flyttet" }
    transfer_text { en: "The grace period after a transfer.", da: "Perioden lige efter en flytning." }
    restore { en: "Restoration under way", da: "Gendannelse undervejs" }
    restore_text { en: "The name is being restored.", da: "Navnet er ved at blive gendannet." }
    delete { en: "Deletion is final", da: "Sletningen er endelig" }
    delete_text { en: "The redemption period is over; the deletion can no longer be stopped.", da: "Karantænen er ovre; sletningen kan ikke længere standses." }
}

/// What a status of the redemption grace period means (RFC 3915 § 3.1).
pub fn rgp_status(lang: Lang, status: &RgpStatus) -> Meaning {
    let t = Rgp(lang);
    match status {
        RgpStatus::AddPeriod => Meaning::new(Tone::Info, t.add(), t.add_text()),
        RgpStatus::AutoRenewPeriod => Meaning::new(Tone::Info, t.auto_renew(), t.auto_renew_text()),
        RgpStatus::RenewPeriod => Meaning::new(Tone::Info, t.renew(), t.renew_text()),
        RgpStatus::TransferPeriod => Meaning::new(Tone::Info, t.transfer(), t.transfer_text()),
        RgpStatus::RedemptionPeriod => domain_status(lang, &DomainStatus::RedemptionPeriod),
        RgpStatus::PendingRestore => Meaning::new(Tone::Info, t.restore(), t.restore_text()),
        RgpStatus::PendingDelete => Meaning::new(Tone::Bad, t.delete(), t.delete_text()),
        RgpStatus::Other(word) => Meaning::unknown(lang, word),
    }
}

crate::texts! {
    /// Where a verification stands.
    struct Verification;
    not_required { en: "No verification needed", da: "Verificering ikke nødvendig" }
    not_required_text { en: "The registry asks for no verification.", da: "Registret kræver ingen verificering." }
    pending { en: "Awaiting verification", da: "Afventer verificering" }
    pending_text {
        en: "The verification must be completed before the deadline; otherwise the contact's domain names are suspended, and deleted 30 days later.",
        da: "Verificeringen skal være gennemført inden fristen; ellers suspenderes kontaktens domænenavne, og 30 dage senere slettes de.",
    }
    expired { en: "Verification overdue", da: "Verificeringsfrist overskredet" }
    expired_text {
        en: "It was not completed in time: the contact's domain names are suspended until it is, and deleted after 30 days.",
        da: "Den blev ikke gennemført i tide: kontaktens domænenavne er suspenderet, til den er, og slettes efter 30 dage.",
    }
    completed { en: "Verified", da: "Verificeret" }
    completed_text { en: "It has been completed.", da: "Den er gennemført." }
    rejected { en: "Verification rejected", da: "Verificering afvist" }
    rejected_text {
        en: "The documents were refused. The contact must go through the check again with others.",
        da: "Dokumentationen blev afvist. Kontakten skal gennemføre kontrollen igen med anden dokumentation.",
    }
}

/// Where the verification of a contact stands (`dkhm:contact_verification`).
pub fn verification(lang: Lang, status: &VerificationStatus) -> Meaning {
    let t = Verification(lang);
    match status {
        VerificationStatus::NotRequired => Meaning::new(Tone::Plain, t.not_required(), t.not_required_text()),
        VerificationStatus::Pending => Meaning::new(Tone::Warn, t.pending(), t.pending_text()),
        VerificationStatus::Expired => Meaning::new(Tone::Bad, t.expired(), t.expired_text()),
        VerificationStatus::Completed => Meaning::new(Tone::Ok, t.completed(), t.completed_text()),
        VerificationStatus::Rejected => Meaning::new(Tone::Bad, t.rejected(), t.rejected_text()),
        VerificationStatus::Other(word) => Meaning::unknown(lang, word),
    }
}

crate::texts! {
    /// Risk colours.
    struct Risk;
    green { en: "Green: low risk", da: "Grøn: lav risiko" }
    green_text { en: "The registrant lives abroad, and the registry sees no need to check the identity.", da: "Registranten er udenlandsk, og registret ser intet behov for at kontrollere identiteten." }
    blue { en: "Blue: known or Danish", da: "Blå: kendt eller dansk" }
    blue_text {
        en: "The registrant's identity has been checked already; or the registrant is Danish and confirms it with MitID before the name works.",
        da: "Registrantens identitet er allerede kontrolleret; eller registranten er dansk og bekræfter den med MitID, før navnet virker.",
    }
    yellow { en: "Yellow: to be checked", da: "Gul: skal kontrolleres" }
    yellow_text { en: "The registrant lives abroad and must document the identity before the name works.", da: "Registranten er udenlandsk og skal dokumentere identiteten, før navnet virker." }
    red { en: "Red: high risk", da: "Rød: høj risiko" }
    red_text { en: "The registrant lives abroad and must document the identity before the name works; the registry looks closely.", da: "Registranten er udenlandsk og skal dokumentere identiteten, før navnet virker; registret ser grundigt efter." }
    none { en: "Not assessed", da: "Ikke vurderet" }
    none_text { en: "The registry could not assess the risk. The registrant must be verified before the name works.", da: "Registret kunne ikke vurdere risikoen. Registranten skal verificeres, før navnet virker." }
}

/// What the registry's risk assessment of an application means (`dkhm:risk_assessment`).
pub fn risk(lang: Lang, colour: &RiskColour) -> Meaning {
    let t = Risk(lang);
    match colour {
        RiskColour::Green => Meaning::new(Tone::Ok, t.green(), t.green_text()),
        RiskColour::Blue => Meaning::new(Tone::Info, t.blue(), t.blue_text()),
        RiskColour::Yellow => Meaning::new(Tone::Warn, t.yellow(), t.yellow_text()),
        RiskColour::Red => Meaning::new(Tone::Bad, t.red(), t.red_text()),
        RiskColour::NotAvailable => Meaning::new(Tone::Warn, t.none(), t.none_text()),
        RiskColour::Other(word) => Meaning::unknown(lang, word),
    }
}

crate::texts! {
    /// Advisories, reasons of a check, outcomes of a transfer.
    struct Word;
    deletion { en: "Date of deletion", da: "Slettedato" }
    deletion_text { en: "The registry deletes the name for good on this day.", da: "Registret sletter navnet endeligt denne dag." }
    offered { en: "Offered on the waiting list", da: "Tilbudt på ventelisten" }
    offered_text {
        en: "The name is offered to the first on its waiting list, who has 14 days to register it with a code of eight characters.",
        da: "Navnet er tilbudt den første på ventelisten, som har 14 dage til at registrere det med en kode på otte tegn.",
    }
    in_use { en: "In use", da: "I brug" }
    in_use_text { en: "The name is registered.", da: "Navnet er registreret." }
    enqueued { en: "Applied for", da: "Ansøgt" }
    enqueued_text {
        en: "Somebody has applied for the name, and the registry has not decided yet. Applications are served in the order in which they came.",
        da: "Nogen har ansøgt om navnet, og registret har ikke afgjort det endnu. Ansøgninger behandles i den rækkefølge, de kom.",
    }
    client_approved { en: "Approved with a code", da: "Godkendt med kode" }
    client_approved_text { en: "The registrant's authorization code approved the transfer.", da: "Registrantens godkendelseskode godkendte flytningen." }
    server_approved { en: "Approved by the registry", da: "Godkendt af registret" }
    server_approved_text { en: "The registry approved the transfer without a code.", da: "Registret godkendte flytningen uden kode." }
    pending { en: "Waiting", da: "Afventer" }
    pending_text { en: "The transfer waits for an answer.", da: "Flytningen afventer svar." }
    rejected { en: "Refused", da: "Afvist" }
    rejected_text { en: "The former registrar refused the transfer.", da: "Den tidligere registrator afviste flytningen." }
    withdrawn { en: "Withdrawn", da: "Trukket tilbage" }
    withdrawn_text { en: "The transfer was withdrawn.", da: "Flytningen blev trukket tilbage." }
    cancelled { en: "Stopped by the registry", da: "Standset af registret" }
    cancelled_text { en: "The registry stopped the transfer.", da: "Registret standsede flytningen." }
}

/// What the registry advises about a domain name (`dkhm:domainAdvisory`).
pub fn advisory(lang: Lang, advisory: &DomainAdvisory) -> Meaning {
    let t = Word(lang);
    match advisory {
        DomainAdvisory::PendingDeletionDate => Meaning::new(Tone::Bad, t.deletion(), t.deletion_text()),
        DomainAdvisory::OfferedOnWaitingList => Meaning::new(Tone::Warn, t.offered(), t.offered_text()),
        DomainAdvisory::Other(word) => Meaning::unknown(lang, word),
    }
}

/// Why a name cannot be registered (`domain:reason` of a check).
pub fn unavailable_reason(lang: Lang, reason: &UnavailableReason) -> Meaning {
    let t = Word(lang);
    match reason {
        UnavailableReason::InUse => Meaning::new(Tone::Plain, t.in_use(), t.in_use_text()),
        UnavailableReason::Enqueued => Meaning::new(Tone::Warn, t.enqueued(), t.enqueued_text()),
        UnavailableReason::OfferedOnWaitingList => Meaning::new(Tone::Warn, t.offered(), t.offered_text()),
        UnavailableReason::Other(word) => Meaning::unknown(lang, word),
    }
}

/// How a transfer ended (`domain:trStatus`).
pub fn transfer_status(lang: Lang, status: &TransferStatus) -> Meaning {
    let t = Word(lang);
    match status {
        TransferStatus::ClientApproved => Meaning::new(Tone::Ok, t.client_approved(), t.client_approved_text()),
        TransferStatus::ServerApproved => Meaning::new(Tone::Ok, t.server_approved(), t.server_approved_text()),
        TransferStatus::Pending => Meaning::new(Tone::Info, t.pending(), t.pending_text()),
        TransferStatus::ClientRejected => Meaning::new(Tone::Bad, t.rejected(), t.rejected_text()),
        TransferStatus::ClientCancelled => Meaning::new(Tone::Plain, t.withdrawn(), t.withdrawn_text()),
        TransferStatus::ServerCancelled => Meaning::new(Tone::Bad, t.cancelled(), t.cancelled_text()),
        TransferStatus::Other(word) => Meaning::unknown(lang, word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(explain: impl Fn(Lang) -> Meaning) {
        let (da, en) = (explain(Lang::Da), explain(Lang::En));
        assert!(da.text.ends_with('.') && en.text.ends_with('.'), "{en:?}");
        assert_ne!(da.text, en.text);
        assert!(!da.label.is_empty() && da.label.chars().count() < 32, "{da:?}");
    }

    #[test]
    fn every_word_is_explained_in_both_languages() {
        DomainStatus::KNOWN.iter().for_each(|word| both(|lang| domain_status(lang, word)));
        ContactStatus::KNOWN.iter().for_each(|word| both(|lang| contact_status(lang, word)));
        HostStatus::KNOWN.iter().for_each(|word| both(|lang| host_status(lang, word)));
        RgpStatus::KNOWN.iter().for_each(|word| both(|lang| rgp_status(lang, word)));
        VerificationStatus::KNOWN.iter().for_each(|word| both(|lang| verification(lang, word)));
        RiskColour::KNOWN.iter().for_each(|word| both(|lang| risk(lang, word)));
        DomainAdvisory::KNOWN.iter().for_each(|word| both(|lang| advisory(lang, word)));
        UnavailableReason::KNOWN.iter().for_each(|word| both(|lang| unavailable_reason(lang, word)));
        TransferStatus::KNOWN.iter().for_each(|word| both(|lang| transfer_status(lang, word)));
    }

    #[test]
    fn an_unknown_word_stands_for_itself() {
        let meaning = domain_status(Lang::En, &DomainStatus::from_word("clientHold"));
        assert_eq!(meaning.label, "clientHold");
        assert!(meaning.text.contains("not known"));
    }
}
