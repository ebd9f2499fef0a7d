//! The words of every operation's pages.

use dk::Act;
use ui::{Lang, Refusal, explain, urls};

ui::texts! {
    pub(super) struct T;
    to_review { en: "Review", da: "Gennemse" }
    to_review_note { en: "Nothing is sent before you have reviewed it.", da: "Intet sendes, før du har gennemset det." }
    what_changes { en: "What changes", da: "Det ændres" }
    review_of(what: &str) { en: "Review: {what}", da: "Gennemse: {what}" }
    change { en: "Change", da: "Ret" }
    nothing_yet { en: "Nothing has been sent yet.", da: "Intet er sendt endnu." }
    confirm { en: "Confirm", da: "Bekræft" }
    charged {
        en: "Charged when the registry takes it in. What the registry refuses costs nothing.",
        da: "Trækkes, når registret modtager den. Det, registret afviser, koster ikke noget.",
    }
    type_the_name(name: &str) { en: "Type {name} to confirm", da: "Skriv {name} for at bekræfte" }
    name_differs(name: &str) {
        en: "This is not {name}. Type the name exactly as it stands there.",
        da: "Det er ikke {name}. Skriv navnet præcis, som det står.",
    }
    not_possible { en: "Not possible now", da: "Kan ikke lade sig gøre nu" }
    sent_nothing { en: "Nothing was sent.", da: "Intet er sendt." }
    not_reviewed { en: "Please review this first", da: "Gennemse dette først" }
    changed_meanwhile { en: "Something is different from what you reviewed", da: "Noget er anderledes, end da du gennemså det" }
    nothing_sent { en: "Nothing was sent. Review it as it is now.", da: "Intet er sendt. Gennemse det, som det er nu." }
    price_changed(was: &str, now: &str) { en: "The price was {was} and is {now} now.", da: "Prisen var {was} og er nu {now}" }
    object_changed(what: &str, was: &str, now: &str) { en: "{what}: it was {was}, and is {now} now.", da: "{what}: det var {was} og er nu {now}." }
    typed_otherwise {
        en: "What was typed into the form has been changed since, perhaps in another tab.",
        da: "Det, der er skrevet i formularen, er ændret siden, måske i en anden fane.",
    }
    unknown_price { en: "not in the price list", da: "ikke i prislisten" }
    nothing { en: "nothing", da: "intet" }
    draft_gone {
        en: "What was typed into that form is no longer kept. Nothing was sent.",
        da: "Det, der var skrevet i den formular, er ikke længere gemt. Intet er sendt.",
    }
    needs_review {
        en: "The form came back without its key. Nothing was sent: review it and send it from there.",
        da: "Formularen kom tilbage uden sin nøgle. Intet er sendt: gennemse den, og send den derfra.",
    }
    open_title(act: &str, object: &str) { en: "{act} of {object} is already under way", da: "{act} for {object} er allerede i gang" }
    open_text(stands: &str) {
        en: "Nothing was sent: a second one might be carried out and charged as well. How the first one stands: {stands}",
        da: "Intet er sendt: en mere kunne også blive udført og betalt. Sådan står det til med den første: {stands}",
    }
    look { en: "See how it stands", da: "Se, hvordan det går" }
}

/// What was typed is gone.
pub fn draft_gone(lang: Lang) -> &'static str {
    T(lang).draft_gone()
}

/// A form without its key.
pub fn needs_review(lang: Lang) -> Refusal {
    let t = T(lang);
    Refusal { title: t.not_reviewed().to_owned(), explanation: t.needs_review().to_owned(), ..Refusal::default() }
}

/// The refusal that leads to the operation under way, which stands in the way; `stands` is a sentence about it.
pub fn already_open(lang: Lang, act: Act, object: &str, id: &str, stands: &str) -> Refusal {
    let t = T(lang);
    Refusal {
        title: t.open_title(explain::act_label(lang, act), object),
        explanation: t.open_text(stands),
        next_step: Some((t.look().to_owned(), Some(urls::operation(id)))),
        ..Refusal::default()
    }
}

/// What is wrong with the name that was typed to confirm.
pub fn name_differs(lang: Lang, name: &str) -> String {
    T(lang).name_differs(name)
}
