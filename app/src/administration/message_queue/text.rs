ui::texts! {
    /// The words about the queue.
    pub(super) struct T;
    title { en: "Message queue", da: "Beskedkø" }
    lead { en: "The registry keeps one queue of messages for the whole account. A message that is acknowledged is gone from the queue for every other program that reads it with this account.", da: "Registret har én beskedkø for hele kontoen. En besked, der er kvitteret for, er væk fra køen for alle andre programmer, der læser den med denne konto." }
    state { en: "State", da: "Tilstand" }
    owner { en: "Birk acknowledges messages", da: "Birk kvitterer for beskeder" }
    owned { en: "Yes, Birk owns the queue", da: "Ja, Birk ejer køen" }
    not_owned { en: "No, Birk only reads the oldest message", da: "Nej, Birk læser kun den ældste besked" }
    since_by(when: &str, by: &str) { en: "Since {when}, decided by {by}", da: "Siden {when}, besluttet af {by}" }
    last_poll { en: "Last read", da: "Senest læst" }
    never { en: "Not yet", da: "Ikke endnu" }
    waiting { en: "Read, but still in the registry's queue", da: "Læst, men stadig i registrets kø" }
    waiting_none { en: "None", da: "Ingen" }
    take_title { en: "Let Birk own the queue", da: "Lad Birk eje køen" }
    take_consequence { en: "Birk then keeps every message, acts on it, and acknowledges it. Nothing is lost here, but other programs of the account will no longer see the messages.", da: "Så gemmer Birk hver besked, handler på den og kvitterer for den. Intet går tabt her, men kontoens andre programmer ser ikke længere beskederne." }
    take_confirm { en: "No other program needs this account's messages.", da: "Ingen andre programmer har brug for kontoens beskeder." }
    take { en: "Let Birk own the queue", da: "Lad Birk eje køen" }
    give_title { en: "Give the queue up", da: "Opgiv køen" }
    give_consequence { en: "Birk stops acknowledging. It then sees only the oldest message until another program acknowledges it, so applications and changes show up here late or not at all.", da: "Birk holder op med at kvittere. Så ser Birk kun den ældste besked, indtil et andet program kvitterer for den, og ansøgninger og ændringer viser sig sent eller slet ikke her." }
    give_confirm { en: "Another program reads and acknowledges this account's messages from now on.", da: "Et andet program læser og kvitterer fra nu af for kontoens beskeder." }
    give { en: "Give the queue up", da: "Opgiv køen" }
    messages { en: "See the messages", da: "Se beskederne" }
    confirm_missing { en: "Tick this first: it changes what other programs see.", da: "Sæt hak her først: det ændrer, hvad andre programmer ser." }
}
