package org.gradus.trainers.dl4j.internal.coupling;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The types, fields, constructors and methods that an assumption needs, as listed in {@code assumptions.txt}. They are looked
 * for by reflection, which initializes no class. Immutable.
 */
final class RequiredMembers {
    private static final String LIST = "assumptions.txt";

    /**
     * A member.
     *
     * @param user the class that needs it
     * @param type the full name of the type that has it
     * @param member as it is declared, by simple names of types; empty if the type itself is all that is needed
     */
    record Member(String user, String type, String member) {
        /** Why it is not there, in a sentence; empty if it is. */
        Optional<String> missing(String version) {
            try {
                Class<?> found = Class.forName(type, false, Dl4jVersion.loader());
                boolean there = member.isEmpty() || declared(found).contains(member);
                return there ? Optional.empty() : Optional.of(sentence(version, ""));
            } catch (ClassNotFoundException e) {
                return Optional.of(sentence(version, ""));
            } catch (LinkageError e) {
                return Optional.of(sentence(version, " (" + e + ")"));
            }
        }

        private String sentence(String version, String reason) {
            String simple = type.substring(type.lastIndexOf('.') + 1).replace('$', '.');
            String need = member.isEmpty() ? simple : simple + "'s " + member;
            return user + " needs " + need + ", which Deeplearning4j " + version + " does not have" + reason;
        }
    }

    private final List<Member> members;

    private RequiredMembers(List<Member> members) {
        this.members = ImmutableList.copyOf(members);
    }

    static RequiredMembers of(Assumption assumption) {
        List<Member> members = new ArrayList<>();
        String section = "";
        String[] user = {"", ""};
        for (String line : lines()) {
            if (line.startsWith("[")) {
                section = line.substring(1, line.length() - 1);
            } else if (section.equals(assumption.name()) && line.startsWith(" ")) {
                members.add(new Member(user[0], user[1], line.strip()));
            } else if (section.equals(assumption.name()) && !line.isBlank() && !line.startsWith("#")) {
                user = line.split(": ", 2);
                members.add(new Member(user[0], user[1], ""));
            }
        }
        return new RequiredMembers(members);
    }

    private static List<String> lines() {
        try {
            return Resources.readLines(Resources.getResource(RequiredMembers.class, LIST), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the list " + LIST + " cannot be read", e);
        }
    }

    List<Member> all() {
        return members;
    }

    /** A sentence for each member that is missing in a version, which is the one on the class path. */
    List<String> missing(String version) {
        return members.stream()
                .flatMap(member -> member.missing(version).stream())
                .toList();
    }

    /** What a type declares or inherits, as the list has it. */
    private static Set<String> declared(Class<?> type) {
        Set<String> found = new HashSet<>();
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            found.add(type.getSimpleName() + parameters(constructor.getParameterTypes()));
        }
        addMembers(type, found);
        return found;
    }

    private static void addMembers(@Nullable Class<?> type, Set<String> found) {
        if (type == null) {
            return;
        }
        for (Field field : type.getDeclaredFields()) {
            found.add(field.getType().getSimpleName() + " " + field.getName());
        }
        for (Method method : type.getDeclaredMethods()) {
            found.add(method.getReturnType().getSimpleName() + " " + method.getName()
                    + parameters(method.getParameterTypes()));
        }
        addMembers(type.getSuperclass(), found);
        Arrays.stream(type.getInterfaces()).forEach(parent -> addMembers(parent, found));
    }

    private static String parameters(Class<?>[] types) {
        return Arrays.stream(types).map(Class::getSimpleName).collect(joining(", ", "(", ")"));
    }
}
