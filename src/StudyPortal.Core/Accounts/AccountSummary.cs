namespace StudyPortal.Core.Accounts;

public sealed record AccountSummary(Guid Id, string DisplayName, string Email, string Role, DateTime CreatedUtc, bool IsDemo, bool IsDisabled, bool HasSecondFactor, bool IsErased);
