package org.gradus.core.training;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A static method on the class path that an option of a trainer names, such as {@code com.example.Net::configure}. So a command
 * line or another process can name a function that a lambda could not carry there. Immutable; calls run in the caller's thread.
 */
public final class UserMethod {
    private static final Pattern FORM =
            Pattern.compile("([\\p{L}_$][\\p{L}\\p{N}_$.]*)::([\\p{L}_$][\\p{L}\\p{N}_$]*)");

    private final String option;
    private final String name;
    private final Method method;

    private UserMethod(String option, String name, Method method) {
        this.option = option;
        this.name = name;
        this.method = method;
    }

    /**
     * The only method of its name that can be called so.
     *
     * @param parameters what it is called with
     * @param results the types that it may be declared to return, at least one
     * @throws IllegalArgumentException if there is no such method, saying what it must be and what it is
     */
    static UserMethod of(String option, Optional<String> name, List<Class<?>> parameters, List<Class<?>> results) {
        String wanted = "the option '" + option + "' must name a public static method that takes "
                + names(parameters, ", ") + " and returns " + names(results, " or ") + ", but ";
        Matcher form = FORM.matcher(name.orElse(""));
        if (!form.matches()) {
            throw new IllegalArgumentException(wanted
                    + name.map(text -> "was '" + text + "'").orElse("is not given")
                    + "\nMaybe write " + option + "=com.example.Net::" + option + ".");
        }
        Class<?> owner = load(form.group(1), wanted);
        List<Method> all = methods(owner, form.group(2));
        if (all.isEmpty()) {
            throw new IllegalArgumentException(wanted + "class " + owner.getName() + " has no method '" + form.group(2)
                    + "'; its public static methods are " + staticMethods(owner));
        }
        List<Method> fitting = all.stream()
                .filter(method -> problem(method, parameters, results).isEmpty())
                .toList();
        if (fitting.size() == 1) {
            return new UserMethod(option, form.group(), fitting.get(0));
        }
        String found = all.stream().map(Method::toString).sorted().collect(Collectors.joining("; "));
        throw new IllegalArgumentException(wanted + form.group() + " "
                + (all.size() == 1
                        ? problem(all.get(0), parameters, results).orElse("")
                        : "is overloaded, and " + (fitting.isEmpty() ? "no" : "more than one") + " method fits")
                + ": " + found);
    }

    /** The methods of a name that the compiler knows: those of a class itself, else the public ones that it inherits. */
    private static List<Method> methods(Class<?> owner, String name) {
        return Stream.of(owner.getDeclaredMethods(), owner.getMethods())
                .map(all -> Arrays.stream(all)
                        .filter(method -> method.getName().equals(name) && !method.isSynthetic())
                        .toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static Class<?> load(String owner, String wanted) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = context == null ? UserMethod.class.getClassLoader() : context;
        for (Optional<String> name = Optional.of(owner); name.isPresent(); name = nested(name.get())) {
            try {
                return Class.forName(name.get(), false, loader);
            } catch (ClassNotFoundException e) {
                // Its last part may be the name of a nested class.
            } catch (LinkageError e) {
                throw new IllegalArgumentException(wanted + "class " + owner + " cannot be loaded: " + e, e);
            }
        }
        throw new IllegalArgumentException(wanted + "there is no class " + owner
                + " on the class path\nMaybe its jar is missing, or its package was left out.");
    }

    /** The same name with one class more around a nested one. */
    private static Optional<String> nested(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? Optional.empty() : Optional.of(name.substring(0, dot) + '$' + name.substring(dot + 1));
    }

    private static Optional<String> problem(Method method, List<Class<?>> parameters, List<Class<?>> results) {
        if (!Modifier.isPublic(method.getDeclaringClass().getModifiers())) {
            return Optional.of("is in a class that is not public");
        }
        if (!Modifier.isPublic(method.getModifiers())) {
            return Optional.of("is not public");
        }
        if (!Modifier.isStatic(method.getModifiers())) {
            return Optional.of("is not static");
        }
        Class<?>[] declared = method.getParameterTypes();
        boolean takes = declared.length == parameters.size();
        for (int i = 0; takes && i < declared.length; i++) {
            takes = declared[i].isAssignableFrom(parameters.get(i));
        }
        if (!takes) {
            return Optional.of("takes " + names(Arrays.asList(declared), ", "));
        }
        return results.stream().anyMatch(result -> result.isAssignableFrom(method.getReturnType()))
                ? Optional.empty()
                : Optional.of("returns " + method.getReturnType().getTypeName());
    }

    private static String staticMethods(Class<?> owner) {
        String names = Arrays.stream(owner.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .map(Method::getName)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : names;
    }

    private static String names(List<Class<?>> types, String between) {
        return types.isEmpty()
                ? "nothing"
                : types.stream().map(Class::getTypeName).collect(Collectors.joining(between));
    }

    /** The method as it was named: {@code com.example.Net::configure}. */
    public String name() {
        return name;
    }

    /** Whether it is declared to return a type, or a kind of it. */
    public boolean returns(Class<?> type) {
        return type.isAssignableFrom(method.getReturnType());
    }

    /**
     * Calls it.
     *
     * @param type one that it {@link #returns}
     * @throws IllegalArgumentException if it throws or returns null, naming the option, the method and the cause; errors of the
     *     virtual machine pass
     */
    public <T> T call(Class<T> type, Object... arguments) {
        @Nullable Object result;
        try {
            result = method.invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw thrown(e.getCause());
        } catch (ExceptionInInitializerError e) {
            throw thrown(e.getCause());
        } catch (LinkageError | IllegalAccessException e) {
            throw thrown(e);
        }
        if (result == null) {
            throw new IllegalArgumentException(named() + "returned null");
        }
        return type.cast(result);
    }

    private IllegalArgumentException thrown(@Nullable Throwable cause) {
        if (cause instanceof VirtualMachineError error) {
            throw error;
        }
        if (cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new IllegalArgumentException(named() + "threw " + cause, cause);
    }

    private String named() {
        return "the option '" + option + "' names " + name + ", which ";
    }
}
