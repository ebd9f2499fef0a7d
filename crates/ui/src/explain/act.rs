//! What an operation is called.

use dk::Act;

use crate::Lang;

crate::texts! {
    /// The acts as headings: a noun each.
    struct T;
    create_domain { en: "Registration", da: "Registrering" }
    renew_domain { en: "Renewal", da: "Fornyelse" }
    set_renewal_policy { en: "Choice of renewal or expiry", da: "Valg af fornyelse eller udløb" }
    delete_domain { en: "Deletion", da: "Opsigelse" }
    restore_domain { en: "Restoration", da: "Genopretning" }
    transfer_domain { en: "Transfer", da: "Forhandlerskifte" }
    change_name_servers { en: "Change of name servers", da: "Ændring af navneservere" }
    change_ds { en: "Change of DS records", da: "Ændring af DS-records" }
    change_registrant { en: "Change of registrant", da: "Overdragelse" }
    change_roles { en: "Change of contacts", da: "Ændring af kontakter" }
    authorize_transfer { en: "Authorization for a transfer", da: "Autorisationskode til forhandlerskifte" }
    revoke_transfer { en: "Withdrawal of an authorization for a transfer", da: "Tilbagekaldelse af autorisationskode til forhandlerskifte" }
    authorize_redelegation { en: "Authorization for other name servers", da: "Autorisationskode til skift af navneservere" }
    revoke_redelegation { en: "Withdrawal of an authorization for other name servers", da: "Tilbagekaldelse af autorisationskode til skift af navneservere" }
    create_contact { en: "Contact creation", da: "Oprettelse af kontakt" }
    update_contact { en: "Change of contact", da: "Ændring af kontakt" }
    create_host { en: "Name server creation", da: "Oprettelse af navneserver" }
    change_host_addresses { en: "Change of addresses", da: "Ændring af adresser" }
    change_host_administrator { en: "Change of name server administrator", da: "Skift af navneserveransvarlig" }
    delete_host { en: "Name server deletion", da: "Sletning af navneserver" }
    create_user { en: "User creation", da: "Oprettelse af bruger" }
    update_user { en: "Change of user", da: "Ændring af bruger" }
    delete_user { en: "User deletion", da: "Sletning af bruger" }
    change_linked_handles { en: "Change of linked handles", da: "Ændring af tilknyttede bruger-id" }
    change_account { en: "Change of account", da: "Ændring af konto" }
    deposit { en: "Deposit", da: "Indbetaling" }
}

crate::texts! {
    /// The acts as buttons: what to do.
    struct Do;
    create_domain { en: "Send application", da: "Send ansøgning" }
    renew_domain { en: "Renew", da: "Forny" }
    set_renewal_policy { en: "Choose what happens at expiry", da: "Vælg, hvad der sker ved udløb" }
    delete_domain { en: "Delete", da: "Opsig" }
    restore_domain { en: "Restore", da: "Genopret" }
    transfer_domain { en: "Transfer to this account", da: "Flyt til denne konto" }
    change_name_servers { en: "Change name servers", da: "Skift navneservere" }
    change_ds { en: "Change DS records", da: "Ret DS-records" }
    change_registrant { en: "Change registrant", da: "Overdrag" }
    change_roles { en: "Change contacts", da: "Ret kontakter" }
    authorize_transfer { en: "Make a transfer code", da: "Lav kode til forhandlerskifte" }
    revoke_transfer { en: "Withdraw the transfer code", da: "Tilbagekald kode til forhandlerskifte" }
    authorize_redelegation { en: "Make a code for other name servers", da: "Lav kode til skift af navneservere" }
    revoke_redelegation { en: "Withdraw the code for other name servers", da: "Tilbagekald kode til skift af navneservere" }
    create_contact { en: "Create contact", da: "Opret kontakt" }
    update_contact { en: "Change contact", da: "Ret kontakt" }
    create_host { en: "Create name server", da: "Opret navneserver" }
    change_host_addresses { en: "Change addresses", da: "Ret adresser" }
    change_host_administrator { en: "Change administrator", da: "Skift ansvarlig" }
    delete_host { en: "Delete name server", da: "Slet navneserver" }
    create_user { en: "Create user", da: "Opret bruger" }
    update_user { en: "Change user", da: "Ret bruger" }
    delete_user { en: "Delete user", da: "Slet bruger" }
    change_linked_handles { en: "Change linked handles", da: "Ret tilknyttede bruger-id" }
    change_account { en: "Change account", da: "Ret konto" }
    deposit { en: "Deposit", da: "Indbetal" }
}

/// What an act is called on pages and in lists.
pub fn act_label(lang: Lang, act: Act) -> &'static str {
    let t = T(lang);
    match act {
        Act::CreateDomain => t.create_domain(),
        Act::RenewDomain => t.renew_domain(),
        Act::SetRenewalPolicy => t.set_renewal_policy(),
        Act::DeleteDomain => t.delete_domain(),
        Act::RestoreDomain => t.restore_domain(),
        Act::TransferDomain => t.transfer_domain(),
        Act::ChangeNameServers => t.change_name_servers(),
        Act::ChangeDs => t.change_ds(),
        Act::ChangeRegistrant => t.change_registrant(),
        Act::ChangeRoles => t.change_roles(),
        Act::AuthorizeTransfer => t.authorize_transfer(),
        Act::RevokeTransfer => t.revoke_transfer(),
        Act::AuthorizeRedelegation => t.authorize_redelegation(),
        Act::RevokeRedelegation => t.revoke_redelegation(),
        Act::CreateContact => t.create_contact(),
        Act::UpdateContact => t.update_contact(),
        Act::CreateHost => t.create_host(),
        Act::ChangeHostAddresses => t.change_host_addresses(),
        Act::ChangeHostAdministrator => t.change_host_administrator(),
        Act::DeleteHost => t.delete_host(),
        Act::CreateUser => t.create_user(),
        Act::UpdateUser => t.update_user(),
        Act::DeleteUser => t.delete_user(),
        Act::ChangeLinkedHandles => t.change_linked_handles(),
        Act::ChangeAccount => t.change_account(),
        Act::Deposit => t.deposit(),
    }
}

/// The button that has an act done.
pub fn act_button(lang: Lang, act: Act) -> &'static str {
    let t = Do(lang);
    match act {
        Act::CreateDomain => t.create_domain(),
        Act::RenewDomain => t.renew_domain(),
        Act::SetRenewalPolicy => t.set_renewal_policy(),
        Act::DeleteDomain => t.delete_domain(),
        Act::RestoreDomain => t.restore_domain(),
        Act::TransferDomain => t.transfer_domain(),
        Act::ChangeNameServers => t.change_name_servers(),
        Act::ChangeDs => t.change_ds(),
        Act::ChangeRegistrant => t.change_registrant(),
        Act::ChangeRoles => t.change_roles(),
        Act::AuthorizeTransfer => t.authorize_transfer(),
        Act::RevokeTransfer => t.revoke_transfer(),
        Act::AuthorizeRedelegation => t.authorize_redelegation(),
        Act::RevokeRedelegation => t.revoke_redelegation(),
        Act::CreateContact => t.create_contact(),
        Act::UpdateContact => t.update_contact(),
        Act::CreateHost => t.create_host(),
        Act::ChangeHostAddresses => t.change_host_addresses(),
        Act::ChangeHostAdministrator => t.change_host_administrator(),
        Act::DeleteHost => t.delete_host(),
        Act::CreateUser => t.create_user(),
        Act::UpdateUser => t.update_user(),
        Act::DeleteUser => t.delete_user(),
        Act::ChangeLinkedHandles => t.change_linked_handles(),
        Act::ChangeAccount => t.change_account(),
        Act::Deposit => t.deposit(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn acts_are_told_apart_in_both_languages() {
        for lang in [Lang::Da, Lang::En] {
            let labels: BTreeSet<_> = Act::ALL.iter().map(|act| act_label(lang, *act)).collect();
            assert_eq!(labels.len(), Act::ALL.len());
            let buttons: BTreeSet<_> = Act::ALL.iter().map(|act| act_button(lang, *act)).collect();
            assert_eq!(buttons.len(), Act::ALL.len());
        }
    }
}
