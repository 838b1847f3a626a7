package io.roadrunner.standalone.app;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Middleware;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;

/// The door of an application: counts requests in, and out when their answer is complete, and lends
/// the thread the application's class loader in between. Immutable; any thread.
///
/// @param application the version behind the door
/// @param prefix where it is mounted
record ApplicationEntry(Application application, String prefix) implements Middleware {
    @Override
    public Response call(Request request, Handler next) throws Exception {
        if (!application.enter()) {
            return application.serveLate(request, prefix);
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Also after a body that is written later, by a handler that may have set another one.
        request.closeAfterwards(() -> {
            thread.setContextClassLoader(before);
            application.leave();
        });
        thread.setContextClassLoader(application.loader());
        try {
            return next.handle(request);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
