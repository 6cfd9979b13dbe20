package org.gradus.core.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.Resources;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.NullMarked;

/**
 * The rules that every library module of Gradus keeps to. A module's architecture test includes them by
 * {@code ArchTests.in(HouseRules.class)}.
 */
public final class HouseRules {
    /** Words that say nothing about what a class is, bounded as in {@code TrialHelper}, {@code UtilMath}, not as in {@code Baseline}. */
    private static final String EMPTY_WORDS = ".*(Scheduler|Manager|Helper|Utils?|Impl|Base)([A-Z0-9].*)?";

    /** {@code IStrategy}, but not {@code Iterator}, {@code IdxFile} or {@code IOFailure}. */
    private static final String INTERFACE_PREFIX = "I[A-Z][a-z].*";

    private static final Set<String> CLOCKS_OF_SYSTEM = Set.of("currentTimeMillis", "nanoTime");

    @ArchTest
    static final ArchRule classesHaveTellingNames = noClasses()
            .should(haveSimpleNameMatching(EMPTY_WORDS))
            .orShould(haveSimpleNameMatching(INTERFACE_PREFIX))
            .because("these words and this prefix name no concept of a search")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nothingIsSerializedByJava = noClasses()
            .should(declare(Serializable.class))
            .orShould(declare(Externalizable.class))
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ObjectOutputStream.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ObjectInputStream.class)
            .because("studies are stored as events and read by other versions")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule librariesDoNotPrint = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.gradus.core.engine.SearchDescription") // progress() is asked for
            .should(ACCESS_STANDARD_STREAMS)
            .orShould()
            .callMethod(Throwable.class, "printStackTrace")
            .because("a library logs through SLF4J and leaves the terminal to the launcher")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule librariesDoNotExit = noClasses()
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class)
            .because("the JVM belongs to the user")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule librariesLogThroughSlf4j = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.util.logging..", "org.apache.commons.logging..", "ch.qos.logback..", "org.apache.log4j..")
            .because("the application chooses where the log goes")
            .allowEmptyShould(true);

    /** Templates of reports become classes that jte writes, and their package with them. */
    @ArchTest
    static final ArchRule packagesAreNullMarked = classes()
            .that()
            .haveNameNotMatching(".*\\.Jte[^.]*Generated")
            .should(resideInNullMarkedPackage())
            .allowEmptyShould(true);

    /** For the examples too, to which the other rules do not apply. */
    @ArchTest
    public static final ArchRule modulesKeepOutOfOthersInternalPackages = noClasses()
            .should(useInternalClassesOfOtherModules())
            .because("what is internal to a module may change without notice")
            .allowEmptyShould(true);

    private HouseRules() {}

    /**
     * Requires that the public top-level types outside internal packages are those of a list, so that a module's surface
     * grows only where somebody gives a reason.
     *
     * @param module all classes of the module
     * @param test beside it lies {@code public-types.txt}: a type a line, by its full name, below a comment that begins with
     *     {@code #} and says whom it is for
     */
    public static void requireListedSurface(JavaClasses module, Class<?> test) throws IOException {
        Set<String> surface = module.stream()
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> !isInternal(type))
                .map(JavaClass::getName)
                .collect(toCollection(TreeSet::new));
        URL list = Objects.requireNonNull(test.getResource("public-types.txt"), "there must be a public-types.txt");
        assertThat(Resources.readLines(list, StandardCharsets.UTF_8))
                .filteredOn(line -> !line.isBlank() && !line.startsWith("#"))
                .as("the public types listed in public-types.txt")
                .containsExactlyInAnyOrderElementsOf(surface);
    }

    /**
     * Forbids everything that would make two equal studies differ: random numbers without a seed, or that come from a
     * generator whose numbers the study does not own, the clock, and random identifiers.
     *
     * @param packages as ArchUnit writes them, such as {@code org.gradus.strategies..}
     */
    public static ArchRule deterministic(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(
                        Random.class,
                        ThreadLocalRandom.class,
                        SecureRandom.class,
                        RandomGeneratorFactory.class,
                        Clock.class)
                .orShould()
                .accessTargetWhere(readsClockOrUnseededRandomness())
                .because("random numbers, time and ids come in as parameters, so that to resume is to continue")
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaAccess<?>> readsClockOrUnseededRandomness() {
        return DescribedPredicate.describe("reads the clock or draws from a generator without a seed", access -> {
            AccessTarget target = access.getTarget();
            JavaClass owner = target.getOwner();
            String name = target.getName();
            boolean noArguments = target instanceof AccessTarget.CodeUnitAccessTarget unit
                    && unit.getRawParameterTypes().isEmpty();
            return owner.isEquivalentTo(System.class) && CLOCKS_OF_SYSTEM.contains(name)
                    || owner.isEquivalentTo(Instant.class) && name.equals("now")
                    || owner.isEquivalentTo(InstantSource.class) && name.equals("system")
                    || owner.isEquivalentTo(UUID.class) && name.equals("randomUUID")
                    || owner.isEquivalentTo(Math.class) && name.equals("random")
                    || owner.isEquivalentTo(RandomGenerator.class) && (name.equals("getDefault") || name.equals("of"))
                    || owner.isEquivalentTo(SplittableRandom.class) && name.equals("<init>") && noArguments
                    || isUnseededGeneratorOfCommonsMath(owner, name, noArguments);
        });
    }

    private static boolean isUnseededGeneratorOfCommonsMath(JavaClass owner, String member, boolean noArguments) {
        return owner.getPackageName().equals("org.apache.commons.math3.random")
                && member.equals("<init>")
                && noArguments
                && owner.isAssignableTo("org.apache.commons.math3.random.RandomGenerator");
    }

    private static ArchCondition<JavaClass> haveSimpleNameMatching(String regex) {
        return new ArchCondition<>("have a simple name matching '" + regex + "'") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean matches = item.getSimpleName().matches(regex);
                events.add(new SimpleConditionEvent(item, matches, item.getName() + " is named by " + regex));
            }
        };
    }

    /** Implementing it by way of a foreign type, an exception say, is not one's own choice. */
    private static ArchCondition<JavaClass> declare(Class<?> type) {
        return new ArchCondition<>("declare to be " + type.getSimpleName()) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean declared = item.getRawInterfaces().stream().anyMatch(own -> own.isEquivalentTo(type));
                events.add(new SimpleConditionEvent(item, declared, item.getName() + " is " + type.getName()));
            }
        };
    }

    private static ArchCondition<JavaClass> useInternalClassesOfOtherModules() {
        return new ArchCondition<>("use internal classes of other modules") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                item.getDirectDependenciesFromSelf().stream()
                        .filter(use -> isInternalToAnother(use.getTargetClass().getBaseComponentType(), item))
                        .forEach(use -> events.add(new SimpleConditionEvent(item, true, use.getDescription())));
            }
        };
    }

    private static boolean isInternalToAnother(JavaClass used, JavaClass user) {
        return isInternal(used) && !module(used).equals(module(user)) && !isOneProgram(used, user);
    }

    private static boolean isInternal(JavaClass type) {
        return (type.getPackageName() + ".").matches("org\\.gradus\\..*\\.internal\\..*");
    }

    /**
     * The launcher and the benchmarks are one program in two modules, so that the launcher compiles without the benchmarks:
     * the command {@code benchmark} uses what the launcher's commands share. No other modules are excepted.
     */
    private static boolean isOneProgram(JavaClass used, JavaClass user) {
        return used.getPackageName().startsWith("org.gradus.examples.launcher.internal.")
                && user.getPackageName().equals("org.gradus.examples.benchmark");
    }

    /** The directory of classes, or the jar, that a class was read from. */
    private static String module(JavaClass type) {
        String file = type.getSource().orElseThrow().getUri().toString();
        return file.substring(0, file.lastIndexOf("/org/gradus/"));
    }

    private static ArchCondition<JavaClass> resideInNullMarkedPackage() {
        return new ArchCondition<>("reside in a package whose package-info is @NullMarked") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(item, marked, item.getName() + " has no @NullMarked package"));
            }
        };
    }
}
