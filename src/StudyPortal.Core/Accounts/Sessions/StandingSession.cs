namespace StudyPortal.Core.Accounts;

/// <param name="Id">For lists; it opens nothing.</param>
/// <param name="AccountId">Whose it is.</param>
/// <param name="Roles">The account's, as they are now.</param>
/// <param name="LacksSecondFactor">A role of the account needs a second factor and it has none: nothing but setting one up is open.</param>
public sealed record StandingSession(SessionId Id, Guid AccountId, IReadOnlyList<string> Roles, bool LacksSecondFactor);
