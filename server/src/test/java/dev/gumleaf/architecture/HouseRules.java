package dev.gumleaf.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The rules of the house for the rooms below one package. */
record HouseRules(String root) {
  /** Libraries that only some rooms may know. */
  private static final Map<String, List<Room>> LIBRARIES =
      Map.ofEntries(
          Map.entry("java.sql..", List.of(Room.STORE, Room.JOURNAL)),
          Map.entry("javax.sql..", List.of(Room.STORE, Room.JOURNAL)),
          Map.entry("org.jdbi..", List.of(Room.STORE, Room.JOURNAL)),
          Map.entry("com.zaxxer..", List.of(Room.STORE, Room.JOURNAL)),
          Map.entry("org.flywaydb..", List.of(Room.STORE, Room.JOURNAL)),
          Map.entry("org.sqlite..", List.of(Room.STORE, Room.JOURNAL)),
          Map.entry("org.postgresql..", List.of(Room.STORE, Room.JOURNAL)),
          Map.entry("io.vertx..", List.of(Room.HTTP)),
          Map.entry("io.netty..", List.of(Room.HTTP)),
          Map.entry("io.prometheus..", List.of(Room.OBSERVE)),
          Map.entry("ch.qos.logback..", List.of(Room.OBSERVE)),
          Map.entry("com.maxmind..", List.of(Room.ADDRESS)),
          Map.entry("org.apache.commons.csv..", List.of(Room.ADDRESS, Room.API)),
          Map.entry("org.snakeyaml..", List.of(Room.APP)),
          Map.entry("picocli..", List.of(Room.APP)));

  /** What the journal shares with the store: connections and what differs between engines. */
  private static final Set<String> STORE_FOR_JOURNAL =
      Set.of(
          "Database",
          "Dialect",
          "Migrations",
          "PostgresAddress",
          "Scrub",
          "SqliteFiles",
          "StoreException");

  /** Time, chance and environment out of the air. */
  private static final Set<String> OUT_OF_THE_AIR =
      Set.of(
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.System.getenv",
          "java.lang.Math.random",
          "java.util.Random.<init>",
          "java.util.UUID.randomUUID",
          "java.util.concurrent.ThreadLocalRandom.current");

  /** Rooms use each other as the table says, and not otherwise. */
  ArchRule arrows() {
    LayeredArchitecture layers =
        Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (Room room : Room.values()) {
      layers = layers.optionalLayer(room.name()).definedBy(in(room));
    }
    for (Room room : Room.values()) {
      String[] used = room.mayUse().stream().map(Room::name).toArray(String[]::new);
      layers =
          used.length == 0
              ? layers.whereLayer(room.name()).mayNotAccessAnyLayer()
              : layers.whereLayer(room.name()).mayOnlyAccessLayers(used);
    }
    return layers.as("rooms use each other as the table of rooms says");
  }

  ArchRule noCycles() {
    return slices().matching(root + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);
  }

  ArchRule journalUsesConnectionsOnly() {
    DescribedPredicate<JavaClass> other =
        DescribedPredicate.describe(
            "the store's statements and rows",
            used ->
                used.getPackageName().equals(root + ".store")
                    && !STORE_FOR_JOURNAL.contains(outermost(used).getSimpleName()));
    return noClasses()
        .that()
        .resideInAPackage(in(Room.JOURNAL))
        .should()
        .dependOnClassesThat(other)
        .allowEmptyShould(true);
  }

  private static JavaClass outermost(JavaClass used) {
    return used.getEnclosingClass().map(HouseRules::outermost).orElse(used);
  }

  /** One rule for each library that belongs to some rooms. */
  List<ArchRule> librariesInTheirRooms() {
    List<ArchRule> rules = new ArrayList<>();
    LIBRARIES.forEach((library, rooms) ->
        rules.add(
            noClasses()
                .that()
                .resideOutsideOfPackages(in(rooms))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true)));
    return rules;
  }

  ArchRule modelHasNoLibrary() {
    return classes()
        .that()
        .resideInAPackage(in(Room.MODEL))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", in(Room.MODEL))
        .allowEmptyShould(true);
  }

  ArchRule timeAndChanceComeByConstructor() {
    DescribedPredicate<JavaAccess<?>> air =
        DescribedPredicate.describe(
            "time, chance or environment is taken out of the air",
            access ->
                OUT_OF_THE_AIR.contains(
                    access.getTargetOwner().getName() + "." + access.getTarget().getName()));
    return noClasses()
        .that()
        .resideOutsideOfPackages(in(List.of(Room.APP, Room.CONFIG)))
        .should()
        .accessTargetWhere(air)
        .allowEmptyShould(true);
  }

  ArchRule onlyAppMakesWorkers() {
    DescribedPredicate<JavaAccess<?>> made =
        DescribedPredicate.describe(
            "a worker of another class is made",
            access ->
                access.getTarget().getName().equals("<init>")
                    && access.getTargetOwner().getSimpleName().endsWith("Worker")
                    && !access.getOriginOwner().equals(access.getTargetOwner()));
    return noClasses()
        .that()
        .resideOutsideOfPackage(in(Room.APP))
        .should()
        .accessTargetWhere(made)
        .allowEmptyShould(true);
  }

  ArchRule everyPackageIsInTheTable() {
    String[] known = in(List.of(Room.values()));
    return classes().should().resideInAnyPackage(known).allowEmptyShould(true);
  }

  ArchRule everyPackageIsNullMarked() {
    return classes()
        .should(
            new ArchCondition<JavaClass>("be in a package that is @NullMarked") {
              @Override
              public void check(JavaClass checked, ConditionEvents events) {
                boolean marked = checked.getPackage().isAnnotatedWith(NullMarked.class);
                String message = checked.getName() + " is in a package without @NullMarked";
                events.add(new SimpleConditionEvent(checked, marked, message));
              }
            })
        .allowEmptyShould(true);
  }

  ArchRule namesSayWhatThingsAre() {
    return classes()
        .should()
        .haveNameNotMatching(".*(Manager|Helper|Util|Utils|Impl|Service)")
        .as("names say what a thing is, not that it is one")
        .allowEmptyShould(true);
  }

  List<ArchRule> all() {
    return Stream.concat(
            Stream.of(
                arrows(),
                noCycles(),
                journalUsesConnectionsOnly(),
                modelHasNoLibrary(),
                timeAndChanceComeByConstructor(),
                onlyAppMakesWorkers(),
                everyPackageIsInTheTable(),
                everyPackageIsNullMarked(),
                namesSayWhatThingsAre()),
            librariesInTheirRooms().stream())
        .toList();
  }

  private String in(Room room) {
    return root + "." + room.packageName() + "..";
  }

  private String[] in(List<Room> rooms) {
    return rooms.stream().map(this::in).toArray(String[]::new);
  }
}
