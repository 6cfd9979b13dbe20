package org.gradus.reports.testing;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.trial.Objective;

/** The studies that a report must look well with, from the usual one to the odd. */
public final class Demos {
    private static final double[] RATES = {
        3.2e-3, 1e-4, 3e-1, 3e-5, 1.2e-2, 1.1e-3, 8e-2, 6e-3, 1e-5, 4.4e-4, 2.2e-2, 9e-1, 4.1e-3, 2e-3, 5.2e-3, 8e-3
    };

    private static final Supplier<Map<String, StudyResult>> ALL = Suppliers.memoize(Demos::make);
    private static final Supplier<StudyResult> THOUSAND = Suppliers.memoize(ManyParameters::thousand);

    private Demos() {}

    /** All of them by name. */
    public static Map<String, StudyResult> all() {
        return ALL.get();
    }

    /** A thousand trials of five hyperparameters: not among {@link #all}, for the time it takes. */
    public static StudyResult thousand() {
        return THOUSAND.get();
    }

    private static Map<String, StudyResult> make() {
        Map<String, StudyResult> demos = new LinkedHashMap<>();
        demos.put("usual", usual());
        demos.put("many", many());
        demos.put("five", ManyParameters.five());
        demos.put("loss", loss());
        demos.put(
                "single",
                DemoStudy.ofRates("single", 1e-4, 1e-1, 1, 5).search(3e-3).result());
        demos.put(
                "sweeps",
                DemoStudy.ofRates("range test", 1e-5, 1, 1, 1)
                        .sweep(1e-5, 1, 70, 1)
                        .sweep(1e-5, 1, 70, 2)
                        .sweep(1e-5, 1, 70, 3)
                        .closed("all sweeps were made")
                        .result());
        demos.put("nothing", DemoStudy.ofRates("nothing yet", 1e-5, 1, 16, 5).interrupted());
        demos.put(
                "diverged",
                DemoStudy.ofRates("all diverged", 0.1, 10, 4, 5)
                        .search(0.4)
                        .search(0.9)
                        .search(3)
                        .failed(1.5, "java.lang.OutOfMemoryError: Java heap space")
                        .result());
        demos.put("odd", odd());
        demos.put("running", running());
        return demos;
    }

    /** Sixteen rates, three finalists and the default rate trained again with three seeds, a range test. */
    public static StudyResult usual() {
        DemoStudy study = DemoStudy.ofRates("fashion-cnn", 1e-5, 1, 16, 5).baseline(2.5e-2);
        study.sweep(1e-5, 1, 70, 1).sweep(1e-5, 1, 70, 2).sweep(1e-5, 1, 70, 3);
        for (int i = 0; i < RATES.length; i++) {
            study.search(Configuration.of(new LearningRate(RATES[i])), i == 3 || i == 8 ? 2 : 5);
        }
        study.failed(5e-4, "trainer threw java.lang.OutOfMemoryError: Java heap space");
        return study.replicates(3, 12, 17, 19, 1)
                .tested(12, 17, 19, 1)
                .closed("all 17 trials were proposed")
                .result();
    }

    private static StudyResult many() {
        SearchSpace space = SearchSpace.builder()
                .learningRate(1e-6, 10)
                .integer("batch", 16, 256, Scale.LOG)
                .categorical("updater", "sgd", "nesterovs", "adam")
                .build();
        DemoStudy study = new DemoStudy("two hundred", space, Objective.maximize("validationAccuracy"), 200, 5);
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            double[] unit = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
            study.search(space.fromUnit(unit), random.nextInt(4) == 0 ? 1 : 5);
        }
        return study.result();
    }

    private static StudyResult loss() {
        DemoStudy study = new DemoStudy(
                "by loss", SearchSpace.learningRate(1e-5, 1), Objective.minimize("validationLoss"), 12, 12);
        IntStream.range(0, 12).forEach(i -> study.search(1e-5 * Math.pow(10, 5 * i / 11.0)));
        return study.replicates(2, 5, 6, 7).result();
    }

    private static StudyResult odd() {
        SearchSpace space = SearchSpace.builder()
                .learningRate(1e-3, 2e-3)
                .categorical("größe <b>", "学习率", "</script><script>alert(1)</script>", "x".repeat(120))
                .build();
        DemoStudy study = new DemoStudy(
                "</script><script>alert('学习率')</script> & \"Ümläute\" "
                        + "a-rather-long-name-without-any-place-to-break-it-".repeat(4),
                space,
                Objective.maximize("validationAccuracy"),
                6,
                3);
        for (int i = 0; i < 6; i++) {
            study.search(space.fromUnit(new double[] {i / 5.0, i / 6.0}), 3);
        }
        return study.failed(1.5e-3, "<img src=x onerror=alert(2)> " + "no place to break ".repeat(30))
                .result();
    }

    private static StudyResult running() {
        return DemoStudy.ofRates("half way", 1e-5, 1, 16, 5)
                .search(1e-3)
                .search(3e-3)
                .search(Configuration.of(new LearningRate(3e-5)), 2)
                .running(1e-2, 3)
                .running(1e-4, 0)
                .interrupted();
    }
}
