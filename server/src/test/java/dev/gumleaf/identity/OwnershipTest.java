package dev.gumleaf.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.identity.Ownership.Range;
import dev.gumleaf.model.Claim;
import dev.gumleaf.model.Evidence;
import dev.gumleaf.model.ProfileKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OwnershipTest {
  private static final ProfileKey SELF = new ProfileKey(1);
  private static final ProfileKey ANA = new ProfileKey(2);
  private static final ProfileKey BO = new ProfileKey(3);
  private static final List<Evidence> EVIDENCE = List.of(Evidence.values());
  private static final long ALWAYS = Long.MIN_VALUE;
  private static final long END = Long.MAX_VALUE;

  private static Claim claim(ProfileKey person, Evidence evidence, long at) {
    return new Claim(person, "p" + person.value() + "@a.test", evidence, at);
  }

  private static Ownership of(Claim... claims) {
    return Ownership.of(SELF, List.of(claims));
  }

  @Test
  void ownership_nobodyClaimed_isTheIdsOwn() {
    assertThat(of().sole()).contains(SELF);
  }

  @Test
  void ownership_oneClaim_joinsWhatWasBeforeIt() {
    Ownership ownership = of(claim(ANA, Evidence.IDENTIFY, 100));
    assertThat(ownership.sole()).contains(ANA);
    assertThat(ownership.ownerAt(1)).isEqualTo(ANA);
  }

  @Test
  void ownership_twoPeopleOnOneBrowser_holdFromTheirTimeOn() {
    Ownership ownership =
        of(
            claim(ANA, Evidence.IDENTIFY, 100),
            claim(BO, Evidence.IDENTIFY, 200),
            claim(ANA, Evidence.IDENTIFY, 300));
    assertThat(ownership.sole()).isEmpty();
    assertThat(ownership.ownerAt(199)).isEqualTo(ANA);
    assertThat(ownership.ownerAt(200)).isEqualTo(BO);
    assertThat(ownership.ownerAt(300)).isEqualTo(ANA);
    assertThat(ownership.rangesOf(ANA))
        .containsExactly(new Range(ALWAYS, 200), new Range(300, END));
    assertThat(ownership.rangesOf(BO)).containsExactly(new Range(200, 300));
  }

  @Test
  void ownership_strongerEvidence_takesTheWeakersHistoryToo() {
    for (Evidence weak : List.of(Evidence.INFERRED, Evidence.FORM, Evidence.LINK)) {
      Ownership ownership = of(claim(BO, weak, 100), claim(ANA, Evidence.IDENTIFY, 200));
      assertThat(ownership.sole()).as(weak.word()).contains(ANA);
    }
  }

  @Test
  void ownership_weakerEvidenceLater_movesNobody() {
    Ownership ownership = of(claim(ANA, Evidence.IDENTIFY, 100), claim(BO, Evidence.LINK, 200));
    assertThat(ownership.ownerAt(300)).isEqualTo(ANA);
  }

  @Test
  void ownership_idThatWeGaveOut_canBeSignedInOnByAnother() {
    Ownership ownership = of(claim(ANA, Evidence.CANONICAL, 0), claim(BO, Evidence.IDENTIFY, 200));
    assertThat(ownership.ownerAt(199)).isEqualTo(ANA);
    assertThat(ownership.ownerAt(200)).isEqualTo(BO);
  }

  @Test
  void changedSince_newClaimInBetween_isTheTimeThatChangedHands() {
    Ownership before = of(claim(ANA, Evidence.IDENTIFY, 100));
    Ownership after = of(claim(ANA, Evidence.IDENTIFY, 100), claim(BO, Evidence.IDENTIFY, 200));
    assertThat(after.changedSince(before)).contains(new Range(200, END));
    assertThat(after.changedSince(after)).isEmpty();
    assertThat(before.changedSince(of())).contains(new Range(ALWAYS, END));
  }

  @Test
  void ownership_anyOrderAndRepeats_isTheSame() {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      List<Claim> claims = new ArrayList<>();
      for (int i = random.nextInt(8); i >= 0; i--) {
        Evidence evidence = EVIDENCE.get(random.nextInt(EVIDENCE.size()));
        claims.add(claim(new ProfileKey(2 + random.nextInt(3)), evidence, random.nextInt(6)));
      }
      Ownership expected = Ownership.of(SELF, claims);
      List<Claim> disturbed = new ArrayList<>(claims);
      disturbed.addAll(claims.subList(0, random.nextInt(claims.size() + 1)));
      Collections.shuffle(disturbed, random);
      assertThat(Ownership.of(SELF, disturbed).changedSince(expected))
          .as("round %d", round)
          .isEmpty();
    }
  }
}
