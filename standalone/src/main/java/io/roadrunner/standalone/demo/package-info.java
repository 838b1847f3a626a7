/// The demo application: one route for each thing that the server can do, and a page that exercises
/// them from a browser.
///
/// Thread model: handlers run on the thread of their request; only [Subscribers], [ChatRoom],
/// [UnpackedFiles] and [DemoStatus] are shared.
///
/// Read path: 1. [DemoRoutes]; 2. the handlers it names; 3. `index.html` beside them.
///
/// Tests: `standalone` in the conformance module. Limitation: what the server cannot do yet has no
/// route.
package io.roadrunner.standalone.demo;
