package io.roadrunner.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Tells when files have changed and stay as they are: one that is still being written is waited
/// for. Looks at their attributes, through symbolic links, so that a file that is replaced, moved
/// or mounted anew is noticed on every file system. Belongs to one thread.
final class FileWatch {
    private static final String ABSENT = "absent";

    private final Map<Path, String> accepted = new HashMap<>();
    private Map<Path, String> last = Map.of();

    /// Takes the files for known as they are now.
    void accept(Set<Path> files) {
        accepted.clear();
        accepted.putAll(stamps(files));
    }

    /// Takes files that are new here for known as they are now.
    void know(Set<Path> files) {
        stamps(files).forEach(accepted::putIfAbsent);
    }

    /// Takes files that are new here for absent, even if one has come meanwhile.
    void expect(Set<Path> files) {
        files.forEach(file -> accepted.putIfAbsent(file, ABSENT));
    }

    /// Looks at the files.
    ///
    /// @param files those that count; one that was not looked at before is known from now on
    /// @return whether one differs from what is known and did not change since the last look; it is
    ///   known then
    boolean hasSettledChange(Set<Path> files) {
        Map<Path, String> now = stamps(files);
        accepted.keySet().retainAll(files);
        now.forEach(accepted::putIfAbsent);
        boolean settled = now.equals(last);
        last = now;
        if (!settled || now.equals(accepted)) {
            return false;
        }
        accepted.putAll(now);
        return true;
    }

    private static Map<Path, String> stamps(Set<Path> files) {
        Map<Path, String> stamps = new HashMap<>();
        for (Path file : files) {
            stamps.put(file, stamp(file));
        }
        return stamps;
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime()
                    + " "
                    + attributes.size()
                    + " "
                    + attributes.fileKey();
        } catch (IOException _) {
            return ABSENT;
        }
    }
}
