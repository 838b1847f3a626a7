package io.roadrunner.http;

import io.roadrunner.http.FormException.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A `multipart/form-data` body (RFC 7578, RFC 2046 §5.1) that is read part by part while it
/// arrives, in constant memory: one window of 64 KiB, or of the longest header if that is more.
///
/// ```java
/// try (Multipart multipart = Multipart.of(request, MultipartOptions.standard())) {
///     for (Part part; (part = multipart.next()) != null; ) {
///         part.transferTo(storage.channel(part.name()));
///     }
/// }
/// ```
///
/// Owned by the thread of the request. It holds no resource but memory; closing it only ends its
/// use. What it cannot read ends it: each later call throws the same exception.
public final class Multipart implements Closeable {
    private static final int WINDOW = 64 * 1024;
    private static final int MAX_PADDING = 256;
    private static final int EMPTY_LINE = 4;

    private final MultipartOptions options;
    private final Delimiter delimiter;
    private final MultipartInput input;
    private Place place = Place.PREAMBLE;
    private @Nullable IOException failure;
    private @Nullable Part current;
    private int parts;

    /// How much of the current part has come.
    private long partSize;

    /// The index in the window up to which octets are known to be content.
    private int contentTo;

    /// Whether the delimiter stands at `contentTo`.
    private boolean contentEnds;

    /// Where in the body the window begins.
    private enum Place {
        PREAMBLE,
        CONTENT,
        END,
        CLOSED
    }

    private Multipart(RequestBody body, Delimiter delimiter, MultipartOptions options) {
        this.options = options;
        this.delimiter = delimiter;
        int capacity = Math.max(WINDOW, options.maxPartHeaderBytes() + 2 * MAX_PADDING);
        this.input = new MultipartInput(body, options.contentLimit(body), capacity);
    }

    /// The parts of a request's body within the default limits.
    ///
    /// @throws FormException when the content type is missing or another one
    public static Multipart of(Request request) throws FormException {
        return of(request, MultipartOptions.standard());
    }

    /// The parts of a request's body. Nothing is read yet.
    ///
    /// @throws FormException when the content type is missing or another one, its boundary is not
    ///   one, or the content has a coding
    public static Multipart of(Request request, MultipartOptions options) throws FormException {
        Delimiter delimiter = FormContentType.delimiter(FormContentType.of(request));
        return new Multipart(request.unreadBody(), delimiter, options);
    }

    /// Goes to the next part, past what has not been read of the one before.
    ///
    /// @return null behind the last part, when the body has been read to its end
    /// @throws IllegalStateException when this is closed
    /// @throws FormException when the body is malformed or exceeds a limit
    /// @throws RejectedException when it exceeds the limit of the content, or the peer sends it
    ///   wrong or too slowly
    /// @throws IOException when the peer has gone
    public @Nullable Part next() throws IOException {
        checkUsable();
        try {
            current = advance();
            return current;
        } catch (IOException e) {
            throw fail(e);
        }
    }

    private @Nullable Part advance() throws IOException {
        switch (place) {
            case PREAMBLE -> skipPreamble();
            case CONTENT -> skipContent();
            case END, CLOSED -> {
                return null;
            }
        }
        if (isLastDelimiter()) {
            place = Place.END;
            skipEpilogue();
            return null;
        }
        if (parts == options.maxParts()) {
            throw new FormException(Reason.TOO_MANY_PARTS);
        }
        parts++;
        place = Place.CONTENT;
        return new Part(this, readHead());
    }

    /// Ends the use; what has not been read of the body stays unread.
    @Override
    public void close() {
        place = Place.CLOSED;
        current = null;
    }

    /// The number of bytes of the part's content that can be had now, 0 at its end; blocks until
    /// one of them is known.
    int available(Part part) throws IOException {
        checkUsable();
        if (part != current) {
            throw new IllegalStateException("a later part has been asked for");
        }
        try {
            return available();
        } catch (IOException e) {
            throw fail(e);
        }
    }

    /// A view of the next bytes of content, which are used with it. It is valid until the next
    /// call.
    ///
    /// @param count up to what was available
    ByteBuffer window(int count) {
        ByteBuffer view = ByteBuffer.wrap(input.octets(), input.from(), count);
        input.consumeTo(input.from() + count);
        return view;
    }

    /// Makes an exception the last word about this body.
    <X extends IOException> X fail(X exception) {
        failure = exception;
        return exception;
    }

    private void checkUsable() throws IOException {
        if (place == Place.CLOSED) {
            throw new IllegalStateException("closed");
        }
        if (failure != null) {
            throw failure;
        }
    }

    private int available() throws IOException {
        while (input.from() == contentTo) {
            if (contentEnds) {
                return 0;
            }
            findContent();
        }
        return contentTo - input.from();
    }

    /// Finds content: all in front of the delimiter, or what cannot be the start of one.
    private void findContent() throws IOException {
        int from = input.from();
        int found = delimiter.find(input.octets(), from, input.to());
        contentEnds = found >= 0;
        contentTo = contentEnds ? found : Math.max(from, input.to() - delimiter.length() + 1);
        partSize += contentTo - from;
        if (partSize > options.maxPartBytes()) {
            throw new FormException(Reason.PART_TOO_LONG);
        }
        if (contentTo == from && !contentEnds) {
            fillOr(Reason.NO_PART_TERMINATOR);
            contentTo = input.from();
        }
    }

    private void skipContent() throws IOException {
        int available;
        while ((available = available()) > 0) {
            input.consumeTo(input.from() + available);
        }
        input.consumeTo(input.from() + delimiter.length());
    }

    /// Goes behind the first delimiter, whose line end is absent at the start of the body.
    private void skipPreamble() throws IOException {
        boolean enough = input.require(delimiter.length() - 2);
        if (enough && delimiter.startsBodyAt(input.octets(), input.from(), input.to())) {
            input.consumeTo(input.from() + delimiter.length() - 2);
            return;
        }
        long skipped = 0;
        int found;
        while ((found = delimiter.find(input.octets(), input.from(), input.to())) < 0) {
            int use = Math.max(0, input.size() - delimiter.length() + 1);
            input.consumeTo(input.from() + use);
            skipped += use;
            checkIgnored(skipped, Reason.NO_INITIAL_BOUNDARY);
            fillOr(Reason.NO_INITIAL_BOUNDARY);
        }
        checkIgnored(skipped + found - input.from(), Reason.NO_INITIAL_BOUNDARY);
        input.consumeTo(found + delimiter.length());
    }

    private void skipEpilogue() throws IOException {
        long skipped = 0;
        do {
            skipped += input.size();
            checkIgnored(skipped, Reason.EPILOGUE_TOO_LONG);
            input.consumeTo(input.to());
        } while (input.fill());
    }

    private void checkIgnored(long size, Reason reason) throws FormException {
        if (size > options.maxIgnoredBytes()) {
            throw new FormException(reason);
        }
    }

    /// Goes to the end of a delimiter's line; true when it is the last one.
    private boolean isLastDelimiter() throws IOException {
        if (!input.require(2)) {
            throw new FormException(Reason.MALFORMED);
        }
        if (octet(0) == '-' && octet(1) == '-') {
            input.consumeTo(input.from() + 2);
            return true;
        }
        // "transport-padding" RFC 2046 §5.1.1
        for (int padding = 0; octet(0) == ' ' || octet(0) == '\t'; padding++) {
            input.consumeTo(input.from() + 1);
            if (padding == MAX_PADDING || !input.require(2)) {
                throw new FormException(Reason.MALFORMED);
            }
        }
        if (octet(0) != '\r' || octet(1) != '\n') {
            throw new FormException(Reason.MALFORMED);
        }
        // The line end stays: it begins the empty line of a part without a header.
        return false;
    }

    private PartHead readHead() throws IOException {
        int length = findEmptyLine();
        int start = input.from() + 2;
        int end = input.from() + length;
        int most = options.maxPartHeaders();
        PartHead head = PartHeadParser.parse(input.octets(), start, end, most);
        // The line end of the next delimiter may be that of the empty line: a part without content.
        input.consumeTo(input.from() + length + 2);
        if (!input.require(delimiter.length())) {
            throw new FormException(Reason.NO_PART_TERMINATOR);
        }
        contentEnds = delimiter.startsAt(input.octets(), input.from(), input.to());
        input.consumeTo(input.from() + (contentEnds ? 0 : 2));
        contentTo = input.from();
        partSize = 0;
        return head;
    }

    /// How far from the start of the window the empty line is, with the line end before it.
    private int findEmptyLine() throws IOException {
        int offset = 0;
        while (true) {
            int most = Math.min(input.size(), options.maxPartHeaderBytes() + 2) - EMPTY_LINE;
            for (; offset <= most; offset++) {
                if (octet(offset) == '\r' && isEmptyLineAt(offset)) {
                    return offset;
                }
            }
            if (input.size() >= options.maxPartHeaderBytes() + 2) {
                throw new FormException(Reason.HEADER_TOO_LONG);
            }
            fillOr(Reason.NO_HEADER_TERMINATOR);
        }
    }

    private boolean isEmptyLineAt(int offset) {
        return octet(offset + 1) == '\n' && octet(offset + 2) == '\r' && octet(offset + 3) == '\n';
    }

    private int octet(int offset) {
        return input.octets()[input.from() + offset];
    }

    private void fillOr(Reason reason) throws IOException {
        if (!input.fill()) {
            throw new FormException(reason);
        }
    }
}
