package org.gradus.core.testkit;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.gradus.core.space.Condition;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.space.internal.Texts;
import org.gradus.core.study.Prior;
import org.gradus.core.study.Provenance;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.WarmStart;
import org.gradus.core.trial.Objective;

/** Records of studies for tests: a plain one, and two with everything that a record can have. */
public final class Studies {
    /** NUL, and both halves of a surrogate pair in the wrong order. */
    static final String STRANGE = "a\0b \udc00\ud800 \ud83d\ude00";

    private Studies() {}

    /** A study of one learning rate. */
    public static StudyRecord plain(String name) {
        return new StudyRecord(
                new StudyId(name),
                SearchSpace.learningRate(1e-5, 1),
                Objective.minimize("validationLoss"),
                StudyBudget.of(8, 3),
                StudyRecord.Settings.builder()
                        .plan("random", "full", "chosen by the user")
                        .finalists(1)
                        .recordEvery(1)
                        .build(),
                new Provenance("test", "test 1", Map.of()));
    }

    /** A study with every kind of parameter, limits of every kind, a baseline, and text of several scripts. */
    public static StudyRecord elaborate(String name) {
        SearchSpace space = SearchSpace.builder()
                .learningRate(Double.MIN_NORMAL, Math.nextDown(Double.MAX_VALUE))
                .real("momentum", -0.0, 1.0 / 3, Scale.LINEAR)
                .integer("batch", 16, 256, Scale.LOG)
                .integer("offset", -(1L << 53), 1L << 53, Scale.LINEAR)
                .categorical("updater", "sgd", "adam", "größer; \"β\" 学")
                .real("beta", 1e-7, 0.1, Scale.LOG)
                .when(Condition.when("updater", "adam", "größer; \"β\" 学"))
                .real("only64", 0, 1, Scale.LINEAR)
                .when(new Condition("batch", Set.of(64L, 128L)))
                .build();
        Configuration baseline = Configuration.of(new LearningRate(1e-3)).toBuilder()
                .set("batch", 64)
                .set("updater", "adam")
                .build();
        return new StudyRecord(
                new StudyId(name),
                space,
                Objective.maximize("validationTopFive"),
                new StudyBudget(OptionalInt.empty(), 7, OptionalLong.of(Long.MAX_VALUE)),
                StudyRecord.Settings.builder()
                        .plan("quasi-random", "keep-best", "η < 2/λ_max;\nzwei Zeilen")
                        .ranking("eigene Rangfolge")
                        .stopRules(List.of("target 0.92", "größer; \"β\" 学"))
                        .schedule("cosine")
                        .seed(Long.MIN_VALUE)
                        .finalists(5)
                        .replicates(2)
                        .recordEvery(100)
                        .round(3)
                        .baseline(baseline)
                        .build(),
                new Provenance(
                        "dl4j",
                        "sha 学",
                        Map.of("java", "17.0.2", "command line", "--name 'x'", "leer", ""),
                        Map.of("1/3", 1.0 / 3, "größte", Double.MAX_VALUE, "none", Double.NaN)));
    }

    /** The elaborate study with candidates to try first and a prior. */
    public static StudyRecord warm(String name) {
        StudyRecord study = elaborate(name);
        Configuration first = study.settings().baseline().orElseThrow().toBuilder()
                .set("momentum", -0.0)
                .set("offset", -(1L << 53))
                .set("beta", 1e-7)
                .set("only64", 1.0)
                .build();
        Configuration second = first.toBuilder().set("momentum", 0.1).build();
        return new StudyRecord(
                study.id(),
                study.space(),
                study.objective(),
                study.budget(),
                study.settings(),
                study.provenance(),
                new WarmStart(
                        List.of(new WarmStart.First(first, "η 学"), new WarmStart.First(second, "the user's own")),
                        new Prior(List.of(new Prior.Place(first, 1.0 / 3), new Prior.Place(second, 2)))));
    }

    /** A study whose names and notes are as long and as strange as they may be. */
    public static StudyRecord ofTexts(String name) {
        StudyRecord plain = plain(name + "\u00e9".repeat(Texts.LONGEST_NAME - name.length()));
        SearchSpace space = SearchSpace.builder()
                .learningRate(1e-5, 1)
                .categorical("\ud83d\ude00", "\ufffe", "\u5b66".repeat(Texts.LONGEST_NAME), "\\u0000", "\\\\ud800")
                .real("p".repeat(Texts.LONGEST_NAME), 0, 1, Scale.LINEAR)
                .build();
        return new StudyRecord(
                plain.id(),
                space,
                plain.objective(),
                plain.budget(),
                plain.settings(),
                new Provenance(
                        "test", STRANGE, Map.of("\ufffe", STRANGE, "long", "\u00e9".repeat(Texts.LONGEST_DETAIL))));
    }

    /** All of them. */
    public static List<StudyRecord> all(String prefix) {
        return List.of(plain(prefix + "plain"), elaborate(prefix + "elaborate"), warm(prefix + "warm"));
    }
}
