package io.roadrunner.websocket;

/// The status codes of close frames (RFC 6455 §7.4, and the registry of §11.7 for 1012 to 1014) and
/// who may use which. Stateless; any thread.
final class CloseCode {
    /// The purpose of the session is fulfilled.
    static final int NORMAL = 1000;

    /// An endpoint goes away: the server stops, the page is left.
    static final int GOING_AWAY = 1001;

    /// The peer broke the protocol.
    static final int PROTOCOL_ERROR = 1002;

    /// The endpoint takes no data of this type.
    static final int UNSUPPORTED_DATA = 1003;

    /// A close frame without a code; never on the wire.
    static final int NO_STATUS = 1005;

    /// The connection ended without a close frame; never on the wire.
    static final int ABNORMAL = 1006;

    /// A text that is not UTF-8, or data that do not inflate.
    static final int INVALID_DATA = 1007;

    /// A message against the endpoint's policy.
    static final int POLICY_VIOLATION = 1008;

    /// A message that is too large.
    static final int TOO_LARGE = 1009;

    /// A client misses an extension.
    static final int MISSING_EXTENSION = 1010;

    /// The server met a condition that it did not expect.
    static final int INTERNAL_ERROR = 1011;

    /// The server restarts.
    static final int SERVICE_RESTART = 1012;

    /// The server is overloaded, or the peer too slow for it.
    static final int TRY_AGAIN_LATER = 1013;

    /// The server is a gateway and got no sense from behind it.
    static final int BAD_GATEWAY = 1014;

    private static final int FIRST_OF_LIBRARIES = 3000;
    private static final int LAST_OF_APPLICATIONS = 4999;

    private CloseCode() {}

    /// Whether a close frame of ours may carry the code: one that is defined for the wire, or of
    /// the ranges for libraries and applications (RFC 6455 §7.4.2).
    static boolean maySend(int code) {
        return switch (code) {
            case NORMAL,
                    GOING_AWAY,
                    PROTOCOL_ERROR,
                    UNSUPPORTED_DATA,
                    INVALID_DATA,
                    POLICY_VIOLATION,
                    TOO_LARGE,
                    MISSING_EXTENSION,
                    INTERNAL_ERROR,
                    SERVICE_RESTART,
                    TRY_AGAIN_LATER,
                    BAD_GATEWAY ->
                    true;
            default -> code >= FIRST_OF_LIBRARIES && code <= LAST_OF_APPLICATIONS;
        };
    }
}
