package org.gradus.trainers.process;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import java.io.IOException;
import org.gradus.core.testkit.HouseRules;

@AnalyzeClasses(packages = "org.gradus.trainers.process", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests houseRules = ArchTests.in(HouseRules.class);

    @ArchTest
    static void publicTypesAreListed(JavaClasses module) throws IOException {
        HouseRules.requireListedSurface(module, ArchitectureTest.class);
    }
}
