namespace StudyPortal.Web.Tests.Accounts.OpenId;

/// <summary>Somebody as the provider knows him.</summary>
public sealed record ProviderPerson(string Subject, string Name, string Email, bool EmailVerified = true)
{
    public IReadOnlyList<string> Methods { get; init; } = ["pwd"];

    public IReadOnlyList<string> Groups { get; init; } = [];
}
