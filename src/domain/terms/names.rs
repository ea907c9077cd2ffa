//! The names that the text of the terms may use: fields, conditions, flags and words.
//!
//! Lists of names and nothing else: the content compiler reads this very file, so that a text which asks for a field
//! that does not exist stops the build. All are stable for ever: answers are stored under the names of fields.

/// Ids of fields, in the order of asking.
pub const FIELDS: &[&str] = &[
    "legal-name",
    "trade-name",
    "legal-form",
    "kvk",
    "vat",
    "address",
    "postcode",
    "city",
    "email",
    "phone",
    "website",
    "services",
    "contract",
    "business-only",
    "support-contact",
    "support-hours",
    "invoice-email",
    "payment-days",
    "notice-months",
    "unify-terms-url",
    "unify-description-url",
    "unify-use-url",
    "unify-eula-url",
    "unify-data-url",
    "privacy-url",
    "processing",
    "first-term",
    "indexation",
    "availability",
    "fair-use",
    "porting",
    "emergency-calls",
    "late-payment",
    "liability-cap",
    "data-return",
    "consumer-rules",
    "court",
    "version",
    "start-date",
    "terms-url",
    "reviewed-by",
    "reviewed-on",
];

/// Conditions: a name, the field that decides, and the answers with which it holds; `""` stands for no answer, and for
/// one that the field does not offer. The id of a field is a condition too: it holds if there is any answer.
pub const CONDITIONS: &[(&str, &str, &[&str])] = &[
    ("circuit", "services", &["circuit", "both"]),
    ("telephony", "services", &["telephony", "both"]),
    ("services-open", "services", &[""]),
    ("contract-own", "contract", &["own"]),
    ("contract-shared", "contract", &["shared"]),
    ("contract-open", "contract", &["ask", ""]),
    ("business", "business-only", &["yes", ""]),
    ("consumers", "business-only", &["no"]),
    ("processing-agreement", "processing", &["yes"]),
    ("no-processing", "processing", &["no"]),
    ("processing-open", "processing", &[""]),
];

/// The condition that there are previous versions, and the place in a list for each of them.
pub const PREVIOUS: &str = "previous";

/// Reasons to have a clause looked at by a lawyer.
pub const FLAGS: &[&str] =
    &["consumers", "gross-negligence", "silent-renewal", "change-without-exit", "annex-not-linked"];

/// Words that the outputs need, each once at the top of the text.
pub const WORDS: &[&str] = &["concept", "concept-line", "version-line", "gap", "months"];
