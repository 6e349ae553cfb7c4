package org.ewallet.cli.parts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Sets what asadmin can only set in a server that runs already: where it listens and how much memory it takes.
 * Everything else is left as it is.
 */
final class DomainXml {

    private static final String LOCALHOST = "127.0.0.1";

    private final Path file;
    private final Document document;
    private final Element config;

    private DomainXml(Path file, Document document, Element config) {
        this.file = file;
        this.document = document;
        this.config = config;
    }

    static DomainXml read(Path file) throws IOException {
        try {
            Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
            for (Element config : elements(document.getDocumentElement(), "config")) {
                if ("server-config".equals(config.getAttribute("name"))) {
                    return new DomainXml(file, document, config);
                }
            }
            throw new IOException(file + " has no server-config");
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("Cannot read " + file, e);
        }
    }

    /** Only two doors stay open, both on this machine: HTTP and administration. */
    DomainXml listenLocally(int http, int admin) {
        for (Element listener : elements(config, "network-listener")) {
            listener.setAttribute("address", LOCALHOST);
            switch (listener.getAttribute("name")) {
                case "http-listener-1" -> listener.setAttribute("port", Integer.toString(http));
                case "admin-listener" -> listener.setAttribute("port", Integer.toString(admin));
                default -> listener.setAttribute("enabled", "false");
            }
        }
        elements(config, "iiop-listener").forEach(listener -> listener.setAttribute("enabled", "false"));
        elements(config, "jmx-connector").forEach(connector -> connector.setAttribute("enabled", "false"));
        elements(config, "hazelcast-config-specific-configuration")
                .forEach(hazelcast -> hazelcast.setAttribute("enabled", "false"));
        removeOptions("-Dosgi.shell.telnet.");
        removeOptions("-Dorg.glassfish.additionalOSGiBundlesToStart=");
        jmsService().setAttribute("type", "DISABLED");
        return this;
    }

    DomainXml heap(String size) {
        for (Element option : elements(config, "jvm-options")) {
            if (option.getTextContent().startsWith("-Xmx")) {
                option.setTextContent("-Xmx" + size);
            }
        }
        return this;
    }

    /** Adds what is not there yet. */
    DomainXml javaOptions(List<String> options) {
        List<Element> present = elements(config, "jvm-options");
        for (String text : options) {
            if (present.stream().noneMatch(option -> option.getTextContent().equals(text))) {
                Element option = document.createElement("jvm-options");
                option.setTextContent(text);
                present.get(0).getParentNode().appendChild(option);
            }
        }
        return this;
    }

    void write() throws IOException {
        try {
            TransformerFactory.newInstance().newTransformer()
                    .transform(new DOMSource(document), new StreamResult(file.toFile()));
        } catch (TransformerException e) {
            throw new IOException("Cannot write " + file, e);
        }
    }

    /** The server's own broker, which nobody needs here; without an entry it would start, open to everybody. */
    private Element jmsService() {
        List<Element> found = elements(config, "jms-service");
        if (!found.isEmpty()) {
            return found.get(0);
        }
        Element service = document.createElement("jms-service");
        service.setAttribute("default-jms-host", "default_JMS_host");
        Element host = document.createElement("jms-host");
        host.setAttribute("name", "default_JMS_host");
        host.setAttribute("host", LOCALHOST);
        service.appendChild(host);
        config.appendChild(service);
        return service;
    }

    private void removeOptions(String prefix) {
        for (Element option : elements(config, "jvm-options")) {
            if (option.getTextContent().startsWith(prefix)) {
                option.getParentNode().removeChild(option);
            }
        }
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
