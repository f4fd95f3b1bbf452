// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title Pipelines: which application of one institution may reach which functions of which contract of another.
interface IPipelines {
    enum Status {
        None,
        Requested,
        Active,
        Suspended,
        Frozen,
        Closed
    }

    /// @notice One end; `service` is its cross-chain proxy. The target's application may be 0.
    struct Side {
        bytes32 institution;
        bytes32 subchain;
        bytes32 service;
        bytes32 application;
        bytes32 businessContract;
        bytes32[] functions;
    }

    struct Pipeline {
        bytes32 id;
        string code;
        uint32 number;
        Side source;
        Side target;
        Status status;
        uint48 validFrom;
        uint48 validUntil;
        bytes32 constraintHash;
    }

    event PipelineRequested(bytes32 indexed id, uint32 number, bytes32 indexed source, bytes32 indexed target);
    event PipelineStatusChanged(bytes32 indexed id, Status status);

    error UnknownPipeline(bytes32 id);
    error PipelineStatusWrong(bytes32 id, Status actual, Status expected);
    error PipelineClosed(bytes32 id);
    error SideInvalid(bytes32 object, string what);
    error SidesEqual(bytes32 institution);
    error FunctionNotInContract(bytes32 businessContract, bytes32 functionId);
    error PipelineFunctionCountOutOfRange(uint256 actual, uint256 smallest, uint256 greatest);
    error ValidityInThePast(uint48 validUntil, uint48 now_);
    error ValidityTooLong(uint48 validUntil, uint48 limit);
    error NotTheSuspender(bytes32 actual, bytes32 expected);

    /// @notice Requests a pipeline; by an operator of the source institution. Every object must exist, be active and
    /// belong to its side. Nothing but its status ever changes afterwards.
    /// @return id keccak256(source institution's code "/" code)
    function request(string calldata code, Side calldata source, Side calldata target, uint48 validUntil)
        external
        returns (bytes32 id);

    /// @notice Accepts a request; by an operator of the target institution. Fixes the hash that every message carries:
    /// `keccak256(abi.encode(block.chainid, address(this), id, source, target, validUntil))`.
    function authorise(bytes32 id) external;

    /// @notice Pauses an active pipeline; by an operator of either side.
    function suspend(bytes32 id) external;

    /// @notice Takes the own side's suspension back; the pipeline continues when the other side has none either.
    function resume(bytes32 id) external;

    /// @notice Closes a pipeline for good; by an operator of either side.
    function close(bytes32 id) external;

    /// @notice Stops a pipeline; by work order.
    function freeze(bytes32 id) external;

    /// @notice Gives a frozen pipeline its former status back; by work order.
    function unfreeze(bytes32 id) external;

    /// @notice The pipeline, or an empty record (status None) when unknown.
    function pipeline(bytes32 id) external view returns (Pipeline memory);

    function pipelineByNumber(uint32 number) external view returns (Pipeline memory);

    /// @notice Pipelines in order of their numbers, which count from 1; at most 100 at a time.
    function pipelines(uint256 offset, uint256 limit) external view returns (Pipeline[] memory);

    function pipelineCount() external view returns (uint256);

    /// @notice The two institutions; usable: the pipeline is Active and valid and both institutions are active, now.
    function parties(uint32 number)
        external
        view
        returns (bytes32 sourceInstitution, bytes32 targetInstitution, bool usable);
}
