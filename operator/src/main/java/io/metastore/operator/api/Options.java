package io.metastore.operator.api;

/** Settings of members that users must not give, because the operator gives them. */
final class Options {
    /** As a list in the language of the schema's rules. */
    static final String RESERVED =
            "['name','data-dir','wal-dir','config-file','id','cluster','port','grpc-addr','storage',"
                    + "'listen-client-urls','advertise-client-urls','listen-peer-urls',"
                    + "'initial-advertise-peer-urls','initial-cluster','initial-cluster-state',"
                    + "'initial-cluster-token','quota-backend-bytes','force-new-cluster']";

    private Options() {}
}
