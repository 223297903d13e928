namespace StudyPortal.Core.Accounts;

/// <param name="Email">Empty when the holder gives an address on accepting.</param>
/// <param name="Role">The role the account will have.</param>
/// <param name="State">Only an open invitation can be accepted.</param>
public sealed record InvitationOffer(string Email, string Role, InvitationState State);
