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

/**
 * Peer calls as bytes of the transport: the target is the header of a request and its body the
 * content; the content of a response is the outcome's ordinal followed by the body.
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
        command.setHeader(call.target().encode().getBytes(StandardCharsets.UTF_8));
        return true;
    }

    @Override
    public <T extends ResponseCommand> boolean serializeHeader(T response) {
        return false;
    }

    @Override
    public <T extends RequestCommand> boolean deserializeHeader(T request) {
        var command = (RpcRequestCommand) request;
        command.setRequestHeader(new String(command.getHeader(), StandardCharsets.UTF_8));
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
        byte[] content = new byte[1 + answer.body().length];
        content[0] = (byte) answer.outcome().ordinal();
        System.arraycopy(answer.body(), 0, content, 1, answer.body().length);
        command.setContent(content);
        return true;
    }

    @Override
    public <T extends RequestCommand> boolean deserializeContent(T request)
            throws DeserializationException {
        var command = (RpcRequestCommand) request;
        byte[] body = command.getContent() == null ? new byte[0] : command.getContent();
        command.setRequestObject(new PeerCall(target(command), body));
        return true;
    }

    private static PeerCallTarget target(RpcRequestCommand command)
            throws DeserializationException {
        try {
            return PeerCallTarget.decode((String) command.getRequestHeader());
        } catch (IllegalArgumentException e) {
            throw new DeserializationException(e.getMessage(), e);
        }
    }

    @Override
    public <T extends ResponseCommand> boolean deserializeContent(T response, InvokeContext context)
            throws DeserializationException {
        var command = (RpcResponseCommand) response;
        byte[] content = command.getContent();
        PeerAnswer.Outcome[] outcomes = PeerAnswer.Outcome.values();
        if (content == null
                || content.length == 0
                || content[0] < 0
                || content[0] >= outcomes.length) {
            throw new DeserializationException("answer of a peer without a known outcome");
        }
        byte[] body = Arrays.copyOfRange(content, 1, content.length);
        command.setResponseObject(new PeerAnswer(outcomes[content[0]], body));
        return true;
    }
}
