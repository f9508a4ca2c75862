package dev.gumleaf.config;

import dev.gumleaf.model.ProfileReply;
import java.util.List;

/** What pages and edge code are told about a profile. */
public record ProfileSettings(ProfileReply reply) {
  static final Setting<ProfileReply> REPLY =
      new Setting<>(
          "profiles.reply",
          SettingType.choice(ProfileReply.class),
          "full",
          "What POST /web/projects/{key}/profiles tells anybody who has a public key, which is in"
              + " the source of your pages: company only tells of the company, full also of the"
              + " person whose random profile_id is presented, off nothing. A public key also lets"
              + " its holder send an identify that connects an id of its own with an address, and"
              + " so ask about that person; choose company when traits or visits of people must"
              + " stay inside.");

  static final List<Setting<?>> TABLE = List.of(REPLY);

  static ProfileSettings of(Values values) {
    return new ProfileSettings(values.of(REPLY));
  }
}
