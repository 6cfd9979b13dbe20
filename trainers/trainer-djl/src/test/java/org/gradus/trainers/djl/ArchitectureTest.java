package org.gradus.trainers.djl;

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

/** What holds for every library module, and who looks below DJL's own interfaces. */
@AnalyzeClasses(packages = "org.gradus.trainers.djl", importOptions = DoNotIncludeTests.class)
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
    static final ArchRule onlyOnePackageUsesTheEngineItself = noClasses()
            .that()
            .resideOutsideOfPackage("org.gradus.trainers.djl.internal.engine")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl.pytorch..")
            .because("another version of DJL may change what lies below its interfaces");
}
