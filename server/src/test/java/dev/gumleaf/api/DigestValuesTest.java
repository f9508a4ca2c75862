package dev.gumleaf.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.digest.DigestBuilder;
import dev.gumleaf.digest.KeyPath;
import dev.gumleaf.model.Source;
import dev.gumleaf.model.Trait;
import dev.gumleaf.model.TraitName;
import dev.gumleaf.model.TraitValue;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Values are compared by the digests they make. */
class DigestValuesTest {
  private static final Instant MONDAY = Instant.parse("2026-01-05T10:00:00Z");

  private final DigestBuilder digest = new DigestBuilder();
  private final DigestBuilder expected = new DigestBuilder();

  @Test
  void addMembers_anyValues_areFlattened() {
    DigestValues.addMembers(
        digest,
        KeyPath.TOP,
        """
        {"plan":"team","seats":3,"vip":true,"gone":null,"empty":{},"none":[],
         "address":{"city":"Oslo","geo":{"lat":59.9}},
         "tags":["B2B",["deep",{"x":false}],7,{"name":"SAAS"}],"last":"one"}
        """);

    expected.addText(new KeyPath("plan"), "team");
    expected.addNumber(new KeyPath("seats"), "3");
    expected.addFlag(new KeyPath("vip"), true);
    expected.addText(new KeyPath("address.city"), "Oslo");
    expected.addNumber(new KeyPath("address.geo.lat"), "59.9");
    expected.addText(new KeyPath("tags.[]"), "B2B");
    expected.addText(new KeyPath("tags.[].[]"), "deep");
    expected.addFlag(new KeyPath("tags.[].[].x"), false);
    expected.addNumber(new KeyPath("tags.[]"), "7");
    expected.addText(new KeyPath("tags.[].name"), "SAAS");
    expected.addText(new KeyPath("last"), "one");
    assertSame();
  }

  @Test
  void addMembers_emptyObject_addsNothing() {
    DigestValues.addMembers(digest, KeyPath.TOP, "{}");

    assertSame();
  }

  @Test
  void addTrait_anySpelling_isFoundUnderEach() {
    addTrait("founded_year", new TraitValue.Numeric("1998"));
    addTrait("employeesRange", new TraitValue.Text("11-50"));

    expected.addNumber(new KeyPath("company.founded_year"), "1998");
    expected.addNumber(new KeyPath("company.foundedYear"), "1998");
    expected.addText(new KeyPath("company.employees_range"), "11-50");
    expected.addText(new KeyPath("company.employeesRange"), "11-50");
    assertSame();
  }

  @Test
  void addTrait_composite_isFlattenedUnderTheRoot() {
    addTrait("tags", new TraitValue.Composite("[\"b2b\",\"saas\"]"));
    addTrait("geo", new TraitValue.Composite("{\"city\":\"Oslo\"}"));
    addTrait("vip", new TraitValue.Flag(true));

    expected.addText(new KeyPath("company.tags.[]"), "b2b");
    expected.addText(new KeyPath("company.tags.[]"), "saas");
    expected.addText(new KeyPath("company.geo.city"), "Oslo");
    expected.addFlag(new KeyPath("company.vip"), true);
    assertSame();
  }

  @Test
  void addTrait_deleted_addsNothing() {
    addTrait("plan", TraitValue.DELETED);

    assertSame();
  }

  private void addTrait(String spelling, TraitValue value) {
    DigestValues.addTrait(
        digest,
        KeyPath.COMPANY,
        new Trait(TraitName.of(spelling), spelling, value, Source.SERVER, MONDAY));
  }

  private void assertSame() {
    assertThat(digest.build().json()).isEqualTo(expected.build().json());
  }
}
