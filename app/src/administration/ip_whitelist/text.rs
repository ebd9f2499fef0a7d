ui::texts! {
    /// The words of the list.
    pub(super) struct T;
    title { en: "IP whitelisting", da: "IP-whitelisting" }
    lead { en: "People of your account can sign in and use the portal only from these addresses. A change holds from the next request on.", da: "Kontoens brugere kan kun logge ind og bruge portalen fra disse adresser. En ændring gælder fra næste forespørgsel." }
    list { en: "Admitted networks", da: "Tilladte netværk" }
    network { en: "Network", da: "Netværk" }
    note { en: "Note", da: "Note" }
    added { en: "Added", da: "Tilføjet" }
    added_by(by: &str) { en: "by {by}", da: "af {by}" }
    by_operator { en: "by the operator (command line)", da: "af driften (kommandolinje)" }
    removal { en: "Removal", da: "Fjernelse" }
    remove { en: "Remove", da: "Fjern" }
    remove_this(network: &str) { en: " {network}", da: " {network}" }
    everything { en: "Admits the whole Internet", da: "Tillader hele internettet" }
    yours { en: "Your address", da: "Din adresse" }
    empty_admits_nobody { en: "The list admits nobody. Add the first network before you sign out.", da: "Listen tillader ingen. Tilføj det første netværk, før du logger ud." }
    add { en: "Add a network", da: "Tilføj et netværk" }
    add_button { en: "Add", da: "Tilføj" }
    your_address(address: &str) { en: "You use the portal from {address}.", da: "Du bruger portalen fra {address}." }
    your_address_covered { en: "The list admits it.", da: "Listen tillader den." }
    add_yours { en: "Fill in my address", da: "Indsæt min adresse" }
    network_label { en: "Address or network", da: "Adresse eller netværk" }
    network_hint { en: "An IPv4 or IPv6 address, or a network such as 192.0.2.0/24 or 2001:db8::/48", da: "En IPv4- eller IPv6-adresse eller et netværk som 192.0.2.0/24 eller 2001:db8::/48" }
    note_label { en: "Note", da: "Note" }
    note_hint { en: "Whose it is, for example “Office in Aarhus”", da: "Hvis det er, for eksempel “Kontoret i Aarhus”" }
    not_an_address { en: "This is not an IPv4 or IPv6 address.", da: "Det er ikke en IPv4- eller IPv6-adresse." }
    not_a_prefix(most: u8) { en: "After the slash stands a number of bits from 0 to {most}.", da: "Efter skråstregen står et antal bit fra 0 til {most}." }
    host_bits(meant: &str) { en: "Bits after the prefix are set. The network that holds this address is {meant}.", da: "Der er sat bit efter præfikset. Netværket med denne adresse er {meant}." }
    lockout_warning { en: "Without it you lock yourself out: no other network on the list holds your address.", da: "Uden det lukker du dig selv ude: intet andet netværk på listen har din adresse." }
    lockout_confirm { en: "Remove it and lock me out", da: "Fjern det, og luk mig ude" }
    lockout_missing { en: "Tick the box if you mean to remove it.", da: "Sæt hak, hvis du vil fjerne det." }
    refused_title(network: &str) { en: "{network} is still on the list.", da: "{network} er stadig på listen." }
}
