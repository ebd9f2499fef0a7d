ui::texts! {
    /// The words of the sign-in page.
    pub(super) struct T;
    title { en: "Sign in", da: "Log ind" }
    lead { en: "Birk, the registrar portal for .dk domain names.", da: "Birk, registratorportalen til .dk-domænenavne." }
    email { en: "E-mail address", da: "E-mailadresse" }
    password { en: "Password", da: "Adgangskode" }
    submit { en: "Sign in", da: "Log ind" }
    help {
        en: "Forgotten your password, or no user yet? An administrator of your registrar account can help you.",
        da: "Har du glemt din adgangskode, eller har du ingen bruger endnu? Det kan en administrator af jeres registratorkonto hjælpe dig med.",
    }

    expired_title { en: "Your session has ended", da: "Din session er udløbet" }
    expired { en: "Sign in to go on where you were.", da: "Log ind for at fortsætte, hvor du var." }
    kept_title { en: "Your session has ended; what you typed is kept", da: "Din session er udløbet; det, du skrev, er gemt" }
    kept {
        en: "Nothing was sent. Sign in as the same user within 15 minutes, and the form comes back as you left it, without passwords and codes.",
        da: "Intet er sendt. Log ind som den samme bruger inden for 15 minutter, så kommer formularen tilbage, som du forlod den, dog uden adgangskoder og koder.",
    }
    again_title { en: "Please sign in once more", da: "Log ind én gang til" }
    again {
        en: "This step needs a sign-in from the last 15 minutes, so that nobody else can take it from your screen. Nothing was sent yet.",
        da: "Dette trin kræver, at du har logget ind inden for de seneste 15 minutter, så ingen anden kan tage det fra din skærm. Intet er sendt endnu.",
    }

    wrong_title { en: "E-mail address or password is wrong", da: "E-mailadressen eller adgangskoden er forkert" }
    wrong {
        en: "Check both and try again. After several wrong attempts you have to wait for a while.",
        da: "Se begge efter, og prøv igen. Efter flere forkerte forsøg skal du vente et stykke tid.",
    }
    locked_title { en: "Too many attempts", da: "For mange forsøg" }
    locked(clock: &str, minutes: i64) {
        en: "Signing in is closed until {clock} (in {minutes} min), even with the right password. Then try again, or ask an administrator of your account for a new password.",
        da: "Der er lukket for at logge ind indtil kl. {clock} (om {minutes} min.), også med den rigtige adgangskode. Prøv igen derefter, eller bed en administrator af jeres konto om en ny adgangskode.",
    }
    refused_title { en: "Not from this address", da: "Ikke fra denne adresse" }
    refused_before { en: "Your password is right, but your account does not admit the IP address ", da: "Din adgangskode er rigtig, men jeres konto tillader ikke IP-adressen " }
    refused_after {
        en: "Use a network that is allowed, or ask an administrator of your account to add the address under Administration, IP whitelisting.",
        da: "Brug et netværk, der er tilladt, eller bed en administrator af jeres konto om at tilføje adressen under Administration, IP-whitelisting.",
    }
}
