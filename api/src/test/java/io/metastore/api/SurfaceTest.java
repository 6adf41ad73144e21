package io.metastore.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FileDescriptor;
import io.metastore.api.authpb.AuthProto;
import io.metastore.api.etcdserverpb.RpcProto;
import io.metastore.api.healthpb.HealthProto;
import io.metastore.api.mvccpb.KvProto;
import io.metastore.api.v3electionpb.ElectionProto;
import io.metastore.api.v3lockpb.LockProto;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurfaceTest {
    private static final List<FileDescriptor> FILES =
            List.of(
                    KvProto.getDescriptor(),
                    AuthProto.getDescriptor(),
                    RpcProto.getDescriptor(),
                    LockProto.getDescriptor(),
                    ElectionProto.getDescriptor(),
                    HealthProto.getDescriptor());

    @Test
    void names_and_numbers_are_those_clients_were_built_with() throws IOException {
        assertThat(Surface.of(FILES)).isEqualTo(Resource.text("surface.txt"));
    }
}
