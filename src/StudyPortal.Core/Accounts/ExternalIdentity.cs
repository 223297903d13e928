namespace StudyPortal.Core.Accounts;

/// <summary>A person as an OpenID provider vouches for him.</summary>
/// <param name="Issuer">Which provider.</param>
/// <param name="Subject">The provider's own name for the person, which never changes.</param>
/// <param name="Name">To show, if an account is made.</param>
/// <param name="VerifiedEmail">Null where it is not verified or must not lead into an account.</param>
/// <param name="InvitationToken">Of the link that brought the person here; null for none.</param>
/// <param name="Role">As the provider has it: empty for none of the portal's, null where roles are the portal's own matter.</param>
public sealed record ExternalIdentity(string Issuer, string Subject, string Name, string? VerifiedEmail, string? InvitationToken, string? Role);
