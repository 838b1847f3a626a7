package io.roadrunner.standalone;

import picocli.CommandLine.IVersionProvider;

/// Tells which Roadrunner runs on which Java.
final class Version implements IVersionProvider {
    /// What the jar says; classes that were never packed do not know.
    static String ofProgram() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(development build)" : version;
    }

    @Override
    public String[] getVersion() {
        String java = "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name");
        return new String[] {"roadrunner " + ofProgram(), java};
    }
}
