package org.gradus.trainers.dl4j.internal.coupling;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The version of Deeplearning4j on the class path, read without loading its classes, and the one this module is made for. */
public final class Dl4jVersion {
    /** The version that this module was written for and tested with. */
    public static final String EXPECTED = "1.0.0-M2.1";

    private static final Logger LOG = LoggerFactory.getLogger(Dl4jVersion.class);
    private static final String ND4J = "org/nd4j/linalg/factory/Nd4j.class";

    /** Maven's record within the jar; the manifest has no version. */
    private static final String PROPERTIES = "META-INF/maven/org.nd4j/nd4j-api/pom.properties";

    private static final Pattern JAR = Pattern.compile("nd4j-api-(.+)\\.jar!");

    private Dl4jVersion() {}

    /** The version of ND4J, which Deeplearning4j shares, or {@code unknown}. */
    public static String onClassPath() {
        return recorded().or(Dl4jVersion::byNameOfJar).orElse("unknown");
    }

    /** Whether it is the one that this module was written for. */
    public static boolean isExpected() {
        return onClassPath().equals(EXPECTED);
    }

    private static Optional<String> recorded() {
        Properties properties = new Properties();
        try (InputStream in = loader().getResourceAsStream(PROPERTIES)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            LOG.debug("ND4J's version cannot be read", e);
        }
        return Optional.ofNullable(properties.getProperty("version"));
    }

    /** With another group id the record is elsewhere; in a repository the jar's name has the version. */
    private static Optional<String> byNameOfJar() {
        return Optional.ofNullable(loader().getResource(ND4J))
                .map(URL::toString)
                .flatMap(Dl4jVersion::inJarName);
    }

    static Optional<String> inJarName(String address) {
        Matcher name = JAR.matcher(address);
        return name.find() ? Optional.of(name.group(1)) : Optional.empty();
    }

    static ClassLoader loader() {
        return Objects.requireNonNull(Dl4jVersion.class.getClassLoader(), "this class has a loader");
    }
}
