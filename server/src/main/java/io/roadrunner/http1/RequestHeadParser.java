package io.roadrunner.http1;

import io.roadrunner.bytes.HostField;
import io.roadrunner.http.Headers;
import io.roadrunner.http.HttpVersion;
import io.roadrunner.http.RejectedException;
import io.roadrunner.http.Rejection;
import io.roadrunner.http.RequestHead;
import org.jspecify.annotations.Nullable;

/// Reads request heads (RFC 9112 §2) from bytes: no socket, no clock. It remembers how far it came
/// in an incomplete head, so that a peer that sends single bytes does not cost more than one that
/// sends all at once, and it refuses at the first byte that is wrong or one too many, so that the
/// way in which the input is cut never changes the outcome.
///
/// Owned by one connection thread. It keeps about 400 bytes between requests, more after a head of
/// many fields; an idle connection may drop it. Bounded by [Http1Limits]. After a
/// [RejectedException] it is not usable any more, nor is the connection.
final class RequestHeadParser {
    private final RequestLineParser line;
    private final FieldSectionParser fields;
    private int consumed;

    RequestHeadParser(Http1Limits limits) {
        line = new RequestLineParser(limits);
        fields = new FieldSectionParser(limits, FieldSection.HEADER);
    }

    /// Reads on. Until a head is complete, every call must show it as the last call left it, from
    /// its first byte, wherever in memory it lies by then; after a complete one the next call
    /// starts the next head.
    ///
    /// @param octets holds the head; not kept, and the names of fields are put into lower case
    /// @param from where the head starts
    /// @param to the end of what has arrived
    /// @return the head, or null if more bytes are needed
    /// @throws RejectedException if the head breaks a rule or a limit
    @Nullable RequestHead parse(byte[] octets, int from, int to) throws RejectedException {
        if (!line.parse(octets, from, to)) {
            return null;
        }
        int section = from + line.consumed();
        if (!fields.parse(octets, section, to)) {
            return null;
        }
        RequestHead head = toHead(octets, from, section);
        consumed = line.consumed() + fields.consumed();
        line.reset();
        fields.reset();
        return head;
    }

    /// The length in bytes of the last complete head, its empty line and an empty line before it
    /// included: what [#parse] took from `from` on.
    int consumed() {
        return consumed;
    }

    private RequestHead toHead(byte[] octets, int from, int section) throws RejectedException {
        HttpVersion version = line.version(octets, from);
        String method = line.method(octets, from);
        String target = line.target(octets, from);
        int pathStart = RequestTarget.pathStart(method, target);
        Headers headers = Headers.of(fields.toBlock(octets, section));
        checkHost(octets, section, version, headers);
        if (pathStart > 0) {
            checkAgreement(target, pathStart, headers);
        }
        return new RequestHead(
                method,
                target,
                RequestTarget.path(target, pathStart),
                RequestTarget.query(target, pathStart),
                version,
                headers);
    }

    /// "A server MUST respond with a 400 (Bad Request) status code to any HTTP/1.1 request message
    /// that lacks a Host header field and to any request message that contains more than one Host
    /// header field line or a Host header field with an invalid field value." RFC 9112 §3.2
    private void checkHost(byte[] octets, int section, HttpVersion version, Headers headers)
            throws RejectedException {
        int index = headers.indexOf("host", 0);
        if (index < 0) {
            if (version == HttpVersion.HTTP_1_0) {
                return;
            }
            throw new RejectedException(Rejection.MISSING_HOST);
        }
        int start = section + fields.valueStart(index);
        int end = section + fields.valueEnd(index);
        if (headers.indexOf("host", index + 1) >= 0 || !HostField.isValid(octets, start, end)) {
            throw new RejectedException(Rejection.BAD_HOST);
        }
    }

    /// "If the target URI includes an authority component, then a client MUST send a field value
    /// for Host that is identical to that authority component" RFC 9112 §3.2
    private static void checkAgreement(String target, int pathStart, Headers headers)
            throws RejectedException {
        String host = headers.first("host");
        if (host == null) {
            return;
        }
        String authority = target.substring(RequestTarget.authorityStart(target), pathStart);
        if (!HostField.agree(authority, host, RequestTarget.defaultPort(target))) {
            throw new RejectedException(Rejection.BAD_HOST);
        }
    }
}
