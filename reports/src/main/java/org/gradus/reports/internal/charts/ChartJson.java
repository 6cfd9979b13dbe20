package org.gradus.reports.internal.charts;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.OptionalInt;
import org.gradus.reports.internal.facts.ComparedStudies;
import org.gradus.reports.internal.words.ReportModel;

/**
 * Writes chart data as JSON that may stand in a {@code script} element: no {@code <} is left in it. Numbers are rounded to
 * six significant digits, which no eye tells apart; those that are not finite become null.
 */
public final class ChartJson {
    private static final MathContext PRECISION = new MathContext(6);
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .addModule(new SimpleModule("gradus charts")
                    .addSerializer(Double.class, new OneNumber())
                    .addSerializer(double[].class, new ManyNumbers())
                    .addSerializer(Optional.class, new Maybe())
                    .addSerializer(OptionalInt.class, new MaybeInt()))
            .build();

    private ChartJson() {}

    /** What the charts of a report draw. */
    public static String of(ReportModel model) {
        return text(ChartData.of(model));
    }

    /** What the chart of a comparison draws. */
    public static String of(ComparedStudies compared) {
        return text(ComparisonChart.of(compared));
    }

    private static String text(Object data) {
        try {
            return MAPPER.writeValueAsString(data).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("chart data cannot be written", e);
        }
    }

    private static void write(double value, JsonGenerator out) throws IOException {
        if (!Double.isFinite(value)) {
            out.writeNull();
        } else if (value == Math.rint(value) && Math.abs(value) < Integer.MAX_VALUE) {
            out.writeNumber((int) value);
        } else {
            out.writeNumber(new BigDecimal(value).round(PRECISION).doubleValue());
        }
    }

    private static final class OneNumber extends JsonSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator out, SerializerProvider serializers) throws IOException {
            write(value, out);
        }
    }

    private static final class ManyNumbers extends JsonSerializer<double[]> {
        @Override
        public void serialize(double[] values, JsonGenerator out, SerializerProvider serializers) throws IOException {
            out.writeStartArray();
            for (double value : values) {
                write(value, out);
            }
            out.writeEndArray();
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class Maybe extends JsonSerializer<Optional> {
        @Override
        public boolean isEmpty(SerializerProvider serializers, Optional value) {
            return value.isEmpty();
        }

        @Override
        public void serialize(Optional value, JsonGenerator out, SerializerProvider serializers) throws IOException {
            if (value.isPresent()) {
                serializers.defaultSerializeValue(value.get(), out);
            } else {
                out.writeNull();
            }
        }
    }

    private static final class MaybeInt extends JsonSerializer<OptionalInt> {
        @Override
        public void serialize(OptionalInt value, JsonGenerator out, SerializerProvider serializers) throws IOException {
            if (value.isPresent()) {
                out.writeNumber(value.getAsInt());
            } else {
                out.writeNull();
            }
        }
    }
}
