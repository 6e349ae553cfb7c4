package org.ewallet.system;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.ewallet.contract.Codec;

/** Tokens as the page reads them; nobody signs or checks them yet. */
final class Tokens {

    private Tokens() {
    }

    static String of(String name, String... roles) {
        return unsigned(Codec.write(new Claims(name, List.of(roles))));
    }

    private static String unsigned(String claims) {
        return "e30." + Base64.getUrlEncoder().withoutPadding()
                .encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".none";
    }

    private record Claims(String upn, List<String> groups) {
    }
}
