// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {ISubchains} from "./ISubchains.sol";

/// @title Pipelines: which application of one institution may reach which functions of which contract of another.
interface IPipelines {
    enum Status {
        None,
        Requested,
        Active,
        Suspended,
        Frozen,
        Closed,
        Superseded
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

    /// @notice What both sides agree on besides the ends. Calls are the steps of opened transactions; 0 per window is no limit.
    /// Important data needs a limit and is agreed for three years at most; core data needs a limit, is agreed for one year at
    /// most, and only crosses between chains whose blocks are verified by their validators' seals.
    struct Terms {
        uint48 validUntil;
        ISubchains.DataClass dataClass;
        uint24 callsPerWindow;
        uint24 windowSeconds;
    }

    /// @notice `number` names this version; an amendment gets another. `sourceTrust` and `targetTrust` are
    /// `keccak256(abi.encode(rule, trustAnchors))` of the subchains as they were agreed, 0 before.
    struct Pipeline {
        bytes32 id;
        string code;
        uint32 number;
        Side source;
        Side target;
        Status status;
        uint48 validFrom;
        Terms terms;
        bytes32 constraintHash;
        bytes32 sourceTrust;
        bytes32 targetTrust;
    }

    /// @notice That the version `number` got a status, and by which account (a work order's is `WorkOrders`).
    struct Change {
        uint48 time;
        Status status;
        uint32 number;
        address by;
    }

    event PipelineRequested(bytes32 indexed id, uint32 number, bytes32 indexed source, bytes32 indexed target);
    event PipelineStatusChanged(bytes32 indexed id, Status status);
    event PipelineAmendmentProposed(bytes32 indexed id, uint32 number, bytes32 indexed by);
    event PipelineAmended(bytes32 indexed id, uint32 number, uint32 superseded, bytes32 constraintHash);

    error UnknownPipeline(bytes32 id);
    error PipelineStatusWrong(bytes32 id, Status actual, Status expected);
    error PipelineClosed(bytes32 id);
    error SideInvalid(bytes32 object, string what);
    error SidesEqual(bytes32 institution);
    error FunctionNotInContract(bytes32 businessContract, bytes32 functionId);
    error PipelineFunctionCountOutOfRange(uint256 actual, uint256 smallest, uint256 greatest);
    error ValidityInThePast(uint48 validUntil, uint48 now_);
    error ValidityTooLong(uint48 validUntil, uint48 limit);
    error InstitutionsDiffer(bytes32 actual, bytes32 expected);
    error NoSuchAmendment(bytes32 id, uint32 actual, uint32 proposed);
    error AmendmentIsOwn(bytes32 institution);
    /// @notice Agreeing now would fix the constraint `actual`; the caller was shown terms with the constraint `expected`.
    error ConstraintDiffers(bytes32 actual, bytes32 expected);
    /// @notice A contract of a side handles data of a higher class than the pipeline is agreed for.
    error DataClassTooLow(bytes32 businessContract, ISubchains.DataClass actual, ISubchains.DataClass least);
    /// @notice Data of that class needs calls and seconds of a window; neither goes without the other.
    error LimitMissing(ISubchains.DataClass dataClass, uint24 callsPerWindow, uint24 windowSeconds);
    error ValidTooLong(ISubchains.DataClass dataClass, uint256 secondsValid, uint256 limit);
    error RuleTooWeak(bytes32 subchain, ISubchains.Rule actual, ISubchains.Rule needed);
    error NotTheRecord(address caller, address expected);
    error NotARegistry(address caller, address subchains, address services);
    /// @notice Something that the version leads through is not active any more, or another's, or of a higher data class.
    error PipelineOutOfOrder(uint32 number);
    error NotTheSuspender(bytes32 actual, bytes32 expected);

    /// @notice Requests a pipeline; by an operator of the source institution. Every object must exist, be active and
    /// belong to its side.
    /// @return id keccak256(source institution's code "/" code)
    function request(string calldata code, Side calldata source, Side calldata target, Terms calldata terms)
        external
        returns (bytes32 id);

    /// @notice Accepts a request; by an operator of the target institution. Fixes the hash that every message carries:
    /// `keccak256(abi.encode(block.chainid, address(this), id, number, source, target, terms, sourceTrust, targetTrust))`.
    /// @param constraint that hash, computed by the caller from the ends, terms and trust that it was shown: whoever signs agrees to
    /// these and to nothing else, whatever a node said of them. Trust is `keccak256(abi.encode(rule, trustAnchors))` of a side's subchain.
    function authorise(bytes32 id, bytes32 constraint) external;

    /// @notice Proposes other ends or terms for an active or suspended pipeline of the same institutions, in place of what was
    /// proposed before; by an operator of either side. Nothing changes until the other side accepts.
    /// @return number that the amended version will have
    function amend(bytes32 id, Side calldata source, Side calldata target, Terms calldata terms)
        external
        returns (uint32 number);

    /// @notice Accepts what the other side proposed; by an operator. The version so far is superseded: transactions that were
    /// opened by its number go on under its constraint.
    /// @param constraint of the version that was shown, as for `authorise`
    function acceptAmendment(bytes32 id, uint32 number, bytes32 constraint) external;

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

    /// @notice A version: what a transaction's steps refer to, for ever. Numbers count from 1 over all pipelines.
    function pipelineByNumber(uint32 number) external view returns (Pipeline memory);

    /// @notice Pipelines in their present versions, in order of their requests; at most 100 at a time.
    function pipelines(uint256 offset, uint256 limit) external view returns (Pipeline[] memory);

    function pipelineCount() external view returns (uint256);

    /// @notice How many versions of pipelines there are.
    function versionCount() external view returns (uint256);

    /// @notice The version that was proposed last and not yet accepted; 0 for none.
    function amendmentOf(bytes32 id) external view returns (uint32 number);

    /// @notice All changes of status of all versions, oldest first, at most 100 at a time.
    function history(bytes32 id, uint256 offset, uint256 limit) external view returns (Change[] memory);

    function historyCount(bytes32 id) external view returns (uint256);

    /// @notice Numbers of the versions that were superseded, oldest first, at most 100 at a time: only both sides together add
    /// to these, so that no side can hide one among its own changes.
    function formerVersions(bytes32 id, uint256 offset, uint256 limit) external view returns (uint32[] memory);

    function formerVersionCount(bytes32 id) external view returns (uint256);

    /// @notice Whether the subchains' rules and trust anchors are still those that were agreed.
    function trustHolds(uint32 number) external view returns (bool);

    /// @notice The two institutions, who are the same for every version; usable: the version is Active and valid, both
    /// institutions are active, and subchains, proxies, applications and contracts are in order, now; callsLeft in the present
    /// window.
    function parties(uint32 number)
        external
        view
        returns (bytes32 sourceInstitution, bytes32 targetInstitution, bool usable, uint256 callsLeft);

    /// @notice Says that something which pipelines may lead through was suspended, frozen, retired, transferred or classified
    /// higher; by `Subchains` and `Services`. Whether pipelines lead through it is looked up at every opening from then on, until
    /// somebody refreshes the pipeline.
    function disturb() external;

    /// @notice Remembers that everything the version leads through is in order now, which makes openings cheaper; by anybody.
    function refresh(uint32 number) external;

    /// @notice Counts calls against the limit; by `Transactions`, which has asked how many are left.
    function take(uint32 number, uint24 calls) external;
}
