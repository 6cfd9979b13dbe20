package org.gradus.trainers.dl4j;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.PackageMatchers;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import org.gradus.core.testkit.HouseRules;

/** What holds for every library module, and how far this one looks into Deeplearning4j. */
@AnalyzeClasses(packages = "org.gradus.trainers.dl4j", importOptions = DoNotIncludeTests.class)
public class ArchitectureTest {
    private static final PackageMatchers DEEPLEARNING4J =
            PackageMatchers.of("org.deeplearning4j..", "org.nd4j..", "org.bytedeco..");

    /** What Deeplearning4j offers to those who write networks and feed them; all other packages count as its insides. */
    private static final PackageMatchers OFFERED = PackageMatchers.of(
            "org.bytedeco.javacpp",
            "org.deeplearning4j.nn.api",
            "org.deeplearning4j.nn.conf..",
            "org.deeplearning4j.nn.graph",
            "org.deeplearning4j.nn.multilayer",
            "org.nd4j.common.primitives",
            "org.nd4j.evaluation..",
            "org.nd4j.linalg.activations..",
            "org.nd4j.linalg.api.blas",
            "org.nd4j.linalg.api.buffer",
            "org.nd4j.linalg.api.memory",
            "org.nd4j.linalg.api.ndarray",
            "org.nd4j.linalg.api.rng",
            "org.nd4j.linalg.dataset..",
            "org.nd4j.linalg.factory",
            "org.nd4j.linalg.indexing",
            "org.nd4j.linalg.indexing.conditions",
            "org.nd4j.linalg.learning.config",
            "org.nd4j.linalg.learning.regularization",
            "org.nd4j.linalg.lossfunctions..",
            "org.nd4j.linalg.schedule");

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
    static final ArchRule onlyOnePackageUsesInsides = noClasses()
            .that()
            .resideOutsideOfPackage("org.gradus.trainers.dl4j.internal.coupling")
            .should()
            .dependOnClassesThat(describe("are insides of Deeplearning4j", ArchitectureTest::isInside))
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.reflect")
            .because(
                    "another version of Deeplearning4j changes what it does not offer; package coupling allows for that");

    /** Whether a type is part of Deeplearning4j, ND4J or JavaCPP that is not offered to their users. */
    public static boolean isInside(JavaClass type) {
        JavaClass element = type.getBaseComponentType();
        return DEEPLEARNING4J.test(element.getPackageName()) && !OFFERED.test(element.getPackageName());
    }
}
