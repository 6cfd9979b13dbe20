package org.gradus.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.gradus.core.space.Condition;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.SearchException;
import org.gradus.reports.testing.Demos;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SpaceFileTest {
    private static final SearchSpace ALL_KINDS = SearchSpace.builder()
            .learningRate(1e-5, 1)
            .integer("layers", 1, 8, Scale.LOG)
            .categorical("optimizer", "sgd", "adam")
            .real("momentum", -0.5, 0.99, Scale.LINEAR)
            .when(Condition.when("optimizer", "sgd"))
            .real("third", 0, 1, Scale.LINEAR)
            .when(Condition.when("layers", 3, 4))
            .build();

    @TempDir
    Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("space.json"), content);
    }

    private static Schema schema() throws IOException {
        try (InputStream in = SpaceFile.class.getResourceAsStream(SpaceFile.SCHEMA)) {
            String schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return SchemaRegistry.withDefaultDialect(
                            SpecificationVersion.DRAFT_2020_12,
                            builder -> builder.schemas(Map.of("urn:gradus:space:1", schema)))
                    .getSchema(SchemaLocation.of("urn:gradus:space:1"));
        }
    }

    static Iterable<String> demos() {
        return Demos.all().keySet();
    }

    @ParameterizedTest
    @MethodSource("demos")
    void spaceOfAReportIsReadAsThatOfItsStudy(String demo) throws Exception {
        JsonNode report =
                new ObjectMapper().readTree(JsonReport.render(Demos.all().get(demo)));
        String space = report.path("space").toString();
        assertThat(SpaceFile.read(file(space)))
                .isEqualTo(Demos.all().get(demo).study().space());
        assertThat(schema().validate(space, InputFormat.JSON)).isEmpty();
    }

    @Test
    void whatIsWrittenIsReadAndKeepsToTheSchema() throws Exception {
        Path file = folder.resolve("written.json");
        SpaceFile.write(ALL_KINDS, file);
        assertThat(SpaceFile.read(file)).isEqualTo(ALL_KINDS);
        assertThat(schema().validate(Files.readString(file), InputFormat.JSON)).isEmpty();
    }

    @Test
    void fieldsThatMayBeLeftOutHaveDefaults() throws Exception {
        String text = "[{\"name\":\"learning-rate\",\"type\":\"real\",\"min\":1e-5,\"max\":1},"
                + "{\"name\":\"width\",\"type\":\"integer\",\"min\":1,\"max\":4}]";
        assertThat(SpaceFile.read(file(text)))
                .isEqualTo(SearchSpace.builder()
                        .learningRate(1e-5, 1)
                        .integer("width", 1, 4, Scale.LINEAR)
                        .build());
        assertThat(schema().validate(text, InputFormat.JSON)).isEmpty();
    }

    /** Quotes are written as ', for the sake of readers. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{} | it is no array of parameters, but begins with {}",
                "[] | it has no parameters",
                "[3] | parameter 1: it must be an object, but is 3",
                "[{'type':'real'}] | parameter 1: 'name' is missing",
                "[{'name':'x'}] | 'x': 'type' is missing",
                "[{'name':'','type':'real'}] | parameter 1: 'name' must be a text, but is ''",
                "[{'name':'x','type':'float'}] | 'x': there is no type 'float'; known are real, integer, categorical",
                "[{'name':'x','type':'real','min':0}] | 'x': 'max' is missing",
                "[{'name':'x','type':'real','min':0,'max':1,'step':1}] | 'x': a parameter of type real has no field 'step'",
                "[{'name':'x','type':'categorical','values':['a'],'min':1}] | 'x': a parameter of type categorical has no field 'min'",
                "[{'name':'x','type':'real','min':'0','max':1}] | 'x': 'min' must be a number, but is '0'",
                "[{'name':'x','type':'real','min':'NaN','max':1}] | 'x': 'min' must be a number, but is 'NaN'",
                "[{'name':'x','type':'real','min':0,'max':1e999}] | 'x': a range must be finite, but was 0.0 to Infinity",
                "[{'name':'x','type':'real','min':2,'max':1}] | 'x': the lower end of a range must be below the upper end",
                "[{'name':'x','type':'real','min':0,'max':1,'scale':'log'}] | 'x': a range on a log scale must be positive",
                "[{'name':'x','type':'real','min':0,'max':1,'scale':'cubic'}] | 'x': there is no scale 'cubic'; known are",
                "[{'name':'n','type':'integer','min':1.5,'max':2}] | 'n': 'min' must be a whole number, but is 1.5",
                "[{'name':'n','type':'integer','min':1,'max':99999999999999999999}] | 'n': 'max' must be a whole number",
                "[{'name':'n','type':'integer','min':3,'max':2}] | 'n': the lower end of a range must not be above",
                "[{'name':'c','type':'categorical','values':[]}] | 'c': a choice needs at least one value",
                "[{'name':'c','type':'categorical','values':[1]}] | 'c': 'values' must be texts, but one is 1",
                "[{'name':'c','type':'categorical','values':['a','a']}] | 'c': the values of a choice must differ",
                "[{'name':'c','type':'categorical','values':'a'}] | 'c': 'values' must be an array, but is 'a'",
                "[{'name':'x','type':'real','min':0,'max':1},{'name':'x','type':'real','min':0,'max':1}] | two parameters are named 'x'",
                "[{'name':'x','type':'real','min':0,'max':1,'condition':{'parameter':'y','values':['a']}}] | 'x' depends on 'y', which is not an earlier parameter",
                "[{'name':'x','type':'real','min':0,'max':1,'condition':{'parameter':'y','values':[]}}] | 'x': its condition needs at least one value",
                "[{'name':'x','type':'real','min':0,'max':1,'condition':{'parameter':'y','values':[0.5]}}] | 'x': the values of its condition must be texts or whole numbers, but one is 0.5",
                "[{'name':'x','type':'real','min':0,'max':1,'condition':{'when':'y'}}] | 'x': a condition has no field 'when'",
                "[{'name':'x','type':'real','min':0,'max':1,'condition':'y'}] | 'x': its condition must be an object",
                "[{'name':'learningRate','type':'real','min':0,'max':1,'scale':'linear'}] | the learning rate needs a positive real range",
                "[{'name':'x','name':'y','type':'real'}] | it is not JSON: Duplicate field 'name' in line 1",
                "[{'name':'x','type':'real','min':NaN,'max':1}] | it is not JSON: Non-standard token 'NaN'",
                "[] [] | it is not JSON: Trailing token",
                "nothing | it is not JSON: Unrecognized token 'nothing'",
            })
    void badSpaceIsRefusedNamingFileAndParameter(String json, String message) throws Exception {
        Path file = file(json.replace('\'', '"'));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpaceFile.read(file))
                .satisfies(e -> assertThat(e.getMessage().replace('"', '\''))
                        .startsWith("the search space in " + file + ": " + message));
    }

    @Test
    void emptyAndHugeFilesAreRefused() throws Exception {
        Path empty = file("");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpaceFile.read(empty))
                .withMessage("the search space in " + empty + ": it is empty"
                        + "\nMaybe compare it with the form in docs/json.md.");
        Path huge = file(" ".repeat(SpaceFile.MOST_BYTES + 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpaceFile.read(huge))
                .withMessageStartingWith("the search space in " + huge + ": it is longer than 1048576 bytes")
                .withMessageEndingWith("\nMaybe another file was meant. The form is in docs/json.md.");
        Path deep = file("[".repeat(100_000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpaceFile.read(deep))
                .withMessageStartingWith("the search space in " + deep + ": it is not JSON");
    }

    @Test
    void fileThatIsNotThereAndFolderAreRefused() {
        Path missing = folder.resolve("missing.json");
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> SpaceFile.read(missing))
                .withMessage("there is no file " + missing + " with a search space");
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> SpaceFile.read(folder))
                .withMessageStartingWith("the search space in " + folder + " cannot be read");
    }
}
