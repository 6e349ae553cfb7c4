package org.ewallet.web.health;

import jakarta.inject.Inject;
import jakarta.servlet.GenericServlet;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebListener;

/**
 * Begins the probing when this WAR is loaded: a server calls health checks before, while the services' modules still
 * start. Adds a servlet without an address that is loaded after all others.
 */
@WebListener
public class StartListener implements ServletContextListener {

    @Inject
    private Probes probes;

    @Inject
    private ReadinessExtension readiness;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        event.getServletContext()
                .addServlet("last", new LastServlet(() -> readiness.webLoaded(probes)))
                .setLoadOnStartup(Integer.MAX_VALUE);
    }

    private static final class LastServlet extends GenericServlet {

        private static final long serialVersionUID = 1L;

        private final transient Runnable whenLoaded;

        LastServlet(Runnable whenLoaded) {
            this.whenLoaded = whenLoaded;
        }

        @Override
        public void init() {
            whenLoaded.run();
        }

        @Override
        public void service(ServletRequest request, ServletResponse response) {
            throw new UnsupportedOperationException("has no address");
        }
    }
}
