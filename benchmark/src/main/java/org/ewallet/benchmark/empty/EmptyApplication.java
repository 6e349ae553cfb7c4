package org.ewallet.benchmark.empty;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** An application that does nothing, for knowing what the server alone costs. */
@ApplicationPath("api")
public class EmptyApplication extends Application {
}
