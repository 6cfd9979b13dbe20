package org.gradus.reports.testing;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.trial.Objective;
import org.gradus.reports.ComparisonReport;
import org.gradus.reports.internal.facts.ComparedStudies;
import org.gradus.reports.internal.facts.NamedStudy;
import org.gradus.reports.internal.facts.StudyFacts;

/** The studies that must look well beside each other. */
public final class Comparisons {
    private static final Supplier<Map<String, ComparisonReport>> ALL = Suppliers.memoize(Comparisons::make);

    private Comparisons() {}

    /** All comparisons by name. */
    public static Map<String, ComparisonReport> all() {
        return ALL.get();
    }

    private static Map<String, ComparisonReport> make() {
        Map<String, StudyResult> demos = Demos.all();
        Map<String, ComparisonReport> all = new LinkedHashMap<>();
        all.put("pair", of(demos.get("usual"), lowRates(42)));
        all.put("independent", of(demos.get("usual"), lowRates(7)));
        all.put(
                "six",
                of(
                        demos.get("usual"),
                        demos.get("five"),
                        demos.get("running"),
                        demos.get("nothing"),
                        demos.get("diverged"),
                        demos.get("odd")));
        all.put("fruitless", of(demos.get("nothing"), demos.get("diverged")));
        all.put("losses", of(demos.get("loss"), losses()));
        return all;
    }

    /** Studies beside each other under their own names. */
    public static ComparedStudies compared(StudyResult... studies) {
        return new ComparedStudies(Arrays.stream(studies)
                .map(study -> new NamedStudy(study.study().id().value(), StudyFacts.of(study)))
                .toList());
    }

    private static ComparisonReport of(StudyResult... studies) {
        ComparisonReport report = new ComparisonReport();
        for (StudyResult study : studies) {
            report.add(study);
        }
        return report;
    }

    /** Rates that are all too low, with four seeds of two finalists. */
    public static StudyResult lowRates(long seed) {
        return new DemoStudy(
                        "low rates",
                        SearchSpace.learningRate(1e-5, 1e-3),
                        Objective.maximize("validationAccuracy"),
                        6,
                        5,
                        seed)
                .search(1e-5)
                .search(8e-4)
                .search(3e-5)
                .search(1e-4)
                .search(5e-4)
                .search(1e-3)
                .replicates(seed == 42 ? 3 : 4, 2, 6)
                .closed("all 6 trials were proposed")
                .result();
    }

    private static StudyResult losses() {
        return new DemoStudy(
                        "by loss, few epochs",
                        SearchSpace.learningRate(1e-4, 0.1),
                        Objective.minimize("validationLoss"),
                        4,
                        6,
                        9)
                .search(1e-4)
                .search(2e-3)
                .search(4e-3)
                .search(2e-2)
                .closed("all 4 trials were proposed")
                .result();
    }
}
