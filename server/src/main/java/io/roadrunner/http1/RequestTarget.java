package io.roadrunner.http1;

import io.roadrunner.bytes.HostField;
import io.roadrunner.http.RejectedException;
import io.roadrunner.http.Rejection;

/// The forms of a request target (RFC 9112 §3.2), over a text that has only visible ASCII
/// characters and no `#`. Stateless; any thread.
final class RequestTarget {
    private static final String HTTP = "http://";
    private static final String HTTPS = "https://";

    private RequestTarget() {}

    /// Checks that the method allows the form of the target.
    ///
    /// @return where the path starts: 0 but for absolute-form, where the authority ends there
    static int pathStart(String method, String target) throws RejectedException {
        if (method.equals("CONNECT")) {
            // "When making a CONNECT request to establish a tunnel through one or more proxies, a
            // client MUST send only the host and port of the tunnel destination"
            // RFC 9112 §3.2.3
            throw new RejectedException(
                    isAuthority(target) ? Rejection.CONNECT_NOT_IMPLEMENTED : Rejection.BAD_TARGET);
        }
        if (target.charAt(0) == '/') {
            return 0;
        }
        if (target.equals("*")) {
            // "is only used for a server-wide OPTIONS request"
            // RFC 9112 §3.2.4
            if (!method.equals("OPTIONS")) {
                throw new RejectedException(Rejection.BAD_TARGET);
            }
            return 0;
        }
        return authorityEnd(target);
    }

    /// Where the authority of an absolute-form target starts.
    static int authorityStart(String target) {
        return isHttps(target) ? HTTPS.length() : HTTP.length();
    }

    /// The port that an absolute-form target means when it names none.
    static int defaultPort(String target) {
        return isHttps(target) ? 443 : 80;
    }

    /// The path: what stands before the first `?`, `/` if that is nothing.
    static String path(String target, int pathStart) {
        int mark = target.indexOf('?', pathStart);
        int end = mark < 0 ? target.length() : mark;
        // "an empty path component is equivalent to an absolute path of "/"" RFC 9110 §4.2.3
        return end == pathStart ? "/" : target.substring(pathStart, end);
    }

    /// The query: what stands after the first `?`, empty if there is none.
    static String query(String target, int pathStart) {
        int mark = target.indexOf('?', pathStart);
        return mark < 0 ? "" : target.substring(mark + 1);
    }

    private static boolean isHttps(String target) {
        return target.regionMatches(true, 0, HTTPS, 0, HTTPS.length());
    }

    private static boolean isHttp(String target) {
        return target.regionMatches(true, 0, HTTP, 0, HTTP.length());
    }

    private static int authorityEnd(String target) throws RejectedException {
        if (!isHttp(target) && !isHttps(target)) {
            throw new RejectedException(Rejection.BAD_TARGET);
        }
        int start = authorityStart(target);
        int end = start;
        while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
            end++;
        }
        // "A sender MUST NOT generate an "http" URI with an empty host identifier."
        // RFC 9110 §4.2.1; for userinfo "treat its presence as an error" RFC 9110 §4.2.4
        if (!HostField.isValid(target.substring(start, end))) {
            throw new RejectedException(Rejection.BAD_TARGET);
        }
        return end;
    }

    private static boolean isAuthority(String target) {
        return HostField.isValid(target) && HostField.hasPort(target);
    }
}
