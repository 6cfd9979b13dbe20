package org.gradus.strategies;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import org.gradus.core.testkit.HouseRules;

/** Strategies and budget policies decide from what they are shown, and know neither each other nor who trains. */
@AnalyzeClasses(
        packages = {"org.gradus.strategies", "org.gradus.budgets", "org.gradus.probes"},
        importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String STRATEGIES = "org.gradus.strategies..";
    private static final String BUDGETS = "org.gradus.budgets..";

    /** What short trainings say about long ones; strategies and policies may ask it. */
    private static final String PROBES = "org.gradus.probes..";

    /** Chooses strategy and policy together, before the search. */
    private static final String AUTO = "org.gradus.strategies.internal.auto..";

    /** {@code Strategies}, where a user finds them all. */
    private static final String ENTRANCE = "org.gradus.strategies";

    @ArchTest
    static final ArchTests houseRules = ArchTests.in(HouseRules.class);

    @ArchTest
    static void publicTypesAreListed(JavaClasses module) throws IOException {
        HouseRules.requireListedSurface(module, ArchitectureTest.class);
    }

    @ArchTest
    static final ArchRule decisionsAreFunctionsOfTheStudy = HouseRules.deterministic(STRATEGIES, BUDGETS, PROBES);

    @ArchTest
    static final ArchRule nothingHereKnowsHowTrialsRun = noClasses()
            .that()
            .resideInAnyPackage(STRATEGIES, BUDGETS)
            .and()
            .resideOutsideOfPackages(AUTO, ENTRANCE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.gradus.core.training..",
                    "org.gradus.core.execution..",
                    "org.gradus.core.store..",
                    "org.gradus.core.session..",
                    "org.gradus.core.engine..")
            .because("only session and engine know strategy, trainer, executor and store together")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule strategiesKnowNoBudget = noClasses()
            .that()
            .resideInAPackage(STRATEGIES)
            .and()
            .resideOutsideOfPackages(AUTO, ENTRANCE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BUDGETS, "org.gradus.core.budget..")
            .because("any strategy works under any policy")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule budgetsKnowNoStrategy = noClasses()
            .that()
            .resideInAPackage(BUDGETS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(STRATEGIES, "org.gradus.core.strategy..")
            .because("any policy works over any strategy")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule probesKnowNeither = noClasses()
            .that()
            .resideInAPackage(PROBES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(STRATEGIES, BUDGETS, "org.gradus.core.strategy..", "org.gradus.core.budget..")
            .because("what strategy and policy share is a view of the study")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.gradus.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule fewLibraries = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang..",
                    "java.math..",
                    "java.time..",
                    "java.util..",
                    "org.slf4j..",
                    "com.google.common..",
                    "org.apache.commons.math3..",
                    "org.jspecify..",
                    "org.gradus.core..",
                    STRATEGIES,
                    BUDGETS,
                    PROBES)
            .because("decisions read nothing but the study: no files, no network")
            .allowEmptyShould(true);
}
