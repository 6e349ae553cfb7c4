package org.ewallet.recovery;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The broker and, if it is a server, the database; recovery without one of them would forget its transactions. */
final class Neighbours {

    private static final int LIMIT_MILLIS = 1000;

    private final List<InetSocketAddress> addresses;

    private Neighbours(List<InetSocketAddress> addresses) {
        this.addresses = addresses;
    }

    /** As the resources find them: by the environment. */
    static Neighbours of(Map<String, String> environment) {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (String neighbour : List.of("EWALLET_BROKER", "EWALLET_PG")) {
            String port = environment.get(neighbour + "_PORT");
            if (port != null) {
                addresses.add(InetSocketAddress.createUnresolved(
                        environment.getOrDefault(neighbour + "_HOST", "localhost"), Integer.parseInt(port)));
            }
        }
        return new Neighbours(addresses);
    }

    boolean answer() {
        return addresses.stream().allMatch(Neighbours::answers);
    }

    private static boolean answers(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHostString(), address.getPort()), LIMIT_MILLIS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
