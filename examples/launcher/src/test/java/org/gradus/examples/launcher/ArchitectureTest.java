package org.gradus.examples.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.gradus.core.testkit.HouseRules;

/** Commands use what they share, never the other way round; what else there is to run is registered as a service. */
@AnalyzeClasses(packages = "org.gradus.examples.launcher", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String COMMAND_LINE = "org.gradus.examples.launcher.internal.commandline";

    @ArchTest
    static final ArchRule internalsOfOthersAreNotUsed = HouseRules.modulesKeepOutOfOthersInternalPackages;

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
            .and()
            .resideOutsideOfPackage(COMMAND_LINE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", COMMAND_LINE);

    @ArchTest
    static final ArchRule nothingIsPublicButWhatBenchmarksShare = classes()
            .that()
            .resideOutsideOfPackage("org.gradus.examples.launcher.internal..")
            .and()
            .areTopLevelClasses()
            .should()
            .notBePublic();
}
