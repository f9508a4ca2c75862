package dev.gumleaf.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gumleaf.model.RawJson;
import dev.gumleaf.model.StatedTrait;
import dev.gumleaf.model.TraitValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraitsReaderTest {
  @Test
  void read_values_keepTheirKind() {
    assertThat(
            read(
                """
                {"name":"Acme","seats":12.50,"vip":true,"old":null,
                 "address":{"zip":"1", "city":"Lisboa"},"tags":["b", "a"]}\
                """))
        .containsExactly(
            new StatedTrait("name", new TraitValue.Text("Acme")),
            new StatedTrait("seats", new TraitValue.Numeric("12.50")),
            new StatedTrait("vip", new TraitValue.Flag(true)),
            new StatedTrait("old", TraitValue.DELETED),
            new StatedTrait(
                "address", new TraitValue.Composite("{\"city\":\"Lisboa\",\"zip\":\"1\"}")),
            new StatedTrait("tags", new TraitValue.Composite("[\"b\",\"a\"]")));
  }

  @Test
  void read_groupIdInAnySpelling_isNoTrait() {
    assertThat(
            read(
                """
                {"group_id":"a","groupId":true,"GroupID":1,"GroupId":null,"group":2,"gid":3}\
                """))
        .extracting(StatedTrait::spelling)
        .containsExactly("group", "gid");
  }

  @Test
  void read_groupIdThatIsNoScalar_isATrait() {
    assertThat(read("{\"group_id\":[1],\"groupId\":{\"a\":{}},\"b\":2}"))
        .containsExactly(
            new StatedTrait("group_id", new TraitValue.Composite("[1]")),
            new StatedTrait("groupId", new TraitValue.Composite("{\"a\":{}}")),
            new StatedTrait("b", new TraitValue.Numeric("2")));
  }

  @Test
  void read_numbers_keepTheirLiterals() {
    assertThat(read("{\"a\":1e9999,\"b\":-0,\"c\":9007199254740993,\"d\":1E+02}"))
        .extracting(trait -> trait.value().json())
        .containsExactly("1e9999", "-0", "9007199254740993", "1E+02");
  }

  @Test
  void read_textsNoStoreCanHold_areReplaced() {
    assertThat(read("{\"a\\u0000\":\"b\\u0000\"}"))
        .containsExactly(new StatedTrait("a\ufffd", new TraitValue.Text("b\ufffd")));
  }

  @Test
  void read_emptyObject_isEmpty() {
    assertThat(TraitsReader.read(RawJson.emptyObject())).isEmpty();
  }

  private static List<StatedTrait> read(String traits) {
    byte[] bytes = traits.getBytes(UTF_8);
    return TraitsReader.read(new RawJson(bytes, 0, bytes.length));
  }
}
