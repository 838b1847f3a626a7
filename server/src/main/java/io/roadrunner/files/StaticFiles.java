package io.roadrunner.files;

import io.roadrunner.files.Folder.Place;
import io.roadrunner.http.Bindings;
import io.roadrunner.http.Handler;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Serves the regular files below one folder: `GET` and `HEAD`, conditions, ranges, compressed
/// siblings, index files; never a listing. Any thread.
///
/// On a route that ends in a wildcard such as `/files/*path` it serves what the wildcard matched,
/// otherwise the whole path of the request. Names are percent-decoded; a segment that would mean
/// more than one name to the file system, and a path with an empty segment, is not found. Where the
/// folder really is gets looked up once, when this is made.
public final class StaticFiles implements Handler {
    /// How often a file may be replaced while a request tries to open it.
    private static final int ATTEMPTS = 3;

    /// How many files are open while no request needs them: enough for what is asked for most, and
    /// little of what a process may open.
    private static final int IDLE_FILES = 64;

    private static final String WILDCARD = "path";

    private final StaticFilesOptions options;
    private final Folder folder;
    private final FilePathDecoder decoder;
    private final ResourceCache cache;
    private final IdleFiles idle;

    private StaticFiles(Folder folder, StaticFilesOptions options) {
        this.options = options;
        this.folder = folder;
        this.decoder = new FilePathDecoder(options.hiddenFiles());
        this.cache =
                new ResourceCache(
                        options.cacheEntries(), options.cacheTtl().toNanos(), System::nanoTime);
        this.idle = new IdleFiles(options.cacheTtl().isZero() ? 0 : IDLE_FILES);
    }

    /// Serves a folder with the defaults.
    ///
    /// @param root an existing folder
    /// @throws UncheckedIOException when it is not there or cannot be read
    public static StaticFiles of(Path root) {
        return of(root, StaticFilesOptions.standard());
    }

    /// Serves a folder.
    ///
    /// @param root an existing folder
    /// @param options how
    /// @throws UncheckedIOException when the folder is not there or cannot be read
    public static StaticFiles of(Path root, StaticFilesOptions options) {
        try {
            return new StaticFiles(new Folder(root, options.symlinkPolicy()), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Response handle(Request request) throws IOException {
        if (!request.methodIs("GET") && !request.methodIs("HEAD")) {
            return Responses.methodNotAllowed("GET", "HEAD");
        }
        String path = below(request);
        if (path == null) {
            return Responses.notFound();
        }
        try {
            for (int i = 0; i < ATTEMPTS; i++) {
                Response response = attempt(request, path);
                if (response != null) {
                    return response;
                }
                // What was known about the path is not true any more.
                cache.remove(path);
            }
        } catch (AccessDeniedException _) {
            return Responses.notFound();
        }
        return Responses.notFound();
    }

    /// What the path below the folder is, as it was sent, without a slash at its start: empty for
    /// the folder without a slash at the end, `/` with one. Null when it names nothing.
    private static @Nullable String below(Request request) {
        String path = request.path();
        // A router takes several slashes for one; here they would be several names for one file,
        // and a redirection to `//name/` would lead to another host.
        if (!path.startsWith("/") || path.indexOf("//") >= 0) {
            return null;
        }
        String rest = wildcard(request.bindings());
        if (rest == null) {
            return path.length() == 1 ? path : path.substring(1);
        }
        boolean slash = path.endsWith("/");
        int end = slash ? path.length() - 1 : path.length();
        if (!path.regionMatches(end - rest.length(), rest, 0, rest.length())) {
            return path.substring(1);
        }
        return slash ? rest + '/' : rest;
    }

    /// The value of the binding `path`, else of the last one; null when there is none.
    private static @Nullable String wildcard(Bindings bindings) {
        if (bindings.contains(WILDCARD)) {
            return bindings.value(WILDCARD);
        }
        String last = null;
        for (Map.Entry<String, String> binding : bindings.toMap().entrySet()) {
            last = binding.getValue();
        }
        return last;
    }

    /// The answer, or null when what is known about the path has changed meanwhile.
    private @Nullable Response attempt(Request request, String path) throws IOException {
        Resource known = cache.get(path);
        if (known != null) {
            return send(request, known);
        }
        long since = cache.now();
        boolean slash = path.endsWith("/");
        String name = decoder.decode(slash ? path.substring(0, path.length() - 1) : path);
        Place place = name == null ? null : folder.locate(name);
        if (place == null || name == null || slash != place.directory()) {
            boolean lacksSlash = place != null && name != null && !slash && index(name) != null;
            return lacksSlash ? redirect(request) : Responses.notFound();
        }
        String fileName = slash ? indexName(name) : name;
        Place file = slash ? index(name) : place;
        if (file == null) {
            return Responses.notFound();
        }
        Resource found = resource(fileName, file);
        cache.put(path, found, since);
        return send(request, found);
    }

    private @Nullable Place index(String folderName) {
        Place place = options.index().isEmpty() ? null : folder.locate(indexName(folderName));
        return place == null || place.directory() ? null : place;
    }

    private String indexName(String folderName) {
        return folderName.isEmpty() ? options.index() : folderName + '/' + options.index();
    }

    /// Relative links of an index need the slash at the end of its folder.
    private static Response redirect(Request request) {
        String query = request.query();
        return Responses.redirect(301, request.path() + '/' + (query.isEmpty() ? "" : '?' + query));
    }

    private Resource resource(String name, Place file) {
        String mediaType = MediaTypes.of(name);
        List<Representation> coded = new ArrayList<>();
        if (options.preCompressed()) {
            for (ContentCoding coding : ContentCoding.values()) {
                Place sibling = folder.locate(name + coding.ending());
                if (sibling != null && !sibling.directory()) {
                    coded.add(representation(sibling, form(mediaType, coding, true)));
                }
            }
        }
        boolean negotiated = !coded.isEmpty();
        return new Resource(representation(file, form(mediaType, null, negotiated)), coded);
    }

    private Representation.Form form(
            String mediaType, @Nullable ContentCoding coding, boolean negotiated) {
        return new Representation.Form(mediaType, coding, negotiated, options.cacheControl());
    }

    private static Representation representation(Place place, Representation.Form form) {
        return Representation.of(place.path(), place.stamp(), form);
    }

    private @Nullable Response send(Request request, Resource resource) throws IOException {
        Representation chosen = resource.choose(request.headers());
        OpenFile opened = open(chosen);
        if (opened == null) {
            return null;
        }
        // From here on the request owns the file, whatever is thrown.
        request.closeAfterwards(() -> idle.giveBack(opened));
        return new FileAnswer(request, chosen.at(opened.stamp()), opened.channel()).answer();
    }

    private @Nullable OpenFile open(Representation chosen) throws IOException {
        OpenFile kept = idle.take(chosen.path(), chosen.stamp());
        return kept == null ? folder.open(chosen.path(), chosen.stamp()) : folder.lookAgain(kept);
    }
}
