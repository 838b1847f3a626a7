package io.roadrunner.standalone.folder;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Headers;
import io.roadrunner.http.HttpDate;
import io.roadrunner.http.PercentEncoding;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Serves the regular files below one folder, and of a folder its `index.html`. Stateless; any
/// thread.
///
/// Nothing outside of the folder can be reached: a path is split at its slashes before it is
/// decoded, a segment that means something to the file system is not found, and where a symbolic
/// link really leads is looked at before anything is opened. Files and folders whose name starts
/// with a dot are not served, except for `.well-known`.
public final class FolderHandler implements Handler {
    private static final String INDEX = "index.html";
    private static final String WELL_KNOWN = ".well-known";

    private final Path root;

    /// @param root an existing folder
    /// @throws IOException when it cannot be read
    public FolderHandler(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    @Override
    public Response handle(Request request) throws IOException {
        if (!request.methodIs("GET") && !request.methodIs("HEAD")) {
            return Responses.methodNotAllowed("GET", "HEAD");
        }
        Path file = resolve(request.path());
        if (file == null) {
            return Responses.notFound();
        }
        boolean folderAsked = request.path().endsWith("/");
        if (!Files.isDirectory(file)) {
            return folderAsked ? Responses.notFound() : send(request, file);
        }
        // Relative links of the index need the slash at the end.
        return folderAsked ? sendIndex(request, file) : Responses.redirect(301, withSlash(request));
    }

    private static String withSlash(Request request) {
        String query = request.query();
        return request.path() + "/" + (query.isEmpty() ? "" : "?" + query);
    }

    private Response sendIndex(Request request, Path folder) throws IOException {
        Path index = real(root.relativize(folder).resolve(INDEX).toString());
        return index == null ? Responses.notFound() : send(request, index);
    }

    private static Response send(Request request, Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            return Responses.notFound();
        }
        Headers headers =
                Headers.of(
                        "content-type",
                        ContentTypes.of(file.toString()),
                        "last-modified",
                        HttpDate.format(Files.getLastModifiedTime(file).toInstant()),
                        "x-content-type-options",
                        "nosniff");
        return Responses.sendFile(request, 200, headers, file);
    }

    /// The real file or folder that a path names, or null when it names none in here.
    private @Nullable Path resolve(String path) {
        if (!path.startsWith("/")) {
            return null;
        }
        StringBuilder relative = new StringBuilder();
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean slashAtTheEnd = segments[i].isEmpty() && i == segments.length - 1;
            String name = slashAtTheEnd ? "" : fileName(segments[i]);
            if (name == null) {
                return null;
            }
            relative.append(i == 0 ? "" : "/").append(name);
        }
        return real(relative.toString());
    }

    /// The name that a segment stands for, or null for one that no served file has.
    private static @Nullable String fileName(String segment) {
        String name;
        try {
            name = PercentEncoding.decode(segment);
        } catch (IllegalArgumentException _) {
            return null;
        }
        boolean hidden = name.startsWith(".") && !name.equals(WELL_KNOWN);
        boolean special = name.indexOf('/') >= 0 || name.indexOf('\\') >= 0;
        return name.isEmpty() || hidden || special || hasControl(name) ? null : name;
    }

    private static boolean hasControl(String name) {
        return name.chars().anyMatch(Character::isISOControl);
    }

    private @Nullable Path real(String relative) {
        try {
            Path real = root.resolve(relative).toRealPath();
            return real.startsWith(root) ? real : null;
        } catch (IOException | InvalidPathException _) {
            return null;
        }
    }
}
