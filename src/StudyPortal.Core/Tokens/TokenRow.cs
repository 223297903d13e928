namespace StudyPortal.Core.Tokens;

/// <summary>A token in a list.</summary>
/// <param name="Owner">The owner's name.</param>
public sealed record TokenRow(
    ApiTokenId Id, Guid AccountId, string Owner, string Name, IReadOnlyList<string> Scopes, DateTime CreatedUtc, DateTime ExpiresUtc, DateTime? LastUsedUtc, TokenState State);
