package org.gradus.trainers.spark;

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

/** What holds for every library module, and what driver and executors know of each other. */
@AnalyzeClasses(packages = "org.gradus.trainers.spark", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests houseRules = ArchTests.in(HouseRules.class);

    @ArchTest
    static void publicTypesAreListed(JavaClasses module) throws IOException {
        HouseRules.requireListedSurface(module, ArchitectureTest.class);
    }

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.gradus.trainers.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule executorsKnowNothingOfTheDriver = noClasses()
            .that()
            .resideInAPackage("org.gradus.trainers.spark.internal.host")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.gradus.trainers.spark.internal.driver");

    @ArchTest
    static final ArchRule nothingOfTheStudyTravels = noClasses()
            .that()
            .resideInAPackage("org.gradus.trainers.spark.internal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.gradus.core.session..", "org.gradus.core.engine..", "org.gradus.core.store..");

    @ArchTest
    static final ArchRule messagesAreFreeOfSpark = noClasses()
            .that()
            .resideInAPackage("org.gradus.trainers.spark.internal.wire")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "scala..");
}
