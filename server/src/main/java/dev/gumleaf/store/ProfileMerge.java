package dev.gumleaf.store;

import dev.gumleaf.model.Profile;

/**
 * That an id is shown as part of a person.
 *
 * @param from the id
 * @param undone whether somebody took it back
 */
public record ProfileMerge(long id, Profile from, boolean undone) {}
