namespace StudyPortal.Core.Tokens;

/// <summary>What a token may be used for. It never gives more than its owner may do on the pages.</summary>
public static class ApiScopes
{
    /// <summary>To look at and download what the owner's pages show.</summary>
    public const string Read = "read";

    /// <summary>To make reports of closed studies; for administrators only, as on the pages.</summary>
    public const string Reports = "reports";

    public static readonly IReadOnlyList<string> All = [Read, Reports];
}
