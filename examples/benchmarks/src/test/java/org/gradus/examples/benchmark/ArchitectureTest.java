package org.gradus.examples.benchmark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.gradus.core.testkit.HouseRules;

/** The benchmarks measure the library from outside, and show the launcher one command and nothing else. */
@AnalyzeClasses(packages = "org.gradus.examples.benchmark", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule internalsOfOthersAreNotUsed = HouseRules.modulesKeepOutOfOthersInternalPackages;

    @ArchTest
    static final ArchRule benchmarksUseNeitherSamplesNorCommands = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.gradus.examples.samples..", "org.gradus.examples.launcher.commands..");

    @ArchTest
    static final ArchRule onlyTheRegisteredCommandIsPublic = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .areNotAssignableTo(Benchmark.class)
            .should()
            .notBePublic();
}
