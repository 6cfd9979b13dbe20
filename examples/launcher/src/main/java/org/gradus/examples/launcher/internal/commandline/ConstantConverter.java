package org.gradus.examples.launcher.internal.commandline;

import java.util.Locale;
import org.gradus.core.space.ConstantWords;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the word for a constant of an enum, in capital letters too.
 *
 * @param <E> the enum
 */
public abstract class ConstantConverter<E extends Enum<E>> implements ITypeConverter<E> {
    private final Class<E> type;
    private final String kind;

    /**
     * A converter for an enum.
     *
     * @param kind what its constants are, for messages
     */
    protected ConstantConverter(Class<E> type, String kind) {
        this.type = type;
        this.kind = kind;
    }

    @Override
    public E convert(String word) {
        try {
            return ConstantWords.find(type, kind, word.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
