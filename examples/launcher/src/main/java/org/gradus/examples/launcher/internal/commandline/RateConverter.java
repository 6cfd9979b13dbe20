package org.gradus.examples.launcher.internal.commandline;

import org.gradus.core.space.LearningRate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a learning rate: {@code 0.001} or {@code 1e-3}. */
final class RateConverter implements ITypeConverter<LearningRate> {
    @Override
    public LearningRate convert(String text) {
        try {
            return new LearningRate(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a number");
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
