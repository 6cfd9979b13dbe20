package org.gradus.examples.samples;

import java.nio.file.Path;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.trial.Objective;
import org.gradus.trainers.dl4j.Dl4jTrainer;

/**
 * A study in a file: the same program, run again after Ctrl+C, a crash or a power cut, goes on where it was; one that is
 * done is not trained again, and {@code extend()} lets it go on with more trials.
 */
final class ResumeFromFile {
    private ResumeFromFile() {}

    public static void main(String[] args) {
        Path file = Path.of(args.length == 0 ? "fashion.study" : args[0]);
        print(search(file).trials(4).run());
        print(search(file).trials(6).extend().run());
    }

    private static Search search(Path file) {
        return Search.of(Dl4jTrainer.of(FashionCnn::configure, FashionImages.load()))
                .named("fashion-cnn")
                .learningRate(1e-4, 1.0)
                .objective(Objective.maximize("validationAccuracy"))
                .epochs(3)
                .seed(1)
                .store(file);
    }

    private static void print(StudyResult result) {
        System.out.println(result.view().searched().size() + " trials, best: "
                + result.best().learningRate());
    }
}
