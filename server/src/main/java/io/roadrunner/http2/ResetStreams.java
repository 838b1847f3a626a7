package io.roadrunner.http2;

/// The streams that this side has reset lately, and how much of each may still be on its way: until
/// the peer has heard of a reset, it sends on. Guarded by the lock of the connection; bounded, the
/// oldest make room.
final class ResetStreams {
    /// How many streams are remembered; a peer that has more of them on the way is told again that
    /// they are closed.
    private static final int REMEMBERED = 128;

    private static final int NOTHING = -1;

    private final int[] ids = new int[REMEMBERED];
    private final int[] windows = new int[REMEMBERED];
    private int count;

    /// Remembers a stream; one that is remembered already gains nothing.
    ///
    /// @param window how much content the peer may have sent that has not come
    void add(int id, long window) {
        if (indexOf(id) < 0) {
            ids[count % REMEMBERED] = id;
            windows[count % REMEMBERED] = (int) Math.max(0, window);
            count++;
        }
    }

    /// Whether this side has reset a stream lately.
    boolean contains(int id) {
        return indexOf(id) >= 0;
    }

    /// Whether what comes for a stream now may have been sent before the peer had heard: no more
    /// content than its window took, and nothing behind its end.
    ///
    /// @param octets of content and padding
    /// @param end whether nothing may follow
    boolean wasOnItsWay(int id, int octets, boolean end) {
        int index = indexOf(id);
        if (index < 0 || octets > windows[index]) {
            return false;
        }
        windows[index] = end ? NOTHING : windows[index] - octets;
        return true;
    }

    private int indexOf(int id) {
        for (int i = 0; i < REMEMBERED; i++) {
            if (ids[i] == id) {
                return i;
            }
        }
        return -1;
    }
}
