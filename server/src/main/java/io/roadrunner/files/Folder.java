package io.roadrunner.files;

import io.roadrunner.http.PercentEncoding;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The folder that is served, and the only place that touches the file system. Immutable; any
/// thread.
///
/// Two steps keep a request inside of the folder, whatever is renamed or linked meanwhile:
/// 1. [#locate] finds where a name really leads, looks whether that is inside, and remembers which
///    file (device and inode) is there. It then resolves the real path once more: had a folder on
///    the way been replaced by a link before the file was looked at, it would now lead elsewhere.
/// 2. [#open] opens the real path without following a link at its end and accepts the channel only
///    if the file that was located is there both before and after. Size and date are those of the
///    look after it was opened, or, for one that was kept open since, before it is used again
///    ([#lookAgain]): an open file keeps its inode. The look before is also what keeps a pipe or a
///    device from being opened at all, as that can block.
///
/// Java tells nothing about the identity of an open channel, so somebody who may rename folders
/// inside of the served one, and who replaces and restores one of them exactly around the opening,
/// is not noticed.
final class Folder {
    private static final Set<OpenOption> READ =
            Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final Path root;
    private final SymlinkPolicy policy;

    /// @param root an existing folder
    /// @param policy what happens at symbolic links below it
    /// @throws IOException when the folder cannot be read
    Folder(Path root, SymlinkPolicy policy) throws IOException {
        this.root = root.toRealPath();
        this.policy = policy;
    }

    /// A file or folder that may be served.
    ///
    /// @param path where it really is
    /// @param stamp which one it is
    /// @param directory whether it is a folder
    record Place(Path path, FileStamp stamp, boolean directory) {}

    /// Where a name leads; null when there is nothing that may be served.
    ///
    /// @param relative names joined by slashes, empty for the folder itself
    @Nullable Place locate(String relative) {
        try {
            Path asked = resolve(relative);
            // Asked first because it answers for a missing file without an exception.
            if (attributes(asked) == null) {
                return null;
            }
            Path real = asked.toRealPath();
            BasicFileAttributes found =
                    isAllowed(asked, real) ? attributes(real, LinkOption.NOFOLLOW_LINKS) : null;
            return found != null && isServable(found) && real.toRealPath().equals(real)
                    ? new Place(real, FileStamp.of(found), found.isDirectory())
                    : null;
        } catch (IOException | InvalidPathException _) {
            // Not a folder on the way, a loop of links, too long, not allowed: nothing to serve.
            return null;
        }
    }

    private static boolean isServable(BasicFileAttributes found) {
        return found.isRegularFile() || found.isDirectory();
    }

    private boolean isAllowed(Path asked, Path real) {
        return switch (policy) {
            case FOLLOW -> true;
            case REFUSE_ESCAPES -> real.startsWith(root);
            case REFUSE -> real.equals(asked);
        };
    }

    private Path resolve(String relative) {
        try {
            return root.resolve(relative);
        } catch (InvalidPathException e) {
            // In a locale that is not UTF-8 a path cannot be made of a text outside of it, but of
            // the octets in a URI.
            StringBuilder uri = new StringBuilder(root.toUri().toString());
            for (String name : relative.split("/", -1)) {
                uri.append(uri.charAt(uri.length() - 1) == '/' ? "" : "/");
                uri.append(PercentEncoding.encode(name));
            }
            return Path.of(URI.create(uri.toString()));
        }
    }

    /// Opens a file; null when it is not there any more, or another one is.
    ///
    /// @param path where it really is
    /// @param stamp which one it is
    /// @throws IOException when it cannot be read, or nothing can be opened at present
    @Nullable OpenFile open(Path path, FileStamp stamp) throws IOException {
        if (look(path, stamp) == null) {
            return null;
        }
        FileChannel channel = openOrNull(path, stamp);
        return channel == null
                ? null
                : lookAgain(new OpenFile(path, channel, stamp, System.nanoTime()));
    }

    /// An open file with its present state; null when it is not the one at its path any more. It is
    /// closed then, as it is when this fails.
    ///
    /// @param file an open file, which the caller must not use any more
    /// @throws IOException when its state cannot be read
    @Nullable OpenFile lookAgain(OpenFile file) throws IOException {
        OpenFile seen = null;
        try {
            BasicFileAttributes now = look(file.path(), file.stamp());
            if (now != null) {
                seen = new OpenFile(file.path(), file.channel(), FileStamp.of(now), file.opened());
            }
            return seen;
        } finally {
            if (seen == null) {
                file.channel().close();
            }
        }
    }

    private static @Nullable FileChannel openOrNull(Path path, FileStamp stamp) throws IOException {
        try {
            return FileChannel.open(path, READ);
        } catch (NoSuchFileException _) {
            return null;
        } catch (IOException e) {
            // A link that has taken its place since the look is no failure either, although the
            // exception for it has no type of its own.
            if (look(path, stamp) == null) {
                return null;
            }
            throw e;
        }
    }

    /// The state of the file if it is still that one.
    private static @Nullable BasicFileAttributes look(Path path, FileStamp stamp)
            throws IOException {
        BasicFileAttributes found = attributes(path, LinkOption.NOFOLLOW_LINKS);
        return found != null && found.isRegularFile() && stamp.isOf(found) ? found : null;
    }

    private static @Nullable BasicFileAttributes attributes(Path path, LinkOption... options)
            throws IOException {
        return path.getFileSystem()
                .provider()
                .readAttributesIfExists(path, BasicFileAttributes.class, options);
    }
}
