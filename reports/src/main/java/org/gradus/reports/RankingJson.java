package org.gradus.reports;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gradus.core.rangetest.Breakdown;
import org.gradus.core.rangetest.RateEvidence;
import org.gradus.core.ranking.Estimate;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.ranking.RankingResult;
import org.gradus.core.space.LearningRate;
import org.gradus.core.trial.Trial;
import org.gradus.reports.internal.facts.StudyFacts;

/** Writes the answer of a study: the winner, how sure it is, and the candidates in their order. */
final class RankingJson {
    private final JsonGenerator json;
    private final JsonFields fields;

    RankingJson(JsonGenerator json) {
        this.json = json;
        this.fields = new JsonFields(json);
    }

    /** The winner; null where no trial measured the objective. */
    void winner(StudyFacts facts) throws IOException {
        if (facts.winner().isEmpty()) {
            json.writeNullField("winner");
            return;
        }
        RankedTrial winner = facts.winner().get();
        json.writeObjectFieldStart("winner");
        json.writeNumberField("trial", winner.trial().id().number());
        fields.number("learningRate", rate(winner.trial()));
        fields.validationScores(winner.validation());
        fields.number("testAccuracy", JsonFields.accuracy(winner.test()));
        certainty(winner);
        fields.evaluation("validation", winner.validation());
        fields.evaluation("test", winner.test());
        fields.configuration("configuration", winner.configuration());
        json.writeEndObject();
    }

    private void certainty(RankedTrial entry) throws IOException {
        score(entry.figure());
        fields.number("probabilityBest", entry.probabilityBest());
        json.writeBooleanField("tiedBest", entry.tiedBest());
    }

    private void score(Optional<Estimate> figure) throws IOException {
        if (figure.isEmpty()) {
            json.writeNullField("score");
            return;
        }
        json.writeObjectFieldStart("score");
        fields.number("mean", figure.get().mean());
        fields.number("low", figure.get().low());
        fields.number("high", figure.get().high());
        json.writeNumberField("trainings", figure.get().count());
        json.writeEndObject();
    }

    /** How much better the winner is than the default rate; null where one of the two has no score. */
    void gain(StudyFacts facts) throws IOException {
        OptionalDouble gain = facts.gain();
        if (gain.isEmpty()) {
            json.writeNullField("gain");
            return;
        }
        RankedTrial baseline = facts.baseline().orElseThrow();
        json.writeObjectFieldStart("gain");
        fields.number("value", gain);
        json.writeNumberField("over", baseline.trial().id().number());
        json.writeBooleanField(
                "tied", baseline.tiedBest() && facts.winner().orElseThrow().tiedBest());
        json.writeEndObject();
    }

    /** From which rate above the winner's on training breaks down. */
    void breakdown(Breakdown breakdown) throws IOException {
        json.writeObjectFieldStart("breakdown");
        fields.number("soundRate", rate(breakdown.soundBelow()));
        fields.number("brokenRate", rate(breakdown.above()));
        json.writeStringField("distance", breakdown.distance());
        json.writeStringField("evidence", breakdown.words());
        json.writeEndObject();
    }

    private static OptionalDouble rate(Optional<RateEvidence> evidence) {
        return evidence.stream().mapToDouble(RateEvidence::rate).findFirst();
    }

    /** All candidates, best first. */
    void ranking(StudyFacts facts) throws IOException {
        RankingResult ranking = facts.result().ranking();
        json.writeObjectFieldStart("ranking");
        json.writeStringField("name", ranking.ranking());
        ids("tiedBest", facts.tiedBest().stream().map(RankedTrial::trial).toList());
        tie(ranking.tie());
        fields.texts("warnings", ranking.warnings());
        json.writeArrayFieldStart("candidates");
        for (RankedTrial entry : ranking.entries()) {
            candidate(entry);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void candidate(RankedTrial entry) throws IOException {
        json.writeStartObject();
        json.writeNumberField("rank", entry.rank());
        json.writeNumberField("trial", entry.trial().id().number());
        certainty(entry);
        ids("replicates", entry.replicates());
        json.writeStringField("reason", entry.reason());
        json.writeEndObject();
    }

    private void tie(Optional<RankingResult.Tie> tie) throws IOException {
        if (tie.isEmpty()) {
            json.writeNullField("tie");
            return;
        }
        json.writeObjectFieldStart("tie");
        fields.number("behind", tie.get().behind());
        fields.number("noise", tie.get().noise());
        json.writeBooleanField("close", tie.get().close());
        json.writeEndObject();
    }

    private void ids(String name, List<Trial> trials) throws IOException {
        json.writeArrayFieldStart(name);
        for (Trial trial : trials) {
            json.writeNumber(trial.id().number());
        }
        json.writeEndArray();
    }

    static OptionalDouble rate(Trial trial) {
        return trial.learningRate().stream().mapToDouble(LearningRate::value).findFirst();
    }
}
