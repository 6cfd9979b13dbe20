package org.gradus.trainers.dl4j.internal.coupling;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.deeplearning4j.nn.layers.feedforward.dense.DenseLayer;
import org.gradus.trainers.dl4j.ArchitectureTest;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.gradus.trainers.dl4j.internal.coupling.RequiredMembers.Member;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** Run with another version by {@code -Ddl4j.version=}: each test that fails is an assumption to look at. */
class AssumptionTest {
    @TestFactory
    Stream<DynamicTest> membersAreThere() {
        return Arrays.stream(Assumption.values())
                .flatMap(assumption -> RequiredMembers.of(assumption).all().stream()
                        .map(member -> DynamicTest.dynamicTest(
                                assumption + ": " + member.type() + " " + member.member(),
                                () -> assertThat(member.missing(Dl4jVersion.onClassPath()))
                                        .isEmpty())));
    }

    @Test
    void missingMembersAreNamedInASentence() {
        String dense = DenseLayer.class.getName();
        assertThat(new Member("FastDense", dense, "INDArray maskedArray").missing("1.0.0-M3"))
                .contains(
                        "FastDense needs DenseLayer's INDArray maskedArray, which Deeplearning4j 1.0.0-M3 does not have");
        assertThat(new Member("FastDense", dense + "X", "").missing("1.0.0-M3"))
                .contains("FastDense needs DenseLayerX, which Deeplearning4j 1.0.0-M3 does not have");
        assertThat(new Member("FastDense", dense, "INDArray maskArray").missing("1.0.0-M3"))
                .isEmpty();
    }

    /** Members reached by reflection are in no class file: the fields that take executioner and layer, and the schedules. */
    @Test
    void listNamesEveryMemberThatIsUsed() {
        Set<String> listed = Arrays.stream(Assumption.values())
                .flatMap(assumption -> RequiredMembers.of(assumption).all().stream())
                .map(Member::member)
                .collect(toCollection(TreeSet::new));
        assertThat(usedMembers()).hasSizeGreaterThan(60);
        assertThat(listed).containsAll(usedMembers());
    }

    private static Set<String> usedMembers() {
        return new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages(Assumption.class.getPackageName()).stream()
                        .filter(type ->
                                !type.isEquivalentTo(FastLayersCheck.class)) // its user's API is checked by using it
                        .flatMap(type -> type.getAccessesFromSelf().stream())
                        .flatMap(AssumptionTest::used)
                        .filter(member -> ArchitectureTest.isInside(member.getOwner()))
                        .map(AssumptionTest::text)
                        .collect(toCollection(TreeSet::new));
    }

    private static Stream<? extends JavaMember> used(JavaAccess<?> access) {
        return access.getTarget().resolveMember().stream();
    }

    private static String text(JavaMember member) {
        if (member instanceof JavaField field) {
            return field.getRawType().getSimpleName() + " " + field.getName();
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        String parameters = unit.getRawParameterTypes().stream()
                .map(JavaClass::getSimpleName)
                .collect(joining(", ", "(", ")"));
        return unit.isConstructor()
                ? unit.getOwner().getSimpleName() + parameters
                : unit.getRawReturnType().getSimpleName() + " " + unit.getName() + parameters;
    }

    @Test
    void replacedLayersTrainAsThoseReplaced() {
        Dl4jEnvironment.start();
        assertThat(FastLayersCheck.agrees(FastLayers::install)).isTrue();
    }

    @Test
    void layersThatTrainOtherwiseAreFound() {
        Dl4jEnvironment.start();
        assertThat(FastLayersCheck.agrees(network -> ((org.deeplearning4j.nn.conf.layers.DenseLayer)
                                network.getLayer(2).conf().getLayer())
                        .setActivationFn(new ActivationTanH())))
                .isFalse();
        assertThat(FastLayersCheck.agrees(network -> {
                    throw new NoSuchMethodError(Activation.RELU.name());
                }))
                .isFalse();
    }

    @Test
    void classThatNd4jAlsoHasIsRefused() {
        OneDnn.requireOneClass();
        OneDnn.requireOneClass(1);
        assertThatThrownBy(() -> OneDnn.requireOneClass(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("org.nd4j.nativeblas.Nd4jCpu")
                .hasMessageContaining("\nMaybe use Deeplearning4j 1.0.0-M2.1");
    }

    @Test
    void versionIsThatOfTheBuild() {
        assertThat(Dl4jVersion.onClassPath()).isEqualTo(Dl4jVersion.EXPECTED);
        assertThat(Dl4jVersion.inJarName("jar:file:/m2/nd4j-api/1.0.0-M3/nd4j-api-1.0.0-M3.jar!/org/nd4j/Nd4j.class"))
                .contains("1.0.0-M3");
        assertThat(Dl4jVersion.inJarName("file:/classes/org/nd4j/Nd4j.class")).isEmpty();
    }
}
