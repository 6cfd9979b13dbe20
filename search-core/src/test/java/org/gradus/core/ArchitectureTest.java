package org.gradus.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.assertj.core.api.Assertions;
import org.gradus.core.engine.AskTell;
import org.gradus.core.engine.Search;
import org.gradus.core.testkit.HouseRules;

/** Who may use whom in search-core. The arrows are those of docs/ARCHITECTURE.md and are transitive. */
@AnalyzeClasses(packages = "org.gradus.core", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "org.gradus.core.";

    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry("space", List.of()),
            Map.entry("curvature", List.of("space")),
            Map.entry("curve", List.of("space")),
            Map.entry("trial", List.of("curve")),
            Map.entry("study", List.of("trial")),
            Map.entry("diagnosis", List.of("study")),
            Map.entry("ranking", List.of("diagnosis")),
            Map.entry("strategy", List.of("diagnosis")),
            Map.entry("rangetest", List.of("strategy", "curvature")),
            Map.entry("budget", List.of("diagnosis")),
            Map.entry("training", List.of("study", "curvature")),
            Map.entry("execution", List.of("training")),
            Map.entry("store", List.of("training")),
            Map.entry("session", List.of("strategy", "budget")),
            Map.entry("engine", List.of("session", "ranking", "rangetest", "execution", "store")));

    @ArchTest
    static final ArchTests houseRules = ArchTests.in(HouseRules.class);

    @ArchTest
    static void publicTypesAreListed(JavaClasses module) throws IOException {
        HouseRules.requireListedSurface(module, ArchitectureTest.class);
    }

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule decisionsAreFunctionsOfTheStudy = HouseRules.deterministic(
            ROOT + "space..",
            ROOT + "curvature..",
            ROOT + "curve..",
            ROOT + "trial..",
            ROOT + "study..",
            ROOT + "diagnosis..",
            ROOT + "rangetest..",
            ROOT + "ranking..",
            ROOT + "strategy..",
            ROOT + "budget..",
            ROOT + "training..",
            ROOT + "store..",
            ROOT + "session..");

    @ArchTest
    static final ArchRule nobodyReadsTheCalendarOrDrawsUnseededNumbers = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Random.class, ThreadLocalRandom.class, SecureRandom.class, Clock.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule onlyExecutionMeasuresHowLongATrainingTakes = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "execution..")
            .should()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule timeEntersAtTheSearchAlone = noClasses()
            .that()
            .doNotBelongToAnyOf(Search.class, AskTell.class)
            .should()
            .callMethod(InstantSource.class, "system");

    @ArchTest
    static final ArchRule coreUsesFewLibraries = classes()
            .that()
            .resideOutsideOfPackage(ROOT + "store.jdbc..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang..",
                    "java.math..",
                    "java.io..",
                    "java.nio..",
                    "java.time..",
                    "java.util..",
                    "java.security..",
                    "org.slf4j..",
                    "com.google.common..",
                    "org.apache.commons.math3..",
                    "org.jspecify..",
                    "org.gradus.core..")
            .because("Jackson and JDBC stay inside store.jdbc");

    @ArchTest
    static final ArchRule databasesAreReachedThroughJdbc = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.sqlite..", "org.postgresql..")
            .because("drivers are there at run time alone");

    @ArchTest
    static void packagesUseOnlyWhatTheirArrowsPointAt(JavaClasses core) {
        for (String user : ARROWS.keySet()) {
            Set<String> forbidden = new TreeSet<>(ARROWS.keySet());
            forbidden.removeAll(reachableFrom(user));
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + user + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            forbidden.stream().map(used -> ROOT + used + "..").toArray(String[]::new))
                    .because(user + " may use " + reachableFrom(user))
                    .allowEmptyShould(true)
                    .check(core);
        }
    }

    @ArchTest
    static void everyPackageHasItsArrows(JavaClasses core) {
        Set<String> packages = core.stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.substring(ROOT.length()).replaceFirst("\\..*", ""))
                .collect(toCollection(TreeSet::new));
        Assertions.assertThat(ARROWS.keySet()).containsAll(packages);
    }

    private static Set<String> reachableFrom(String user) {
        Set<String> reached = new TreeSet<>(Set.of(user));
        ARROWS.getOrDefault(user, List.of()).forEach(used -> reached.addAll(reachableFrom(used)));
        return reached;
    }
}
