package org.gradus.examples.samples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Samples are what users can write: on the library and Deeplearning4j or DJL, each on its own. */
@AnalyzeClasses(packages = "org.gradus.examples.samples", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule samplesUseOnlyTheLibraryAndWhatTrains = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.gradus.core..",
                    "org.gradus.strategies..",
                    "org.gradus.budgets..",
                    "org.gradus.reports..",
                    "org.gradus.trainers..",
                    "org.gradus.examples.samples",
                    "org.deeplearning4j..",
                    "org.nd4j..",
                    "ai.djl..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule samplesUseNothingInternal =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("..internal..");

    @ArchTest
    static final ArchRule nothingIsPublic =
            classes().that().areTopLevelClasses().should().notBePublic();
}
