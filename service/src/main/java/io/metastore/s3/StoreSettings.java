package io.metastore.s3;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How S3 is reached. What is null is taken from the files of AWS's own tools, and credentials are
 * always looked for where those look: variables, files, the container, the machine.
 *
 * @param endpoint where it is; AWS itself when nothing says otherwise
 * @param region the region that requests are signed for
 * @param forcePathStyle whether the bucket stands in the path and not in the name of the host; when
 *     null, it does for an endpoint that was named
 */
public record StoreSettings(
        @Nullable URI endpoint, @Nullable String region, @Nullable Boolean forcePathStyle) {

    boolean isPathStyle() {
        return forcePathStyle == null ? endpoint != null : forcePathStyle;
    }
}
