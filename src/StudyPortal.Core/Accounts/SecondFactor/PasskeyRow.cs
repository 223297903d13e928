namespace StudyPortal.Core.Accounts;

/// <summary>A passkey in its owner's list.</summary>
/// <param name="Id">The credential's id as Base64Url.</param>
public sealed record PasskeyRow(string Id, string Name, DateTime CreatedUtc);
