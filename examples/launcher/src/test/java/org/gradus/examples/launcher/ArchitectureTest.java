package org.gradus.examples.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Commands use what they share, never the other way round; what else there is to run is registered as a service. */
@AnalyzeClasses(packages = "org.gradus.examples.launcher", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule theLauncherKnowsNeitherSamplesNorBenchmarks = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.gradus.examples.samples..", "org.gradus.examples.benchmark..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.gradus.examples.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule whatCommandsShareKnowsNoCommand = noClasses()
            .that()
            .resideOutsideOfPackage("org.gradus.examples.launcher.commands")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.gradus.examples.launcher.commands");

    @ArchTest
    static final ArchRule imagesAndNetworksKnowNoCommandLine = noClasses()
            .that()
            .resideInAPackage("org.gradus.examples.launcher.internal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "org.gradus.examples.launcher");

    @ArchTest
    static final ArchRule commandsAreNotPublic = classes()
            .that()
            .resideInAPackage("org.gradus.examples.launcher.commands")
            .and()
            .areTopLevelClasses()
            .should()
            .notBePublic();
}
