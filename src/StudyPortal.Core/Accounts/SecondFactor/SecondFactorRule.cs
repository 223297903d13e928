namespace StudyPortal.Core.Accounts;

/// <summary>Whoever has this role must have a second factor. Where there is no row, none is asked for.</summary>
public sealed class SecondFactorRule
{
    public required string Role { get; init; }

    public required DateTime SinceUtc { get; init; }
}
