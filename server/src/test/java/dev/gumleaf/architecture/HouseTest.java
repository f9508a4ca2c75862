package dev.gumleaf.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The program keeps the rules of the house, and each rule is seen to bite on an offence. */
class HouseTest {
  private static final String ROOT = "dev.gumleaf";
  private static final String OFFENCES = ROOT + ".architecture.offence.";

  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @BeforeAll
  static void printTable() {
    System.out.println(Room.table());
  }

  @Test
  void program_isThere_wasImported() {
    assertThat(PROGRAM).hasSizeGreaterThan(100);
  }

  static List<ArchRule> rules() {
    return new HouseRules(ROOT).all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void program_everyRule_isKept(ArchRule rule) {
    rule.check(PROGRAM);
  }

  static Stream<Arguments> offences() {
    return Stream.of(
        offence("arrows", HouseRules::arrows, "model.Offender"),
        offence("cycle", HouseRules::noCycles, "Cycle detected"),
        offence("journal", HouseRules::journalUsesConnectionsOnly, "journal.Offender"),
        offence("model", HouseRules::modelHasNoLibrary, "org.slf4j.Logger"),
        offence("air", HouseRules::timeAndChanceComeByConstructor, "Instant.now()"),
        offence("air", HouseRules::timeAndChanceComeByConstructor, "System.nanoTime()"),
        offence("air", HouseRules::timeAndChanceComeByConstructor, "java.util.Random.<init>()"),
        offence("worker", HouseRules::onlyAppMakesWorkers, "ingest.Offender"),
        offence("rooms", HouseRules::everyPackageIsInTheTable, "cellar.Offender"),
        offence("unmarked", HouseRules::everyPackageIsNullMarked, "without @NullMarked"),
        offence("names", HouseRules::namesSayWhatThingsAre, "OffenceManager"));
  }

  private static Arguments offence(
      String planted, Function<HouseRules, ArchRule> rule, String message) {
    return Arguments.of(planted, rule, message);
  }

  @ParameterizedTest
  @MethodSource("offences")
  void rule_plantedOffence_isFound(
      String planted, Function<HouseRules, ArchRule> rule, String message) {
    String root = OFFENCES + planted;
    JavaClasses offence = new ClassFileImporter().importPackages(root);
    assertThat(offence).isNotEmpty();
    assertThat(rule.apply(new HouseRules(root)).evaluate(offence).getFailureReport().toString())
        .contains(message);
  }

  @Test
  void libraries_plantedOffences_areAllFound() {
    String root = OFFENCES + "library";
    JavaClasses offence = new ClassFileImporter().importPackages(root);
    assertThat(new HouseRules(root).librariesInTheirRooms())
        .allSatisfy(rule -> assertThat(rule.evaluate(offence).hasViolation()).isTrue());
  }
}
