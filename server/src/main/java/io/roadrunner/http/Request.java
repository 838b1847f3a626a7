package io.roadrunner.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request in the hands of a handler. Owned by the thread that runs the handler; what other
/// threads may call says so. A middleware passes a changed request on with the `with…` members,
/// which share body, attributes and context with the original.
public final class Request {
    private final RequestHead head;
    private final RequestBody body;
    private final RequestContext context;
    private final Bindings bindings;
    private final @Nullable Object state;
    private final Shared shared;

    /// What a request and its changed copies have in common.
    private static final class Shared {
        private @Nullable Map<String, Object> attributes;
        private byte @Nullable [] wholeBody;
        private @Nullable Form form;
    }

    /// @param head what was read before the body
    /// @param body the content
    /// @param context connection, listener and life
    public Request(RequestHead head, RequestBody body, RequestContext context) {
        this(head, body, context, Bindings.empty(), null, new Shared());
    }

    private Request(
            RequestHead head,
            RequestBody body,
            RequestContext context,
            Bindings bindings,
            @Nullable Object state,
            Shared shared) {
        this.head = head;
        this.body = body;
        this.context = context;
        this.bindings = bindings;
        this.state = state;
        this.shared = shared;
    }

    /// This request with what the router found.
    ///
    /// @param bindings the values of the pattern's parameters
    /// @param state the state of the route, or null
    public Request withRoute(Bindings bindings, @Nullable Object state) {
        return new Request(head, body, context, bindings, state, shared);
    }

    /// This request with another head.
    public Request withHead(RequestHead head) {
        return new Request(head, body, context, bindings, state, shared);
    }

    /// This request with other content, such as a decoded one.
    public Request withBody(RequestBody body) {
        Shared others = new Shared();
        others.attributes = attributes();
        return new Request(head, body, context, bindings, state, others);
    }

    /// Everything that was read before the body.
    public RequestHead head() {
        return head;
    }

    /// The method token, case-sensitive.
    public String method() {
        return head.method();
    }

    /// Whether the method is exactly this one.
    public boolean methodIs(String method) {
        return head.method().equals(method);
    }

    /// The path before `?`, not percent-decoded.
    public String path() {
        return head.path();
    }

    /// What follows the first `?`, raw; empty when there is none.
    public String query() {
        return head.query();
    }

    /// The protocol version.
    public HttpVersion version() {
        return head.version();
    }

    /// The header fields in wire order.
    public Headers headers() {
        return head.headers();
    }

    /// The value of the first field of this name in any case, or null.
    public @Nullable String header(String name) {
        return head.headers().first(name);
    }

    /// Whether a field of this name in any case is there.
    public boolean hasHeader(String name) {
        return head.headers().contains(name);
    }

    /// The parameters of the query in order.
    public QueryParameters queryParameters() {
        return QueryParameters.parse(head.query());
    }

    /// The cookies of all `cookie` fields in order.
    public List<Cookie> cookies() {
        return Cookies.parse(head.headers());
    }

    /// The whole content; read now unless it was buffered already.
    ///
    /// @throws RejectedException when it is larger than `max_content_length`, malformed or late
    /// @throws IOException when the peer has gone
    public byte[] body() throws IOException {
        return readBody();
    }

    /// Whether the request announced content.
    public boolean hasBody() {
        return body.isPresent();
    }

    /// The announced length of the content in bytes, -1 when unknown, 0 without content.
    public long bodyLength() {
        return body.length();
    }

    /// All content that has not been read yet; called again it returns the same bytes.
    ///
    /// @throws RejectedException when it is larger than `max_content_length`, malformed or late
    /// @throws IOException when the peer has gone
    public byte[] readBody() throws IOException {
        return readWhole(Long.MAX_VALUE).clone();
    }

    /// What [#readBody()] returns, up to a limit below that of the listener; not to be changed.
    byte[] readWhole(long limit) throws IOException {
        byte[] whole = shared.wholeBody;
        if (whole == null) {
            whole = BodyBytes.readAll(body, Math.min(limit, body.limit()));
            shared.wholeBody = whole;
        }
        if (whole.length > limit) {
            throw new RejectedException(Rejection.CONTENT_TOO_LARGE);
        }
        return whole;
    }

    /// The content for a reader of its own, such as one that decodes it for [#withBody]: all of it
    /// when [#readBody()] has kept it, else what has not been read yet.
    public RequestBody unreadBody() {
        byte[] whole = shared.wholeBody;
        return whole == null ? body : BufferedBody.of(whole);
    }

    /// Up to `max` bytes of the content, blocking until there are as many or the content ends.
    ///
    /// @return the bytes, empty at the end
    /// @throws RejectedException when the peer sends it wrong or too slowly
    /// @throws IOException when the peer has gone
    public byte[] readBody(int max) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(max);
        int read = 0;
        while (target.hasRemaining() && read >= 0) {
            read = body.read(target);
        }
        return Arrays.copyOf(target.array(), target.position());
    }

    /// One piece of the content as it came: a whole chunk, or what is there of a body with a
    /// length; at most 64 KiB.
    ///
    /// @return the bytes, empty at the end
    /// @throws RejectedException when the peer sends it wrong or too slowly
    /// @throws IOException when the peer has gone
    public byte[] readChunk() throws IOException {
        return body.readChunk();
    }

    /// Reads some bytes of the content into the buffer, for those who bring their own.
    ///
    /// @return the number of bytes, at least 1 while the buffer has room; -1 at the end
    /// @throws RejectedException when the peer sends it wrong or too slowly
    /// @throws IOException when the peer has gone
    public int read(ByteBuffer target) throws IOException {
        int read = body.read(target);
        while (read == 0 && target.hasRemaining()) {
            read = body.read(target);
        }
        return read;
    }

    /// The fields and files of an urlencoded or multipart body within the default limits; called
    /// again it returns the same form. What a multipart form has on disk is deleted when the answer
    /// is complete or has failed.
    ///
    /// @throws FormException when the content type is missing or another one, or the body is
    ///   malformed or exceeds a limit
    /// @throws IOException when the body cannot be read
    public Form form() throws IOException {
        return form(FormLimits.standard());
    }

    /// The fields and files of an urlencoded or multipart body; a form that has been read already
    /// is returned whatever the limits.
    ///
    /// @throws FormException when the content type is missing or another one, or the body is
    ///   malformed or exceeds a limit
    /// @throws IOException when the body cannot be read
    public Form form(FormLimits limits) throws IOException {
        Form form = shared.form;
        if (form == null) {
            form = Forms.read(this, limits);
            shared.form = form;
        }
        return form;
    }

    /// The trailer fields; empty until the content has been read to its end.
    public Headers trailers() {
        return body.trailers();
    }

    /// The values of the route's parameters.
    public Bindings bindings() {
        return bindings;
    }

    /// The value of one parameter of the route's pattern.
    ///
    /// @throws IllegalArgumentException when the pattern has no such parameter
    public String binding(String name) {
        return bindings.value(name);
    }

    /// The address of the peer, null on a unix-domain socket.
    public @Nullable InetSocketAddress peer() {
        return context.peer();
    }

    /// The client as a trusted proxy names it: the `for=` of `forwarded` (RFC 7239 §5.2), else the
    /// address of `x-forwarded-for`, that stands before the chain of trusted proxies; possibly with
    /// brackets and port. Null when nothing is said, or the peer is not among `trusted_proxies`:
    /// anybody can send these fields.
    public @Nullable String forwardedFor() {
        return forwarded().client();
    }

    /// The address of the client: of [#forwardedFor()] when that is one, else of [#peer()]; null on
    /// a unix-domain socket of which nothing more is known.
    public @Nullable InetAddress clientAddress() {
        String node = forwardedFor();
        InetAddress forwarded = node == null ? null : Forwarded.address(node);
        InetSocketAddress peer = context.peer();
        return forwarded == null && peer != null ? peer.getAddress() : forwarded;
    }

    /// Says that this request is refused because its client has sent too many: counted in
    /// `ListenerInfo.rateLimited` and told to telemetry. For middlewares that limit rates, once for
    /// a request.
    public void reportRateLimited() {
        context.reportRateLimited();
    }

    /// What the peer has proved to be by a certificate (RFC 8446 §4.4.2), its own certificate
    /// first; empty without TLS and when it has shown none. Behind a proxy it is the proxy's.
    public List<X509Certificate> peerCertificates() {
        return context.peerCertificates();
    }

    /// `http` or `https`: what a trusted proxy says that the client used, else how the request came
    /// here.
    public String scheme() {
        String scheme = forwarded().scheme();
        return scheme == null ? context.scheme() : scheme;
    }

    /// The host with or without port that the client asked for: what a trusted proxy says, else the
    /// `host` field; empty on HTTP/1.0 without it.
    public String host() {
        String host = forwarded().host();
        String field = host == null ? header("host") : host;
        return field == null ? "" : field;
    }

    private Forwarded forwarded() {
        TrustedProxies proxies = context.trustedProxies();
        if (proxies.isEmpty() || !proxies.trusts(context.peer())) {
            return Forwarded.nothing();
        }
        return Forwarded.of(head.headers(), proxies);
    }

    /// The state of the route, or null.
    public @Nullable Object state() {
        return state;
    }

    /// The id of the request: 16 lower-case hexadecimal digits. Any thread.
    public String requestId() {
        return context.requestId();
    }

    /// The name of the listener.
    public String listenerName() {
        return context.listenerName();
    }

    /// A place for what middlewares tell each other and the handler; shared by changed copies.
    public Map<String, Object> attributes() {
        Map<String, Object> attributes = shared.attributes;
        if (attributes == null) {
            attributes = new HashMap<>();
            shared.attributes = attributes;
        }
        return attributes;
    }

    /// Has the action run, in another thread, when the peer goes away before the answer is
    /// complete; at once when it has gone already. A peer that only ends its sending side counts as
    /// gone. Several actions run in the order in which they were given.
    public void onDisconnect(Runnable action) {
        context.onDisconnect(action);
    }

    /// The mailbox of a [Response.Loop]; any thread may send to it.
    public Mailbox mailbox() {
        return context.mailbox();
    }

    /// When the listener cuts what still runs, if it drains; [DrainNotice#NEVER] when that drain
    /// has no deadline. Any thread.
    public Optional<Instant> drainDeadline() {
        return context.drainDeadline();
    }

    /// Has the resource closed when the answer is complete or has failed, whatever happens.
    public void closeAfterwards(Closeable resource) {
        context.closeAfterwards(resource);
    }

    /// Sends an interim response such as 103 before the final one (RFC 9110 §15.2); does nothing on
    /// HTTP/1.0.
    ///
    /// @param status 102 to 199; 100 is sent by the server, 101 by a [Response.Upgrade]
    /// @param headers its fields
    /// @throws IOException when the peer has gone
    public void sendInterim(int status, Headers headers) throws IOException {
        if (status < 102 || status > 199) {
            throw new InvalidResponseException("not an interim status: " + status);
        }
        context.sendInterim(status, headers);
    }

    /// Connection, listener and life of this request.
    public RequestContext context() {
        return context;
    }
}
