import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jdk.internal.org.objectweb.asm.ClassReader;
import jdk.internal.org.objectweb.asm.ClassVisitor;
import jdk.internal.org.objectweb.asm.ClassWriter;
import jdk.internal.org.objectweb.asm.FieldVisitor;
import jdk.internal.org.objectweb.asm.MethodVisitor;
import jdk.internal.org.objectweb.asm.Opcodes;

/**
 * Copies what users compile against out of a jar: public types outside of packages named internal, their supertypes, and
 * their public and protected members, as class files without code. Equal jars give equal bytes. Reads class files by the
 * copy of ASM inside JDK 17, and so needs no library and exactly that JDK; {@code .ci/surface} calls it.
 */
final class PublicSurface {
    private static final int VISIBLE = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED;

    /** With a third argument, a method such as {@code org/gradus/core/space/LearningRate.value} is left out. */
    public static void main(String[] args) throws IOException {
        String leftOut = args.length > 2 ? args[2] : "";
        Map<String, byte[]> surface = new TreeMap<>();
        try (JarFile jar = new JarFile(args[0])) {
            Deque<String> wanted = new ArrayDeque<>();
            jar.stream().map(ZipEntry::getName).filter(PublicSurface::isOutside).forEach(name -> {
                if (isPublic(read(jar, name.replaceFirst("\\$.*", ".class"))) && isVisible(read(jar, name))) {
                    wanted.add(name);
                }
            });
            while (!wanted.isEmpty()) {
                String name = wanted.remove();
                if (surface.containsKey(name) || jar.getEntry(name) == null) {
                    continue;
                }
                ClassReader type = read(jar, name);
                surface.put(name, withoutCode(type, leftOut));
                wanted.add(type.getSuperName() + ".class");
                for (String parent : type.getInterfaces()) {
                    wanted.add(parent + ".class");
                }
            }
        }
        write(surface, Path.of(args[1]));
    }

    private static boolean isOutside(String name) {
        return name.startsWith("org/gradus/")
                && name.endsWith(".class")
                && !name.contains("/internal/")
                && !name.endsWith("-info.class");
    }

    private static boolean isPublic(ClassReader type) {
        return (type.getAccess() & Opcodes.ACC_PUBLIC) != 0;
    }

    private static ClassReader read(JarFile jar, String name) {
        try {
            return new ClassReader(jar.getInputStream(jar.getEntry(name)).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a type in a public one, and those between, are public or protected, which stands in its InnerClasses. */
    private static boolean isVisible(ClassReader type) {
        boolean[] visible = {true};
        type.accept(
                new ClassVisitor(Opcodes.ASM8) {
                    @Override
                    public void visitInnerClass(String name, String outer, String inner, int access) {
                        boolean around = (type.getClassName() + "$").startsWith(name + "$");
                        if (around && (outer == null || (access & VISIBLE) == 0)) {
                            visible[0] = false;
                        }
                    }

                    @Override
                    public void visitPermittedSubclassExperimental(String name) {}
                },
                ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        return visible[0];
    }

    private static byte[] withoutCode(ClassReader type, String leftOut) {
        ClassWriter writer = new ClassWriter(0);
        type.accept(
                new ClassVisitor(Opcodes.ASM8, writer) {
                    @Override
                    public FieldVisitor visitField(int access, String name, String type, String signature, Object value) {
                        return kept(access) ? super.visitField(access, name, type, signature, value) : null;
                    }

                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String types, String signature, String[] exceptions) {
                        boolean wanted = kept(access) && !leftOut.equals(type.getClassName() + "." + name);
                        return wanted ? super.visitMethod(access, name, types, signature, exceptions) : null;
                    }

                    @Override
                    public void visitPermittedSubclassExperimental(String name) {
                        writer.visitPermittedSubclassExperimental(name); // past super, which refuses it
                    }

                    @Override
                    public void visitNestMember(String name) {}
                },
                ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        return writer.toByteArray();
    }

    private static boolean kept(int access) {
        return (access & VISIBLE) != 0 && (access & Opcodes.ACC_SYNTHETIC) == 0;
    }

    private static void write(Map<String, byte[]> surface, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> type : surface.entrySet()) {
                ZipEntry entry = new ZipEntry(type.getKey());
                entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(type.getValue());
            }
        }
        System.out.println(file + ": " + surface.size() + " types, " + Files.size(file) + " bytes");
    }
}
