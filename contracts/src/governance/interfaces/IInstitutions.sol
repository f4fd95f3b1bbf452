// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title Institutions of the consortium: membership, status, unified identity, and who votes.
/// @notice An institution's id is `keccak256(bytes(code))`; its unified identity is `did:govchain:<chainId>:<code>`.
interface IInstitutions {
    enum Category {
        None,
        Genesis,
        Governance,
        Audit
    }

    enum Status {
        None,
        Active,
        Suspended,
        Expelled,
        Withdrawn
    }

    enum ApplicationStatus {
        None,
        Pending,
        Admitted,
        Withdrawn,
        Rejected
    }

    /// @notice What a reviewer advises the voters to do.
    enum Recommendation {
        None,
        Admit,
        Reject,
        AskForMore
    }

    struct Institution {
        bytes32 id;
        string code;
        string name;
        Category category;
        Status status;
        bytes32 documentDigest;
        string attributes;
        string did;
        address contact;
        uint48 admittedAt;
    }

    struct MembershipApplication {
        bytes32 id;
        string code;
        string name;
        Category category;
        bytes32 documentDigest;
        string attributes;
        address applicant;
        uint48 appliedAt;
        ApplicationStatus status;
    }

    /// @notice What a genesis institution put on record about an application.
    /// @param reportDigest digest of the report, which itself stays with the members
    struct Review {
        address reviewer;
        bytes32 institution;
        Recommendation recommendation;
        bytes32 reportDigest;
        uint48 reviewedAt;
    }

    /// @notice Status and category from a time on, until the next entry.
    struct Standing {
        uint48 since;
        Status status;
        Category category;
    }

    /// @notice A founding member, active from the first block.
    struct Founding {
        string code;
        string name;
        bytes32 documentDigest;
        string attributes;
        address contact;
    }

    event MembershipApplied(bytes32 indexed applicationId, address indexed applicant, string code);
    event MembershipApplicationWithdrawn(bytes32 indexed applicationId);
    event MembershipReviewed(
        bytes32 indexed applicationId,
        bytes32 indexed institution,
        address reviewer,
        Recommendation recommendation,
        bytes32 reportDigest
    );
    event MembershipRejected(bytes32 indexed applicationId, uint256 workOrderId);
    event InstitutionAdmitted(bytes32 indexed id, string code, Category category, string did);
    event InstitutionStatusChanged(bytes32 indexed id, Status status);
    event InstitutionCategoryChanged(bytes32 indexed id, Category category);

    error UnknownInstitution(bytes32 id);
    error InstitutionCodeTaken(string code);
    error InstitutionStatusWrong(bytes32 id, Status actual, Status expected);
    error InstitutionNotActive(bytes32 id, Status actual);
    error UnknownMembershipApplication(bytes32 applicationId);
    error MembershipApplicationExists(bytes32 applicationId, ApplicationStatus status);
    error MembershipApplicationNotPending(bytes32 applicationId, ApplicationStatus actual);
    error NotTheApplicant(address caller, address applicant);
    /// @notice So many of an applicant's applications may be pending.
    error TooManyApplications(address applicant, uint256 actual, uint256 limit);
    error LastGenesisInstitution(bytes32 id);
    error CategoryUnchanged(bytes32 id, Category actual);
    error NotAGenesisInstitution(bytes32 institution, Category actual, Category expected);
    error AdmissionNotRefused(bytes32 applicationId, uint256 workOrderId);

    /// @notice Applies for membership; anybody may. The same applicant, code and document can be filed once only, so
    /// that nobody can change an application under a running vote. At most 8 of an applicant are pending.
    /// @return applicationId `keccak256(abi.encode(block.chainid, msg.sender, code, documentDigest))`
    function applyForMembership(
        string calldata code,
        string calldata name,
        Category category,
        bytes32 documentDigest,
        string calldata attributes
    ) external returns (bytes32 applicationId);

    /// @notice Takes a pending application back; the applicant only.
    function withdrawApplication(bytes32 applicationId) external;

    /// @notice Puts a recommendation on an application on record, for the voters; by a governor or operator of a genesis
    /// institution, as long as the application is pending. An institution may add to what it said.
    /// @param reportDigest digest of the report, not 0
    function review(bytes32 applicationId, Recommendation recommendation, bytes32 reportDigest) external;

    /// @notice Makes it visible that the vote on admission went against the applicant; anybody may. Who applies again needs
    /// another document digest.
    /// @param descriptionHash keccak256 of the description of the refused work order, which must consist of the call
    /// `admit(applicationId)` alone; one that merely ran out of time is no refusal
    function recordRejection(bytes32 applicationId, bytes32 descriptionHash) external;

    /// @notice Admits an applicant and issues its identity; by work order.
    function admit(bytes32 applicationId) external;

    /// @notice Suspends an active institution; by work order. All of its accounts stop working at once.
    function suspend(bytes32 id) external;

    /// @notice Makes a suspended institution active again; by work order.
    function reinstate(bytes32 id) external;

    /// @notice Expels an institution for good; by work order.
    function expel(bytes32 id) external;

    /// @notice Changes the category of an active or suspended institution; by work order. Its seat follows at once, open
    /// work orders keep their electorate.
    function changeCategory(bytes32 id, Category category) external;

    /// @notice Ends the membership of the caller's institution; by its governor.
    function withdraw() external;

    /// @notice Counts the governors whom an institution can vote with; called by `Accounts` when one is activated or revoked.
    /// A genesis institution without any has no seat: it would block every unanimous decision, the activation of its own
    /// next governor included. A frozen governor still counts, or freezing would push institutions out of the vote.
    function countGovernor(bytes32 id, bool gained) external;

    /// @notice The institution, or an empty record (status None) when unknown.
    function institution(bytes32 id) external view returns (Institution memory);

    /// @notice Institutions in order of admission, at most 100 at a time.
    function institutions(uint256 offset, uint256 limit) external view returns (Institution[] memory);

    function institutionCount() external view returns (uint256);

    /// @notice The application, or an empty record (status None) when unknown.
    function membershipApplication(bytes32 applicationId) external view returns (MembershipApplication memory);

    /// @notice Applications in order of filing, at most 100 at a time.
    function membershipApplications(uint256 offset, uint256 limit)
        external
        view
        returns (MembershipApplication[] memory);

    function membershipApplicationCount() external view returns (uint256);

    /// @notice How many applications of the applicant are pending.
    function pendingApplicationCount(address applicant) external view returns (uint256);

    /// @notice Reviews of an application in order of arrival, at most 100 at a time.
    function reviews(bytes32 applicationId, uint256 offset, uint256 limit) external view returns (Review[] memory);

    function reviewCount(bytes32 applicationId) external view returns (uint256);

    /// @notice Status and category at the end of the second `timepoint`; (None, None) before admission.
    function statusAt(bytes32 id, uint48 timepoint) external view returns (Status status, Category category);

    /// @notice All changes of status and category, oldest first, at most 100 at a time.
    function standings(bytes32 id, uint256 offset, uint256 limit) external view returns (Standing[] memory);

    function standingCount(bytes32 id) external view returns (uint256);

    function isActive(bytes32 id) external view returns (bool);

    /// @notice The institution's code, or an empty string when unknown.
    function codeOf(bytes32 id) external view returns (string memory);

    /// @notice How many genesis institutions were active and seated at the end of the second `timepoint`.
    function genesisCountAt(uint48 timepoint) external view returns (uint256);

    /// @notice Whether the institution was an active and seated genesis institution at the end of the second `timepoint`.
    function wasGenesisAt(bytes32 id, uint48 timepoint) external view returns (bool);

    /// @notice Like `wasGenesisAt`, with the number of the institution's seat.
    function seatAt(bytes32 id, uint48 timepoint) external view returns (bool genesis, uint256 seat);
}
