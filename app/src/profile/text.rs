ui::texts! {
    /// The words of the profile.
    pub(super) struct T;
    title { en: "Your profile", da: "Din profil" }
    you { en: "Your user", da: "Din bruger" }
    email { en: "E-mail address", da: "E-mailadresse" }
    email_why { en: "You sign in with it. Only an administrator can change it.", da: "Du logger ind med den. Kun en administrator kan ændre den." }
    account { en: "Registrar account", da: "Registratorkonto" }
    last_sign_in { en: "Last sign-in", da: "Seneste log ind" }
    never { en: "Not known", da: "Kendes ikke" }
    roles { en: "Your meta-roles", da: "Dine metaroller" }
    roles_why {
        en: "They decide what you may do. An administrator of your account gives and takes them, and a change holds from your next click on.",
        da: "De afgør, hvad du må. En administrator af jeres konto giver og fratager dem, og en ændring gælder fra dit næste klik.",
    }
    no_roles {
        en: "You have none: you can look things up, but change nothing. Ask an administrator of your account.",
        da: "Du har ingen: du kan slå op, men ikke ændre noget. Spørg en administrator af jeres konto.",
    }
    other_roles { en: "The meta-roles that you do not have", da: "De metaroller, du ikke har" }
}
