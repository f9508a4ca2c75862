package dev.gumleaf.store;

import dev.gumleaf.model.WorkspaceId;
import java.util.Arrays;

/**
 * A saved audience, and how far everybody was looked at since its filter last changed.
 *
 * @param version the one that was last compared; 0 for none
 * @param fingerprint of what was asked then
 * @param lastKey the last of those who were looked at in this stage
 */
public record FollowedAudience(
    WorkspaceId workspace,
    SavedAudience audience,
    long version,
    long fingerprint,
    Stage stage,
    long lastKey) {
  /** The stretches of the way, in order. */
  public enum Stage {
    /** What is asked about the companies of people, so that nobody is missed when it changes. */
    COMPANIES(1),
    MEMBERS(2),
    DONE(3);

    private final int code;

    Stage(int code) {
      this.code = code;
    }

    /** The number in the store, which never changes. */
    int code() {
      return code;
    }

    static Stage ofCode(int code) {
      return Arrays.stream(values()).filter(each -> each.code == code).findFirst().orElseThrow();
    }
  }

  /** Whether there is somebody left to look at. */
  public boolean isFilling() {
    return stage != Stage.DONE;
  }

  /** At the beginning of a stage, or further in it. */
  public FollowedAudience at(Stage next, long key) {
    return new FollowedAudience(workspace, audience, version, fingerprint, next, key);
  }

  /** Compared now, and begun anew if something else is asked than before. */
  public FollowedAudience compared(long asked) {
    return version != 0 && asked == fingerprint
        ? new FollowedAudience(workspace, audience, audience.version(), asked, stage, lastKey)
        : new FollowedAudience(workspace, audience, audience.version(), asked, Stage.COMPANIES, 0);
  }
}
