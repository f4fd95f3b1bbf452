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
        Retired
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

    event ServiceRegistered(bytes32 indexed id, bytes32 indexed institution, Kind kind, address account);
    event ServiceUpdated(bytes32 indexed id);
    event ServicesPaired(bytes32 indexed subchainProxy, bytes32 indexed crosschainProxy);
    event ServiceStatusChanged(bytes32 indexed id, Status status);

    error UnknownService(bytes32 id);
    error ServiceStatusWrong(bytes32 id, Status actual, Status expected);
    error ServiceRetired(bytes32 id);
    error ServiceKindWrong(bytes32 id, Kind actual, Kind expected);
    error ServiceAlreadyPaired(bytes32 id, bytes32 pairedWith);
    error ServiceKindMissing();
    error AccountNotCrossChain(address account, bytes32 institution);
    error EndpointMalformed(string actual, string expected);

    /// @notice Registers a proxy of the caller's institution; by an operator.
    function register(
        string calldata code,
        Kind kind,
        address account,
        string calldata endpoint,
        bytes32 tlsFingerprint
    ) external returns (bytes32 id);

    /// @notice Changes account, endpoint and certificate of a proxy; by an operator of its owner.
    function update(bytes32 id, address account, string calldata endpoint, bytes32 tlsFingerprint) external;

    /// @notice Binds a subchain proxy and a cross-chain proxy of the same institution to each other, one to one.
    function pair(bytes32 subchainProxy, bytes32 crosschainProxy) external;

    function suspend(bytes32 id) external;

    function resume(bytes32 id) external;

    /// @notice Retires a proxy for good and frees the one that it was paired with.
    function retire(bytes32 id) external;

    /// @notice The service, or an empty record (status None) when unknown.
    function service(bytes32 id) external view returns (Service memory);

    /// @notice Services in order of registration, at most 100 at a time.
    function services(uint256 offset, uint256 limit) external view returns (Service[] memory);

    function serviceCount() external view returns (uint256);
}
