package org.gradus.trainers.replay;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import org.gradus.core.testkit.HouseRules;

/** A replay gives the same curves every time, so it draws and reads nothing that was not handed to it. */
@AnalyzeClasses(packages = "org.gradus.trainers.replay", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests houseRules = ArchTests.in(HouseRules.class);

    @ArchTest
    static void publicTypesAreListed(JavaClasses module) throws IOException {
        HouseRules.requireListedSurface(module, ArchitectureTest.class);
    }

    @ArchTest
    static final ArchRule sameSeedsSameCurves = HouseRules.deterministic("org.gradus.trainers.replay..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.gradus.trainers.(**)").should().beFreeOfCycles();
}
