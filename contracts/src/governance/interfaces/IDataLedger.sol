// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title The ledger of shared data: what is shared, with whom, for how long, and every use of it. Digests only, no data.
interface IDataLedger {
    /// @notice How much harm a leak would do; the same classes as for business contracts.
    enum Sensitivity {
        None,
        General,
        Important,
        Core
    }

    enum Status {
        None,
        Active,
        Suspended,
        Frozen,
        Retired
    }

    enum GrantStatus {
        None,
        Requested,
        Active,
        Revoked
    }

    /// @notice What its owner says of a data set. `kind` is a code such as "table", "image", "api"; `digest` is of its present
    /// content or description; `volume` in bytes; `value` in whatever unit the alliance has agreed on.
    struct Description {
        string name;
        string kind;
        bytes32 digest;
        uint64 volume;
        uint128 value;
    }

    /// @notice `id` = keccak256 of the path. `version` counts descriptions from 1.
    struct DataSet {
        bytes32 id;
        string code;
        bytes32 institution;
        Description description;
        Sensitivity sensitivity;
        Status status;
        uint32 version;
        uint48 registeredAt;
        uint48 describedAt;
        uint256 grantCount;
        uint256 useCount;
    }

    /// @notice `until`: the last second of it. `byOrder`: a work order approved it, as core data need. `uses` is counted over
    /// all grants to the institution.
    struct Grant {
        bytes32 dataSet;
        bytes32 institution;
        GrantStatus status;
        bool byOrder;
        uint48 requestedAt;
        uint48 until;
        bytes32 purpose;
        uint64 uses;
    }

    /// @notice One use: by whom, of which version, what (digest), and in which cross-chain transaction (0: none).
    struct Use {
        bytes32 institution;
        address account;
        uint48 at;
        uint32 version;
        bytes32 digest;
        bytes32 transactionId;
    }

    /// @notice What an institution has given and taken: the base for incentives and quotas.
    struct Totals {
        uint64 dataSets;
        uint64 grantsGiven;
        uint64 usesGiven;
        uint64 usesTaken;
    }

    event DataSetRegistered(
        bytes32 indexed id, bytes32 indexed institution, string code, Sensitivity sensitivity, bytes32 digest
    );
    event DataSetDescribed(bytes32 indexed id, uint32 version, bytes32 digest, uint64 volume, uint128 value);
    event DataSetClassified(bytes32 indexed id, Sensitivity sensitivity);
    event DataSetStatusChanged(bytes32 indexed id, Status status);
    event DataGrantRequested(bytes32 indexed id, bytes32 indexed institution, uint48 until, bytes32 purpose);
    event DataGranted(bytes32 indexed id, bytes32 indexed institution, uint48 until, bytes32 purpose);
    event DataGrantRevoked(bytes32 indexed id, bytes32 indexed institution, address by);
    event DataUsed(
        bytes32 indexed id,
        bytes32 indexed institution,
        bytes32 indexed transactionId,
        uint256 number,
        uint32 version,
        bytes32 digest
    );

    error UnknownDataSet(bytes32 id);
    error DataSetStatusWrong(bytes32 id, Status actual, Status expected);
    /// @notice The owner may only raise the sensitivity; lowering it takes a work order.
    error SensitivityNotHigher(bytes32 id, Sensitivity actual, Sensitivity requested);
    error SensitivityNotLower(bytes32 id, Sensitivity actual, Sensitivity requested);
    error GrantStatusWrong(bytes32 id, bytes32 institution, GrantStatus actual, GrantStatus expected);
    error GrantToOwner(bytes32 id, bytes32 institution);
    error GrantPeriodOutOfRange(uint48 until, uint48 now_, uint48 latest);
    error DataNotUsable(bytes32 id, bytes32 institution, Status dataSet, GrantStatus grant, uint48 until);

    /// @notice Registers a data set of the caller's institution; by an operator.
    function register(string calldata code, Sensitivity sensitivity, Description calldata description)
        external
        returns (bytes32 id);

    /// @notice Describes a new version; by an operator of the owner.
    function describe(bytes32 id, Description calldata description) external;

    /// @notice Raises the sensitivity; by an operator of the owner. Of core data no grant is in
    /// force that was not approved by work order.
    function raise(bytes32 id, Sensitivity sensitivity) external;

    /// @notice Lowers the sensitivity; by work order.
    function lower(bytes32 id, Sensitivity sensitivity) external;

    /// @notice Suspends, resumes or (for good) retires a data set; by an operator of the owner.
    function suspend(bytes32 id) external;

    function resume(bytes32 id) external;

    function retire(bytes32 id) external;

    /// @notice Forbids every use until unfrozen; by work order.
    function freeze(bytes32 id) external;

    function unfreeze(bytes32 id) external;

    /// @notice Grants the use to another institution until a time at most a year ahead, or changes the grant; by an operator of
    /// the owner. Of core data it is a request, which a work order approves.
    /// @param purpose digest of what was agreed on
    function grant(bytes32 id, bytes32 institution, uint48 until, bytes32 purpose) external;

    /// @notice Approves the requested grant of core data; by work order.
    function approveGrant(bytes32 id, bytes32 institution) external;

    /// @notice Ends a grant or takes a request back; by an operator of the owner.
    function revoke(bytes32 id, bytes32 institution) external;

    /// @notice Ends a grant or turns a request down; by work order.
    function cancelGrant(bytes32 id, bytes32 institution) external;

    /// @notice Records a use by the caller's institution; by a cross-chain account of it.
    /// @param digest of what was used
    /// @param transactionId the cross-chain transaction in which it was, 0 for none
    function recordUse(bytes32 id, bytes32 digest, bytes32 transactionId) external returns (uint256 number);

    /// @notice The data set, or an empty record (status None) when unknown.
    function dataSet(bytes32 id) external view returns (DataSet memory);

    /// @notice Data sets in order of registration, at most 100 at a time.
    function dataSets(uint256 offset, uint256 limit) external view returns (DataSet[] memory);

    function dataSetCount() external view returns (uint256);

    /// @notice The grant, or an empty record (status None).
    function grantOf(bytes32 id, bytes32 institution) external view returns (Grant memory);

    /// @notice All grants ever given of a data set, one per institution, at most 100 at a time.
    function grants(bytes32 id, uint256 offset, uint256 limit) external view returns (Grant[] memory);

    /// @notice The uses of a data set, oldest first, at most 100 at a time.
    function uses(bytes32 id, uint256 offset, uint256 limit) external view returns (Use[] memory);

    /// @notice Whether the institution may use the data set now: set and grant are in force, owner and user active. Derived.
    function usable(bytes32 id, bytes32 institution) external view returns (bool);

    function totals(bytes32 institution) external view returns (Totals memory);
}
