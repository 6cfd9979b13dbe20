package org.gradus.reports;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import org.gradus.core.store.StudyFiles;
import org.gradus.core.testkit.HouseRules;

/** Reports read results: they neither decide, nor train, nor rank again what is ranked. */
@AnalyzeClasses(packages = "org.gradus.reports", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests houseRules = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule sameStudySameBytes = HouseRules.deterministic("org.gradus.reports..");

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

    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("org.gradus.reports.(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);
}
