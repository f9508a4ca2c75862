package dev.gumleaf.store;

import dev.gumleaf.model.ProfileId;
import dev.gumleaf.model.ProfileKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That an id was connected with a person, as it is in the log.
 *
 * @param from the profile of the id
 * @param requestId the request that said so first, received at {@code createdAt}
 * @param undoneAt null while it is in force; {@code undoneBy} likewise
 */
public record ProfileMerge(
    long id,
    ProfileKey from,
    ProfileId fromId,
    ProfileKey into,
    ProfileId intoId,
    String email,
    String requestId,
    Instant createdAt,
    @Nullable Instant undoneAt,
    @Nullable String undoneBy) {}
