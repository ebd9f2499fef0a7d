//! Statements with their places.

use std::fmt;

use sqlparser::ast::{Ident, ObjectName, Statement};
use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::parser::Parser;
use sqlparser::tokenizer::{Token, TokenWithSpan, Tokenizer};

/// Where a statement begins.
#[derive(Clone, Debug)]
pub struct Place {
    pub file: String,
    pub line: u64,
}

/// What a rule found.
#[derive(Debug)]
pub struct Finding {
    /// The name under which it can be an exception.
    pub what: String,
    pub place: Place,
    words: String,
}

impl Finding {
    pub fn new(what: &str, place: &Place, words: &str) -> Self {
        Self { what: what.to_owned(), place: place.clone(), words: words.to_owned() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}: {}", self.place.file, self.place.line, self.what, self.words)
    }
}

/// All migrations, in order.
#[derive(Default)]
pub struct Parsed {
    pub files: Vec<String>,
    pub statements: Vec<(Place, Statement)>,
    pub unreadable: Vec<Finding>,
}

/// A column as `table.column`.
pub fn at(table: &ObjectName, column: &Ident) -> String {
    format!("{table}.{}", column.value)
}

/// Reads files, given by name and text.
pub fn parse(files: &[(String, String)]) -> Parsed {
    let mut parsed = Parsed::default();
    for (file, text) in files {
        parsed.files.push(file.clone());
        for tokens in statements(text) {
            let place = Place { file: file.clone(), line: tokens[0].span.start.line };
            let what = format!("{file}: {}", first_words(&tokens));
            match statement(tokens) {
                Ok(statement) => parsed.statements.push((place, statement)),
                Err(error) => parsed.unreadable.push(Finding::new(&what, &place, &error)),
            }
        }
    }
    parsed
}

/// One by one, so that what the parser does not know hides nothing else. (A semicolon inside a statement is inside its dollar
/// quotes, which are one token; `begin atomic` would be torn, and so be told of as unreadable.)
fn statements(text: &str) -> Vec<Vec<TokenWithSpan>> {
    let tokens = Tokenizer::new(&PostgreSqlDialect {}, text).tokenize_with_location().unwrap();
    let silent = |token: &&TokenWithSpan| matches!(token.token, Token::Whitespace(_));
    let parts = tokens.split(|token| token.token == Token::SemiColon);
    parts
        .map(|part| part.iter().skip_while(silent).cloned().collect::<Vec<_>>())
        .filter(|part| !part.is_empty())
        .collect()
}

fn statement(tokens: Vec<TokenWithSpan>) -> Result<Statement, String> {
    let mut parser = Parser::new(&PostgreSqlDialect {}).with_tokens_with_locations(tokens);
    let statement = parser.parse_statement().map_err(|error| error.to_string())?;
    match parser.peek_token().token {
        Token::EOF => Ok(statement),
        other => Err(format!("{other} was not expected")),
    }
}

fn first_words(tokens: &[TokenWithSpan]) -> String {
    let said = tokens.iter().filter(|token| !matches!(token.token, Token::Whitespace(_)));
    let words = said.map_while(|token| match &token.token {
        Token::Word(word) => Some(word.value.as_str()),
        _ => None,
    });
    words.take(3).collect::<Vec<_>>().join(" ")
}
