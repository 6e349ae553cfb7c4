package org.ewallet.web;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.ewallet.contract.Codec;
import org.ewallet.contract.InvalidMessageException;

/**
 * Names the state that is answered by the content itself. {@code no-store} keeps it out of browsers and proxies all the same:
 * this is for clients that keep a copy of their own and ask whether it is still right. Weak, because the same content may be
 * sent compressed.
 */
@Provider
@Revalidated
public class EntityTags implements ContainerResponseFilter {

    private static final int LENGTH = 8;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() != Response.Status.OK.getStatusCode()) {
            return;
        }
        EntityTag tag = new EntityTag(digest(Codec.write(response.getEntity())), true);
        if (isCopyRight(request, tag)) {
            response.setStatusInfo(Response.Status.NOT_MODIFIED);
            response.setEntity(null);
        }
        response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
    }

    private static boolean isCopyRight(ContainerRequestContext request, EntityTag tag) {
        try {
            return request.getRequest().evaluatePreconditions(tag) != null;
        } catch (ProcessingException e) {
            throw new InvalidMessageException(HttpHeaders.IF_NONE_MATCH,
                    HttpHeaders.IF_NONE_MATCH + " must be the ETag of an earlier answer, such as " + tag);
        }
    }

    private static String digest(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, LENGTH));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
