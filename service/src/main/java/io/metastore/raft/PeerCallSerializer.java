package io.metastore.raft;

import com.alipay.remoting.CustomSerializer;
import com.alipay.remoting.CustomSerializerManager;
import com.alipay.remoting.InvokeContext;
import com.alipay.remoting.exception.DeserializationException;
import com.alipay.remoting.rpc.RequestCommand;
import com.alipay.remoting.rpc.ResponseCommand;
import com.alipay.remoting.rpc.protocol.RpcRequestCommand;
import com.alipay.remoting.rpc.protocol.RpcResponseCommand;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Peer calls as bytes of the transport: the addressee's ordinal followed by the group's name is the
 * header of a request and its body the content; the content of a response is the outcome's ordinal
 * followed by the body.
 */
final class PeerCallSerializer implements CustomSerializer {
    static void register() {
        var serializer = new PeerCallSerializer();
        CustomSerializerManager.registerCustomSerializer(PeerCall.class.getName(), serializer);
        CustomSerializerManager.registerCustomSerializer(PeerAnswer.class.getName(), serializer);
    }

    private PeerCallSerializer() {}

    @Override
    public <T extends RequestCommand> boolean serializeHeader(T request, InvokeContext context) {
        var command = (RpcRequestCommand) request;
        var call = (PeerCall) command.getRequestObject();
        command.setHeader(
                withFirst(call.addressee(), call.group().getBytes(StandardCharsets.UTF_8)));
        return true;
    }

    @Override
    public <T extends ResponseCommand> boolean serializeHeader(T response) {
        return false;
    }

    @Override
    public <T extends RequestCommand> boolean deserializeHeader(T request)
            throws DeserializationException {
        var command = (RpcRequestCommand) request;
        byte[] header = command.getHeader();
        var addressee = first(header, PeerCall.Addressee.values());
        String group = new String(header, 1, header.length - 1, StandardCharsets.UTF_8);
        command.setRequestHeader(new PeerCall(addressee, group, new byte[0]));
        return true;
    }

    @Override
    public <T extends ResponseCommand> boolean deserializeHeader(
            T response, InvokeContext context) {
        return false;
    }

    @Override
    public <T extends RequestCommand> boolean serializeContent(T request, InvokeContext context) {
        var command = (RpcRequestCommand) request;
        command.setContent(((PeerCall) command.getRequestObject()).body());
        return true;
    }

    @Override
    public <T extends ResponseCommand> boolean serializeContent(T response) {
        var command = (RpcResponseCommand) response;
        var answer = (PeerAnswer) command.getResponseObject();
        command.setContent(withFirst(answer.outcome(), answer.body()));
        return true;
    }

    @Override
    public <T extends RequestCommand> boolean deserializeContent(T request) {
        var command = (RpcRequestCommand) request;
        byte[] body = command.getContent() == null ? new byte[0] : command.getContent();
        var header = (PeerCall) command.getRequestHeader();
        command.setRequestObject(new PeerCall(header.addressee(), header.group(), body));
        return true;
    }

    @Override
    public <T extends ResponseCommand> boolean deserializeContent(T response, InvokeContext context)
            throws DeserializationException {
        var command = (RpcResponseCommand) response;
        byte[] content = command.getContent();
        var outcome = first(content, PeerAnswer.Outcome.values());
        byte[] body = Arrays.copyOfRange(content, 1, content.length);
        command.setResponseObject(new PeerAnswer(outcome, body));
        return true;
    }

    private static byte[] withFirst(Enum<?> constant, byte[] rest) {
        byte[] bytes = new byte[1 + rest.length];
        bytes[0] = (byte) constant.ordinal();
        System.arraycopy(rest, 0, bytes, 1, rest.length);
        return bytes;
    }

    private static <E extends Enum<E>> E first(byte @Nullable [] bytes, E[] constants)
            throws DeserializationException {
        if (bytes == null || bytes.length == 0 || bytes[0] < 0 || bytes[0] >= constants.length) {
            throw new DeserializationException("peer call or answer of an unknown kind");
        }
        return constants[bytes[0]];
    }
}
