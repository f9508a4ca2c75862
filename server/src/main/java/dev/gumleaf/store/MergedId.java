package dev.gumleaf.store;

import dev.gumleaf.model.Profile;

/**
 * That an id is shown as part of a person, as far as undoing it has to know.
 *
 * @param from the id
 * @param undone whether somebody took it back
 */
public record MergedId(long id, Profile from, boolean undone) {}
