// Gives the classes of a jar that are older than Java 6 a version and the stack maps of today, in place:
// the ahead-of-time cache of the JVM takes none that the old verifier has to look at (JVMS §4.10.2).
// `java scripts/UpgradeClasses.java picocli.jar`

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;

private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;

void main(String[] arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    Path upgraded = Path.of(arguments[0] + ".new");
    try {
        upgrade(jar, upgraded);
        Files.move(upgraded, jar, StandardCopyOption.REPLACE_EXISTING);
    } finally {
        Files.deleteIfExists(upgraded);
    }
}

private static void upgrade(Path jar, Path upgraded) throws IOException {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()});
            ZipFile in = new ZipFile(jar.toFile());
            ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(upgraded))) {
        ClassFile classFile = writingStackMaps(loader);
        for (ZipEntry entry : Collections.list(in.entries())) {
            byte[] octets = in.getInputStream(entry).readAllBytes();
            out.putNextEntry(new ZipEntry(entry.getName()));
            out.write(entry.getName().endsWith(".class") ? upgrade(classFile, octets) : octets);
            out.closeEntry();
        }
    }
}

// A stack map names the common ancestors of classes, so they have to be found.
private static ClassFile writingStackMaps(ClassLoader loader) {
    ClassHierarchyResolver resolver = ClassHierarchyResolver.ofResourceParsing(loader);
    return ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            // With the old constants the old code would be copied as it is.
            ClassFile.ConstantPoolSharingOption.NEW_POOL,
            ClassFile.ClassHierarchyResolverOption.of(
                    resolver.orElse(ClassHierarchyResolver.defaultResolver())));
}

private static byte[] upgrade(ClassFile classFile, byte[] octets) {
    ClassModel model = classFile.parse(octets);
    if (model.majorVersion() >= FIRST_WITH_STACK_MAPS) {
        return octets;
    }
    ClassTransform code = ClassTransform.transformingMethodBodies((builder, e) -> builder.with(e));
    return classFile.transformClass(
            model,
            code.andThen(
                    (builder, element) -> {
                        if (element instanceof ClassFileVersion) {
                            builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
                        } else {
                            builder.with(element);
                        }
                    }));
}
