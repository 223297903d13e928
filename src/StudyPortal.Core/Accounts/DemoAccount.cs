namespace StudyPortal.Core.Accounts;

public sealed record DemoAccount(Guid Id, string DisplayName, string Role);
