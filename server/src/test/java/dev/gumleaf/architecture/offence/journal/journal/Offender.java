package dev.gumleaf.architecture.offence.journal.journal;

import dev.gumleaf.architecture.offence.journal.store.AccountRows;

/** Looks at state from the journal. */
record Offender(AccountRows rows) {}
