crate::texts! {
    /// The words of the components.
    pub(super) struct T;
    optional { en: "(optional)", da: "(valgfrit)" }
    one_problem { en: "One thing to put right", da: "Én ting skal rettes" }
    problems(n: usize) { en: "{n} things to put right", da: "{n} ting skal rettes" }
    copy_this(what: &str) { en: "Copy {what}", da: "Kopiér {what}" }
    support { en: "For support: what the registry said", da: "Til support: hvad registret svarede" }
    code { en: "Code", da: "Kode" }
    registry_text { en: "Text", da: "Tekst" }
    previous { en: "Previous", da: "Forrige" }
    next { en: "Next", da: "Næste" }
    pages { en: "Pages", da: "Sider" }
    page_of(page: &str, pages: &str) { en: "Page {page} of {pages}", da: "Side {page} af {pages}" }
    sorted_up { en: "sorted ascending", da: "sorteret stigende" }
    sorted_down { en: "sorted descending", da: "sorteret faldende" }
    cost { en: "What it costs", da: "Hvad det koster" }
    balance_now { en: "Balance now", da: "Saldo nu" }
    balance_after { en: "Balance after", da: "Saldo efter" }
    enough { en: "The account has enough for this.", da: "Der er penge nok på kontoen." }
    not_enough { en: "The account has not enough for this. Ask a colleague with the Payer role to top it up.", da: "Der er ikke penge nok på kontoen. Bed en kollega med rollen Betaler om at sætte penge ind." }
    shortfall(amount: &str) { en: "{amount} is missing.", da: "Der mangler {amount}." }
    top_up { en: "Go to Prepaid", da: "Gå til Forudbetalt" }
    unknown_balance { en: "The balance is not known at the moment; the registry decides.", da: "Saldoen kendes ikke lige nu; registret afgør det." }
    unknown_price { en: "Not in the price list", da: "Ikke i prislisten" }

    before { en: "before:", da: "før:" }
    after { en: "after:", da: "efter:" }
    goes { en: "removed:", da: "fjernes:" }
    comes { en: "added:", da: "tilføjes:" }
    nothing { en: "nothing", da: "intet" }
    filter { en: "Show", da: "Vis" }
    show_everything { en: "Clear the filter", da: "Nulstil filteret" }
}
