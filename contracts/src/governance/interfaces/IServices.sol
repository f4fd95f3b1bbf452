// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title Services: the proxies, where they listen, what certificate they show, which account signs for them.
interface IServices {
    enum Kind {
        None,
        SubchainProxy,
        CrosschainProxy
    }

    enum Status {
        None,
        Active,
        Suspended,
        Retired,
        Frozen
    }

    /// @notice `id` = keccak256 of the path; `endpoint` is "https://host:port"; `tlsFingerprint` is the SHA-256 of the DER
    /// certificate; `account` is an active CrossChain account of the institution and signs the proxy's messages.
    struct Service {
        bytes32 id;
        string code;
        bytes32 institution;
        Kind kind;
        Status status;
        address account;
        string endpoint;
        bytes32 tlsFingerprint;
        bytes32 pairedWith;
    }

    /// @notice What a service showed from block time `since` on, until the next version.
    struct Version {
        uint48 since;
        address account;
        string endpoint;
        bytes32 tlsFingerprint;
    }

    event ServiceRegistered(bytes32 indexed id, bytes32 indexed institution, Kind kind, address account);
    event ServiceUpdated(bytes32 indexed id);
    /// @notice `previous` is still good until the block time given.
    event ServiceCertificateRotated(bytes32 indexed id, bytes32 tlsFingerprint, bytes32 previous, uint48 previousUntil);
    event ServicesPaired(bytes32 indexed subchainProxy, bytes32 indexed crosschainProxy);
    event ServiceStatusChanged(bytes32 indexed id, Status status);

    error UnknownService(bytes32 id);
    error ServiceStatusWrong(bytes32 id, Status actual, Status expected);
    error ServiceRetired(bytes32 id);
    error ServiceKindWrong(bytes32 id, Kind actual, Kind expected);
    error ServiceAlreadyPaired(bytes32 id, bytes32 pairedWith);
    error AccountNotCrossChain(address account, bytes32 institution);
    error CertificateUnchanged(bytes32 id, bytes32 tlsFingerprint);
    error OverlapOutOfRange(uint48 until, uint48 now_, uint48 latest);
    error EndpointMalformed(string actual, string expected);

    /// @notice Registers a proxy of the caller's institution; by an operator.
    function register(
        string calldata code,
        Kind kind,
        address account,
        string calldata endpoint,
        bytes32 tlsFingerprint
    ) external returns (bytes32 id);

    /// @notice Changes account, endpoint and certificate of a proxy at once; by an operator of its owner.
    function update(bytes32 id, address account, string calldata endpoint, bytes32 tlsFingerprint) external;

    /// @notice Replaces the certificate; the one before stays good until `previousUntil`, at most 30 days ahead, so that peers
    /// and the machine itself need not change in the same second. A further rotation ends the overlap of the one before.
    function rotateCertificate(bytes32 id, bytes32 tlsFingerprint, uint48 previousUntil) external;

    /// @notice Binds a subchain proxy and a cross-chain proxy of the same institution to each other, one to one.
    function pair(bytes32 subchainProxy, bytes32 crosschainProxy) external;

    function suspend(bytes32 id) external;

    function resume(bytes32 id) external;

    /// @notice Takes a proxy out of service until unfrozen, whatever its owner says; by work order.
    function freeze(bytes32 id) external;

    function unfreeze(bytes32 id) external;

    /// @notice Retires a proxy for good and frees the one that it was paired with.
    function retire(bytes32 id) external;

    /// @notice The service, or an empty record (status None) when unknown.
    function service(bytes32 id) external view returns (Service memory);

    /// @notice Services in order of registration, at most 100 at a time.
    function services(uint256 offset, uint256 limit) external view returns (Service[] memory);

    function serviceCount() external view returns (uint256);

    /// @notice Whether the service may be used now: active, of an active institution, with an active account of it. Derived: it
    /// ends in the block in which one of them ends, and comes back with it.
    function usable(bytes32 id) external view returns (bool);

    /// @notice Whether both proxies are Active, paired with each other and the institution's.
    function pairInOrder(bytes32 crosschainProxy, bytes32 subchainProxy, bytes32 institution)
        external
        view
        returns (bool);

    /// @notice The fingerprints that the service may show now; `previous` is 0 when there is none (any more).
    function certificates(bytes32 id) external view returns (bytes32 current, bytes32 previous, uint48 previousUntil);

    /// @notice Everything that the service ever showed, oldest first, at most 100 at a time.
    function serviceVersions(bytes32 id, uint256 offset, uint256 limit) external view returns (Version[] memory);

    function serviceVersionCount(bytes32 id) external view returns (uint256);
}
