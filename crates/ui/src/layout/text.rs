crate::texts! {
    /// The words around every page.
    pub(super) struct T;
    whois { en: "WHOIS search", da: "WHOIS-søgning" }
    administration { en: "Administration", da: "Administration" }
    prepaid { en: "Prepaid", da: "Forudbetalt" }
    skip { en: "Skip to content", da: "Gå til indholdet" }
    home { en: "Birk, to the front page", da: "Birk, til forsiden" }
    main_navigation { en: "Main", da: "Hovedmenu" }
    environment { en: "Environment", da: "Miljø" }
    sandbox { en: "Sandbox: nothing here reaches the .dk zone.", da: "Testmiljø: intet her når frem til .dk-zonen." }
    sandbox_control { en: "Control page", da: "Styreside" }
    balance { en: "Balance", da: "Saldo" }
    profile { en: "Your profile", da: "Din profil" }
    sign_out { en: "Sign out", da: "Log ud" }
    theme { en: "Appearance", da: "Udseende" }
    theme_system { en: "As the system", da: "Som systemet" }
    theme_light { en: "Light", da: "Lyst" }
    theme_dark { en: "Dark", da: "Mørkt" }
    times_note(zone: &str) { en: "Times are Danish local time ({zone}).", da: "Tider er dansk lokal tid ({zone})." }
    restored_title { en: "What you had typed is back.", da: "Det, du havde skrevet, er her igen." }
    restored {
        en: "Your session had ended, so nothing was sent. Passwords and codes were not kept. Check the form and send it again.",
        da: "Din session var udløbet, så intet blev sendt. Adgangskoder og koder er ikke gemt. Se formularen efter, og send den igen.",
    }
    copied { en: "Copied", da: "Kopieret" }
    copy_failed { en: "Could not copy", da: "Kunne ikke kopiere" }
}
