// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title Alliances: institutions and subchains grouped for a scenario, by themselves, for as long as they like.
/// @notice Nobody becomes a member without its own consent and the alliance's; whoever is a member may leave. What concerns the
/// whole alliance is carried by more than half of its members.
interface IAlliances {
    enum Status {
        None,
        Active,
        Merged,
        Dissolved
    }

    /// @notice Lead: founded the alliance or was handed it; names stewards, merges. Steward: invites and approves. Observer:
    /// belongs to it without a vote.
    enum Role {
        None,
        Lead,
        Steward,
        Member,
        Observer
    }

    enum Consent {
        None,
        Invited,
        Requested
    }

    /// @notice What members carry together: Exclude a member, Replace the lead by a member, or Dissolve (no subject).
    enum Motion {
        None,
        Exclude,
        Replace,
        Dissolve
    }

    /// @notice `id` = keccak256 of the path (institution code of the founder "/" code). `origin`: the alliance that it was split
    /// from, 0 for none. `mergedInto`: where its members belong since status Merged.
    struct Alliance {
        bytes32 id;
        string code;
        string name;
        string scenario;
        bytes32 lead;
        Status status;
        uint48 foundedAt;
        bytes32 origin;
        bytes32 mergedInto;
        uint256 memberCount;
        uint256 subchainCount;
    }

    struct Member {
        bytes32 institution;
        Role role;
        uint48 joinedAt;
    }

    event AllianceFounded(bytes32 indexed id, bytes32 indexed lead, string code, string scenario, bytes32 origin);
    event AllianceInvited(bytes32 indexed id, bytes32 indexed institution, bytes32 indexed by);
    event AllianceRequested(bytes32 indexed id, bytes32 indexed institution);
    /// @notice An invitation or request is off.
    event AllianceConsentWithdrawn(bytes32 indexed id, bytes32 indexed institution, bytes32 indexed by);
    event AllianceJoined(bytes32 indexed id, bytes32 indexed institution);
    event AllianceLeft(bytes32 indexed id, bytes32 indexed institution, bool excluded);
    event AllianceRoleChanged(bytes32 indexed id, bytes32 indexed institution, Role role);
    event AllianceLeadOffered(bytes32 indexed id, bytes32 indexed to);
    event AllianceSubchainAdded(bytes32 indexed id, bytes32 indexed subchain, bytes32 indexed institution);
    event AllianceSubchainRemoved(bytes32 indexed id, bytes32 indexed subchain);
    event AllianceMotionSupported(
        bytes32 indexed id, Motion motion, bytes32 indexed subject, bytes32 indexed institution, uint256 inFavour
    );
    event AllianceMotionCarried(bytes32 indexed id, Motion motion, bytes32 indexed subject);
    event AllianceMergeOffered(bytes32 indexed id, bytes32 indexed into);
    event AllianceMerged(bytes32 indexed id, bytes32 indexed into);
    event AllianceDissolved(bytes32 indexed id);

    error UnknownAlliance(bytes32 id);
    error AllianceNotActive(bytes32 id, Status actual);
    error NotAMember(bytes32 id, bytes32 institution);
    error AlreadyAMember(bytes32 id, bytes32 institution);
    /// @notice The caller's institution has role `actual` in the alliance; only `needed` or a higher one may do this.
    error AllianceRoleMissing(bytes32 id, bytes32 institution, Role actual, Role needed);
    error AllianceRoleNotAllowed(Role role);
    error ConsentMissing(bytes32 id, bytes32 institution, Consent actual, Consent needed);
    error AllianceFull(bytes32 id, uint256 limit);
    error LeadMustStay(bytes32 id, bytes32 lead);
    error LeadNotOffered(bytes32 id, bytes32 offeredTo, bytes32 institution);
    error SubchainNotOwned(bytes32 subchain, bytes32 institution);
    error SubchainPresent(bytes32 id, bytes32 subchain);
    error SubchainNotPresent(bytes32 id, bytes32 subchain);
    error MotionUnfounded(bytes32 id, Motion motion, bytes32 subject);
    error MergeNotOffered(bytes32 id, bytes32 offeredTo, bytes32 into);

    /// @notice Founds an alliance that the caller's institution leads; by an operator or governor, as everything here.
    /// @param origin the active alliance, of which the caller must be a member, that this one is split from; its members may join
    /// without an invitation. 0 for none.
    function found(string calldata code, string calldata name, string calldata scenario, bytes32 origin)
        external
        returns (bytes32 id);

    /// @notice Invites an active institution; by the lead or a steward. If it has asked to join, it is a member at once.
    function invite(bytes32 id, bytes32 institution) external;

    /// @notice Asks to join. With an invitation, or as a member of the alliance's origin or of one merged into it: joins at once.
    function join(bytes32 id) external;

    /// @notice Takes back an invitation (lead, steward), or declines one or takes back a request (the institution itself).
    function withdrawConsent(bytes32 id, bytes32 institution) external;

    /// @notice Leaves, with all subchains. The lead hands over first, unless it is alone: then the alliance is dissolved.
    function leave(bytes32 id) external;

    /// @notice Makes a member a steward, an ordinary member or an observer; by the lead.
    function setRole(bytes32 id, bytes32 institution, Role role) external;

    /// @notice Offers the lead to a member, or with 0 takes the offer back; by the lead.
    function offerLead(bytes32 id, bytes32 institution) external;

    /// @notice Takes the offered lead; the former lead becomes a steward.
    function acceptLead(bytes32 id) external;

    /// @notice Adds a subchain of the caller's institution, which must be a member.
    function addSubchain(bytes32 id, bytes32 subchain) external;

    /// @notice Removes a subchain; by its owner or a steward.
    function removeSubchain(bytes32 id, bytes32 subchain) external;

    /// @notice Supports a motion for 30 days; by members with a vote. It is carried, and done, as soon as more than half of the
    /// members with a vote (of those beside the subject, to exclude one) support it.
    function support(bytes32 id, Motion motion, bytes32 subject) external;

    /// @notice Offers the whole alliance to another one, or with 0 takes the offer back; by the lead.
    function offerMerge(bytes32 id, bytes32 into) external;

    /// @notice Takes the offered alliance in; by the lead of `into`. Its members are invited, each joins by its own consent.
    function acceptMerge(bytes32 id, bytes32 into) external;

    /// @notice The alliance, or an empty record (status None) when unknown.
    function alliance(bytes32 id) external view returns (Alliance memory);

    /// @notice Alliances in order of founding, at most 100 at a time.
    function alliances(uint256 offset, uint256 limit) external view returns (Alliance[] memory);

    function allianceCount() external view returns (uint256);

    /// @notice The members, at most 100 at a time, in no particular order.
    function members(bytes32 id, uint256 offset, uint256 limit) external view returns (Member[] memory);

    /// @notice The membership, or an empty record (role None).
    function member(bytes32 id, bytes32 institution) external view returns (Member memory);

    function consentOf(bytes32 id, bytes32 institution) external view returns (Consent);

    /// @notice The alliance's subchains, at most 100 at a time, in no particular order.
    function allianceSubchains(bytes32 id, uint256 offset, uint256 limit) external view returns (bytes32[] memory);

    /// @notice How many supports count now, and how many are needed.
    function motion(bytes32 id, Motion motion, bytes32 subject) external view returns (uint256 inFavour, uint256 needed);

    /// @notice Ids of the alliances that the institution belongs to, at most 100 at a time, in no particular order.
    function alliancesOf(bytes32 institution, uint256 offset, uint256 limit) external view returns (bytes32[] memory);

    /// @notice Whether the institution is active, and a member of the alliance, which is active. Derived: a suspended
    /// institution takes no part from that block on, and does again when reinstated.
    function takesPart(bytes32 id, bytes32 institution) external view returns (bool);

    /// @notice Whether a subchain belongs to the alliance, its owner takes part, and it can be used.
    function subchainTakesPart(bytes32 id, bytes32 subchain) external view returns (bool);
}
