package org.gradus.examples.launcher.commands;

import static org.gradus.core.store.Secrets.withoutSecrets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.store.StudyStore;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.core.study.StudyId;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.UsageException;
import org.gradus.reports.ComparisonReport;
import org.gradus.reports.ReportFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stored studies are compared. */
final class StoredStudies {
    @Option(
            names = "--store",
            paramLabel = "FILE|ADDRESS",
            description = "compare stored studies instead: the store of all, or one for each, an SQLite file or"
                    + " jdbc:postgresql://...; may be repeated")
    List<String> stores = new ArrayList<>();

    @Option(
            names = "--study",
            paramLabel = "NAME",
            description =
                    "a study in the store; or, with several stores, the one in each, in their order, or one name for"
                            + " all (default: the only one, or the one begun last); may be repeated")
    List<String> studies = new ArrayList<>();

    /**
     * Where a study is.
     *
     * @param store its store
     * @param study its name; null for the one begun last
     */
    private record Place(String store, @Nullable String study) {}

    /** Whether stored studies are meant. */
    boolean areGiven() {
        return !stores.isEmpty() || !studies.isEmpty();
    }

    /** Refuses options that name fewer than two studies, and stores that cannot be read or would be overwritten. */
    void check(CommandFiles files) {
        places();
        stores.stream()
                .flatMap(store -> StudyStores.file(store).stream())
                .map(ReportFile::target)
                .distinct()
                .forEach(file -> files.stores("--store", file));
        files.check();
        stores.stream()
                .distinct()
                .forEach(store -> StudyStores.openReadOnly(store).close());
    }

    private List<Place> places() {
        if (stores.isEmpty()) {
            throw new IllegalStateException("--study names a stored study, but --store does not say where it is");
        }
        int count = stores.size() == 1 ? studies.size() : stores.size();
        if (count < 2) {
            throw new IllegalStateException("a comparison needs two studies, but --store and --study name one"
                    + "\nMaybe give --study twice for two in one store, or --store twice.");
        }
        if (count > ComparisonReport.MOST) {
            throw new IllegalStateException(
                    "at most " + ComparisonReport.MOST + " studies can be compared, but " + count + " are named");
        }
        if (stores.size() > 1 && studies.size() > 1 && studies.size() != stores.size()) {
            throw new IllegalStateException("--study is given " + studies.size() + " times and --store " + stores.size()
                    + " times\nMaybe name the store of each study, in the same order.");
        }
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.add(new Place(stores.get(Math.min(i, stores.size() - 1)), study(i)));
        }
        return places;
    }

    private @Nullable String study(int place) {
        return studies.isEmpty() ? null : studies.get(Math.min(place, studies.size() - 1));
    }

    /**
     * The studies as they are now, by the names that tell them apart, in the order in which they were given.
     *
     * @throws UsageException if one is not there, or is named twice
     */
    Map<String, StudyResult> read() {
        List<Place> places = places();
        List<StudyResult> results = new ArrayList<>();
        for (Place place : places) {
            try (StudyStore opened = StudyStores.openReadOnly(place.store())) {
                StudyId id = StudyInStore.chosen(opened, place.store(), place.study());
                results.add(StudyResult.of(opened, id));
            }
        }
        Map<String, StudyResult> named = new LinkedHashMap<>();
        for (int i = 0; i < results.size(); i++) {
            String name = name(places, results, i);
            if (named.put(name, results.get(i)) != null) {
                throw new UsageException("the study " + name + " is named twice");
            }
        }
        return named;
    }

    /** The name of a study, with its store where others have the same name. */
    private static String name(List<Place> places, List<StudyResult> results, int i) {
        String own = id(results.get(i));
        boolean alone = results.stream().filter(other -> id(other).equals(own)).count() == 1;
        return alone ? own : own + " in " + where(places.get(i).store());
    }

    private static String id(StudyResult result) {
        return result.study().id().value();
    }

    /** A file by its whole path, which links do not change; an address as it is, without passwords. */
    private static String where(String store) {
        Optional<Path> file = StudyStores.file(store);
        return file.isPresent() ? ReportFile.target(file.get()).toString() : withoutSecrets(store);
    }
}
