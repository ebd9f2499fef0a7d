//! Invented names: enough different ones for every domain of a large registry.

/// Two words before the hyphen, two after it: 32⁴ different names.
const FIRST: [&str; 32] = [
    "gamle", "nye", "lille", "store", "blå", "røde", "grønne", "gyldne", "kolde", "varme", "stille", "raske", "høje",
    "lave", "brede", "smalle", "lyse", "mørke", "glade", "tavse", "kloge", "vilde", "milde", "sunde", "søde", "salte",
    "friske", "tørre", "hurtige", "rolige", "fjerne", "nære",
];
const SECOND: [&str; 32] = [
    "havne", "skov", "mark", "fjord", "ø", "å", "bakke", "dal", "eng", "hede", "klit", "mose", "sø", "strand", "vig",
    "bæk", "by", "gade", "torv", "bro", "mølle", "kirke", "slots", "kloster", "gård", "have", "hus", "tårn", "port",
    "vej", "sti", "kro",
];
const THIRD: [&str; 32] = [
    "brød", "fisk", "ost", "honning", "æble", "kaffe", "te", "øl", "vin", "blomster", "bog", "cykel", "båd", "møbel",
    "lampe", "uld", "tøj", "sko", "ur", "guld", "glas", "ler", "træ", "sten", "jern", "papir", "foto", "film", "musik",
    "dans", "sport", "rejse",
];
const FOURTH: [&str; 32] = [
    "butik",
    "værksted",
    "skole",
    "klub",
    "forening",
    "hjælp",
    "service",
    "center",
    "galleri",
    "museum",
    "hotel",
    "café",
    "lager",
    "marked",
    "fabrik",
    "kontor",
    "atelier",
    "studie",
    "teater",
    "bibliotek",
    "klinik",
    "apotek",
    "bageri",
    "gartneri",
    "bryggeri",
    "trykkeri",
    "forlag",
    "net",
    "data",
    "design",
    "byg",
    "energi",
];

const GIVEN: [&str; 16] = [
    "Anne", "Søren", "Karen", "Åge", "Maja", "Jørgen", "Ida", "Lærke", "Bjørn", "Ebbe", "Frida", "Gunnar", "Hanne",
    "Knud", "Ole", "Rikke",
];
const FAMILY: [&str; 16] = [
    "Nielsen",
    "Bækgaard",
    "Sørensen",
    "Møller",
    "Kjær",
    "Lund",
    "Østergaard",
    "Dahl",
    "Friis",
    "Holm",
    "Juhl",
    "Krogh",
    "Ravn",
    "Skov",
    "Toft",
    "Winther",
];
const STREETS: [&str; 16] = [
    "Algade",
    "Bredgade",
    "Digevej",
    "Enghavevej",
    "Fasanvej",
    "Gl. Landevej",
    "Havnegade",
    "Jernbanegade",
    "Kirkevej",
    "Lærkevej",
    "Møllevej",
    "Nørregade",
    "Østergade",
    "Parkvej",
    "Skovbrynet",
    "Vestergade",
];
const PLACES: [(&str, &str); 16] = [
    ("1620", "København V"),
    ("2300", "København S"),
    ("2630", "Taastrup"),
    ("3000", "Helsingør"),
    ("3700", "Rønne"),
    ("4000", "Roskilde"),
    ("4200", "Slagelse"),
    ("5000", "Odense C"),
    ("5700", "Svendborg"),
    ("6000", "Kolding"),
    ("6700", "Esbjerg"),
    ("7100", "Vejle"),
    ("8000", "Aarhus C"),
    ("8900", "Randers C"),
    ("9000", "Aalborg"),
    ("9990", "Skagen"),
];

/// A word of a list, and what is left of the number for the other lists.
fn pick<T: Copy, const N: usize>(list: &[T; N], number: &mut usize) -> T {
    let word = list[*number % N];
    *number /= N;
    word
}

/// The label of a domain name, a different one for each number.
pub(super) fn label(number: usize) -> String {
    let mut left = number;
    // The list that changes fastest comes last, so that neighbours look alike as in a real portfolio.
    let (fourth, third) = (pick(&FOURTH, &mut left), pick(&THIRD, &mut left));
    let (second, first) = (pick(&SECOND, &mut left), pick(&FIRST, &mut left));
    match left {
        0 => format!("{first}{second}-{third}{fourth}"),
        more => format!("{first}{second}-{third}{fourth}-{more}"),
    }
}

/// A person's name.
pub(super) fn person(mut number: usize) -> String {
    format!("{} {}", pick(&GIVEN, &mut number), pick(&FAMILY, &mut number))
}

/// A street and house number.
pub(super) fn street(mut number: usize) -> String {
    format!("{} {}", pick(&STREETS, &mut number), 1 + number % 199)
}

/// A postal code and its city.
pub(super) fn place(number: usize) -> (&'static str, &'static str) {
    PLACES[number % PLACES.len()]
}

/// A CVR number with a right check digit (weights 2, 7, 6, 5, 4, 3, 2, 1; the sum is divisible by 11).
pub(super) fn cvr(number: usize) -> String {
    // Of eleven bases in a row at most two have no check digit, so sixteen for each number leave room.
    let first = 1_000_000 + (number * 16) % 9_000_000;
    let complete = |base: usize| {
        let digits = base.to_string();
        let weighed = digits.bytes().zip([2_u32, 7, 6, 5, 4, 3, 2]).map(|(b, w)| u32::from(b - b'0') * w);
        let digit = (11 - weighed.sum::<u32>() % 11) % 11;
        (digit < 10).then(|| format!("{base}{digit}"))
    };
    (first..).find_map(complete).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn labels_differ_and_are_names_that_dk_can_have() {
        let pairs = |a: &[&str], b: &[&str]| -> usize {
            let all = a.iter().flat_map(|a| b.iter().map(move |b| format!("{a}{b}")));
            all.inspect(|pair| assert!(!pair.contains('-'))).collect::<HashSet<_>>().len()
        };
        // No word holds a hyphen, so names differ wherever one of their two halves does.
        assert_eq!((pairs(&FIRST, &SECOND), pairs(&THIRD, &FOURTH)), (1_024, 1_024));
        for number in (0..3_000_000).step_by(9_973) {
            let name = format!("{}.dk", label(number));
            assert_eq!(dk::DomainName::parse(&name).unwrap().unicode(), name);
        }
        assert_eq!(label(0), "gamlehavne-brødbutik");
        assert_eq!(label(1_048_576), "gamlehavne-brødbutik-1");
    }

    #[test]
    fn cvr_numbers_have_their_check_digit() {
        for number in (0..2_000_000).step_by(1_009) {
            let cvr = cvr(number);
            assert!(dk::Cvr::parse(&cvr).is_ok(), "{cvr}");
        }
    }
}
