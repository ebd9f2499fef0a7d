//! The README's table of what is covered: every test that it names is there.

use std::fs;
use std::path::Path;

/// All Rust files below a folder, one after the other.
fn sources(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, text);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            text.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_test_that_the_table_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut code = String::new();
    for folder in ["src", "tests", "../epp/src", "../epp/tests"] {
        sources(&root.join(folder), &mut code);
    }
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let (_, covered) = readme.split_once("## What is covered").unwrap();
    let (table, _) = covered.split_once("\n### ").unwrap();
    let mut named = 0;
    for row in table.lines().filter(|line| line.starts_with('|')).skip(2) {
        let test = row.trim_end_matches(['|', ' ']).rsplit(" | ").next().unwrap();
        // What stands in backquotes is a test, a module of tests, a crate, or what all tests go through.
        for name in test.split('`').skip(1).step_by(2) {
            let (module, last) = name.rsplit_once("::").unwrap_or(("", name));
            let last = if last == "…" { module.rsplit("::").next().unwrap() } else { last };
            let there = ["fn {}(", "mod {};", "mod {} {", "struct {} {", "struct {}("]
                .map(|form| code.contains(&form.replace("{}", last)));
            assert!(there.contains(&true) || last == "epp", "{name} in {row}");
            named += 1;
        }
        assert!(test.contains('`') || test == "the same", "no test in {row}");
    }
    assert!(named > 100, "{named} tests are not all that the table names");
}
