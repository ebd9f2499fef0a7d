//! What is said once it is done.

use ui::Lang;

ui::texts! {
    struct T;
    taken { en: "Birk owns the message queue now and acknowledges what it reads.", da: "Birk ejer nu beskedkøen og kvitterer for det, den læser." }
    given_up { en: "Birk no longer acknowledges messages; other programs can read them.", da: "Birk kvitterer ikke længere for beskeder; andre programmer kan læse dem." }
}

/// The queue was taken (or given up).
pub fn done(lang: Lang, owned: bool) -> &'static str {
    if owned { T(lang).taken() } else { T(lang).given_up() }
}
