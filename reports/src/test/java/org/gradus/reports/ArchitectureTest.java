package org.gradus.reports;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import org.gradus.core.store.StudyFiles;
import org.gradus.core.testkit.HouseRules;

/** Reports read results: they neither decide, nor train, nor rank again what is ranked. */
@AnalyzeClasses(packages = "org.gradus.reports", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String INTERNAL = "org.gradus.reports.internal.";
    private static final String FACTS = INTERNAL + "facts..";
    private static final String IMPORTANCE = INTERNAL + "importance..";

    @ArchTest
    static final ArchTests houseRules = ArchTests.in(HouseRules.class);

    @ArchTest
    static void publicTypesAreListed(JavaClasses module) throws IOException {
        HouseRules.requireListedSurface(module, ArchitectureTest.class);
    }

    @ArchTest
    static final ArchRule sameStudySameBytes = HouseRules.deterministic(
            "org.gradus.reports",
            INTERNAL + "facts..",
            IMPORTANCE,
            INTERNAL + "words..",
            INTERNAL + "charts..",
            INTERNAL + "rates..",
            INTERNAL + "exports..",
            INTERNAL + "html..");

    /** Reports must recognize a study, never to write over one. */
    @ArchTest
    static final ArchRule reportsOnlyReadResults = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "org.gradus.core.strategy..",
                            "org.gradus.core.budget..",
                            "org.gradus.core.training..",
                            "org.gradus.core.execution..",
                            "org.gradus.core.store..",
                            "org.gradus.core.session..",
                            "org.gradus.strategies..",
                            "org.gradus.budgets..",
                            "org.gradus.trainers..")
                    .and(not(type(StudyFiles.class))))
            .because("a report knows results, not how they came about")
            .allowEmptyShould(true);

    /** JSON and CSV read the same facts as the page, and none of its words. */
    @ArchTest
    static final ArchRule factsHaveNoWords = noClasses()
            .that()
            .resideInAnyPackage(FACTS, IMPORTANCE)
            .or()
            .belongToAnyOf(JsonReport.class, RangeTestJson.class, CsvReport.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(INTERNAL + "words..", INTERNAL + "rates..", INTERNAL + "charts..", INTERNAL + "html..")
            .because("words are for the page alone");

    @ArchTest
    static final ArchRule factsHaveNoForm = noClasses()
            .that()
            .resideInAnyPackage(FACTS, IMPORTANCE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml.jackson..", "gg.jte..")
            .because("every form of report reads the same facts");

    @ArchTest
    static final ArchRule onlyThePageHasTemplates = noClasses()
            .that()
            .resideOutsideOfPackage(INTERNAL + "html..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("gg.jte..");

    @ArchTest
    static final ArchRule roomsDoNotKnowTheFront = noClasses()
            .that()
            .resideInAPackage(INTERNAL + ".")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.gradus.reports")
            .because("files are written by the reports that users see");

    @ArchTest
    static final ArchRule roomsHaveNoCycles =
            slices().matching(INTERNAL + "(*)..").should().beFreeOfCycles();
}
