package io.roadrunner.testkit.http2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// HEADERS, RFC 9113 §6.2, with the CONTINUATION frames that its block needs. The fields go out in
/// the order in which they were given, whether they make a request or not, and never into the
/// peer's dynamic table; [#block(HeaderBlock)] can do that.
///
/// Owned by the test, used by one thread.
public final class HeadersFrame implements Outgoing {
    private static final int NO_PADDING = -1;

    private final int stream;
    private final List<Field> fields = new ArrayList<>();
    private @Nullable HeaderBlock block;
    private boolean huffman;
    private boolean endStream;
    private boolean endHeaders = true;
    private int flags;
    private int padding = NO_PADDING;
    private int announcedPadding = NO_PADDING;
    private byte @Nullable [] priority;
    private int firstOctets = Integer.MAX_VALUE;
    private int pieceOctets = Integer.MAX_VALUE;

    HeadersFrame(int stream) {
        this.stream = stream;
    }

    /// A request without a body: `:method`, `:scheme` `http`, `:authority` `localhost` and `:path`,
    /// and the end of the stream.
    ///
    /// @param path the value of `:path`
    /// @return this frame
    public HeadersFrame get(String path) {
        return request("GET", path).endStream(true);
    }

    /// A request whose body follows; otherwise like [#get(String)].
    ///
    /// @param path the value of `:path`
    /// @return this frame
    public HeadersFrame post(String path) {
        return request("POST", path);
    }

    /// The four pseudo-header fields of a request of any method, without the end of the stream.
    ///
    /// @param method the value of `:method`
    /// @param path the value of `:path`
    /// @return this frame
    public HeadersFrame request(String method, String path) {
        return field(":method", method)
                .field(":scheme", "http")
                .field(":authority", "localhost")
                .field(":path", path);
    }

    /// Adds a field behind the others, a pseudo-header field too.
    ///
    /// @param name in any case, each character one octet
    /// @param value each character one octet
    /// @return this frame
    public HeadersFrame field(String name, String value) {
        fields.add(new Field(name, value, Field.Form.NOT_ADDED));
        return this;
    }

    /// Gives a field that is there another value, in its place.
    ///
    /// @param name as it was given
    /// @param value each character one octet
    /// @return this frame
    public HeadersFrame with(String name, String value) {
        fields.replaceAll(field ->
                field.name().equals(name) ? new Field(name, value, Field.Form.NOT_ADDED) : field);
        return this;
    }

    /// Takes a field away.
    ///
    /// @param name as it was given
    /// @return this frame
    public HeadersFrame without(String name) {
        fields.removeIf(field -> field.name().equals(name));
        return this;
    }

    /// Sends this block instead of the fields.
    ///
    /// @param newBlock as it is when the frame is sent
    /// @return this frame
    public HeadersFrame block(HeaderBlock newBlock) {
        block = newBlock;
        return this;
    }

    /// Encodes the strings of the fields with the Huffman code.
    ///
    /// @return this frame
    public HeadersFrame huffman() {
        huffman = true;
        return this;
    }

    /// Ends the stream with this frame, or not.
    ///
    /// @param ends whether END_STREAM is set
    /// @return this frame
    public HeadersFrame endStream(boolean ends) {
        endStream = ends;
        return this;
    }

    /// Ends the block with its last frame, or leaves that to CONTINUATION frames of the test.
    ///
    /// @param ends whether END_HEADERS is set; it is unless told otherwise
    /// @return this frame
    public HeadersFrame endHeaders(boolean ends) {
        endHeaders = ends;
        return this;
    }

    /// Sets flags of the HEADERS frame beside those that it has.
    ///
    /// @param more bits, 0 to 0xff
    /// @return this frame
    public HeadersFrame flags(int more) {
        flags |= more;
        return this;
    }

    /// Pads the HEADERS frame.
    ///
    /// @param octets 0 to 255, the octet for the length not counted
    /// @return this frame
    public HeadersFrame padded(int octets) {
        return padded(octets, octets);
    }

    /// Pads the HEADERS frame and announces another length of it.
    ///
    /// @param octets how many there are, 0 to 255
    /// @param announced how many it says there are, 0 to 255
    /// @return this frame
    public HeadersFrame padded(int octets, int announced) {
        padding = octets;
        announcedPadding = announced;
        return this;
    }

    /// Puts a priority of old before the block, which peers ignore today (RFC 9113 §5.3.2).
    ///
    /// @param dependsOn another stream, 0 to 2³¹−1
    /// @param weight 1 to 256
    /// @param exclusive whether it is the only one to depend on that stream
    /// @return this frame
    public HeadersFrame priority(int dependsOn, int weight, boolean exclusive) {
        priority = Frames.priorityPayload(dependsOn, weight, exclusive);
        return this;
    }

    /// Splits the block into frames of so many octets: the first is HEADERS, the others are
    /// CONTINUATION.
    ///
    /// @param octets 1 or more, of the block in each frame
    /// @return this frame
    public HeadersFrame split(int octets) {
        return split(octets, octets);
    }

    /// Splits the block into a HEADERS frame and CONTINUATION frames of another size.
    ///
    /// @param first 0 or more octets of the block in the HEADERS frame
    /// @param others 1 or more octets of the block in each CONTINUATION
    /// @return this frame
    public HeadersFrame split(int first, int others) {
        if (first < 0 || others < 1) {
            throw new IllegalArgumentException("frames of " + first + " and " + others);
        }
        firstOctets = first;
        pieceOctets = others;
        return this;
    }

    @Override
    public byte[] bytes() {
        byte[] encoded = encoded();
        int end = Math.min(firstOctets, encoded.length);
        boolean last = end == encoded.length;
        FrameBytes out = new FrameBytes().append(first(Arrays.copyOf(encoded, end), last));
        while (!last) {
            int start = end;
            end = start + Math.min(pieceOctets, encoded.length - start);
            last = end == encoded.length;
            byte[] piece = Arrays.copyOfRange(encoded, start, end);
            out.append(Frames.continuation(stream, piece, last && endHeaders).bytes());
        }
        return out.bytes();
    }

    private byte[] first(byte[] piece, boolean last) {
        FrameBytes payload = new FrameBytes();
        int allFlags = flags | (endStream ? FrameType.END_STREAM : 0);
        allFlags |= last && endHeaders ? FrameType.END_HEADERS : 0;
        if (padding != NO_PADDING) {
            allFlags |= FrameType.PADDED;
            payload.octet(announcedPadding);
        }
        if (priority != null) {
            allFlags |= FrameType.PRIORITY_FLAG;
            payload.append(priority);
        }
        payload.append(piece).zeros(Math.max(0, padding));
        return payload.frame(FrameType.HEADERS, allFlags, stream);
    }

    private byte[] encoded() {
        if (block != null) {
            return block.bytes();
        }
        HeaderBlock made = HeaderBlock.empty().huffman(huffman);
        for (Field field : fields) {
            made.field(field.name(), field.value());
        }
        return made.bytes();
    }
}
