package io.roadrunner.standalone.temporary;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;

/// Removes folders of processes that ended without doing so. A folder counts when it is one and no
/// symbolic link, belongs to the same user, and has a lock that nobody holds any more; everything
/// else, whatever its name, is left alone. Looks at 1000 names at most. Stateless.
///
/// @param owner the user of this process
/// @param own how the names of the folders of this process begin
record Leftovers(UserPrincipal owner, String own) {
    private static final System.Logger LOGGER = System.getLogger(Leftovers.class.getName());
    private static final int MOST = 1000;

    /// Removes what is left. What fails is not worth more than a line in the log.
    ///
    /// @param prefix how the names of the folders begin
    void remove(Path parent, String prefix) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, prefix + "*")) {
            int looks = 0;
            for (Path folder : folders) {
                if (++looks > MOST) {
                    return;
                }
                removeIfLeft(folder);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOGGER.log(Level.DEBUG, "cannot look for leftovers in " + parent, e);
        }
    }

    private void removeIfLeft(Path folder) {
        try {
            if (isLikeOurs(folder)) {
                removeIfUnlocked(folder);
            }
        } catch (IOException e) {
            // Another process may be faster, or it has no lock and is none of ours.
            LOGGER.log(Level.DEBUG, "cannot remove the leftover " + folder, e);
        }
    }

    private boolean isLikeOurs(Path folder) throws IOException {
        return !folder.getFileName().toString().startsWith(own)
                && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(owner)
                && Files.isRegularFile(
                        folder.resolve(ProcessFolder.LOCK), LinkOption.NOFOLLOW_LINKS);
    }

    private static void removeIfUnlocked(Path folder) throws IOException {
        try (FileChannel lock =
                FileChannel.open(
                        folder.resolve(ProcessFolder.LOCK),
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS)) {
            if (lock.tryLock() != null) {
                ProcessFolder.removeAll(folder);
            }
        }
    }
}
