package org.ewallet.web.health;

import jakarta.inject.Inject;
import jakarta.servlet.GenericServlet;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebListener;

/**
 * Tells the probes when this WAR is loaded: a server calls health checks before, while the services' modules still start.
 * Adds a servlet without an address that is loaded after all others.
 */
@WebListener
public class StartListener implements ServletContextListener {

    @Inject
    private Probes probes;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        event.getServletContext().addServlet("last", new LastServlet(probes)).setLoadOnStartup(Integer.MAX_VALUE);
    }

    private static final class LastServlet extends GenericServlet {

        private static final long serialVersionUID = 1L;

        private final transient Probes probes;

        LastServlet(Probes probes) {
            this.probes = probes;
        }

        @Override
        public void init() {
            probes.webLoaded();
        }

        @Override
        public void service(ServletRequest request, ServletResponse response) {
            throw new UnsupportedOperationException("has no address");
        }
    }
}
