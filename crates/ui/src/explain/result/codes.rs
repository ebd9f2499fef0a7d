//! Result codes of RFC 5730 § 3, as this registry uses them.

use super::T as Around;
use crate::{Lang, Tone};

/// What a result code says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What happened, in a few words.
    pub title: String,
    /// What it means.
    pub explanation: String,
    /// What to do next, if anything.
    pub next_step: Option<String>,
    /// How good or bad it is.
    pub tone: Tone,
}

impl Verdict {
    pub(super) fn bad(title: impl Into<String>, explanation: impl Into<String>, next_step: impl Into<String>) -> Self {
        let next_step = next_step.into();
        let next_step = (!next_step.is_empty()).then_some(next_step);
        Self { title: title.into(), explanation: explanation.into(), next_step, tone: Tone::Bad }
    }

    fn good(tone: Tone, title: &str, explanation: &str) -> Self {
        Self { title: title.to_owned(), explanation: explanation.to_owned(), next_step: None, tone }
    }
}

crate::texts! {
    /// Codes of success.
    struct Done;
    done { en: "Done", da: "Udført" }
    done_text { en: "The registry has carried it out.", da: "Registret har udført det." }
    pending { en: "Received, being processed", da: "Modtaget, under behandling" }
    pending_text {
        en: "The registry has accepted it and decides later; the outcome comes as a message.",
        da: "Registret har taget imod det og afgør det senere; resultatet kommer som en besked.",
    }
    ending_text {
        en: "The registry has carried it out, and closed the connection.",
        da: "Registret har udført det og lukket forbindelsen.",
    }
    messages { en: "A message is waiting", da: "Der ligger en besked" }
    messages_text { en: "The registry handed out a message from the queue.", da: "Registret udleverede en besked fra køen." }
    no_messages { en: "No messages", da: "Ingen beskeder" }
    no_messages_text { en: "The registry's queue is empty.", da: "Registrets kø er tom." }
}

crate::texts! {
    /// Codes of refusal: a title, an explanation, and what to do.
    struct Refused;
    protocol { en: "The registry did not understand Birk", da: "Registret forstod ikke Birk" }
    protocol_text { en: "The command was not what the registry expects. Nothing was changed.", da: "Kommandoen var ikke, som registret venter den. Intet er ændret." }
    tell_support { en: "Tell support, with the details below.", da: "Sig det til support med oplysningerne nedenfor." }
    use_error { en: "Not possible now", da: "Ikke muligt nu" }
    use_error_text { en: "The command does not fit the state of the connection to the registry. Nothing was changed.", da: "Kommandoen passer ikke til forbindelsens tilstand hos registret. Intet er ændret." }
    try_again { en: "Try again.", da: "Prøv igen." }
    missing { en: "Something is missing", da: "Der mangler noget" }
    missing_text { en: "The registry needs a value that was not given.", da: "Registret mangler en oplysning." }
    missing_next { en: "Fill in what the registry's text names, and send again.", da: "Udfyld det, registrets tekst nævner, og send igen." }
    range { en: "A value is out of range", da: "En værdi er uden for det tilladte" }
    range_text { en: "The registry does not accept one of the values: it is too small, too large, too old, or not in use.", da: "Registret accepterer ikke en af værdierne: den er for lille, for stor, for gammel eller ikke i brug." }
    correct_next { en: "Correct the value that the registry's text names, and send again.", da: "Ret den værdi, registrets tekst nævner, og send igen." }
    syntax { en: "A value is written wrongly", da: "En værdi er skrevet forkert" }
    syntax_text { en: "The registry cannot read one of the values.", da: "Registret kan ikke læse en af værdierne." }
    unimplemented { en: "The registry does not offer this", da: "Registret tilbyder ikke dette" }
    unimplemented_text { en: "This cannot be done at the .dk registry.", da: "Det kan ikke lade sig gøre hos .dk-registret." }
    funds { en: "Not enough money on the account", da: "Ikke penge nok på kontoen" }
    funds_text { en: "The registrar account's balance does not cover it. Nothing was registered, and nothing was charged.", da: "Registratorkontoens saldo dækker ikke beløbet. Intet er registreret, og intet er trukket." }
    renewal { en: "It cannot be renewed now", da: "Det kan ikke fornyes nu" }
    renewal_text {
        en: "A name can be renewed in the last two months before it expires, and only while it is active and paid for.",
        da: "Et navn kan fornyes i de sidste to måneder, før det udløber, og kun mens det er aktivt og betalt.",
    }
    transfer { en: "It cannot be transferred now", da: "Det kan ikke flyttes nu" }
    transfer_text {
        en: "The name is locked, blocked or unpaid, has a change under way, or its registrant has not been verified.",
        da: "Navnet er låst, blokeret eller ubetalt, har en ændring undervejs, eller registranten er ikke verificeret.",
    }
    transfer_next { en: "The registrant or the present registrar must put that right first.", da: "Det må registranten eller den nuværende registrator få bragt i orden først." }
    sign_in { en: "The registry refused the sign-in", da: "Registret afviste login" }
    sign_in_text { en: "User name or password of the service user is wrong, or it is disabled.", da: "Servicebrugerens brugernavn eller adgangskode er forkert, eller den er deaktiveret." }
    sign_in_next { en: "An administrator of your account must check it.", da: "En administrator af jeres konto skal se den efter." }
    rights { en: "Your account may not do this", da: "Jeres konto har ikke ret til dette" }
    rights_text {
        en: "The object belongs to another registrar, its registrant has not been verified, or the service user lacks the meta-role that is needed.",
        da: "Objektet hører til en anden registrator, registranten er ikke verificeret, eller servicebrugeren mangler den nødvendige metarolle.",
    }
    token { en: "The authorization code is not right", da: "Godkendelseskoden er ikke rigtig" }
    token_text { en: "The code is wrong, used up or expired, or belongs to another name or purpose.", da: "Koden er forkert, brugt eller udløbet, eller den hører til et andet navn eller formål." }
    token_next { en: "Copy it again; if it is still refused, ask for a new one.", da: "Kopiér den igen; afvises den stadig, så bed om en ny." }
    pending_transfer { en: "A transfer is under way", da: "En flytning er undervejs" }
    pending_transfer_text { en: "It must end before this can be done.", da: "Den skal være afsluttet, før dette kan gøres." }
    not_pending { en: "There is nothing to decide", da: "Der er intet at tage stilling til" }
    not_pending_text { en: "No transfer is under way.", da: "Der er ingen flytning undervejs." }
    exists { en: "It exists already", da: "Det findes allerede" }
    exists_text { en: "The registry has an object with this name already.", da: "Registret har allerede et objekt med dette navn." }
    exists_next { en: "Look it up, and use it if it is yours.", da: "Slå det op, og brug det, hvis det er jeres." }
    absent { en: "The registry does not know it", da: "Registret kender det ikke" }
    absent_text { en: "Something that the command refers to does not exist at the registry.", da: "Noget, som kommandoen henviser til, findes ikke hos registret." }
    absent_next { en: "Check the spelling; what is missing may have to be created first.", da: "Se stavemåden efter; måske skal det, der mangler, oprettes først." }
    status { en: "Its status does not allow it", da: "Dets status tillader det ikke" }
    status_text { en: "A change is under way, or a status bars this.", da: "En ændring er undervejs, eller en status spærrer for det." }
    status_next { en: "Open its page: the statuses are explained there.", da: "Åbn dets side: der er statusserne forklaret." }
    linked { en: "Something else depends on it", da: "Noget andet afhænger af det" }
    linked_text { en: "It belongs together with other objects in a way that does not allow this.", da: "Det hænger sammen med andre objekter på en måde, der ikke tillader det." }
    policy { en: "The registry's rules do not allow this value", da: "Registrets regler tillader ikke denne værdi" }
    policy_text { en: "The value is written correctly, but the rules of .dk exclude it here.", da: "Værdien er skrevet rigtigt, men .dk's regler udelukker den her." }
    data_policy { en: "The registry's rules do not allow this", da: "Registrets regler tillader ikke dette" }
    data_policy_text { en: "It would break a rule, such as at least two name servers, or several changes in one command that must be sent apart.", da: "Det ville bryde en regel, fx mindst to navneservere, eller flere ændringer på én gang, som skal sendes hver for sig." }
    failed { en: "The registry failed", da: "Registret fejlede" }
    failed_text { en: "It could not carry out the command because of a fault of its own. Nothing was changed.", da: "Det kunne ikke udføre kommandoen på grund af en fejl hos registret selv. Intet er ændret." }
    failed_next { en: "Try again in a while; if it stays so, tell support.", da: "Prøv igen om lidt; bliver det ved, så sig det til support." }
    cut_text { en: "The command failed, and the registry closed the connection.", da: "Kommandoen mislykkedes, og registret lukkede forbindelsen." }
    sessions { en: "Too many connections", da: "For mange forbindelser" }
    sessions_text { en: "Your account has as many connections to the registry as it may have. Nothing was changed.", da: "Jeres konto har så mange forbindelser til registret, som den må have. Intet er ændret." }
    unknown { en: "The registry refused it", da: "Registret afviste det" }
    unknown_text { en: "Its code is not known to this version of Birk; its text says why.", da: "Koden kendes ikke af denne version af Birk; registrets tekst siger hvorfor." }
}

/// What a result code says. Codes that RFC 5730 does not list are explained by their class.
pub fn result_code(lang: Lang, code: u16) -> Verdict {
    match code {
        1000..=1999 => success(lang, code),
        2000..=2199 => protocol(lang, code),
        _ => refused(lang, code),
    }
}

fn success(lang: Lang, code: u16) -> Verdict {
    let t = Done(lang);
    match code {
        1001 | 1501 => Verdict::good(Tone::Info, t.pending(), t.pending_text()),
        1300 => Verdict::good(Tone::Plain, t.no_messages(), t.no_messages_text()),
        1301 => Verdict::good(Tone::Info, t.messages(), t.messages_text()),
        1500 => Verdict::good(Tone::Ok, t.done(), t.ending_text()),
        _ => Verdict::good(Tone::Ok, t.done(), t.done_text()),
    }
}

fn protocol(lang: Lang, code: u16) -> Verdict {
    let t = Refused(lang);
    match code {
        2002 => Verdict::bad(t.use_error(), t.use_error_text(), t.try_again()),
        2003 => Verdict::bad(t.missing(), t.missing_text(), t.missing_next()),
        2004 => Verdict::bad(t.range(), t.range_text(), t.correct_next()),
        2005 => Verdict::bad(t.syntax(), t.syntax_text(), t.correct_next()),
        2100..=2103 => Verdict::bad(t.unimplemented(), t.unimplemented_text(), t.tell_support()),
        2104 => Verdict::bad(t.funds(), t.funds_text(), Around(lang).top_up_others()),
        2105 => Verdict::bad(t.renewal(), t.renewal_text(), t.status_next()),
        2106 => Verdict::bad(t.transfer(), t.transfer_text(), t.transfer_next()),
        _ => Verdict::bad(t.protocol(), t.protocol_text(), t.tell_support()),
    }
}

fn refused(lang: Lang, code: u16) -> Verdict {
    let t = Refused(lang);
    match super::base(code) {
        2200 => Verdict::bad(t.sign_in(), t.sign_in_text(), t.sign_in_next()),
        2201 => Verdict::bad(t.rights(), t.rights_text(), ""),
        2202 => Verdict::bad(t.token(), t.token_text(), t.token_next()),
        2300 => Verdict::bad(t.pending_transfer(), t.pending_transfer_text(), t.status_next()),
        2301 => Verdict::bad(t.not_pending(), t.not_pending_text(), ""),
        2302 if code == 2502 => Verdict::bad(t.sessions(), t.sessions_text(), t.failed_next()),
        2302 => Verdict::bad(t.exists(), t.exists_text(), t.exists_next()),
        2303 => Verdict::bad(t.absent(), t.absent_text(), t.absent_next()),
        2304 => Verdict::bad(t.status(), t.status_text(), t.status_next()),
        2305 => Verdict::bad(t.linked(), t.linked_text(), ""),
        2306 => Verdict::bad(t.policy(), t.policy_text(), t.correct_next()),
        2307 => Verdict::bad(t.unimplemented(), t.unimplemented_text(), t.tell_support()),
        2308 => Verdict::bad(t.data_policy(), t.data_policy_text(), ""),
        2400 => Verdict::bad(t.failed(), t.failed_text(), t.failed_next()),
        2501 => Verdict::bad(t.sign_in(), t.sign_in_text(), t.sign_in_next()),
        2500..=2599 => Verdict::bad(t.failed(), t.cut_text(), t.failed_next()),
        _ => Verdict::bad(t.unknown(), t.unknown_text(), t.tell_support()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_in_both_languages() {
        for code in 0..=3000 {
            let (da, en) = (result_code(Lang::Da, code), result_code(Lang::En, code));
            assert!(!da.title.is_empty() && !en.title.is_empty(), "{code}");
            assert_ne!(da.explanation, en.explanation, "{code}");
            assert_eq!(da.tone == Tone::Bad, !(1000..2000).contains(&code), "{code}");
        }
    }

    #[test]
    fn the_codes_that_a_registrar_meets_are_told_apart() {
        let codes =
            [2003, 2004, 2005, 2104, 2105, 2106, 2200, 2201, 2202, 2302, 2303, 2304, 2305, 2306, 2308, 2400, 2502];
        let titles: std::collections::BTreeSet<_> =
            codes.iter().map(|code| result_code(Lang::Da, *code).title).collect();
        assert_eq!(titles.len(), codes.len());
    }

    #[test]
    fn a_code_changed_at_the_end_of_a_session_reads_as_what_it_was() {
        assert_eq!(result_code(Lang::En, 2503), result_code(Lang::En, 2303));
        assert_eq!(result_code(Lang::En, 1501), result_code(Lang::En, 1001));
        assert_ne!(result_code(Lang::En, 2500), result_code(Lang::En, 2400));
    }
}
